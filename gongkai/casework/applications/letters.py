"""文书: the letter each outcome requires, put together from the draft, the law and the authority's own particulars.

The wording of a letter is data: a title line and paragraphs with a closed list of ``{名称}`` placeholders that are replaced here,
never a template that could run. A paragraph whose placeholders are all empty is left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from gongkai.law import remedies
from gongkai.law.application_form import Filled
from gongkai.law.applications import Act, ApplicantKind, Draft, Standing
from gongkai.law.grammar.dates import chinese_date
from gongkai.law.grammar.flow import JSON
from gongkai.law.grammar.statute import regulation, regulation_2007
from gongkai.law.letters import ELEMENTS, PLACEHOLDER, Wording
from gongkai.law.letters import sentence as _sentence
from gongkai.law.outcomes import Element, Outcome, Version, outcome
from gongkai.office.authorities.models import Authority
from gongkai.office.authorities.queries import review_body
from gongkai.papers.document import Letter, Paragraph, paragraphs

WORDINGS = Path(__file__).parent / "templates" / "applications" / "letters"


@dataclass(frozen=True)
class Sender:
    """发文机关: what a letter says of the authority that sends it."""

    name: str
    reviewing_body: str
    court: str
    contact: str = ""


@cache
def wording(key: str) -> Wording:
    """文书用语: the wording of this outcome."""
    title, *paragraphs = (WORDINGS / f"{key}.txt").read_text(encoding="utf-8").splitlines()
    return Wording(title, tuple(line for line in paragraphs if line.strip()))


def compose(
    filled: Filled,
    standing: Standing,
    draft: Draft,
    sender: Sender,
    *,
    number: str,
    signed_on: date,
    words: Wording | None = None,
) -> Letter:
    """成文: the letter of this draft, with the article down to its item and the remedy paragraph in force on the day.

    ``words`` is the wording of the authority where it has one of its own.
    """
    leaf = outcome(draft.outcome)
    words = words or wording(leaf.key)
    values = _values(filled, standing, draft, leaf)
    values["救济告知"] = remedies.paragraph(
        leaf, on=signed_on, reviewing_body=sender.reviewing_body, court=sender.court
    )
    body = tuple(paragraph for line in words.paragraphs for paragraph in paragraphs(fill(line, values)))
    return Letter(
        authority=sender.name,
        title=words.title,
        addressee=filled.addressee,
        body=body,
        made_on=signed_on,
        number=number,
        attachments=draft.attachments,
        contact=sender.contact,
    )


def sender(authority: Authority, on: date | None = None) -> Sender:
    """发文机关: the letter head, the bodies of remedy by the rules of a day and the contact line of an authority."""
    profile = authority.profile
    contact = (
        f"联系人：{profile.disclosure_office or authority.name}，联系电话：{profile.phone}" if profile.phone else ""
    )
    return Sender(
        name=profile.letter_head or authority.name,
        reviewing_body=review_body(authority, on) or "（尚未填写的行政复议机关）",
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
        "attachments": list(letter.attachments),
        "contact": letter.contact,
        "slip": [block.text for block in letter.slip if isinstance(block, Paragraph)],
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
        attachments=tuple(kept.get("attachments", ())),
        contact=kept["contact"],
        slip=tuple(Paragraph(text) for text in kept.get("slip", ())),
    )


def _values(filled: Filled, standing: Standing, draft: Draft, leaf: Outcome) -> dict[str, str]:
    elements = {name: _sentence(draft.elements.get(element.value, "")) for name, element in ELEMENTS.items()}
    received = standing.received_on or standing.submitted_on
    you = "您" if filled.applicant is ApplicantKind.PERSON else "你单位"
    return elements | {
        "称谓": you,
        "收到日期": chinese_date(received),
        "申请内容": _sentence(filled.wanted),
        "办理经过": "".join(_course(standing, you)),
        "依据": leaf.citation(standing.version),
        "形式依据": str(_OTHER_FORM[standing.version]) if draft.elements.get(Element.FORM.value) else "",
    }


_OTHER_FORM = {Version.R2019: regulation(40), Version.R2007: regulation_2007(26)}
"""另定形式: under which article the information is provided in another form than the one asked for."""


def _course(standing: Standing, you: str) -> Iterator[str]:
    """What happened between receipt and reply, in sentences: the letter itself says why it did not come sooner."""
    if standing.begun_by in _BEGUN_ANEW and standing.starts_on:
        yield _BEGUN_ANEW[standing.begun_by].format(day=chinese_date(standing.starts_on), you=you)
    asked = dict.fromkeys(each.of.label for each in standing.consultations if each.suspends(standing.version))
    if asked:
        yield f"办理中征求了{'和'.join(asked)}意见，所需时间不计入答复期限。"
    if standing.extension:
        yield f"答复期限经批准延长{standing.extension}个工作日。"
    if standing.deferred_to:
        yield f"本机关已告知{you}，最迟于{chinese_date(standing.deferred_to)}答复。"


_BEGUN_ANEW = {
    Act.CLARIFY: "经告知补正，本机关于{day}收到{you}补正后的申请，答复期限自该日起重新计算。",
    Act.GIVE_REASONS: "本机关于{day}收到{you}对申请理由的说明，答复期限自该日起重新计算。",
    Act.REOPEN: "根据复议决定或者裁判，本机关于{day}起重新办理{you}的申请。",
    Act.PAY: "{you}于{day}缴纳了信息处理费，答复期限自该日起重新计算。",
}


_ALWAYS_SAID = frozenset({"称谓", "登记编号", "收到日期", "依据"})


def fill(line: str, values: Mapping[str, str]) -> str:
    """填写: the line with its placeholders replaced once; empty when it says nothing of what it was written to tell."""
    names = [name for name in PLACEHOLDER.findall(line) if name not in _ALWAYS_SAID]
    if names and not any(values.get(name) for name in names):
        return ""
    return PLACEHOLDER.sub(lambda match: values.get(match.group(1), match.group(0)), line)
