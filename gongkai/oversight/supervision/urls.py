"""地址: the desk's pages of 监督检查, in the namespace ``supervision``."""

from django.urls import URLPattern, path

from gongkai.oversight.supervision.dials import desk as dials
from gongkai.oversight.supervision.findings import desk as findings

portal: list[URLPattern] = []

desk = [
    path("supervision/", dials.dials, name="dials"),
    path("supervision/findings/", findings.findings, name="findings"),
    path("supervision/findings/find/", findings.find, name="find"),
    path("supervision/findings/<int:finding>/", findings.finding, name="finding"),
    path("supervision/findings/<int:finding>/act/<str:name>/", findings.take_act, name="act"),
]
