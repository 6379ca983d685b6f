"""地址: the portal's and the desk's pages of 机构和领导, in the namespace ``institution``."""

from django.urls import path

from gongkai.publication.institution import desk as office
from gongkai.publication.institution import portal as public

portal = [
    path("ldzc/", public.leaders, name="leaders"),
    path("ldzc/<int:leader>/", public.leader, name="leader"),
    path("jgzn/", public.sections, name="sections"),
]

desk = [
    path("institution/", office.index, name="desk"),
    path("institution/leaders/enlist/", office.enlist, name="enlist_leader"),
    path("institution/leaders/<int:leader>/", office.leader, name="change_leader"),
    path("institution/leaders/<int:leader>/end/", office.end_leader, name="end_leader"),
    path("institution/sections/open/", office.open_section, name="open_section"),
    path("institution/sections/<int:unit>/", office.section, name="change_section"),
    path("institution/sections/<int:unit>/end/", office.end_section, name="end_section"),
]
