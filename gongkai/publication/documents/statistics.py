"""公文统计: figures and the lists behind them. A figure is counted by the very condition its list is filtered by."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import mean

from django.db.models import Count, Q, Sum

from gongkai.law.documents import SIGNED, Attribute, DocumentKind, Phase, State
from gongkai.office.authorities.models import Authority, OwnedQuerySet
from gongkai.publication.documents import queries
from gongkai.publication.documents.models import Document


@dataclass(frozen=True)
class Measure:
    """统计项: what is counted, under which condition, and by which of its days a document falls into a year."""

    key: str
    label: str
    condition: Q
    year: str = "dossier__opened_on"


_SIGNED = Q(dossier__state__in=[state.value for state in SIGNED])
MEASURES = (
    Measure("drafted", "起草", Q()),
    Measure("labelled", "已标注", ~Q(attribute="")),
    Measure("returned", "被退文", Q(returned__gt=0)),
    Measure("findings", "保密审查发现问题", Q(findings__gt=0)),
    Measure("disputed", "标注与建议不一致", Q(disputed=True)),
    Measure("signed", "签发", _SIGNED, "made_on"),
    Measure("normative", "制发规范性文件", _SIGNED & Q(kind=DocumentKind.NORMATIVE), "made_on"),
    Measure("proactive", "签发并主动公开", _SIGNED & Q(attribute=Attribute.PROACTIVE), "made_on"),
    Measure(
        "normative_published",
        "主动公开规范性文件",
        Q(dossier__state=State.PUBLISHED.value, kind=DocumentKind.NORMATIVE),
        "published_on",
    ),
    Measure("withheld", "签发不主动公开", _SIGNED & ~Q(attribute=Attribute.PROACTIVE), "made_on"),
    Measure("published", "已公开", Q(dossier__state=State.PUBLISHED.value), "published_on"),
    Measure("opened_up", "由不公开变更为主动公开", Q(opened_up=True), "made_on"),
)
"""统计项目: every figure of the page and the condition its list is filtered by."""
BY_KEY: Mapping[str, Measure] = {measure.key: measure for measure in MEASURES}


@dataclass(frozen=True)
class Figure:
    """数: with its measure, the section it is of (None for all of them), and the year."""

    measure: Measure
    value: int
    year: int
    section: str | None = None


@dataclass(frozen=True)
class SectionFigures:
    """科室统计: one line of the table."""

    section: str
    drafted: Figure
    labelled: Figure
    returned: Figure
    rounds: int
    findings: Figure
    disputed: Figure
    published: Figure
    days: tuple[int, ...]
    audited: tuple[int, int] | None = None

    @property
    def label_rate(self) -> str:
        """标注率."""
        return share(self.labelled.value, self.drafted.value)

    @property
    def error_rate(self) -> str:
        """标注差错率: of those that were audited; none while nobody has."""
        return share(*self.audited) if self.audited else "未抽查"

    @property
    def mean_days(self) -> str:
        """签发到公开平均天数."""
        return f"{mean(self.days):.1f}" if self.days else ""

    @property
    def longest(self) -> str:
        """最长天数."""
        return str(max(self.days)) if self.days else ""


def of_year(rows: OwnedQuerySet[Document], measure: Measure, year: int) -> OwnedQuerySet[Document]:
    """该年的: the documents a measure counts in a year."""
    span = {f"{measure.year}__gte": date(year, 1, 1), f"{measure.year}__lte": date(year, 12, 31)}
    return rows.filter(measure.condition, **span)


def figures(rows: OwnedQuerySet[Document], year: int) -> list[Figure]:
    """全机关各数."""
    return [Figure(measure, of_year(rows, measure, year).count(), year) for measure in MEASURES]


def sections(
    rows: OwnedQuerySet[Document], year: int, audited: Mapping[str, tuple[int, int]] | None = None
) -> list[SectionFigures]:
    """各科室: ``audited`` gives for a section how many labels were found wrong, and how many were looked at."""
    counted = {measure.key: _by_section(of_year(rows, measure, year)) for measure in MEASURES}
    rounds = _rounds(of_year(rows, BY_KEY["returned"], year))
    days = _days(of_year(rows, BY_KEY["published"], year))
    names = sorted(set().union(*counted.values()))

    def figure(key: str, section: str) -> Figure:
        return Figure(BY_KEY[key], counted[key].get(section, 0), year, section)

    return [
        SectionFigures(
            section=name,
            drafted=figure("drafted", name),
            labelled=figure("labelled", name),
            returned=figure("returned", name),
            rounds=rounds.get(name, 0),
            findings=figure("findings", name),
            disputed=figure("disputed", name),
            published=figure("published", name),
            days=tuple(days.get(name, ())),
            audited=(audited or {}).get(name),
        )
        for name in names
    ]


@dataclass(frozen=True)
class MatrixRow:
    """矩阵行: a section and how many documents of it belong to each phase, in the order of ``Phase``; last those to none."""

    section: str
    counts: tuple[int, ...]

    @property
    def total(self) -> int:
        """合计."""
        return sum(self.counts)


def matrix(rows: OwnedQuerySet[Document], year: int) -> list[MatrixRow]:
    """五公开与科室: signed documents of a year by section and phase."""
    signed = of_year(rows, BY_KEY["signed"], year).order_by()
    grouped = signed.values_list("section", "phase").annotate(n=Count("pk"))
    counted = {(section, phase): number for section, phase, number in grouped}
    phases = [*(phase.value for phase in Phase), ""]
    names = sorted({section for section, _ in counted})
    return [MatrixRow(name, tuple(counted.get((name, phase), 0) for phase in phases)) for name in names]


def years(authority: Authority, today: date) -> Sequence[int]:
    """可选年份: from the first document to this year, the latest first."""
    first = (
        queries.documents(authority).order_by("dossier__opened_on").values_list("dossier__opened_on", flat=True).first()
    )
    return range(today.year, (first.year if first else today.year) - 1, -1)


def share(part: int, whole: int) -> str:
    """比率: per cent with one decimal; nothing of nothing."""
    return f"{part * 100 / whole:.1f}%" if whole else ""


def _by_section(rows: OwnedQuerySet[Document]) -> dict[str, int]:
    return dict(rows.order_by().values_list("section").annotate(n=Count("pk")))


def _rounds(rows: OwnedQuerySet[Document]) -> dict[str, int]:
    return dict(rows.order_by().values_list("section").annotate(n=Sum("returned")))


def _days(rows: OwnedQuerySet[Document]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for section, signed, published in rows.order_by().values_list("section", "made_on", "published_on"):
        if signed is not None and published is not None:
            found.setdefault(section, []).append((published - signed).days)
    return found
