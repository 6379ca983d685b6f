"""坏输入: what nobody should send, into every field of every form of the room: a clear error at its field, or taken whole.

The fields are read off the page itself, so a new field is tried the day it is drawn. Whatever was posted is undone, and the next
one meets the same file. The usual run gives each field a few of the inputs in turn; ``soak`` gives each field all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from html import unescape
from html.parser import HTMLParser
from itertools import count

import pytest
from django.db import transaction
from django.test import Client
from django.utils.html import escape

from gongkai.casework.applications.models import Application
from gongkai.law.applications import Act
from gongkai.law.grammar.flow import JSON
from gongkai.law.outcomes import Version, replies
from gongkai.law.repetition import OUTSIDE
from gongkai.office.journal import queries as journal
from gongkai.web import clock, traps
from tests.casework.conftest import ORGANIZATION, PERSON, Receive, take
from tests.casework.test_application_pages import desk
from tests.cast import Cast

BAD = {
    "ten thousand characters": "长" * 10_000,
    "a null": "甲\x00乙",
    "control characters": "甲\x07\x1b[31m乙\x7f",
    "a separator of lines": "甲\u2028乙\u2029丙",
    "turned round": "\u202e号三第",
    "markup": "<script>alert(1)</script><img src=x onerror=alert(2)>",
    "a quotation mark": "\"'><svg/onload=alert(3)>",
    "a statement": "'; DROP TABLE applications_application; --",
    "a pattern": "%s%n%(x)s{0}{__class__}{{7*7}}{% now %}",
    "a header": "甲\r\nBcc: nobody@example.invalid",
    "a path": "../../../../etc/passwd",
    "a day there is not": "2025-02-30",
    "the first day": "0001-01-01",
    "the last day": "9999-12-31",
    "full width": "２０２５－１３－４５",
    "a huge number": "9" * 60,
    "less than nothing": "-1",
    "no number": "NaN",
    "too small to tell": "1e-400",
    "blanks": " \t\u3000 ",
    "beyond the plane": "😀🏳️‍🌈" * 40,
    "nothing": "",
}
USUAL = 2
"""So many of them a field gets on a usual day."""
DAY = date(2025, 9, 18)


class _Fields(HTMLParser):
    """The fields of the one form of ours on a page, with what is in them and what they are called."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.inside = self.ours = False
        self.found: dict[str, str] = {}
        self.free: list[str] = []
        self._text = self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.inside = given.get("method") == "post" and given.get("class", "") == "form"
        name = given.get("name", "")
        if not self.inside:
            return
        if tag == "input" and name and not (given.get("type") in {"checkbox", "radio"} and "checked" not in given):
            self.found[name] = given.get("value", "")
        if tag in {"input", "textarea", "select"} and name not in {"csrfmiddlewaretoken", "form_of_the_house", ""}:
            self.free.append(name)
        if tag == "textarea":
            self._text = name
            self.found[name] = ""
        if tag == "select":
            self._select = name
            self.found.setdefault(name, "")
        if tag == "option" and self._select and "selected" in given:
            self.found[self._select] = given.get("value", "")

    def handle_data(self, data: str) -> None:
        if self._text:
            self.found[self._text] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self.found[self._text] = self.found[self._text].removeprefix("\n")
            self._text = ""
        elif tag == "select":
            self._select = ""
        elif tag == "form":
            self.inside = False


@dataclass(frozen=True)
class Page:
    """A form at its address, whoever may see it, and what a good answer holds."""

    address: str
    who: str
    good: dict[str, str]


def public(kind: str, values: dict[str, str]) -> Callable[[Receive, Cast], Page]:
    return lambda receive, people: Page(f"/shili-minzheng/ysqgk/{kind}/", "", values)


def at_the_desk(address: str, who: str, /, **good: str) -> Callable[[Receive, Cast], Page]:
    return lambda receive, people: Page(address, who, good)


Taken = tuple[Act, str, dict[str, JSON]]
DRAFTED: Taken = (Act.DRAFT, "wang", {"outcome": "disclosed", "elements": {"means": "见附件"}})
REVIEWED: Taken = (Act.DRAFT, "wang", {"outcome": "disclosed", "elements": {"means": "见附件"}, "reviews": 1})
BEFORE: dict[Act, tuple[Taken, ...]] = {
    Act.CLARIFY: ((Act.ASK_CLARIFICATION, "wang", {"points": "请写明年份", "days": 15}),),
    Act.SERVE_CONSULTATION: ((Act.CONSULT, "wang", {"of": "third_party", "subject": "合同"}),),
    Act.ANSWER_CONSULTATION: ((Act.CONSULT, "wang", {"of": "third_party", "subject": "合同"}),),
    Act.GIVE_REASONS: ((Act.ASK_REASONS, "li", {"facts": "一月三十件", "days": 10}),),
    Act.DEFER: ((Act.ASK_REASONS, "li", {"facts": "一月三十件", "days": 10}), (Act.GIVE_REASONS, "wang", {})),
    Act.PAY: ((Act.NOTIFY_FEE, "li", {"measure": "by_page", "quantity": 40, "received_on": DAY.isoformat()}),),
    Act.REVIEW: (REVIEWED,),
    Act.RETURN: (REVIEWED,),
    Act.REPLY: (DRAFTED,),
    Act.SERVE: (DRAFTED, (Act.REPLY, "li", {})),
    Act.ARCHIVE: ((Act.WITHDRAW, "wang", {"reason": "不需要了"}),),
}
GOOD = {
    "of": "third_party",
    "subject": "合同中的价格",
    "points": "请写明年份",
    "days": "5",
    "reason": "检索量大",
    "facts": "一月三十件",
    "until": "2026-03-02",
    "received_on": DAY.isoformat(),
    "measure": "by_page",
    "quantity": "40",
    "earlier": "0",
    "method": "post",
    "proof": "XA0000001",
    "consultation": "1",
    "opinion": "object",
    "clarified": "2024年的",
    "amend_reason": "登记时看错",
    **{element.value: f"{element.label}如下" for leaf in replies(Version.R2019) for element in leaf.elements},
}
PROOFS = {"repeated": {"proof": OUTSIDE, "outside_on": "2024-03-01", "outside_number": "示民公复〔2024〕9号"}}
SIGNED = {
    Act.EXTEND,
    Act.ASK_REASONS,
    Act.DEFER,
    Act.NOTIFY_FEE,
    Act.TERMINATE,
    Act.LAPSE,
    Act.REPLY,
    Act.REVIEW,
    Act.RETURN,
}
FORMS_OF_ACTS = [act for act in Act if act not in {Act.SUBMIT, Act.DRAFT, Act.SPLIT}]


def application_for(act: Act, receive: Receive, people: Cast) -> Application:
    """A file on which this act may be taken."""
    by = {"wang": people.wang, "li": people.li}
    application = receive(DAY)
    for step, who, details in BEFORE.get(act, ()):
        take(application, step, DAY, by[who], **details)
    return application


def form_of(act: Act) -> Callable[[Receive, Cast], Page]:
    def page(receive: Receive, people: Cast) -> Page:
        application = application_for(act, receive, people)
        who = "li" if act in SIGNED else "wang"
        return Page(f"/desk/applications/{application.dossier_id}/act/{act.value}/", who, GOOD | {"on": f"{DAY}"})

    return page


def draft_of(key: str) -> Callable[[Receive, Cast], Page]:
    def page(receive: Receive, people: Cast) -> Page:
        application = receive(DAY)
        return Page(
            f"/desk/applications/{application.dossier_id}/draft/{key}/",
            "wang",
            GOOD | {"on": f"{DAY}"} | PROOFS.get(key, {}),
        )

    return page


def amending(act: Act) -> Callable[[Receive, Cast], Page]:
    def page(receive: Receive, people: Cast) -> Page:
        application = application_for(act, receive, people)
        seq = [line.seq for line in journal.timeline(application.dossier)][-1]
        return Page(f"/desk/applications/{application.dossier_id}/entries/{seq}/", "li", {"amend_reason": "看错"})

    return page


def splitting(receive: Receive, people: Cast) -> Page:
    good = {"on": f"{DAY}", "kept": "资金的分配结果", "others": "招标的公告\n验收的报告"}
    return Page(f"/desk/applications/{receive(DAY).dossier_id}/split/", "wang", good)


def remedy(receive: Receive, people: Cast) -> Page:
    good = {"kind": "review", "case_number": "示政复〔2025〕1号", "body": "示例县人民政府", "on": f"{DAY}"}
    return Page(f"/desk/remedies/of/{receive(DAY).dossier_id}/register/", "wang", good)


PAPER = {"channel": "plain_post", "arrived_on": f"{DAY}", "confirmed_on": f"{DAY}"}
PAGES: dict[str, Callable[[Receive, Cast], Page]] = {
    "a person applies": public("person", PERSON),
    "an organization applies": public("organization", ORGANIZATION | {"applicant": "business"}),
    "a status is asked": public("status", {"number": "〔2025〕001号", "code": "2222-2222-2222-2222"}),
    "a letter is registered": at_the_desk("/desk/applications/register/", "wang", **PERSON, **PAPER),
    "a letter of an organization is registered": at_the_desk(
        "/desk/applications/register/organization/", "wang", **ORGANIZATION, applicant="business", **PAPER
    ),
    "a case is registered": remedy,
    "an application is split": splitting,
    **{
        f"{act.value} is taken": form_of(act)
        for act in FORMS_OF_ACTS
        if act is not Act.CONFIRM and act is not Act.LAPSE
    },
    **{f"{leaf.key} is drafted": draft_of(leaf.key) for leaf in replies(Version.R2019) if not leaf.after},
    **{f"what led to {act.value} is amended": amending(act) for act in (Act.SUBMIT, *BEFORE)},
}


def posts(
    page: Page, client: Client, offered: dict[str, str], free: list[str], every: bool
) -> Iterator[tuple[str, str]]:
    """Which field gets which input."""
    turn = count()
    for name in dict.fromkeys(free):
        for _ in range(len(BAD) if every else USUAL):
            yield name, list(BAD)[next(turn) * (1 if every else 5) % len(BAD)]


def tried(page: Page, every: bool) -> int:
    """Every input into every field, each on the form as it was; how many were tried."""
    client = desk(page.who) if page.who else Client()
    fields = _Fields()
    fields.feed(client.get(page.address).content.decode())
    assert fields.free, f"{page.address} shows no form"
    offered = fields.found | {name: value for name, value in page.good.items() if name in fields.free}
    if "opened" in offered:
        offered["opened"] = traps.opening_token(clock.now() - timedelta(minutes=1))
    done = 0
    for name, what in posts(page, client, offered, fields.free, every):
        sent = offered | {name: BAD[what]}
        with transaction.atomic():
            answered(client, page, name, what, sent)
            transaction.set_rollback(True)
        done += 1
    return done


def answered(client: Client, page: Page, name: str, what: str, sent: dict[str, str]) -> None:
    """A page that says what is wrong, at its field, with all the rest as it was typed; or the act, and pages that show it."""
    story = f"{page.address} {name}={what}"
    response = client.post(page.address, sent)
    assert response.status_code in {200, 302, 422}, f"{story}: {response.status_code}"
    if response.status_code == 302:
        shown = client.get(response.headers["Location"])
        assert shown.status_code == 200, story
        _harmless(shown.content.decode(), story)
        return
    text = response.content.decode()
    _harmless(text, story)
    if 'class="faults"' not in text and response.status_code == 200:
        assert any(good in text for good in ("申请已经提交", "查得", 'class="state')) or name in {"number", "code"}, (
            story
        )
        return
    _names_the_field(text, page, name, story)
    kept = [value for other, value in sent.items() if other not in _NOT_KEPT | {name} and len(value) > 3]
    if page.address.endswith("/draft/not_held/"):  # what was searched stands in its records, not in this form
        kept = [value for value in kept if value != GOOD["search"]]
    lost = [value for value in kept if escape(value) not in text and value not in unescape(text)]
    assert not lost, f"{story}: lost {lost}"


_NOT_KEPT = {"csrfmiddlewaretoken", "opened", "once", "code", "leave_blank", "form_of_the_house"}


def _harmless(text: str, story: str) -> None:
    for live in ("<script>alert", "<img src=x", "<svg/onload", "49}"):
        assert live not in text, f"{story}: {live}"


def _names_the_field(text: str, page: Page, name: str, story: str) -> None:
    """The summary points at the field, or names what is wrong with the whole; in Chinese, and no code of ours."""
    at = text.find('class="faults"')
    said = text[at : text.find("</div>", at)] if at >= 0 else text.partition("没有办理")[2][:1500]
    assert said and any("\u4e00" <= letter <= "\u9fff" for letter in said), story
    assert "None" not in said and "Traceback" not in said and "Enter a" not in said, f"{story}: {said}"
    if at >= 0 and f"#id_{name}" not in said:
        hidden = {"seen", "once", "opened", "leave_blank", "form_of_the_house"}
        assert name in hidden or "<li>" in said, f"{story}: {said}"


@pytest.mark.parametrize("name", PAGES)
def test_bad_input_is_told_at_its_field_or_taken_whole(receive: Receive, people: Cast, name: str) -> None:
    assert tried(PAGES[name](receive, people), every=False) >= USUAL


@pytest.mark.soak
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("name", PAGES)
def test_every_bad_input_into_every_field(receive: Receive, people: Cast, name: str) -> None:
    assert tried(PAGES[name](receive, people), every=True) >= len(BAD)
