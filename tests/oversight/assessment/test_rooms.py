"""考核: one scheme over all units; each point opens its records; the same is found a year later, and what changed is named."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.authorities import AuthorityKind
from gongkai.law.grammar.flow import JSON, Step, Unlawful
from gongkai.law.supervision import rectifications
from gongkai.law.supervision.assessment import Verdict
from gongkai.law.supervision.measures import MEASURES, Window
from gongkai.law.supervision.ready_schemes import READY
from gongkai.law.supervision.rectifications import Gravity
from gongkai.law.supervision.score_sheets import Act
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.journal import acts as journal
from gongkai.office.journal import queries as entries
from gongkai.office.journal.models import Dossier
from gongkai.office.journal.verify import verify
from gongkai.oversight.assessment.cards import acts as cards
from gongkai.oversight.assessment.cards import queries as drawn
from gongkai.oversight.assessment.measures.registry import address, finders
from gongkai.oversight.assessment.packing import Altered
from gongkai.oversight.assessment.schemes import acts as schemes
from gongkai.oversight.assessment.schemes import queries as versions
from gongkai.oversight.assessment.schemes.models import SchemeVersion
from gongkai.oversight.assessment.sheets import acts, queries
from gongkai.oversight.assessment.sheets.acts import ManualGiven
from gongkai.oversight.assessment.sheets.models import AssessmentRun, ManualPoint, ScoreSheet
from gongkai.oversight.supervision.findings import acts as inspecting
from gongkai.oversight.supervision.findings.acts import Given
from gongkai.oversight.supervision.findings.models import Finding
from gongkai.web import clock
from tests.cast import Cast, authority, cast, official

pytestmark = pytest.mark.django_db
TODAY = date(2026, 1, 12)
YEAR = Window(date(2025, 2, 1), date(2025, 12, 31))
"""From February: no annual report falls due in it."""


class Company:
    """The county with two bureaus, its office of two, and a scheme that one drafted and the other approved."""

    def __init__(self) -> None:
        self.people: Cast = cast()
        self.county, self.bureau = self.people.county, self.people.bureau
        self.other: Authority = authority(
            "shili-caizheng", "示例县财政局", AuthorityKind.DEPARTMENT, parent=self.county
        )
        self.qian = official("qian", "钱检查", self.county, "disclosure_office")
        self.sun = official("sun", "孙考核", self.county, "assessment")
        self.wang = self.people.wang
        self.version = self.adopted("departments_2020")

    def adopted(self, key: str) -> SchemeVersion:
        version = schemes.begin(self.county, READY[key], origin=key, on=date(2025, 1, 6), by=self.qian)
        schemes.approve(version, on=date(2025, 1, 7), by=self.sun)
        return version

    def found(self, on: date, gravity: Gravity = Gravity.SERIOUS, unit: Authority | None = None) -> Finding:
        given = Given("other", gravity, f"{on}的问题", "说明", "一处", "快照")
        return inspecting.find(self.county, unit or self.bureau, given, on=on, today=TODAY, by=self.qian)

    def mending(self, finding: Finding, act: rectifications.Act, on: date, by: Official, **details: str) -> None:
        inspecting.act(finding, Step(act.value, on, details), today=date(2027, 1, 1), by=by)

    def run(self, window: Window = YEAR, title: str = "2025年度考核") -> AssessmentRun:
        return acts.run(self.version, title, window, on=TODAY, today=TODAY, by=self.qian)

    def sheet(self, run: AssessmentRun) -> ScoreSheet:
        return queries.sheets(run).get(authority=self.bureau)

    def take(self, sheet: ScoreSheet, act: Act, by: Official, on: date = TODAY, **details: JSON) -> None:
        acts.act(sheet, Step(act.value, on, details), today=date(2027, 1, 1), by=by)


@pytest.fixture
def company(monkeypatch: pytest.MonkeyPatch) -> Company:
    monkeypatch.setattr(clock, "today", lambda: TODAY)
    return Company()


# -- schemes -----------------------------------------------------------------------------------------------------------------


def test_a_scheme_is_approved_by_another_and_never_changes_after(company: Company) -> None:
    draft = schemes.begin(company.county, READY["site_kpi"], on=TODAY, by=company.qian)
    with pytest.raises(Unlawful, match="已有一份草案"):
        schemes.begin(company.county, READY["site_kpi"], on=TODAY, by=company.sun)
    with pytest.raises(Unlawful, match="起草人以外的人批准"):
        schemes.approve(draft, on=TODAY, by=company.qian)
    schemes.change(draft, lambda text: text.without("1a").without("1b").without("1"), on=TODAY, by=company.qian)
    with pytest.raises(Unlawful, match="一级指标的分值合计应为100"):
        schemes.approve(draft, on=TODAY, by=company.sun)
    schemes.change(draft, lambda text: READY["site_kpi"], on=TODAY, by=company.qian)
    schemes.approve(draft, on=TODAY, by=company.sun)
    with pytest.raises(Unlawful, match="已批准的方案不能修改"):
        schemes.change(draft, lambda text: text, on=TODAY, by=company.qian)
    again = schemes.begin(company.county, READY["site_kpi"], on=TODAY, by=company.sun)
    assert again.edition == 2
    SchemeVersion.objects.everywhere().filter(pk=draft.pk).update(content=draft.content.replace("37.5", "38.5"))
    draft.refresh_from_db(from_queryset=SchemeVersion.objects.everywhere())
    with pytest.raises(Altered):
        versions.text(draft)


def test_every_measure_is_counted_by_a_room_or_left_to_people_and_every_page_is_there() -> None:
    assert finders().keys() <= MEASURES.keys()
    assert len(finders()) == len(MEASURES)
    opened = (
        "slot",
        "content",
        "document",
        "application",
        "ticket",
        "remedy",
        "complaint",
        "finding",
        "plan_task",
        "manual",
    )
    assert all(address(f"{sort}:1") for sort in opened)
    assert address("report:shili/2025")
    assert address("audit:1/2")
    assert address("screening:1") == address("") == ""


# -- a run -------------------------------------------------------------------------------------------------------------------


def test_each_unit_is_shown_a_sheet_whose_points_name_their_records(company: Company) -> None:
    serious, ordinary = company.found(date(2025, 5, 6)), company.found(date(2025, 6, 3), Gravity.ORDINARY)
    company.found(date(2026, 1, 5))
    run = company.run()
    other, mine = sorted(queries.told_all(run), key=lambda each: each.sheet.authority.code)
    assert [each.rule for each in mine.shown if each.rule.startswith("9")] == ["9a", "9b"]
    records = [point.records for point in mine.shown if point.rule in ("9a", "9b")]
    assert records == [(f"finding:{serious.pk}",), (f"finding:{ordinary.pk}",)]
    assert (mine.score.total, other.score.total) == (Decimal("97.50"), Decimal("100.00"))
    assert [(each.rank, each.told.sheet.authority) for each in queries.ranking([mine, other])] == [
        (1, company.other),
        (2, company.bureau),
    ]
    assert mine.sheet.dossier.due_on == date(2026, 1, 19)


def test_a_run_needs_an_approved_scheme_and_a_period_that_is_over(company: Company) -> None:
    draft = schemes.begin(company.county, READY["site_kpi"], on=TODAY, by=company.qian)
    with pytest.raises(Unlawful, match="还没有批准"):
        acts.run(draft, "一次", YEAR, on=TODAY, today=TODAY, by=company.qian)
    with pytest.raises(Unlawful, match="还没有结束"):
        company.run(Window(date(2026, 1, 1), TODAY))
    company.run()
    with pytest.raises(IntegrityError), transaction.atomic():
        company.run()


def test_a_finding_mended_late_costs_twice_and_what_happens_after_the_window_changes_nothing(company: Company) -> None:
    late = company.found(date(2025, 5, 6))
    company.mending(late, rectifications.Act.ASSIGN, date(2025, 5, 6), company.qian)
    company.mending(late, rectifications.Act.MEND, date(2025, 5, 20), company.wang, done="改了", proof="快照")
    waiting = company.found(date(2025, 12, 29))
    company.mending(
        waiting, rectifications.Act.ASSIGN, date(2025, 12, 29), company.qian
    )  # due 4 January 2026 at the earliest
    told = queries.told(company.sheet(company.run()))
    assert [point.records[0] for point in told.shown if point.rule == "9c"] == [f"finding:{late.pk}"]
    company.mending(late, rectifications.Act.RETURN, date(2026, 1, 8), company.qian, reason="没有改好")
    company.mending(waiting, rectifications.Act.URGE, date(2026, 1, 9), company.qian)
    assert queries.again(told).same


@given(st.lists(st.tuples(st.integers(1, 11), st.sampled_from(Gravity), st.booleans()), max_size=4))
def test_a_year_later_the_same_records_give_the_same_whatever_happened_outside_the_window(
    company: Company, later: list[tuple[int, Gravity, bool]]
) -> None:
    run = AssessmentRun.objects.of(company.county).first()
    if run is None:
        company.found(date(2025, 5, 6))
        company.found(date(2025, 8, 1), Gravity.ORDINARY, company.other)
        run = company.run()
    shown = [(each.points, each.score.total) for each in queries.told_all(run)]
    for day, gravity, earlier in later:
        on = date(2024, 12, 31) - timedelta(days=day) if earlier else date(2026, 1, day)
        company.found(on, gravity)
    compared = [queries.again(each) for each in queries.told_all(run)]
    assert all(each.same for each in compared)
    assert [(each.now, each.after.total) for each in compared] == shown


def test_one_changed_record_is_named_with_what_it_moved(company: Company) -> None:
    first, second = company.found(date(2025, 5, 6)), company.found(date(2025, 7, 1))
    told = queries.told(company.sheet(company.run()))
    assert told.score.total == Decimal("96.00")
    journal.amend(
        first.dossier,
        _first_entry(first.dossier),
        Step("find", date(2025, 5, 6), {**_details(first.dossier), "gravity": "ordinary"}),
        on=TODAY,
        by=company.qian,
        reason="程度登记错误",
    )
    Finding.objects.everywhere().filter(pk=first.pk).update(gravity=Gravity.ORDINARY)
    compared = queries.again(told)
    assert not compared.same
    moved = {
        (move.change.how, move.change.point.rule, move.change.point.records, move.effect) for move in compared.moves
    }
    assert moved == {
        ("不再计", "9a", (f"finding:{first.pk}",), Decimal("2.00")),
        ("新增", "9b", (f"finding:{first.pk}",), Decimal("-0.50")),
    }
    assert compared.lines == {"9": Decimal("1.5")}
    assert compared.after.total == Decimal("97.50")
    assert (f"finding:{second.pk}",) not in {move.change.point.records for move in compared.moves}


def _first_entry(dossier: Dossier) -> int:
    return entries.timeline(dossier)[0].seq


def _details(dossier: Dossier) -> dict[str, JSON]:
    return dict(entries.steps(dossier)[0].details)


def test_two_runs_are_held_against_each_other_record_by_record(company: Company) -> None:
    company.found(date(2025, 2, 3))
    first = company.run(Window(date(2025, 2, 1), date(2025, 3, 31)), "第一季度")
    later = company.found(date(2025, 5, 6))
    second = company.run(Window(date(2025, 2, 1), date(2025, 6, 30)), "上半年")
    mine = next(each for each in queries.against(second, first) if each.told.sheet.authority == company.bureau)
    assert [(move.change.how, move.change.point.records[0], move.effect) for move in mine.moves if move.effect] == [
        ("新增", f"finding:{later.pk}", Decimal("-2.00"))
    ]


# -- appeals, settling, results ------------------------------------------------------------------------------------------------


def test_an_appeal_is_decided_by_another_and_the_settled_sheet_is_sealed(company: Company) -> None:
    finding = company.found(date(2025, 5, 6))
    run = company.run()
    sheet = company.sheet(run)
    point = f"9a@finding:{finding.pk}"
    company.take(sheet, Act.APPEAL, company.wang, point=point, reason="当日已改正")
    with pytest.raises(Unlawful, match="评分人和申诉人以外的人"):
        company.take(sheet, Act.GRANT, company.qian, point=point, answer="属实", times="0")
    company.take(sheet, Act.GRANT, company.sun, point=point, answer="属实", times="0")
    company.take(sheet, Act.AGREE, company.wang)
    with pytest.raises(Unlawful, match="还有得分表没有核定"):
        acts.open_results(run, on=TODAY, by=company.sun)
    company.take(sheet, Act.FINALISE, company.qian)
    other = queries.sheets(run).get(authority=company.other)
    company.take(other, Act.FINALISE, company.qian, date(2026, 1, 20))
    acts.open_results(run, on=date(2026, 1, 20), by=company.sun)
    sheet = company.sheet(run)
    told = queries.told(sheet)
    assert (told.score.total, told.standing.total, sheet.dossier.outcome) == (
        Decimal("100.00"),
        "100.00",
        Verdict.PASSED,
    )
    assert queries.settled(sheet)["total"] == "100.00"
    ScoreSheet.objects.everywhere().filter(pk=sheet.pk).update(settled=sheet.settled.replace("100.00", "99.00"))
    with pytest.raises(Altered):
        queries.settled(company.sheet(run))
    ScoreSheet.objects.everywhere().filter(pk=sheet.pk).update(points="[]")
    with pytest.raises(Altered):
        queries.told(company.sheet(run))


def test_what_people_judge_counts_only_when_another_has_confirmed_it(company: Company) -> None:
    upload = SimpleUploadedFile("通报.txt", "一页通报".encode())
    given_one = ManualGiven(company.version.name, "3c", Decimal(1), date(2025, 4, 1), "拒不配合", "会议记录", upload)
    point = acts.enter_point(company.county, company.bureau, given_one, on=TODAY, today=TODAY, by=company.qian)
    assert queries.file_of(point).decode() == "一页通报"
    first = company.run(title="核实以前")
    assert queries.told(company.sheet(first)).score.total == Decimal("100.00")
    with pytest.raises(Unlawful, match="登记人以外的人核实"):
        acts.confirm_point(point, upheld=True, reason="", on=TODAY, by=company.qian)
    acts.confirm_point(point, upheld=True, reason="", on=TODAY, by=company.sun)
    told = queries.told(company.sheet(company.run(title="核实以后")))
    assert told.score.total == Decimal("94.00")
    assert told.shown[0].records == (f"manual:{point.pk}",)
    (move,) = queries.again(queries.told(company.sheet(first))).moves
    assert (move.change.how, move.effect) == ("新增", Decimal("-6.00"))
    with pytest.raises(Unlawful, match="已经核实"):
        acts.confirm_point(point, upheld=False, reason="误记", on=TODAY, by=company.sun)


# -- cards -------------------------------------------------------------------------------------------------------------------


def test_a_card_tells_the_week_the_year_and_the_rank_and_is_drawn_once(company: Company) -> None:
    company.found(date(2026, 1, 7))
    company.found(date(2026, 1, 2))
    made = cards.draw(company.county, on=TODAY, by=None)
    assert [(each.authority, each.rank, each.deducted, each.total) for each in made] == [
        (company.other, 1, Decimal(0), Decimal("100.00")),
        (company.bureau, 2, Decimal(2), Decimal("96.00")),
    ]
    assert drawn.latest(company.bureau) == made[1]
    assert made[1].week == date(2026, 1, 5)
    assert [each.pk for each in cards.draw(company.county, on=TODAY, by=None)] == [each.pk for each in made]
    assert cards.draw(company.people.prefecture, on=TODAY, by=None) == []


# -- verified ------------------------------------------------------------------------------------------------------------------


def test_whatever_is_altered_behind_the_entries_is_found_by_verify(company: Company) -> None:
    company.found(date(2025, 5, 6))
    sheet = company.sheet(company.run())
    company.take(sheet, Act.AGREE, company.wang)
    company.take(sheet, Act.FINALISE, company.qian)
    entered = ManualGiven(company.version.name, "3c", Decimal(1), date(2025, 4, 1), "拒不配合", "会议记录")
    point = acts.enter_point(company.county, company.bureau, entered, on=TODAY, today=TODAY, by=company.qian)
    acts.confirm_point(point, upheld=True, reason="", on=TODAY, by=company.sun)
    assert [str(each) for each in verify(whole=True)] == []
    ManualPoint.objects.everywhere().filter(pk=point.pk).update(times=3)
    ScoreSheet.objects.everywhere().filter(pk=sheet.pk).update(settled="{}")
    version = SchemeVersion.objects.everywhere().filter(pk=company.version.pk)
    wrong = [each.what for each in verify(whole=True)]
    assert len(wrong) == 2
    assert "核定内容与台账中的摘要不符" in wrong[0]
    assert wrong[1].endswith("号条目登记的不符")
    version.update(content=company.version.content.replace("鲤城", "别处"))
    assert len(list(verify(whole=True))) >= 3
