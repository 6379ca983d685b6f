"""地址: the desk's pages of 监督检查, in the namespace ``supervision``."""

from django.urls import URLPattern, path

from gongkai.oversight.supervision.dials import desk as dials
from gongkai.oversight.supervision.findings import desk as findings
from gongkai.oversight.supervision.indicators import desk as indicators
from gongkai.oversight.supervision.reading import desk as reading
from gongkai.oversight.supervision.rounds import desk as rounds

portal: list[URLPattern] = []

desk = [
    path("supervision/", dials.dials, name="dials"),
    path("supervision/findings/", findings.findings, name="findings"),
    path("supervision/findings/find/", findings.find, name="find"),
    path("supervision/findings/<int:finding>/", findings.finding, name="finding"),
    path("supervision/findings/<int:finding>/act/<str:name>/", findings.take_act, name="act"),
    path("supervision/indicators/", indicators.indicators, name="indicators"),
    path("supervision/indicators/<str:key>/", indicators.set_indicator, name="indicator"),
    path("supervision/rounds/", rounds.rounds, name="rounds"),
    path("supervision/rounds/open/", rounds.open_round, name="open_round"),
    path("supervision/rounds/<int:round>/", rounds.inspection_round, name="round"),
    path("supervision/rounds/<int:round>/checks/<int:check>/", rounds.see, name="see"),
    path("supervision/rounds/<int:round>/close/", rounds.close, name="close_round"),
    path("supervision/read/", reading.read, name="read"),
    path("supervision/read/<int:content>/", reading.judge, name="judge"),
]
