"""地址: of surveys."""

from django.urls import path

from gongkai.casework.engagement.surveys import desk as office
from gongkai.casework.engagement.surveys import portal as public

portal = [
    path("wjdc/", public.surveys, name="public_surveys"),
    path("wjdc/<int:survey>/", public.survey, name="public_survey"),
]

desk = [
    path("engagement/surveys/", office.surveys, name="surveys"),
    path("engagement/surveys/new/", office.write, name="write_survey"),
    path("engagement/surveys/<int:survey>/", office.survey, name="survey"),
    path("engagement/surveys/<int:survey>/revise/", office.revise, name="revise_survey"),
    path("engagement/surveys/<int:survey>/act/<str:name>/", office.take_act, name="survey_act"),
    path("engagement/surveys/<int:survey>/enter/", office.enter, name="enter_answer"),
    path("engagement/surveys/<int:survey>/words/", office.words, name="survey_words"),
    path("engagement/surveys/<int:survey>/words/<int:answer>/<int:question>/", office.show, name="show_words"),
    path("engagement/surveys/<int:survey>/remarks/<int:remark>/hide/", office.hide, name="hide_words"),
    path("engagement/surveys/<int:survey>/results.xlsx", office.workbook, name="survey_workbook"),
    path("engagement/surveys/<int:survey>/shred/", office.shred, name="shred_survey"),
]
