"""地址: the desk's pages of 公开前筛查, in the namespace ``gate``."""

from django.urls import URLPattern, path

from gongkai.publication.gate import desk as office

portal: list[URLPattern] = []
desk: list[URLPattern] = [
    path("gate/", office.waiting, name="waiting"),
    path("gate/drop/", office.drop, name="drop"),
    path("gate/words/", office.words, name="words"),
    path("gate/words/<int:words>/end/", office.end_words, name="end_words"),
    path("gate/<int:screening>/", office.screening, name="screening"),
    path("gate/<int:screening>/copy/", office.copy, name="copy"),
    path("gate/<int:screening>/throw-away/", office.throw_away, name="throw_away"),
]
