"""统计: every figure of a period is the count of its files, agrees with going through them one by one and with the report."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count
from urllib.parse import parse_qsl

import pytest
from django.db import transaction
from django.test import Client, RequestFactory
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from gongkai.casework.applications import acts, queries
from gongkai.casework.applications.acts import Past
from gongkai.casework.applications.figures import queries as figures
from gongkai.casework.applications.figures import tables
from gongkai.casework.applications.figures.queries import Figure, Scope
from gongkai.casework.applications.figures.steps import Steps
from gongkai.casework.applications.models import Application
from gongkai.law import application_figures as law
from gongkai.law.annual_report import count as counted_in_the_report
from gongkai.law.annual_report import edition
from gongkai.law.annual_report.facts import ApplicationFact, Movement, movements
from gongkai.law.application_figures import Period, Timeliness
from gongkai.law.application_form import Filled
from gongkai.law.applications import Act, ApplicantKind, Standing
from gongkai.law.grammar.flow import JSON, Step
from gongkai.law.outcomes import Version, outcome, replies
from gongkai.law.receipt import Channel
from gongkai.office.authorities.queries import calendar_of
from gongkai.office.journal import verify
from gongkai.office.journal.acts import Deed
from gongkai.office.journal.models import Access, Dossier
from gongkai.office.journal.queries import timeline
from gongkai.papers.xlsx import read_xlsx
from tests.casework.conftest import ORGANIZATION, PERSON, Receive, take
from tests.cast import PASSWORD, Cast

TODAY = date(2026, 3, 2)
LEAVES = [leaf for leaf in replies(Version.R2019) if not leaf.after]
numbers = count()


# -- arbitrary ledgers -----------------------------------------------------------------------------------------------------


@st.composite
def pasts(draw: st.DrawFn) -> tuple[ApplicantKind, Channel, list[Step]]:
    """A lawful history of one file: how it came, how long it took, how it ended, if it did."""
    applicant = draw(st.sampled_from(ApplicantKind))
    channel = draw(st.sampled_from((Channel.IN_PERSON, Channel.REGISTERED_POST, Channel.ONLINE)))
    on = draw(st.dates(date(2024, 10, 1), date(2026, 1, 20)))
    steps = [Step("submit", on, {"applicant": applicant.value, "channel": channel.value})]
    if channel is Channel.ONLINE:
        if draw(st.integers(0, 4)) == 0:
            return applicant, channel, steps
        on += timedelta(days=draw(st.integers(0, 3)))
        steps.append(Step("confirm", on))
    if draw(st.booleans()):
        steps.append(Step("extend", on, {"days": draw(st.integers(1, 20)), "reason": "检索量大"}))
    ending = draw(st.sampled_from(("reply", "reply", "reply", "withdraw", "clarify", "open", "signed")))
    on += timedelta(days=draw(st.integers(0, 40)))
    if ending == "withdraw":
        steps.append(Step("withdraw", on, {"reason": "书面撤回"}))
    if ending == "clarify":
        steps[-1:] = [steps[-1]] if steps[-1].act != "extend" else []
        asked = max(step.on for step in steps)
        steps.append(Step("ask_clarification", asked, {"points": "内容", "days": 15}))
    if ending in ("reply", "signed"):
        leaf = draw(st.sampled_from(LEAVES))
        elements = {element.value: "据实写明" for element in leaf.elements}
        steps += [
            Step("draft", on, {"outcome": leaf.key, "elements": dict(elements)}),
            Step("reply", on, {"number": f"示民公复〔2025〕{next(numbers)}号"}),
        ]
    if ending == "reply":
        steps.append(Step("serve", on + timedelta(days=draw(st.integers(0, 9))), {"method": "post", "proof": "回执"}))
    return applicant, channel, steps


def entered(people: Cast, ledger: list[tuple[ApplicantKind, Channel, list[Step]]]) -> list[Dossier]:
    past = []
    for applicant, channel, steps in ledger:
        form = PERSON if applicant is ApplicantKind.PERSON else ORGANIZATION
        past.append(Past(Filled(applicant, channel, form), tuple(Deed(step, people.wang) for step in steps)))
    return list(acts.receive_many(people.bureau, past))


periods = (
    st.builds(Period.year, st.integers(2024, 2026))
    | st.builds(Period.quarter, st.integers(2024, 2026), st.integers(1, 4))
    | st.builds(Period.month, st.integers(2025, 2026), st.integers(1, 12))
    | st.builds(
        lambda first, days: Period(first, first + timedelta(days=days)),
        st.dates(date(2024, 9, 1), date(2026, 2, 1)),
        st.integers(0, 400),
    )
)
ledgers = st.lists(pasts(), max_size=8)
arbitrary = settings(
    max_examples=25,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def in_a_transaction(people: Cast, ledger: list[tuple[ApplicantKind, Channel, list[Step]]]) -> Iterator[list[Dossier]]:
    with transaction.atomic():
        yield entered(people, ledger)
        transaction.set_rollback(True)


def slow(people: Cast, dossiers: list[Dossier], period: Period) -> dict[str, object]:
    """Every file looked at by itself, replayed from its entries."""
    calendar = calendar_of(people.bureau)
    found: Counter[str] = Counter()
    outcomes: Counter[str] = Counter()
    days: Counter[int] = Counter()
    on = min(period.last, TODAY)
    for dossier in dossiers:
        standing = queries.standing(Application.objects.of(people.bureau).get(dossier=dossier))
        if standing.received_on is None:
            continue
        for movement in law.movements_in(period, standing.received_on, standing.closed_on):
            found[movement.value] += 1
            if movement is Movement.CLOSED:
                assert standing.outcome and standing.closed_on
                outcomes[standing.outcome] += 1
                found[how(standing, calendar).value] += 1
                if standing.service:
                    days[calendar.count(standing.received_on, standing.closed_on)] += 1
            if movement is Movement.CARRIED_OUT:
                found["overdue"] += overdue(standing, calendar, on)
    return {"found": +found, "outcomes": +outcomes, "days": +days}


def how(standing: Standing, calendar: object) -> Timeliness:
    in_time = standing.on_time(calendar)  # type: ignore[arg-type]
    if in_time is None:
        return Timeliness.UNANSWERED
    if not in_time:
        return Timeliness.LATE
    return Timeliness.EXTENDED if standing.extended else Timeliness.ON_TIME


def overdue(standing: Standing, calendar: object, on: date) -> bool:
    """Whether its own term, as it is known today, was over by the day; of who ended without a reply nothing was owed."""
    if standing.pending or (standing.closed_on and not standing.service):
        return False
    clock = standing.clock(calendar)  # type: ignore[arg-type]
    return bool(clock and clock.due and clock.due.on < on)


@arbitrary
@given(ledger=ledgers, period=periods)
def test_the_figures_agree_with_going_through_the_files_one_by_one(
    people: Cast, ledger: list[tuple[ApplicantKind, Channel, list[Step]]], period: Period
) -> None:
    for dossiers in in_a_transaction(people, ledger):
        counts = figures.counts(Scope(people.bureau), period, TODAY)
        expected = slow(people, dossiers, period)
        told = {
            Movement.NEW.value: counts.received,
            Movement.CARRIED_IN.value: counts.carried_in,
            Movement.CLOSED.value: counts.closed,
            Movement.CARRIED_OUT.value: counts.carried_out,
            "overdue": counts.overdue,
            **counts.by_timeliness,
        }
        assert +Counter(told) == expected["found"]
        assert +Counter(counts.by_outcome) == expected["outcomes"]
        assert +Counter(counts.worked) == expected["days"]
        assert counts.received + counts.carried_in == counts.closed + counts.carried_out
        assert sum(counts.worked.values()) == sum(counts.elapsed.values()) == counts.replied


@arbitrary
@given(ledger=ledgers, period=periods, beneath=st.booleans())
def test_every_figure_opens_exactly_its_files(
    people: Cast, ledger: list[tuple[ApplicantKind, Channel, list[Step]]], period: Period, beneath: bool
) -> None:
    scope = Scope(people.county if beneath else people.bureau, beneath)
    for _ in in_a_transaction(people, ledger):
        counts, steps = figures.counts(scope, period, TODAY), Steps(scope, period)
        opened = 0
        for table in tables.overview(counts):
            for head, row in table.rows:
                for number in row:
                    if number.query:
                        said = dict(parse_qsl(number.query))
                        figure, span = Figure.read(said), period
                        if "first" in said:
                            span = Period(date.fromisoformat(said["first"]), date.fromisoformat(said["last"]))
                        assert figure is not None
                        assert figures.files(scope, span, figure, TODAY).count() == int(number.text), (head, figure)
                        opened += 1
        assert bool(opened) == bool(counts.received or counts.carried_in)
        for table in tables.details(steps):
            for head, row in table.rows:
                for number in row:
                    asked = dict(parse_qsl(number.query))
                    if asked.get("by"):
                        assert steps.handled(int(asked["by"]), asked.get("act", "")).count() == int(number.text)
                    elif "act" in asked:
                        assert steps.files(Act(asked["act"])).count() == int(number.text), head


@arbitrary
@given(ledger=ledgers, year=st.integers(2024, 2026))
def test_a_year_of_figures_is_the_sheet_of_the_annual_report(
    people: Cast, ledger: list[tuple[ApplicantKind, Channel, list[Step]]], year: int
) -> None:
    for _ in in_a_transaction(people, ledger):
        counts = figures.counts(Scope(people.bureau), Period.year(year), TODAY)
        facts = list(queries.facts(Application.objects.of(people.bureau), year))
        sheet = counted_in_the_report(edition(year), year, facts, []).sheets["applications"]
        by_row: Counter[tuple[str | None, str]] = Counter()
        for (outcome_key, party), files in counts.by_outcome_and_party.items():
            by_row[outcome(outcome_key).rows[edition(year).key], party] += files
        for kind in ApplicantKind:
            assert sheet.value("new", kind.value).number == counts.by_party.get(kind.value, 0)
            for row in (
                row for table, row, column in edition(year).counted if (table, column) == ("applications", kind)
            ):
                if row not in ("new", "carried_in", "carried_out"):
                    assert sheet.value(row, kind.value).number == by_row[row, kind.value]
        for row, number in (
            ("new", counts.received),
            ("carried_in", counts.carried_in),
            ("total", counts.closed),
            ("carried_out", counts.carried_out),
        ):
            assert sheet.value(row, "total").number == number


@given(
    received=st.dates(date(2023, 1, 1), date(2026, 12, 31)),
    took=st.none() | st.integers(0, 700),
    year=st.integers(2023, 2027),
)
def test_of_a_whole_year_a_file_means_what_it_means_to_the_report(received: date, took: int | None, year: int) -> None:
    closed = None if took is None else received + timedelta(days=took)
    fact = ApplicationFact(
        ApplicantKind.PERSON,
        Channel.IN_PERSON,
        received.year,
        closed.year if closed else None,
        "disclosed" if closed else None,
        False,
        1,
    )
    assert list(law.movements_in(Period.year(year), received, closed)) == list(movements(fact, year))


@given(st.dictionaries(st.integers(0, 200), st.integers(0, 9), max_size=8))
def test_mean_and_median_are_those_of_the_list_written_out(days: dict[int, int]) -> None:
    written = sorted(each for each, files in days.items() for _ in range(files))
    if not written:
        assert law.mean(days) is None and law.median(days) is None
        return
    middle = (written[(len(written) - 1) // 2] + written[len(written) // 2]) / 2
    assert float(law.median(days) or 0) == middle
    assert abs(float(law.mean(days) or 0) - sum(written) / len(written)) <= 0.0501


def test_the_reply_rate_and_the_closing_rate_differ_by_what_closed_without_a_reply() -> None:
    assert str(law.reply_rate(6, 8, 2)) == "60.0"
    assert str(law.closing_rate(9, 8, 2)) == "90.0"
    assert law.reply_rate(0, 0, 0) is None


@given(periods)
def test_the_months_of_a_period_are_those_of_its_days(period: Period) -> None:
    days = (period.first + timedelta(days=n) for n in range((period.last - period.first).days + 1))
    assert list(period.months()) == list(dict.fromkeys(law.month_code(day) for day in days))


# -- by acts ---------------------------------------------------------------------------------------------------------------


def test_an_amended_step_counts_as_it_stands_now(receive: Receive, people: Cast) -> None:
    day = date(2025, 9, 18)
    asked, voided = receive(day), receive(day)
    for application in (asked, voided):
        take(application, Act.ASK_CLARIFICATION, day, people.wang, points="内容描述", days=15)
    steps = Steps(Scope(people.bureau), Period.year(2025))
    assert steps.by_act[Act.ASK_CLARIFICATION] == 2
    line = next(line for line in timeline(voided.dossier) if line.act == Act.ASK_CLARIFICATION)
    acts.amend(voided, line.seq, None, today=day, by=people.li, reason="登记错了")
    steps = Steps(Scope(people.bureau), Period.year(2025))
    assert steps.by_act[Act.ASK_CLARIFICATION] == 1
    assert [each.pk for each in steps.files(Act.ASK_CLARIFICATION)] == [asked.dossier_id]
    assert steps.by_official[people.li.pk] == {"": 1, "amend": 1}


def test_fees_are_told_with_what_was_notified_and_what_was_paid(receive: Receive, people: Cast) -> None:
    day = date(2025, 9, 18)
    paid, unpaid = receive(day), receive(day)
    for application in (paid, unpaid):
        details: dict[str, JSON] = {"measure": "by_page", "quantity": 40, "earlier": 0, "received_on": day.isoformat()}
        take(application, Act.NOTIFY_FEE, day, people.li, **details)
    take(paid, Act.PAY, day + timedelta(days=1), people.wang)
    fees = Steps(Scope(people.bureau), Period.year(2025)).fees
    assert (fees.notified, fees.asked, fees.paid, fees.received) == (2, 200, 1, 100)
    assert Steps(Scope(people.bureau), Period.month(2025, 10)).fees.notified == 0


def test_the_shadows_figures_go_by_are_verified_like_any_other(receive: Receive, people: Cast) -> None:
    application = receive(date(2025, 9, 18))
    assert list(verify.verify(whole=True)) == []
    Dossier.objects.of(people.bureau).filter(pk=application.dossier_id).update(timeliness="late")
    assert any("时效" in str(finding) for finding in verify.verify(whole=True))


# -- pages -----------------------------------------------------------------------------------------------------------------


def desk(username: str) -> Client:
    client = Client()
    assert client.login(request=RequestFactory().post("/desk/login/"), username=username, password=PASSWORD)
    return client


ADDRESS = "/desk/applications/figures/"


def test_the_page_draws_and_tells_and_each_number_leads_to_its_files(receive: Receive, people: Cast) -> None:
    closed = receive(date(2025, 9, 18))
    take(closed, Act.WITHDRAW, date(2025, 9, 19), people.wang, reason="书面撤回")
    receive(date(2025, 10, 9))
    client = desk("wang")
    page = client.get(ADDRESS, {"year": "2025"}).content.decode()
    assert "2025年办理统计" in page
    for chart in re.findall(r"<svg xmlns.*?</svg>", page, re.DOTALL):
        key = re.search(r'aria-labelledby="(\S+) (\S+)"', chart)
        assert key and f'<title id="{key[1]}">' in chart and f'<desc id="{key[2]}">' in chart
    links = {href.replace("&amp;", "&") for href in re.findall(r'href="([^"]*figures/files/[^"]*)"', page)}
    assert len(links) > 6
    for href in links:
        assert client.get(href).status_code == 200
    received = client.get(f"{ADDRESS}files/", {"year": "2025", "what": "received"}).content.decode()
    assert "共2件" in received and closed.dossier.number in received and "陈*例" in received
    assert PERSON["name"] not in received


@pytest.mark.parametrize(
    "query",
    [
        {"year": "十"},
        {"period": "span", "first": "2025-09-01"},
        {"period": "span", "first": "2025-09-30", "last": "2025-09-01"},
        {"period": "quarter", "year": "2025", "quarter": "9"},
        {"period": "nonsense"},
    ],
)
def test_nonsense_in_the_address_says_so_and_shows_the_present_year(people: Cast, query: dict[str, str]) -> None:
    page = desk("wang").get(ADDRESS, query)
    assert page.status_code == 200
    assert "field-error" in page.content.decode()


@pytest.mark.parametrize(
    "query",
    [
        "",
        "what=nonsense",
        "what=closed&outcome=none",
        "act=x",
        "by=x",
        "by=99999",
        "remedy=review&result=x",
        "act=amend",
    ],
)
def test_a_figure_there_is_not_is_not_found(people: Cast, query: str) -> None:
    assert desk("wang").get(f"{ADDRESS}files/?{query}").status_code == 404


def test_who_reads_beneath_sees_each_authority_and_nobody_else_does(receive: Receive, people: Cast) -> None:
    receive(date(2025, 9, 18))
    above = desk("zhou")
    page = above.get(f"{ADDRESS}authorities/", {"year": "2025"}).content.decode()
    assert people.bureau.short_name in page
    href = re.search(r'href="([^"]*figures/files/[^"]*)"', page)
    assert href and "共1件" in above.get(href[1].replace("&amp;", "&")).content.decode()
    assert "共1件" in above.get(f"{ADDRESS}files/?year=2025&what=received&beneath=on").content.decode()
    assert desk("wang").get(f"{ADDRESS}authorities/").status_code == 404
    other = desk("zhao").get(f"{ADDRESS}files/?year=2025&what=received&authority={people.bureau.pk}&beneath=on")
    assert "共0件" in other.content.decode(), "an authority one may not read is one's own"


def test_the_workbook_says_what_the_page_says_and_is_entered(receive: Receive, people: Cast) -> None:
    receive(date(2025, 9, 18))
    answer = desk("wang").get(f"{ADDRESS}figures.xlsx", {"year": "2025"})
    sheets = {grid.caption: grid.texts for grid in read_xlsx(answer.content)}
    assert ("收到", "1") in sheets["收到、办结和结转"]
    assert any("收到之日" in text for _, text in sheets["统计口径"])
    assert Access.objects.of(people.bureau).filter(kind="download", what__contains="办理统计").exists()
