"""地址: the public's and the desk's pages of 制度库, in the namespace ``rulebook``."""

from django.urls import path

from gongkai.oversight.rulebook import desk as office
from gongkai.oversight.rulebook import portal as public

portal = [
    path("gzzd/", public.rules, name="public_rules"),
    path("gzzd/<int:rule>/", public.rule, name="public_rule"),
]

desk = [
    path("rules/", office.rules, name="rules"),
    path("rules/gaps/", office.gap_table, name="gaps"),
    path("rules/draft/", office.draft, name="draft"),
    path("rules/record/", office.record, name="record"),
    path("rules/<int:rule>/", office.rule, name="rule"),
    path("rules/<int:rule>/act/<str:name>/", office.take_act, name="act"),
]
