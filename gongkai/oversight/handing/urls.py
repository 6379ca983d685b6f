"""地址: the desk's pages of 交接, in the namespace ``handing``; the public has none."""

from django.urls import URLPattern, path

from gongkai.oversight.handing.packs import desk as packs
from gongkai.oversight.handing.packs import figures_desk as figures
from gongkai.oversight.handing.shadow import desk as shadows
from gongkai.oversight.handing.ten import desk as tens

portal: list[URLPattern] = []

_PACK = "handovers/<int:pack>/"
desk = [
    path("postings/<int:posting>/handover/", packs.write, name="write"),
    path("handovers/", packs.handovers, name="handovers"),
    path("handovers/effects/", figures.effects, name="effects"),
    path(_PACK, packs.pack, name="pack"),
    path(f"{_PACK}pack.docx", packs.paper, name="paper"),
    path(f"{_PACK}sign/", packs.sign, name="sign"),
    path(f"{_PACK}sign-for/", packs.sign_for, name="sign_for"),
    path(f"{_PACK}refresh/", packs.refresh, name="refresh"),
    path(f"{_PACK}accept/", packs.accept, name="accept"),
    path(f"{_PACK}replace/", packs.replace, name="replace"),
    path(f"{_PACK}complete/", packs.complete, name="complete"),
    path(f"{_PACK}lines/<int:line>/ask/", packs.ask, name="ask"),
    path(f"{_PACK}lines/<int:line>/answer/", packs.answer, name="answer"),
    path(f"{_PACK}lines/<int:line>/reassign/", packs.reassign, name="reassign"),
    path("shadow/", shadows.shadow, name="shadow"),
    path("ten/", tens.ten, name="ten"),
    path("ten/take/", tens.take, name="take"),
    path("ten/weeks/", tens.weeks, name="weeks"),
]
