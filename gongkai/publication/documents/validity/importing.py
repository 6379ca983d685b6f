"""读规范性文件目录: the rows of a worksheet as registrations, or what is wrong with each row."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import islice

from gongkai.law.abolition import normal_number
from gongkai.law.grammar.dates import read_date
from gongkai.law.grammar.flow import Unlawful
from gongkai.law.validity import InstrumentKind, expiry
from gongkai.papers.grid import Grid
from gongkai.papers.xlsx import read_xlsx
from gongkai.publication.documents.validity.acts import Registration

ALIASES: Mapping[str, tuple[str, ...]] = {
    "title": ("标题", "文件名称", "名称", "文件标题"),
    "number": ("文号", "发文字号", "文件字号"),
    "issuer": ("制定机关", "发文机关", "发布机关"),
    "made_on": ("成文日期", "制定日期", "发文日期"),
    "effective_on": ("施行日期", "实施日期", "生效日期"),
    "expires_on": ("有效期至", "失效日期", "截止日期"),
    "years": ("有效期（年）", "有效期(年)", "有效期", "有效年限"),
    "published_on": ("公布日期", "发布日期", "公开日期"),
    "kind": ("种类", "类别", "文件种类"),
    "text": ("正文", "内容"),
}
NEEDED = ("title", "number", "made_on")
_DAYS = ("made_on", "effective_on", "expires_on", "published_on")


@dataclass(frozen=True)
class Fault:
    """错行: which row, and what is wrong with it."""

    row: int
    reason: str


@dataclass(frozen=True)
class Read:
    """读得: the registrations and the faults; only a list without faults is entered."""

    rows: tuple[Registration, ...]
    faults: tuple[Fault, ...]


def read_list(data: bytes, issuer: str) -> Read:
    """读目录: every worksheet of a workbook; a sheet without the needed columns is told."""
    rows: list[Registration] = []
    faults: list[Fault] = []
    for grid in read_xlsx(data):
        for found in _sheet(grid, issuer):
            (rows if isinstance(found, Registration) else faults).append(found)  # type: ignore[arg-type]
    if not rows and not faults:
        faults.append(Fault(0, "表中没有可读的行"))
    return Read(tuple(rows), tuple(faults))


def _sheet(grid: Grid, issuer: str) -> Iterator[Registration | Fault]:
    heads = next(
        ((place, found) for place, line in enumerate(islice(grid.texts, 10)) if (found := _columns(line))), None
    )
    if heads is None:
        names = "、".join(ALIASES[name][0] for name in NEEDED)
        yield Fault(0, f"工作表“{grid.caption}”前十行里没有表头，至少应有{names}")
        return
    first, columns = heads
    for place, line in enumerate(grid.texts[first + 1 :], first + 2):
        cells = {name: line[column].strip() for name, column in columns.items()}
        if any(cells.values()):
            yield _row(place, cells, issuer)


def _columns(line: tuple[str, ...]) -> dict[str, int]:
    found = {
        name: column
        for name, aliases in ALIASES.items()
        for column, text in reversed(list(enumerate(line)))
        if text.replace(" ", "") in aliases
    }
    return found if all(name in found for name in NEEDED) else {}


def _row(place: int, cells: Mapping[str, str], issuer: str) -> Registration | Fault:
    try:
        return _registration(cells, issuer)
    except (ValueError, Unlawful) as wrong:
        return Fault(place, str(wrong))


def _registration(cells: Mapping[str, str], issuer: str) -> Registration:
    for name in NEEDED:
        if not cells[name]:
            raise ValueError(f"没有{ALIASES[name][0]}")
    days = {name: _day(name, cells.get(name, "")) for name in _DAYS}
    made = days["made_on"]
    assert made is not None  # noqa: S101 (needed above)
    begins = days["effective_on"] or made
    if not days["expires_on"] and (years := cells.get("years", "").rstrip("年")):
        days["expires_on"] = _plain(years, lambda number: expiry(begins, number))
    given = Registration(
        kind=_kind(cells.get("kind", "")),
        title=cells["title"].strip("《》"),
        number=normal_number(cells["number"]),
        issuer=cells.get("issuer") or issuer,
        made_on=made,
        effective_on=days["effective_on"],
        expires_on=days["expires_on"],
        published_on=days["published_on"],
        text=cells.get("text", ""),
    )
    given.particulars.refused()
    return given


def _day(name: str, text: str) -> date | None:
    if not text:
        return None
    try:
        return read_date(text)
    except ValueError as wrong:
        raise ValueError(f"{ALIASES[name][0]}{wrong}") from None


def _plain(text: str, then: Callable[[int], date]) -> date:
    if not text.isdigit() or not 1 <= int(text) <= 50:
        raise ValueError(f"有效期“{text}”应为年数，或者改填“有效期至”")
    return then(int(text))


def _kind(text: str) -> InstrumentKind:
    if not text:
        return InstrumentKind.NORMATIVE
    found = next((kind for kind in InstrumentKind if text in (kind.label, kind.label.removeprefix("行政"))), None)
    if found is None:
        raise ValueError(f"种类“{text}”应为规章或者行政规范性文件")
    return found
