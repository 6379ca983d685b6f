"""文书用语: which wording a letter takes: the authority's own, else the nearest one above it, else the standard one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from gongkai.casework.applications import letters
from gongkai.casework.applications.correspondence.models import WordingVersion
from gongkai.law.grammar.flow import Unlawful
from gongkai.law.letters import SAMPLES, WORDED, LetterType, Wording
from gongkai.office.authorities.constraints import in_chinese
from gongkai.office.authorities.models import Authority, Official, OwnedQuerySet
from gongkai.office.journal import acts as journal
from gongkai.papers.document import Letter, paragraphs

SET, WITHDRAW = "set_wording", "withdraw_wording"
STANDARD = "标准用语"


@dataclass(frozen=True)
class InForce:
    """现行用语: the wording a letter takes now, and whose it is; None for the standard one."""

    wording: Wording
    version: WordingVersion | None = None

    @property
    def source(self) -> str:
        """出自: the authority whose wording it is, with its version, or the standard."""
        return f"{self.version.authority.name}{self.version}" if self.version else STANDARD


def in_force(authority: Authority, key: str) -> InForce:
    """现行用语: the latest version of the nearest authority at or above this one that words the letter itself."""
    return in_force_by_type(authority, key)[key]


def in_force_by_type(authority: Authority, *keys: str) -> dict[str, InForce]:
    """各种文书的现行用语: for these kinds of letters, or all of them."""
    wanted = keys or tuple(each.key for each in WORDED)
    rows = WordingVersion.objects.everywhere().filter(authority__in=authority.line, type__in=wanted)
    latest: dict[tuple[str, int], WordingVersion] = {}
    for row in rows.select_related("authority").order_by("number"):
        latest[row.type, row.authority_id] = row
    return {key: _nearest(authority, key, latest) for key in wanted}


def _nearest(authority: Authority, key: str, latest: dict[tuple[str, int], WordingVersion]) -> InForce:
    for pk in reversed(authority.line):
        row = latest.get((key, pk))
        if row is not None and not row.withdrawn:
            return InForce(row.wording, row)
    return InForce(letters.wording(key))


def versions(authority: Authority, kind: LetterType) -> OwnedQuerySet[WordingVersion]:
    """用语各版: this authority's own, the latest first."""
    rows = WordingVersion.objects.of(authority).filter(type=kind.key)
    return rows.select_related("by", "authority").order_by("-number")


def read(title: str, body: str) -> Wording:
    """读入: a wording as it was typed, each line a paragraph."""
    lines = (" ".join(line.split()) for line in body.splitlines())
    return Wording(" ".join(title.split()), tuple(line for line in lines if line))


def preview(authority: Authority, kind: LetterType, wording: Wording, *, on: date) -> Letter:
    """预览: the letter with sample values; Unlawful for a wording that could not be used."""
    for objection in wording.objections(kind):
        raise objection
    sender = letters.sender(authority, on)
    body = tuple(each for line in wording.paragraphs for each in paragraphs(letters.fill(line, SAMPLES)))
    return Letter(sender.name, wording.title, "陈样例", body, on, number="（文号）", contact=sender.contact)


@transaction.atomic
def set_wording(authority: Authority, kind: LetterType, wording: Wording, *, on: date, by: Official) -> WordingVersion:
    """修改用语: from now on the letters of this kind, here and beneath, are worded so; those that left stay as they are."""
    for objection in wording.objections(kind):
        raise objection
    if in_force(authority, kind.key).wording == wording:
        raise Unlawful("与现行用语完全相同", field="body")
    body = "\n".join(wording.paragraphs)
    data = {"type": kind.key, "title": wording.title, "body": body}
    entry = journal.enter(authority, SET, on=on, by=by, data=data)
    return _made(authority, kind, on, by, entry, title=wording.title, body=body)


@transaction.atomic
def withdraw_wording(authority: Authority, kind: LetterType, *, on: date, by: Official) -> WordingVersion:
    """恢复用语: this authority goes back to the wording above it, or to the standard one."""
    last = versions(authority, kind).first()
    if last is None or last.withdrawn:
        raise Unlawful("本机关没有自定的用语，现在使用的就是上级或者标准用语")
    entry = journal.enter(authority, WITHDRAW, on=on, by=by, data={"type": kind.key})
    return _made(authority, kind, on, by, entry, withdrawn=True)


def _made(
    authority: Authority,
    kind: LetterType,
    on: date,
    by: Official,
    entry: int,
    *,
    title: str = "",
    body: str = "",
    withdrawn: bool = False,
) -> WordingVersion:
    last = versions(authority, kind).first()
    with in_chinese():
        return WordingVersion.objects.of(authority).create(
            authority=authority,
            type=kind.key,
            number=last.number + 1 if last else 1,
            title=title,
            body=body,
            withdrawn=withdrawn,
            made_on=on,
            by=by,
            entry=entry,
        )
