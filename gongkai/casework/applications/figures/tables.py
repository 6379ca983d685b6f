"""统计表: the figures as tables, the same for the page and the worksheet; each figure knows the files behind it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from gongkai.casework.applications.figures.queries import Counts, Figure, OfOne, What, told
from gongkai.casework.applications.figures.steps import COUNTED, Steps
from gongkai.law import application_figures as law
from gongkai.law.application_figures import REPLIED, Period, Timeliness
from gongkai.law.applications import Act, ApplicantKind
from gongkai.law.outcomes import OUTCOMES, OutcomeGroup
from gongkai.law.receipt import Channel
from gongkai.law.remedies import RemedyKind, RemedyResult
from gongkai.office.journal.queries import AMEND
from gongkai.papers.grid import Grid


@dataclass(frozen=True, slots=True)
class Number:
    """格: what is printed and, where it counts files, what its list is asked for."""

    text: str
    query: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """统计表: a caption, the heads of its columns, and rows of a head and numbers."""

    caption: str
    columns: Sequence[str]
    rows: Sequence[tuple[str, Sequence[Number]]]

    @property
    def heads(self) -> list[str | tuple[str, str]]:
        """列头: as the component of lists takes them; every column but the first holds numbers."""
        first, *others = self.columns
        return [first, *((each, "number") for each in others)]

    def grid(self) -> Grid:
        """成表: for a worksheet."""
        rows = [[head, *(number.text for number in numbers)] for head, numbers in self.rows]
        return Grid.from_rows([list(self.columns), *rows], head_rows=1, head_columns=1, caption=self.caption)


def _number(count: int, figure: Figure) -> Number:
    """Of nothing there is no list."""
    return Number(str(count), figure.query if count else "")


# -- the overview ----------------------------------------------------------------------------------------------------------


def overview(counts: Counts) -> list[Table]:
    """统计各表."""
    return [
        _movement(counts),
        _timeliness(counts),
        _days(counts),
        _received(counts),
        _outcomes(counts),
        _months(counts),
    ]


def _movement(counts: Counts) -> Table:
    whole = counts.received, counts.carried_in
    rows = [
        ("收到", [_number(counts.received, Figure(What.RECEIVED))]),
        ("上期结转", [_number(counts.carried_in, Figure(What.CARRIED_IN))]),
        ("办结", [_number(counts.closed, Figure(What.CLOSED))]),
        ("其中：已答复", [_number(counts.replied, Figure(What.CLOSED, replied="1"))]),
        ("结转下期", [_number(counts.carried_out, Figure(What.CARRIED_OUT))]),
        ("答复率", [Number(told(law.reply_rate(counts.replied, *whole), "%"))]),
        ("办结率", [Number(told(law.closing_rate(counts.closed, *whole), "%"))]),
    ]
    return Table("收到、办结和结转", ["项目", "件数"], rows)


def _timeliness(counts: Counts) -> Table:
    rows = [
        (how.label, [_number(count, Figure(What.CLOSED, timeliness=how.value)), _share(count, counts.closed)])
        for how in (*REPLIED_IN_ORDER, Timeliness.UNANSWERED)
        for count in [counts.by_timeliness.get(how.value, 0)]
    ]
    not_due = counts.carried_out - counts.overdue
    rows += [
        ("在办未逾期", [_number(not_due, Figure(What.NOT_DUE)), _share(not_due, counts.carried_out)]),
        ("逾期在办", [_number(counts.overdue, Figure(What.OVERDUE)), _share(counts.overdue, counts.carried_out)]),
    ]
    return Table("时效（占办结、占在办）", ["时效", "件数", "占比"], rows)


REPLIED_IN_ORDER = tuple(how for how in Timeliness if how in REPLIED)


def _share(part: int, whole: int) -> Number:
    return Number(told(law.percentage(part, whole), "%"))


def _days(counts: Counts) -> Table:
    rows = [
        (name, [Number(told(law.mean(days))), Number(told(law.median(days))), Number(told(max(days, default=None)))])
        for name, days in (("工作日", counts.worked), ("自然日", counts.elapsed))
    ]
    return Table("自收到至送达的天数", ["", "平均", "中位数", "最长"], rows)


def _received(counts: Counts) -> Table:
    def of(channel: str, party: str) -> Number:
        figure = Figure(What.RECEIVED, channel=channel, party=party)
        by_one = counts.by_channel.get(channel, 0) if channel else counts.by_party.get(party, 0)
        return _number(counts.by_both.get((channel, party), 0) if channel and party else by_one, figure)

    parties = [kind.value for kind in ApplicantKind]
    rows: list[tuple[str, Sequence[Number]]] = [
        (channel.label, [of(channel.value, ""), *(of(channel.value, party) for party in parties)])
        for channel in Channel
        if counts.by_channel.get(channel.value)
    ]
    total = _number(counts.received, Figure(What.RECEIVED))
    rows.append(("合计", [total, *(of("", party) for party in parties)]))
    return Table("收到：渠道和申请人", ["渠道", "合计", *(kind.label for kind in ApplicantKind)], rows)


def _outcomes(counts: Counts) -> Table:
    return Table(
        "办结：结果和依据",
        ["办理结果", "件数", "占比", *(kind.label for kind in ApplicantKind)],
        list(_outcome_rows(counts)),
    )


def _outcome_rows(counts: Counts) -> Iterator[tuple[str, Sequence[Number]]]:
    by_party = counts.by_outcome_and_party
    for group in OutcomeGroup:
        leaves = [leaf for leaf in OUTCOMES if leaf.group is group and counts.by_outcome.get(leaf.key)]
        if not leaves:
            continue
        of_group = {kind: sum(by_party.get((leaf.key, kind.value), 0) for leaf in leaves) for kind in ApplicantKind}
        yield group.label, _outcome_numbers(counts, of_group, group=group.value)
        for leaf in leaves:
            of_leaf = {kind: by_party.get((leaf.key, kind.value), 0) for kind in ApplicantKind}
            yield f"　{leaf.label}", _outcome_numbers(counts, of_leaf, outcome=leaf.key)


def _outcome_numbers(counts: Counts, by_kind: Mapping[ApplicantKind, int], **which: str) -> Sequence[Number]:
    whole = sum(by_kind.values())
    figures = (Figure(What.CLOSED, party=kind.value, **which) for kind in by_kind)
    numbers = [_number(count, figure) for count, figure in zip(by_kind.values(), figures, strict=True)]
    return [_number(whole, Figure(What.CLOSED, **which)), _share(whole, counts.closed), *numbers]


def _months(counts: Counts) -> Table:
    rows = [
        (
            f"{month // 100}年{month % 100}月",
            [
                _of_month(counts.received_in.get(month, 0), What.RECEIVED, month, counts.period),
                _of_month(counts.closed_in.get(month, 0), What.CLOSED, month, counts.period),
            ],
        )
        for month in counts.period.months()
    ]
    return Table("各月收到和办结", ["月份", "收到", "办结"], rows)


def _of_month(count: int, what: What, month: int, within: Period) -> Number:
    """What the address says last prevails: the list is of the month, or of what the period has of it."""
    whole = Period.month(month // 100, month % 100)
    first, last = max(whole.first, within.first), min(whole.last, within.last)
    return Number(str(count), f"{Figure(what).query}&period=span&first={first}&last={last}" if count else "")


# -- steps, fees, workload, remedies ---------------------------------------------------------------------------------------


def details(steps: Steps) -> list[Table]:
    """环节各表."""
    return [_steps(steps), _fees(steps), _workload(steps), _remedies(steps)]


def _step(act: str, count: int) -> Number:
    return Number(str(count), f"act={act}" if count else "")


def _steps(steps: Steps) -> Table:
    rows = [(act.label, [_step(act.value, steps.by_act.get(act.value, 0))]) for act in COUNTED]
    return Table("办理环节", ["环节", "件数"], rows)


def _fees(steps: Steps) -> Table:
    fees = steps.fees
    rows = [
        ("发出收费通知", [_step(Act.NOTIFY_FEE.value, fees.notified), Number(str(fees.asked))]),
        ("已经缴费", [_step(Act.PAY.value, fees.paid), Number(str(fees.received))]),
    ]
    return Table("信息处理费", ["", "件数", "金额（元）"], rows)


def _workload(steps: Steps) -> Table:
    done = [act for act in act_labels() if any(act in acts for acts in steps.by_official.values())]
    names = steps.officials()
    ordered = sorted(steps.by_official.items(), key=lambda each: (-each[1][""], each[0]))
    rows = [
        (names.get(by, ""), [_handled(by, "", acts), *(_handled(by, act, acts) for act in done)])
        for by, acts in ordered
    ]
    return Table("各人经手的案卷", ["人员", "经手", *(act_labels()[act] for act in done)], rows)


def act_labels() -> Mapping[str, str]:
    """环节名称: of every act of an application, and of putting an entry right."""
    return {**{act.value: act.label for act in Act}, AMEND: "更正登记"}


def _handled(by: int, act: str, acts: Mapping[str, int]) -> Number:
    count = acts.get(act, 0)
    return Number(str(count), f"by={by}&act={act}" if count else "")


def _remedies(steps: Steps) -> Table:
    found = steps.remedies
    results = [result for result in RemedyResult if any(at == result.value for _, at in found)] or [
        RemedyResult.PENDING
    ]
    rows = [(kind.label, [_case(kind, result, found) for result in results]) for kind in RemedyKind]
    return Table("行政复议和行政诉讼", ["案件", *(result.label for result in results)], rows)


def _case(kind: RemedyKind, result: RemedyResult, found: Mapping[tuple[str, str], int]) -> Number:
    count = found.get((kind.value, result.value), 0)
    return Number(str(count), f"remedy={kind.value}&result={result.value}" if count else "")


def of_authorities(rows: Sequence[OfOne]) -> Table:
    """各机关."""
    heads = ["机关", "收到", "上期结转", "办结", "已答复", "逾期答复", "结转下期", "逾期在办", "答复率"]
    told_rows = [
        (
            row.authority.short_name,
            [
                _of(row, row.received, Figure(What.RECEIVED)),
                _of(row, row.carried_in, Figure(What.CARRIED_IN)),
                _of(row, row.closed, Figure(What.CLOSED)),
                _of(row, row.replied, Figure(What.CLOSED, replied="1")),
                _of(row, row.late, Figure(What.CLOSED, timeliness=Timeliness.LATE.value)),
                _of(row, row.carried_out, Figure(What.CARRIED_OUT)),
                _of(row, row.overdue, Figure(What.OVERDUE)),
                Number(row.reply_rate),
            ],
        )
        for row in rows
    ]
    return Table("各机关", heads, told_rows)


def _of(row: OfOne, count: int, figure: Figure) -> Number:
    return Number(str(count), f"{figure.query}&authority={row.authority.pk}" if count else "")
