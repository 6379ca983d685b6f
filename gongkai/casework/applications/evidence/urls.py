"""地址: the desk's pages of evidence, in the namespace of the room."""

from django.urls import path

from gongkai.casework.applications.evidence import desk as office

desk = [
    path("applications/<int:pk>/evidence/", office.evidence, name="evidence"),
    path("applications/<int:pk>/evidence/search/", office.register_search, name="register_search"),
    path("applications/<int:pk>/evidence/searches/<int:search>/void/", office.void_search, name="void_search"),
    path("applications/<int:pk>/evidence/join/", office.join, name="join_paper"),
    path("applications/<int:pk>/evidence/papers/<int:paper>/", office.paper, name="paper"),
]
