"""地址: of the figures of what was held."""

from django.urls import path

from gongkai.casework.engagement.activity import desk as office

desk = [
    path("engagement/activity/", office.activity, name="activity"),
    path("engagement/activity/<str:figure>/", office.behind, name="activity_behind"),
]
