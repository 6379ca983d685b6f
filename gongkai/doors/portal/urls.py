"""门户地址: the slugs are those most provincial sites use (指南 zfxxgkzn)."""

from django.urls import path

from gongkai.doors.portal import suggestions, views

app_name = "portal"
urlpatterns = [
    path("", views.home, name="home"),
    path("healthz", views.healthz, name="healthz"),
    path("view/<str:look>", views.choose_look, name="look"),
    path("<code:code>/", views.zone, name="zone"),
    path("<code:code>/zfxxgkzn/", views.guide, name="guide"),
    path("<code:code>/already-public/", suggestions.suggestions, name="suggestions"),
]
