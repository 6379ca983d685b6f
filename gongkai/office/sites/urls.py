"""地址: the public's and the desk's pages of the sites, in the namespace ``sites``."""

from django.urls import path

from gongkai.office.sites import desk as office
from gongkai.office.sites import portal as public
from gongkai.office.sites.tickets import desk as tickets

portal = [
    path("wzml/", public.sites, name="public_sites"),
    path("entry", public.entry, name="entry"),
    path("entry.svg", public.entry_picture, name="entry_picture"),
    path("emblem/<slug:digest>.<str:kind>", public.emblem, name="emblem"),
]

desk = [
    path("sites/", office.sites, name="sites"),
    path("sites/register/", office.register, name="register"),
    path("sites/<int:site>/", office.site, name="site"),
    path("sites/<int:site>/edit/", office.edit, name="edit"),
    path("sites/<int:site>/end/", office.end, name="end"),
    path("sites/<int:site>/reopen/", office.reopen, name="reopen"),
    path("sites/links/<slug:group>/", office.links, name="links"),
    path("sites/emblem/", office.emblem, name="set_emblem"),
    path("sites/emblem/drop/", office.drop_emblem, name="drop_emblem"),
    path("sites/broken/", office.broken, name="broken"),
    path("sites/snippet/", office.snippet, name="snippet"),
    path("tickets/", tickets.tickets, name="tickets"),
    path("tickets/report/", tickets.report, name="report"),
    path("tickets/<int:ticket>/", tickets.ticket, name="ticket"),
    path("tickets/<int:ticket>/act/<str:name>/", tickets.take_act, name="ticket_act"),
]
