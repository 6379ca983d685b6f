"""地址: the portal's and the desk's pages of 专题专栏, in the namespace ``specials``."""

from django.urls import path

from gongkai.publication.specials import desk as office
from gongkai.publication.specials import layout_desk as layout
from gongkai.publication.specials import portal as public

portal = [
    path("ztzl/", public.index, name="index"),
    path("ztzl/sitemap.xml", public.sitemap, name="sitemap"),
    path("ztzl/<slug:slug>/", public.special, name="special"),
    path("ztzl/<slug:slug>/nr/", public.contents, name="contents"),
]

desk = [
    path("specials/", office.index, name="desk"),
    path("specials/prepare/", office.prepare, name="prepare"),
    path("specials/figures/", office.figures, name="figures"),
    path("specials/figures/contents/", office.shown_in_year, name="shown_in_year"),
    path("specials/<int:special>/", office.special, name="file"),
    path("specials/<int:special>/change/", office.change, name="change"),
    path("specials/<int:special>/open/", office.open_it, name="open"),
    path("specials/<int:special>/close/", office.close, name="close"),
    path("specials/<int:special>/reopen/", office.reopen, name="reopen"),
    path("specials/<int:special>/contents/", office.contents, name="shown"),
    path("specials/<int:special>/contents/show/", office.show, name="show"),
    path("specials/<int:special>/contents/drop/", office.drop, name="drop"),
    path("specials/<int:special>/layout/", layout.layout, name="layout"),
    path("specials/<int:special>/layout/<int:place>/<str:way>/", layout.move, name="move_block"),
]
