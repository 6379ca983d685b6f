"""地址: of interviews."""

from django.urls import path

from gongkai.casework.engagement.interviews import desk as office
from gongkai.casework.engagement.interviews import portal as public

portal = [
    path("zxft/", public.interviews, name="public_interviews"),
    path("zxft/<int:interview>/", public.interview, name="public_interview"),
]

desk = [
    path("engagement/interviews/", office.interviews, name="interviews"),
    path("engagement/interviews/new/", office.plan, name="plan_interview"),
    path("engagement/interviews/<int:interview>/", office.interview, name="interview"),
    path("engagement/interviews/<int:interview>/revise/", office.revise, name="revise_interview"),
    path("engagement/interviews/<int:interview>/act/<str:name>/", office.take_act, name="interview_act"),
    path("engagement/interviews/<int:interview>/questions/", office.questions, name="interview_questions"),
    path("engagement/interviews/<int:interview>/questions/<int:question>/adopt/", office.adopt, name="adopt_question"),
    path(
        "engagement/interviews/<int:interview>/questions/<int:question>/decline/",
        office.decline,
        name="decline_question",
    ),
    path("engagement/interviews/<int:interview>/live/", office.live, name="live"),
    path("engagement/interviews/<int:interview>/lines/<int:line>/take-back/", office.take_back, name="take_back_line"),
    path("engagement/interviews/<int:interview>/shred/", office.shred, name="shred_interview"),
]
