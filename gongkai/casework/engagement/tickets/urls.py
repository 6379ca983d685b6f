"""地址: of tickets."""

from django.urls import path

from gongkai.casework.engagement.tickets import desk as office
from gongkai.casework.engagement.tickets import portal as public
from gongkai.casework.engagement.tickets import settings_desk as settings
from gongkai.casework.engagement.tickets.figures import desk as figures
from gongkai.casework.engagement.tickets.importing import desk as importing
from gongkai.casework.engagement.tickets.inbound import desk as inbound

portal = [
    path("wyly/", public.index, name="talk"),
    path("wyly/write/", public.write, name="write"),
    path("wyly/write/<int:mailbox>/", public.write, name="write_to"),
    path("wyly/follow/", public.follow, name="follow"),
    path("wyly/rate/", public.rate, name="rate"),
    path("wyly/replies/", public.replies, name="replies"),
    path("wyly/replies/<int:selection>/", public.reply, name="reply"),
]

desk = [
    path("engagement/", office.inbox, name="tickets"),
    path("engagement/register/", office.register, name="register"),
    path("engagement/figures/", figures.figures, name="figures"),
    path("engagement/mailboxes/", settings.mailboxes, name="mailboxes"),
    path("engagement/mailboxes/<int:mailbox>/", settings.mailbox, name="mailbox"),
    path("engagement/mailboxes/<int:mailbox>/keepers/", settings.give, name="give_mailbox"),
    path("engagement/mailboxes/<int:mailbox>/keepers/<int:keeper>/end/", settings.take_away, name="take_mailbox_away"),
    path("engagement/terms/", settings.terms, name="terms"),
    path("engagement/terms/lights/", settings.lights, name="lights"),
    path("engagement/imports/", importing.imports, name="imports"),
    path("engagement/imports/<int:batch>/", importing.batch, name="import"),
    path("engagement/imports/<int:batch>/accept/", importing.accept, name="accept_import"),
    path("engagement/imports/<int:batch>/give-up/", importing.give_up, name="give_up_import"),
    path("engagement/inbound/", inbound.accounts, name="inbound"),
    path("engagement/inbound/<int:account>/read/", inbound.read_now, name="read_inbound"),
    path("engagement/inbound/<int:account>/stop/", inbound.stop, name="stop_inbound"),
    path("engagement/<int:ticket>/", office.ticket, name="ticket"),
    path("engagement/<int:ticket>/identity/", office.identity, name="identity"),
    path("engagement/<int:ticket>/files/<int:file>/", office.file, name="ticket_file"),
    path("engagement/<int:ticket>/slip/", office.slip, name="slip"),
    path("engagement/<int:ticket>/publish/", office.publish, name="publish"),
    path("engagement/<int:ticket>/unpublish/", office.unpublish, name="unpublish"),
    path("engagement/<int:ticket>/act/<str:name>/", office.take_act, name="act"),
]
