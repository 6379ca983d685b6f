"""地址: the public's and the desk's pages of the figures, in the namespace ``visits``."""

from django.urls import path

from gongkai.office.visits import desk as office
from gongkai.office.visits import portal as public

portal = [
    path("fwl/", public.site, name="site"),
    path("fwl/page", public.page, name="page"),
]

desk = [
    path("visits/", office.visits, name="visits"),
    path("visits/past/", office.enter_past, name="enter_past"),
    path("visits/past/<int:claim>/void/", office.void_past, name="void_past"),
    path("visits/show/", office.show, name="show"),
]
