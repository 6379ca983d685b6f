"""平衡的表: strategies for sheets in which every balance of an edition holds, and ways to spoil them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from hypothesis import strategies as st

from gongkai.law.annual_report import Edition
from gongkai.law.grammar.sheets import Number, Sheet, Value, total
from gongkai.law.grammar.tables import Key, Table

small = st.integers(0, 40)
Draw = Callable[[st.SearchStrategy[int]], int]


def refilled(sheet: Sheet, numbers: Mapping[Key, Number]) -> Sheet:
    return total(sheet.put_all({key: Value.of(number) for key, number in numbers.items()}))


@st.composite
def sheets(draw: Draw, edition: Edition) -> dict[str, Sheet]:
    """A whole report whose sheets all pass their own check, yellow balances included."""
    return {key: _balance(draw, table) for key, table in edition.tables.items()}


def _balance(draw: Draw, table: Table) -> Sheet:
    sheet = total(Sheet.of(table, {key: draw(small) for key in table.counted}))
    mend = {"applications": _applications, "statistics": _statistics, "article_20_1": _article_20_1}.get(table.key)
    return refilled(sheet, mend(draw, sheet)) if mend else sheet


def _applications(draw: Draw, sheet: Sheet) -> dict[Key, Number]:
    """New applications are whatever the results, the carry-overs and chance leave; never less than none."""
    numbers: dict[Key, Number] = {}
    for column in sheet.table.column_lines:
        if column != "total":
            handled = (sheet["total", column] or 0) + (sheet["carried_out", column] or 0)
            carried_in = draw(st.integers(0, int(handled)))
            numbers |= {("carried_in", column): carried_in, ("new", column): handled - carried_in}
    return numbers


def _article_20_1(draw: Draw, sheet: Sheet) -> dict[Key, Number]:
    if "open_total" in sheet.table.column_lines:
        return {(row, "open_total"): (sheet[row, "published"] or 0) + draw(small) for row in sheet.table.row_lines}
    return {(row, "in_force"): (sheet[row, "made"] or 0) + draw(small) for row in sheet.table.row_lines}


def _statistics(draw: Draw, sheet: Sheet) -> dict[Key, Number]:
    def number(row: str) -> int:
        return int(sheet[row, "value"] or 0)

    channels = [number(row) for row in ("by_gazette", "by_website", "by_weibo", "by_wechat", "by_other")]
    disclosed = draw(st.integers(max(channels), sum(channels)))
    normative = draw(st.integers(0, disclosed))
    events = max(number("responses_social_media"), number("responses_other"))
    replied = number("replied")
    on_time = draw(st.integers(0, replied))
    numbers = {
        "disclosed_total": disclosed,
        "disclosed_normative": normative,
        "normative_made": normative + draw(small),
        "responses_total": events + draw(small),
        "press_conferences": number("press_conferences_led") + draw(small),
        "online_interviews": number("online_interviews_led") + draw(small),
        "closed_on_time": on_time,
        "closed_extended": replied - on_time,
        "received_in_person": replied + draw(small),
    }
    return {(row, "value"): value for row, value in numbers.items()}
