"""办件所示: what pages and papers show of a case: its parts, clocks and cards, who asked, and what happened."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from gongkai.casework.services.cases import applicants, queries
from gongkai.casework.services.cases.models import CaseMatter, ServiceCase
from gongkai.law.case_clock import ClockRun
from gongkai.law.case_flow import Act, PartState
from gongkai.law.case_kinds import CardColour, CaseChannel, PartResult, Stars
from gongkai.law.case_parts import CasePart
from gongkai.law.cases import Standing
from gongkai.law.grammar.calendar import Calendar
from gongkai.office.journal import queries as journal
from gongkai.office.journal import vault

TONES = {CardColour.RED: "bad", CardColour.YELLOW: "warn"}


# -- lists ---------------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class CaseListed:
    """列表行: a case with the working days left."""

    case: ServiceCase
    left: str
    tone: str


def left(due: date | None, today: date, calendar: Calendar) -> tuple[str, str]:
    """还剩: in words, and how it is coloured."""
    if due is None:
        return "", "plain"
    days = calendar.count(*sorted((today, due)))
    if today > due:
        return f"逾期{days}日" if days else "已逾期", "bad"
    return f"{days}日" if days else "今天", "warn" if days <= 1 else "good"


def with_days(rows: Iterable[ServiceCase], today: date, calendar: Calendar) -> list[CaseListed]:
    """带期限的行."""
    return [CaseListed(row, *left(row.dossier.due_on, today, calendar)) for row in rows]


@dataclass(frozen=True, slots=True)
class UnitPile:
    """承办的一堆: what waits for the same thing."""

    heading: str
    act: str
    rows: list[tuple[CaseMatter, str, str]]


def unit_piles(rows: Iterable[CaseMatter], today: date, calendar: Calendar) -> list[UnitPile]:
    """承办各堆: to be decided, then to be examined; the first to run out first."""
    told = {PartState.REVIEWING: ("待决定", Act.APPROVE), PartState.EXAMINING: ("待审查", Act.EXAMINE)}
    piles = []
    for state, (heading, act) in told.items():
        mine = [row for row in rows if row.state == state.value]
        lit = [(row, *left(row.case.dossier.due_on, today, calendar)) for row in mine]
        lit.sort(key=lambda each: (each[0].case.dossier.due_on or date.max, each[0].pk))
        piles.append(UnitPile(heading, act.value, lit))
    return piles


# -- one case ------------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PartShown:
    """分办所示: a part, its unit's name, and what may be done with it."""

    part: CasePart
    unit: str
    acts: list[tuple[str, str]]


def parts(standing: Standing, acts: Mapping[str, tuple[Act, ...]]) -> list[PartShown]:
    """分办所示: in the order of the application."""
    return [
        PartShown(
            part,
            queries.name_of(part.unit) if part.unit else "",
            [(act.label, act.value) for act in acts.get(part.item, ())],
        )
        for part in standing.parts
    ]


@dataclass(frozen=True, slots=True)
class ClockShown:
    """计时所示: a clock with its last day and whether it was kept."""

    stage: str
    of: str
    run: ClockRun
    last: date | None
    said: str
    tone: str


def clocks(standing: Standing, calendar: Calendar, today: date) -> list[ClockShown]:
    """计时所示: in the order they began."""
    names = {part.item: part.name for part in standing.parts}
    found = []
    for run in standing.runs:
        last = run.last_day(calendar)
        late = run.late(calendar, today)
        if run.ended_on:
            said, tone = ("逾期", "bad") if late else ("按时", "good")
        elif run.paused:
            said, tone = "停止计时", "warn"
        else:
            said, tone = left(last.on if last else None, today, calendar)
        found.append(ClockShown(run.stage.label, names.get(run.part, ""), run, last.on if last else None, said, tone))
    return found


def facts(case: ServiceCase, standing: Standing) -> list[tuple[str, object]]:
    """办件各项: for those who handle it."""
    told: list[tuple[str, object]] = [
        ("收件处", f"{case.came_by}（{case.authority.name}）"),
        ("收件日期", f"{standing.received_on:%Y-%m-%d}"),
        ("收件人员", case.clerk.name if case.clerk else ""),
        ("套餐", standing.package),
        ("政务专员", case.commissioner.name if case.commissioner else ""),
        ("跑动次数", f"{standing.visits}次"),
        ("评价", standing.stars.label if standing.stars else ""),
        ("差评核实", standing.finding.label if standing.finding else ""),
        ("快递单号", standing.courier),
        *_people(case),
    ]
    return [(name, value) for name, value in told if value]


def _people(case: ServiceCase) -> list[tuple[str, object]]:
    try:
        who = applicants.applicant_of(case)
    except vault.Shredded as gone:
        return [("办事人", str(gone))]
    return [
        ("办事人", who.name),
        ("证件号码", who.identity_number),
        ("电话", who.phone),
        ("地址", who.address),
        ("代办人", who.agent),
    ]


def paper(case: ServiceCase, standing: Standing) -> dict[str, object]:
    """纸面各项: what a receipt and a notice need beside the case itself; whoever asked is masked."""
    try:
        who = applicants.applicant_of(case).masked(standing.party)
    except vault.Shredded as gone:
        who = str(gone)
    return {"case": case, "dossier": case.dossier, "standing": standing, "applicant": who}


def asked_for(case: ServiceCase) -> list[tuple[str, str]]:
    """告知的内容: every material of the one notice, and why: missing, or not in form."""
    steps = journal.steps(case.dossier)
    before = journal_before(case, Act.NOTIFY)
    told = next(step for step in steps if step.act == Act.NOTIFY)
    given = told.details.get("wrong") or []
    wrong = [str(each) for each in given] if isinstance(given, list) else []
    note = str(told.details.get("note") or "")
    return [*((name, "没有提交") for name in before.missing), *((name, f"不符合法定形式：{note}") for name in wrong)]


def journal_before(case: ServiceCase, act: Act) -> Standing:
    """办前情况: the standing just before an act was first taken."""
    steps = list(journal.steps(case.dossier))
    place = next(n for n, step in enumerate(steps) if step.act == act)
    return queries.replayed(case, steps[:place])


def opinion(case: ServiceCase, item: str) -> list[tuple[str, str]]:
    """审查意见: what whoever decides reads: every point, the opinion, the note."""
    found = [s for s in journal.steps(case.dossier) if s.act == Act.EXAMINE and s.details.get("part") == item]
    if not found:
        return []
    details, part = found[-1].details, queries.standing(case).part(item)
    points = details.get("points") or []
    passed = points if isinstance(points, list) else []
    told = [(point, "符合" if ok else "不符合") for point, ok in zip(part.points, passed, strict=False)]
    told.append(("审查意见", PartResult(str(details["opinion"])).label))
    return [*told, *([("说明", str(details["note"]))] if details.get("note") else [])]


_SAID = ("reason", "note", "text", "facts", "measure", "company")
_WORDS = {"opinion": PartResult, "result": PartResult, "stars": Stars, "channel": CaseChannel}
_TITLES = {act.value: act.label for act in Act}


def events(case: ServiceCase) -> list[dict[str, object]]:
    """办理过程: for those who handle it."""
    names = {row.item: row.name for row in case.matters.of(case.authority)}
    found = []
    for line in journal.timeline(case.dossier):
        details = line.step.details if line.step else {}
        shown = [names[part]] if (part := str(details.get("part", ""))) in names else []
        shown += [words(str(details[name])).label for name, words in _WORDS.items() if details.get(name)]
        shown += [str(details[name]) for name in _SAID if details.get(name)]
        title = _TITLES.get(line.act, line.label)
        by = line.by.name if line.by else ""
        found.append({"on": line.on, "title": title, "by": by, "text": "；".join(shown)})
    return found
