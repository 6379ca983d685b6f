"""方案文本: a scheme as people write it, row by row, right or not yet right; ``scheme()`` is what it scores by.

draft = read_scheme(data)         from what was stored
draft.faults()                    what is still wrong, in Chinese; an approved version has none
draft.with_row(row)               added, or put in the place of the row of its key
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation

from gongkai.law.authorities import AuthorityKind
from gongkai.law.grammar.flow import JSON, Unlawful
from gongkai.law.grammar.statute import Certainty
from gongkai.law.grammar.words import Word
from gongkai.law.supervision.assessment import ASSESSED, Ceiling, Effect, Indicator, Rule, Scheme
from gongkai.law.supervision.measures import MEASURES

MOST_ROWS = 300


class RowKind(Word):
    """方案行类别: an indicator, or a rule by what it does."""

    INDICATOR = "indicator", "指标"
    DEDUCT = "deduct", "扣分"
    MAJOR = "major", "重大扣分"
    BONUS = "bonus", "加分"
    VETO = "veto", "一票否决"


@dataclass(frozen=True, slots=True)
class SchemeRow:
    """方案行: an indicator with its weight, or a rule with its points; ``within`` is what it is a part of."""

    kind: RowKind
    key: str
    label: str
    within: str = ""
    points: Decimal = Decimal(0)
    per: str = "次"
    cap: Decimal | None = None
    measure: str = ""
    appeal_days: int = 5
    basis: str = ""
    certainty: Certainty = Certainty.INFERRED

    def indicator(self) -> Indicator:
        """成指标."""
        return Indicator(self.key, self.label, self.points, self.within)

    def rule(self) -> Rule:
        """成规则."""
        return Rule(
            self.key,
            self.label,
            self.within,
            Effect(self.kind.value),
            points=self.points,
            per=self.per,
            cap=self.cap,
            measure=self.measure,
            appeal_days=self.appeal_days,
            basis=self.basis,
            certainty=self.certainty,
        )

    def data(self) -> dict[str, JSON]:
        """存储的样子."""
        return {
            "kind": self.kind.value,
            "key": self.key,
            "label": self.label,
            "within": self.within,
            "points": f"{self.points:f}",
            "per": self.per,
            "cap": None if self.cap is None else f"{self.cap:f}",
            "measure": self.measure,
            "appeal_days": self.appeal_days,
            "basis": self.basis,
            "certainty": self.certainty.value,
        }


@dataclass(frozen=True)
class SchemeText:
    """方案文本: what a version of a scheme says. ``kinds`` are the kinds of authority it is for; none means all.

    ``code`` is what the wider assessment calls this part of it, as whoever keeps that one writes it (14N1).
    """

    label: str
    rows: tuple[SchemeRow, ...] = ()
    basis: str = ""
    note: str = ""
    ceiling: Ceiling = Ceiling.FIRST_LEVEL
    bonus_cap: Decimal = Decimal(0)
    bonus_above: Decimal | None = None
    failing: Decimal | None = None
    share: Decimal | None = None
    kinds: tuple[AuthorityKind, ...] = ()
    code: str = ""

    def scheme(self, key: str = "scheme") -> Scheme:
        """成方案: what scores are reckoned by; raises Unlawful where the text is not right."""
        return Scheme(
            key,
            self.label,
            tuple(row.indicator() for row in self.rows if row.kind is RowKind.INDICATOR),
            tuple(row.rule() for row in self.rows if row.kind is not RowKind.INDICATOR),
            ceiling=self.ceiling,
            bonus_cap=self.bonus_cap,
            bonus_above=self.bonus_above,
            failing=self.failing,
            share=self.share,
            basis=self.basis,
        )

    def faults(self) -> list[str]:
        """尚有的问题: what keeps it from being approved."""
        found = [
            f"规则“{row.label}”的计量项“{row.measure}”不在计量项表中"
            for row in self.rows
            if row.measure and row.measure not in MEASURES
        ]
        try:
            self.scheme()
        except Unlawful as wrong:
            found.append(wrong.reason)
        return found

    def applies(self, kind: AuthorityKind) -> bool:
        """适用于: whether a unit of this kind is assessed by it."""
        return not self.kinds or kind in self.kinds

    def with_row(self, row: SchemeRow) -> SchemeText:
        """加行、改行: in the place of the row of that key, or behind the last of those it belongs to."""
        if any(each.key == row.key for each in self.rows):
            return replace(self, rows=tuple(row if each.key == row.key else each for each in self.rows))
        if len(self.rows) >= MOST_ROWS:
            raise Unlawful(f"方案最多{MOST_ROWS}行", ASSESSED, field="key")
        kin = [n for n, each in enumerate(self.rows) if row.within and row.within in (each.key, each.within)]
        place = kin[-1] + 1 if kin else len(self.rows)
        return replace(self, rows=(*self.rows[:place], row, *self.rows[place:]))

    def without(self, key: str) -> SchemeText:
        """删行: with nothing left that is a part of it."""
        if any(each.within == key for each in self.rows):
            raise Unlawful("请先删去其下的指标和规则", ASSESSED, field="key")
        return replace(self, rows=tuple(each for each in self.rows if each.key != key))

    def data(self) -> dict[str, JSON]:
        """存储的样子: plain values; ``read_scheme`` reads them back."""
        rows: list[JSON] = [row.data() for row in self.rows]
        kinds: list[JSON] = [each.value for each in self.kinds]
        return {
            "label": self.label,
            "rows": rows,
            "basis": self.basis,
            "note": self.note,
            "ceiling": self.ceiling.value,
            "bonus_cap": f"{self.bonus_cap:f}",
            "bonus_above": _said(self.bonus_above),
            "failing": _said(self.failing),
            "share": _said(self.share),
            "kinds": kinds,
            # left out where there is none, so that what was sealed before reads and weighs the same
            **({"code": self.code} if self.code else {}),
        }


def read_scheme(data: Mapping[str, JSON]) -> SchemeText:
    """读方案文本: the inverse of ``data``."""
    rows, kinds = data.get("rows"), data.get("kinds")
    return SchemeText(
        label=str(data["label"]),
        rows=tuple(_row(each) for each in rows if isinstance(each, dict)) if isinstance(rows, list) else (),
        basis=str(data.get("basis", "")),
        note=str(data.get("note", "")),
        ceiling=Ceiling(str(data["ceiling"])),
        bonus_cap=Decimal(str(data["bonus_cap"])),
        bonus_above=_number(data.get("bonus_above")),
        failing=_number(data.get("failing")),
        share=_number(data.get("share")),
        kinds=tuple(AuthorityKind(str(each)) for each in kinds) if isinstance(kinds, list) else (),
        code=str(data.get("code", "")),
    )


def _row(data: Mapping[str, JSON]) -> SchemeRow:
    return SchemeRow(
        kind=RowKind(str(data["kind"])),
        key=str(data["key"]),
        label=str(data["label"]),
        within=str(data["within"]),
        points=Decimal(str(data["points"])),
        per=str(data["per"]),
        cap=_number(data.get("cap")),
        measure=str(data["measure"]),
        appeal_days=int(str(data["appeal_days"])),
        basis=str(data["basis"]),
        certainty=Certainty(str(data["certainty"])),
    )


def _number(said: JSON) -> Decimal | None:
    return None if said is None else Decimal(str(said))


def _said(number: Decimal | None) -> str | None:
    return None if number is None else f"{number:f}"


# -- a table of rows as people keep it --------------------------------------------------------------------------------------

HEADS = ("类别", "编号", "名称", "所属", "分值", "每", "上限", "计量项", "申诉天数", "依据", "把握")


@dataclass(frozen=True, slots=True)
class RowFault:
    """错行: which line of the table, and what is wrong with it."""

    line: int
    reason: str


def as_cells(row: SchemeRow) -> tuple[str, ...]:
    """成格: a row as a line of the table."""
    measure = MEASURES[row.measure].label if row.measure in MEASURES else row.measure
    is_rule = row.kind is not RowKind.INDICATOR
    return (
        row.kind.label,
        row.key,
        row.label,
        row.within,
        f"{row.points:f}" if row.points else "",
        row.per if is_rule else "",
        _said(row.cap) or "",
        measure,
        str(row.appeal_days) if is_rule else "",
        row.basis,
        row.certainty.value,
    )


def read_rows(lines: Iterable[tuple[int, Mapping[str, str]]]) -> tuple[tuple[SchemeRow, ...], tuple[RowFault, ...]]:
    """读行: lines with the number each has in its file, by their heads; what is wrong is told line by line."""
    rows: list[SchemeRow] = []
    faults: list[RowFault] = []
    for number, cells in lines:
        try:
            rows.append(_of_cells({head: cells.get(head, "").strip() for head in HEADS}))
        except ValueError as wrong:
            faults.append(RowFault(number, str(wrong)))
    return tuple(rows), tuple(faults)


def _of_cells(cells: Mapping[str, str]) -> SchemeRow:
    kind = next((each for each in RowKind if each.label == cells["类别"]), None)
    if kind is None:
        raise ValueError(f"类别“{cells['类别']}”应为{'、'.join(each.label for each in RowKind)}之一")
    for head in ("编号", "名称"):
        if not cells[head]:
            raise ValueError(f"{head}不能为空")
    named = cells["计量项"]
    measure = next((key for key, each in MEASURES.items() if named in (key, each.label)), "") if named else ""
    if named and not measure:
        raise ValueError(f"计量项“{named}”不在计量项表中")
    days = cells["申诉天数"] or "5"
    if not days.isdecimal() or not 0 < int(days) <= 60:
        raise ValueError(f"申诉天数“{days}”应为1至60的整数")
    certainty = next((each for each in Certainty if each.value == cells["把握"]), Certainty.INFERRED)
    return SchemeRow(
        kind,
        cells["编号"],
        cells["名称"],
        cells["所属"],
        points=_decimal(cells["分值"], "分值") or Decimal(0),
        per=cells["每"] or "次",
        cap=_decimal(cells["上限"], "上限"),
        measure=measure,
        appeal_days=int(days),
        basis=cells["依据"],
        certainty=certainty,
    )


def _decimal(text: str, head: str) -> Decimal | None:
    if not text:
        return None
    try:
        number = Decimal(text)
    except InvalidOperation:
        raise ValueError(f"{head}“{text}”应为数字") from None
    if not number.is_finite() or not 0 <= number <= 1000:
        raise ValueError(f"{head}“{text}”应在0至1000之间")
    return number
