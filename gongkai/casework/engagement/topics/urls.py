"""地址: of what people ask for."""

from django.urls import path

from gongkai.casework.engagement.topics import desk as office
from gongkai.casework.engagement.topics import portal as public

portal = [path("wyly/sqfx/", public.analyses, name="analyses")]

desk = [
    path("engagement/analysis/", office.analysis, name="analysis"),
    path("engagement/analysis/publish/", office.publish, name="publish_analysis"),
    path("engagement/analysis/<int:report>/withdraw/", office.withdraw, name="withdraw_analysis"),
    path("engagement/analysis/topics/<int:topic>/", office.topic, name="topic"),
    path("engagement/analysis/topics/<int:topic>/suggest/", office.suggest, name="suggest_topic"),
]
