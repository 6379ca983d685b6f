"""公文的周边: what belongs to a document in other rooms, so that a clerk finds it without knowing any address."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse

from gongkai.law.abolition import read_provisions
from gongkai.law.documents import Review, State
from gongkai.law.grammar.flow import Role
from gongkai.office.authorities.guards import DeskRequest
from gongkai.publication.documents import attachments
from gongkai.publication.documents.files import File
from gongkai.publication.documents.legality import queries as legality
from gongkai.publication.documents.models import DecisionDraft, Instrument
from gongkai.publication.documents.validity.queries import KINDS, text_of
from gongkai.web.jinja import url_or_none


@dataclass(frozen=True, slots=True)
class Neighbour:
    """周边一项: its name, where it is, and how it stands; with ``press`` it is done at once by a button."""

    label: str
    href: str
    note: str = ""
    press: bool = False


def around(request: DeskRequest, opened: File) -> list[Neighbour]:
    """周边: what there is, in the order of the work; pages that nobody has built are left out."""
    return [each for each in _around(request, opened) if each.href]


def _around(request: DeskRequest, opened: File) -> Iterator[Neighbour]:
    record, standing = opened.record, opened.standing
    for draft in DecisionDraft.objects.of(record.authority).filter(document=record).select_related("dossier"):
        yield Neighbour("征求意见的草案", reverse("documents:decision", args=[draft.pk]), draft.title)
    count = attachments.files(record).count()
    yield Neighbour("附件", reverse("documents:files", args=[opened.pk]), f"{count}个" if count else "没有")
    for opinion in legality.of_document(record):
        yield Neighbour(
            f"合法性审核意见书（第{opinion.round}轮）",
            reverse("documents:legal_opinion", args=[opinion.pk]),
            opinion.get_verdict_display(),
        )
    if standing.next_review is Review.LEGAL and legality.of_round(record, standing) is None:
        mine = record.authority_id == request.authority.pk and Role.REVIEWER in request.roles
        yield Neighbour(
            "出具合法性审核意见书", reverse("documents:give_legal_opinion", args=[opened.pk]) if mine else ""
        )
    if standing.must_explain:
        note = "免予解读" if standing.exempt_reason else "材料未报齐" if standing.owes_package else "材料已报齐"
        yield Neighbour("解读", url_or_none("interpretation:duty", opened.pk) or "", note)
    if standing.state in {State.TO_PUBLISH, State.PUBLISHED}:
        note = "公开中" if standing.state is State.PUBLISHED else "待公开"
        yield Neighbour("公开情况", url_or_none("disclosure:document_file", opened.pk) or "", note)
    if record.number:
        yield from _register(request, opened)


def _register(request: DeskRequest, opened: File) -> Iterator[Neighbour]:
    record = opened.record
    mine = record.authority_id == request.authority.pk and bool({Role.HANDLER, Role.REVIEWER} & request.roles)
    registered = Instrument.objects.of(record.authority).filter(document=record).first()
    if registered is not None:
        yield Neighbour("规范性文件登记", reverse("documents:instrument", args=[registered.pk]), "已登记")
    elif mine and record.kind in KINDS:
        yield Neighbour("登记为规范性文件", reverse("documents:register_document", args=[opened.pk]), press=True)
    if mine and read_provisions(text_of(record)).mentions:
        done = record.effects.of(record.authority).filter(voided_on=None).count()
        note = f"已标注{done}件" if done else "正文写明变更其他文件，还没有标注"
        yield Neighbour("标注被废止、修改的文件", reverse("documents:abolition", args=[opened.pk]), note)
