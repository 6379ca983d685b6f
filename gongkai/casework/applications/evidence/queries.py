"""证据查询: the searches that count, the papers of a file, and the element of a letter that follows from the searches."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace

from gongkai.casework.applications.evidence.models import EvidencePaper, SearchRecord
from gongkai.casework.applications.models import Application
from gongkai.law.applications import Act
from gongkai.law.evidence import NOT_HELD, Search, SearchPlace, search_element
from gongkai.law.grammar.flow import Step
from gongkai.law.outcomes import Element
from gongkai.office.authorities.models import OwnedQuerySet
from gongkai.office.journal import vault


@dataclass(frozen=True)
class Registered:
    """登记的检索: a record with what it says."""

    record: SearchRecord
    search: Search


def records(application: Application) -> OwnedQuerySet[SearchRecord]:
    """检索记录: of one application, those made void among them."""
    rows = SearchRecord.objects.of(application.dossier.authority).filter(application=application)
    return rows.select_related("by").order_by("searched_on", "pk")


def searches(application: Application) -> list[Registered]:
    """有效的检索: in the order of their days; none where the file was shredded."""
    counted = list(records(application).filter(void_by=None))
    if not counted:
        return []
    try:
        secrets = vault.secrets_of(application.dossier)
    except vault.Shredded:
        return []
    return [Registered(row, _search(row, as_told(row, secrets))) for row in counted]


def as_told(row: SearchRecord, secrets: vault.Secrets) -> dict[str, str]:
    """检索所述: where, by which words and what was found; raises Unreadable."""
    told: dict[str, str] = json.loads(secrets.unseal("search", bytes(row.told)))
    return told


def _search(row: SearchRecord, told: Mapping[str, str]) -> Search:
    return Search(
        SearchPlace(row.place), told["where"], told["words"], told["found"], row.searched_on, row.by.name, row.hit
    )


def search_text(application: Application) -> str:
    """检索情况: as the letter will tell it; Unlawful without a record, or with one that found the information."""
    return search_element([each.search for each in searches(application)])


def from_the_records(application: Application, step: Step) -> Step:
    """取自检索记录: a draft that the information does not exist says what the records say, whatever was typed."""
    if step.act != Act.DRAFT or step.details.get("outcome") != NOT_HELD:
        return step
    given = step.details.get("elements")
    elements = {**(given if isinstance(given, dict) else {}), Element.SEARCH.value: search_text(application)}
    return replace(step, details={**step.details, "elements": elements})


@dataclass(frozen=True)
class Held:
    """入卷的材料: a paper with its name and what it proves."""

    paper: EvidencePaper
    name: str
    proves: str
    file: str


def papers(application: Application) -> list[Held]:
    """证据材料: of one application in the order they came; none where the file was shredded."""
    rows = EvidencePaper.objects.of(application.dossier.authority).filter(application=application)
    kept = list(rows.defer("content").select_related("by").order_by("joined_on", "pk"))
    if not kept:
        return []
    try:
        secrets = vault.secrets_of(application.dossier)
    except vault.Shredded:
        return []
    return [_held(row, json.loads(secrets.unseal("paper", bytes(row.told)))) for row in kept]


def _held(row: EvidencePaper, told: Mapping[str, str]) -> Held:
    return Held(row, told["name"], told["proves"], told["file"])


def content(paper: EvidencePaper) -> bytes:
    """原件: the bytes that were joined; raises Shredded when the key of the file is gone."""
    return vault.unseal_file(paper.application.dossier, f"paper {paper.digest}", bytes(paper.content))
