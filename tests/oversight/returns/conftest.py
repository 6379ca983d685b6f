"""月报测试的夹具: a county and a bureau that can hand in returns, and a history of acts with its own slow count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time

import pytest

from gongkai.law.application_figures import Period
from gongkai.law.disclosure import ContentClass, ReleaseChannel
from gongkai.law.documents import CHECKS
from gongkai.law.grammar.dates import BEIJING
from gongkai.law.grammar.flow import JSON, Step
from gongkai.law.monthly.returns import Act, Standing
from gongkai.law.ticket_kinds import ConcernKind
from gongkai.office.authorities.models import Authority, Official
from gongkai.oversight.reports.returns import acts
from gongkai.oversight.reports.returns.models import MonthlyReturn
from gongkai.publication.disclosure import acts as disclosure
from gongkai.publication.disclosure.acts import WEBSITE, Item, Outlet
from gongkai.publication.disclosure.models import Content
from gongkai.publication.documents.acts import register_review
from tests.casework.engagement.conftest import letter, took
from tests.cast import cast, official
from tests.oversight.ledger import Happened, receive
from tests.publication.conftest import House, furnish

TODAY = date(2026, 1, 5)


def moment(on: date) -> datetime:
    return datetime.combine(on, time(9), BEIJING)


@dataclass(frozen=True)
class Units:
    """报表人物: the house, and the three who sign for each unit."""

    house: House
    signers: dict[int, tuple[Official, Official, Official]]

    @property
    def county(self) -> Authority:
        return self.house.people.county

    @property
    def bureau(self) -> Authority:
        return self.house.people.bureau


@pytest.fixture
def units(db: None) -> Units:
    return settled()


def settled() -> Units:
    people = cast()
    people.bureau.profile.letter_code = "示民发"
    for unit in (people.bureau, people.county):
        unit.profile.disclosure_office = "政务公开办公室"
        unit.profile.save()
    house = furnish(people)
    county = tuple(
        official(username, name, people.county, office)
        for username, name, office in (
            ("zheng", "郑县办", "disclosure_office"),
            ("feng", "冯副主任", "return_signer"),
            ("chu", "褚县长", "leadership"),
        )
    )
    first, second, third = county
    signers = {
        people.county.pk: (first, second, third),
        people.bureau.pk: (people.wang, house.sun, people.li),
    }
    return Units(house, signers)


def step(row: MonthlyReturn, act: Act, by: Official, on: date = TODAY, **details: JSON) -> Standing:
    """办理一步."""
    return acts.act(row, Step(act.value, on, details), today=on, at=moment(on), by=by)


def begun(units: Units, unit: Authority, month: int, on: date = TODAY) -> MonthlyReturn:
    by = units.signers[unit.pk][0]
    return acts.open_return(unit, Period.month(2025, month), on=on, today=on, by=by)


def handed_in(units: Units, unit: Authority, month: int, on: date = TODAY) -> MonthlyReturn:
    """A return filled in by the ledgers alone, signed by three."""
    row = begun(units, unit, month, on)
    for act, by in zip((Act.SUBMIT, Act.APPROVE, Act.HAND_IN), units.signers[unit.pk], strict=True):
        step(row, act, by, on)
    row.refresh_from_db()
    return row


# -- a history, and what it comes to ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Application:
    """一件申请: in which month it came, and in which it was closed; None where it stays open."""

    unit: str
    came: int
    closed: int | None


@dataclass(frozen=True)
class Publication:
    """一条内容: in which month it first went out, and by which channels it went out again, when."""

    out: int
    again: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True)
class Letter:
    """一件来信."""

    unit: str
    month: int


@dataclass
class History:
    """经过: what happened in 2025, as a test tells it."""

    applications: Sequence[Application] = ()
    publications: Sequence[Publication] = ()
    letters: Sequence[Letter] = ()
    entered: int = field(default=0)

    def enter(self, units: Units) -> None:
        """入账: through the acts of the house."""
        for unit in ("county", "bureau"):
            mine = [each for each in self.applications if each.unit == unit]
            receive_each(getattr(units, unit), mine)
        for number, publication in enumerate(self.publications):
            publish(units, publication, f"{self.entered}{number}")
        for number, told in enumerate(self.letters):
            text = f"第{self.entered}{number}封信：门前路灯不亮，请修理。"
            took(getattr(units, told.unit), letter(text), ConcernKind.COMPLAIN, on=date(2025, told.month, 9))

    def slow(self, first: int, last: int, unit: str = "") -> Counter[str]:
        """逐件数: the figures of the months from ``first`` to ``last``, of one unit or of all, by going through everything."""
        counted: Counter[str] = Counter()
        for application in self.applications:
            if not unit or application.unit == unit:
                counted.update(_of_application(application, first, last))
        for publication in self.publications if unit in ("", "bureau") else ():
            counted.update(_of_publication(publication, first, last))
        for told in self.letters:
            if (not unit or told.unit == unit) and first <= told.month <= last:
                counted["tickets.received"] += 1
        return +counted


COMPARED = (
    *("applications.received", "applications.closed", "applications.carried_in", "applications.carried_out"),
    *("disclosure.disclosed_total", "disclosure.by_website", "disclosure.by_weibo", "disclosure.by_wechat"),
    "tickets.received",
)
"""所比各数."""


def _of_application(application: Application, first: int, last: int) -> Iterable[str]:
    if application.came > last or (application.closed is not None and application.closed < first):
        return
    yield "applications.received" if application.came >= first else "applications.carried_in"
    closed = application.closed is not None and application.closed <= last
    yield "applications.closed" if closed else "applications.carried_out"


def _of_publication(publication: Publication, first: int, last: int) -> Iterable[str]:
    """Once in the month it first went out; once for each channel in the month that channel first had it."""
    firsts = {"website": publication.out}
    for channel, month in publication.again:
        firsts[channel] = min(firsts.get(channel, 13), month)
    if first <= publication.out <= last:
        yield "disclosure.disclosed_total"
    for channel, month in firsts.items():
        if first <= month <= last:
            yield f"disclosure.by_{channel}"


def receive_each(unit: Authority, past: Iterable[Application]) -> None:
    """入账: each in the middle of its month, closed near the end of the month it was closed in."""
    receive(unit, [_happened(each) for each in past])


class _Closed(Happened):
    """往事: closed in a month of our choosing."""

    @property
    def closed_on(self) -> date | None:
        return None if self.closed is None else date(2025, self.closed, 26)


def _happened(application: Application) -> Happened:
    outcome = "disclosed" if application.closed else ""
    return _Closed("person", date(2025, application.came, 10), application.closed, outcome)


def publish(units: Units, publication: Publication, mark: str) -> Content:
    """公开: by the website, then by the others."""
    house, on, title = units.house, date(2025, publication.out, 12), f"第{mark}号公告"
    people = [["section", "sun", on.isoformat()], ["secrecy", "qian", on.isoformat()]]
    review = register_review(
        units.bureau, title=title, checks=dict.fromkeys(CHECKS, True), reviewers=people, on=on, by=house.sun
    )
    item = Item(ContentClass.DOCUMENT, title, text=f"{title}的正文。")
    wang = house.people.wang
    content = disclosure.publish(house.files, item, (WEBSITE,), on=on, today=on, by=wang, review=review)
    for channel, month in publication.again:
        out = date(2025, month, 20)
        link = f"https://{channel}.example.invalid/{mark}-{month}"
        outlet = Outlet(ReleaseChannel(channel), "示例民政", on=out, proof=link)
        disclosure.release(content, outlet, on=out, today=TODAY, by=wang)
    return content
