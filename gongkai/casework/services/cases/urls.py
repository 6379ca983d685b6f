"""地址: of cases, cards, figures and scores."""

from django.urls import path

from gongkai.casework.services.cases import desk as office
from gongkai.casework.services.cases import desk_lists as lists
from gongkai.casework.services.cases import desk_monitor as monitor
from gongkai.casework.services.cases import portal as public

portal = [
    path("bjjd/", public.progress, name="progress"),
    path("bjjd/rate/", public.rate, name="rate"),
]

desk = [
    path("services/counter/", office.counter, name="counter"),
    path("services/counter/take-in/", office.take_in, name="take_in"),
    path("services/deciding/", office.deciding, name="deciding"),
    path("services/cases/", office.cases, name="cases"),
    path("services/cases/import/", lists.import_cases, name="import_cases"),
    path("services/cases/export.xlsx", lists.export, name="export_cases"),
    path("services/cases/figures/", monitor.figures, name="case_figures"),
    path("services/cases/cards/", monitor.cards, name="cards"),
    path("services/cases/cards/rule/", monitor.card_setting, name="card_setting"),
    path("services/cases/<int:case>/", office.case, name="case"),
    path("services/cases/<int:case>/receipt/", office.receipt, name="case_receipt"),
    path("services/cases/<int:case>/notice/", office.notice, name="case_notice"),
    path("services/cases/<int:case>/act/<str:deed>/", office.take_act, name="case_act"),
    path("services/scores/", monitor.scores, name="scores"),
    path("services/scores/scheme/", monitor.scheme, name="scheme"),
    path("services/scores/appeals/<int:appeal>/", monitor.answer_appeal, name="answer_appeal"),
    path("services/scores/<int:official>/", monitor.score, name="score"),
]
