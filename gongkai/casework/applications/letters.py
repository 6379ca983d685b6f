"""文书: the letter each outcome requires, put together from the draft, the law and the authority's own particulars.

The wording of a letter is data: a title line and paragraphs with a closed list of ``{名称}`` placeholders that are replaced here,
never a template that could run. A paragraph whose placeholders are all empty is left out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from gongkai.law import remedies
from gongkai.law.application_form import Filled
from gongkai.law.applications import ApplicantKind, Draft, Standing
from gongkai.law.grammar.dates import chinese_date
from gongkai.law.grammar.flow import JSON
from gongkai.law.outcomes import Element, Outcome, outcome
from gongkai.office.authorities.models import Authority
from gongkai.office.authorities.queries import review_body
from gongkai.papers.document import Letter, Paragraph

WORDINGS = Path(__file__).parent / "templates" / "applications" / "letters"
_PLACEHOLDER = re.compile(r"\{([^{}]+)\}")
_ELEMENTS = {
    "认定的事实": Element.FACTS,
    "理由": Element.REASON,
    "获取方式": Element.MEANS,
    "可公开部分": Element.DISCLOSED_PART,
    "不予公开部分": Element.WITHHELD_PART,
    "检索情况": Element.SEARCH,
    "负责机关": Element.RIGHT_AUTHORITY,
    "此前答复": Element.EARLIER,
    "可用渠道": Element.CHANNEL,
    "不明确之处": Element.UNCLEAR,
}
PLACEHOLDERS = frozenset({*_ELEMENTS, "称谓", "收到日期", "申请内容", "依据", "结果", "救济告知"})
"""可用占位: everything a wording may refer to."""


@dataclass(frozen=True)
class Sender:
    """发文机关: what a letter says of the authority that sends it."""

    name: str
    reviewing_body: str
    court: str
    contact: str = ""


@dataclass(frozen=True)
class Wording:
    """文书用语: the title and the paragraphs of one letter."""

    title: str
    paragraphs: tuple[str, ...]


@cache
def wording(key: str) -> Wording:
    """文书用语: the wording of this outcome."""
    title, *paragraphs = (WORDINGS / f"{key}.txt").read_text(encoding="utf-8").splitlines()
    return Wording(title, tuple(line for line in paragraphs if line.strip()))


def compose(
    filled: Filled, standing: Standing, draft: Draft, sender: Sender, *, number: str, signed_on: date
) -> Letter:
    """成文: the letter of this draft, with the article down to its item and the remedy paragraph in force on the day."""
    leaf = outcome(draft.outcome)
    words = wording(leaf.key)
    values = _values(filled, standing, draft, leaf)
    values["救济告知"] = remedies.paragraph(
        leaf, on=signed_on, reviewing_body=sender.reviewing_body, court=sender.court
    )
    body = tuple(Paragraph(text) for line in words.paragraphs if (text := fill(line, values)))
    return Letter(
        authority=sender.name,
        title=words.title,
        addressee=filled.name,
        body=body,
        made_on=signed_on,
        number=number,
        contact=sender.contact,
    )


def sender(authority: Authority) -> Sender:
    """发文机关: the letter head, the bodies of remedy and the contact line of an authority."""
    profile = authority.profile
    contact = (
        f"联系人：{profile.disclosure_office or authority.name}，联系电话：{profile.phone}" if profile.phone else ""
    )
    return Sender(
        name=profile.letter_head or authority.name,
        reviewing_body=review_body(authority) or "有权的行政复议机关",
        court=profile.court or "有管辖权的人民法院",
        contact=contact,
    )


def packed(letter: Letter) -> dict[str, JSON]:
    """存档: a letter as plain values, to be kept sealed."""
    return {
        "authority": letter.authority,
        "title": letter.title,
        "addressee": letter.addressee,
        "body": [block.text for block in letter.body if isinstance(block, Paragraph)],
        "made_on": letter.made_on.isoformat(),
        "number": letter.number,
        "contact": letter.contact,
    }


def unpacked(kept: Mapping[str, Any]) -> Letter:
    """取出: the letter that was kept."""
    return Letter(
        authority=kept["authority"],
        title=kept["title"],
        addressee=kept["addressee"],
        body=tuple(Paragraph(text) for text in kept["body"]),
        made_on=date.fromisoformat(kept["made_on"]),
        number=kept["number"],
        contact=kept["contact"],
    )


def _values(filled: Filled, standing: Standing, draft: Draft, leaf: Outcome) -> dict[str, str]:
    elements = {name: _sentence(draft.elements.get(element.value, "")) for name, element in _ELEMENTS.items()}
    received = standing.received_on or standing.submitted_on
    return elements | {
        "称谓": "您" if filled.applicant is ApplicantKind.PERSON else "你单位",
        "收到日期": chinese_date(received),
        "申请内容": _sentence(filled.values["description"]),
        "依据": str(leaf.article(standing.version)),
        "结果": leaf.label,
    }


def _sentence(text: str) -> str:
    text = text.strip()
    return text if not text or text[-1] in "。！？；.!?" else f"{text}。"


def fill(line: str, values: Mapping[str, str]) -> str:
    """填写: the line with its placeholders replaced once; empty when every placeholder in it is empty."""
    names = _PLACEHOLDER.findall(line)
    if names and not any(values.get(name) for name in names):
        return ""
    return _PLACEHOLDER.sub(lambda match: values.get(match.group(1), match.group(0)), line)
