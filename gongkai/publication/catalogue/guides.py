"""指南版本: issued from what the authority tells of itself, looked at again every year, and every version kept."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.forms.models import model_to_dict

from gongkai.law.grammar.flow import JSON, Unlawful
from gongkai.law.guide import GUIDE, compose_guide, missing_in_text, review_due
from gongkai.office.authorities.constraints import in_chinese
from gongkai.office.authorities.models import Authority, Official, OwnedQuerySet
from gongkai.office.journal import acts as journal
from gongkai.publication.catalogue.models import GuideVersion
from gongkai.publication.gate import acts as gate


def told(authority: Authority) -> dict[str, str]:
    """机关所告: the facts of the profile, as the guide states them."""
    return {name: str(value or "") for name, value in model_to_dict(authority.profile).items()}


def composed(authority: Authority) -> str:
    """编制指南: the text that follows from the profile as it is now."""
    return compose_guide(authority.name, told(authority), answers=authority.duties.answers)


def versions(authority: Authority) -> OwnedQuerySet[GuideVersion]:
    """指南各版: the latest first."""
    return GuideVersion.objects.of(authority).select_related("by").order_by("-number")


def in_force(authority: Authority, on: date) -> GuideVersion | None:
    """现行指南: the version in force on a day; None where the page made from the profile stands alone."""
    return versions(authority).filter(effective_on__lte=on).first()


def due(authority: Authority, on: date) -> date | None:
    """复核到期: by when the guide in force is to be looked at again; None where there is none."""
    version = in_force(authority, on)
    return review_due(version.effective_on, version.reviewed_on) if version else None


def outdated(authority: Authority, on: date) -> list[str]:
    """已不相符: the elements the guide in force says otherwise than the profile does now."""
    version = in_force(authority, on)
    return list(missing_in_text(version.text, told(authority))) if version else []


@transaction.atomic
def issue_guide(authority: Authority, text: str, *, effective_on: date, on: date, by: Official | None) -> GuideVersion:
    """编制指南新版: with everything the article asks for, in force from a day not before the last version's."""
    plain = "\n".join(line.strip() for line in text.splitlines() if line.strip())
    if missing := list(missing_in_text(plain, told(authority))):
        raise Unlawful(f"指南没有写明：{'、'.join(missing)}", GUIDE, field="text")
    last = versions(authority).first()
    if last is not None and effective_on < last.effective_on:
        raise Unlawful(f"施行日期不能早于上一版的施行日期（{last.effective_on:%Y-%m-%d}）", GUIDE, field="effective_on")
    if last is not None and last.text == plain:
        raise Unlawful("与上一版完全相同；内容没有变化的，办理复核即可", GUIDE, field="text")
    gate.pass_words(authority, "guide", {"公开指南": plain}, on=on, by=by)
    number = last.number + 1 if last else 1
    with in_chinese():
        version = GuideVersion.objects.of(authority).create(
            authority=authority, number=number, text=plain, effective_on=effective_on, issued_on=on, by=by
        )
    data: dict[str, JSON] = {"number": number, "text": plain, "effective_on": effective_on.isoformat()}
    journal.enter(authority, "issue_guide", on=on, by=by, data=data)
    return version


@transaction.atomic
def review_guide(authority: Authority, *, on: date, by: Official | None) -> GuideVersion:
    """复核指南: somebody has read it and nothing is to be changed; refused while it says otherwise than the profile."""
    version = in_force(authority, on)
    if version is None:
        raise Unlawful("还没有编制指南", GUIDE)
    if wrong := outdated(authority, on):
        raise Unlawful(f"指南与机关信息不符：{'、'.join(wrong)}，请编制新版", GUIDE)
    version.reviewed_on = on
    version.save(update_fields=["reviewed_on"])
    journal.enter(authority, "review_guide", on=on, by=by, data={"number": version.number})
    return version


@dataclass(frozen=True, slots=True)
class Changed:
    """改动: a line that stayed, went or came between two versions."""

    sign: str
    text: str


def compared(old: str, new: str) -> Iterator[Changed]:
    """两版对照: line by line; ``+`` came, ``-`` went."""
    for row in difflib.ndiff(old.splitlines(), new.splitlines()):
        if row[0] != "?":
            yield Changed(row[0].strip(), row[2:])


@dataclass(frozen=True, slots=True)
class Line:
    """指南一行: a paragraph, or a heading of the first or second rank."""

    rank: int
    text: str


def lines(text: str) -> Iterator[Line]:
    """分行: 一、 is a heading, （一） one beneath it, everything else a paragraph."""
    numerals = "一二三四五六七八九十"
    for row in text.splitlines():
        if row[:1] in numerals and "、" in row[1:3]:
            yield Line(2, row)
        elif row[:1] == "（" and row[1:2] in numerals and "）" in row[2:4]:
            yield Line(3, row)
        elif row.strip():
            yield Line(0, row)
