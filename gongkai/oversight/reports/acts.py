"""办理: the verbs of a report. What is frozen is kept as a snapshot whose digest the journal seals; what is published is it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from django.db import transaction

from gongkai.law.annual_report import EDITIONS, Edition
from gongkai.law.annual_report.concerns import Concern
from gongkai.law.annual_report.facts import RemedyScope
from gongkai.law.annual_report.procedure import (
    CONTENTS,
    KIND,
    Act,
    Changed,
    Erratum,
    Reworded,
    Scope,
    Standing,
    edition_or_none,
)
from gongkai.law.annual_report.report import Place
from gongkai.law.grammar.flow import JSON, Step, Unlawful, not_in_the_future
from gongkai.law.grammar.sheets import UNREAD, Number, Origin, Sheet, Value, figure
from gongkai.law.grammar.tables import Key, Table
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.journal import acts as journal
from gongkai.oversight.reports import queries, snapshots
from gongkai.oversight.reports.checking import check
from gongkai.oversight.reports.content import Content, Noted, Stated
from gongkai.oversight.reports.models import Report, Snapshot
from gongkai.publication.gate import acts as gate

Cells = Mapping[str, Mapping[Key, Value | Number | None]]
"""读出的格: table key → (row, column) → a value with its state, a number, or None for a blank."""


def compile_report(
    authority: Authority,
    year: int,
    *,
    on: date,
    today: date,
    by: Official,
    scope: Scope | None = None,
    remedies: RemedyScope = RemedyScope.FILED,
    register: bool | None = None,
) -> Report:
    """开始编制: open the file of the report on a year; a government counts everything beneath it unless told otherwise.

    ``register`` says whether normative documents are counted from their register; by itself, where there is one.
    """
    not_in_the_future(on, today)
    scope = scope or queries.usual_scope(authority)
    kept = queries.keeps_register(authority, scope) if register is None else register
    details: dict[str, JSON] = {"scope": scope.value, "remedies": remedies.value, "register": kept}
    return _open(authority, year, Act.COMPILE, scope, on=on, by=by, details=details)


@transaction.atomic
def _open(
    authority: Authority, year: int, act: Act, scope: Scope, *, on: date, by: Official | None, details: dict[str, JSON]
) -> Report:
    if queries.report_of(authority, year) is not None:
        raise Unlawful(f"{authority.name}{year}年度报告已经立卷", field="year")
    step = Step(act.value, on, {"year": year, "of": authority.kind, **details})
    title = (edition_or_none(year) or EDITIONS[0]).title(authority.name, year)
    dossier = journal.open_dossier(authority, KIND, step, by=by, title=title)
    report = Report(authority=authority, dossier=dossier, year=year, scope=scope, imported=act is Act.IMPORT)
    report.save(force_insert=True)
    return report


def act(report: Report, step: Step, *, today: date, by: Official, seen: int | None = None) -> Standing:
    """办理一步: any step but a correction; freezing brings what the law cannot see."""
    if step.act == Act.FREEZE:
        return freeze(report, on=step.on, today=today, by=by, seen=seen)
    not_in_the_future(step.on, today)
    if step.act == Act.PUBLISH:
        _pass_the_gate(report, queries.as_published(report, queries.standing(report)), on=step.on, by=by)
    return queries.as_report(journal.take(report.dossier, step, by=by, seen=seen))


def _pass_the_gate(report: Report, content: Content, *, on: date, by: Official) -> None:
    """公开前筛查: the words of every section; the figures are counts."""
    gate.pass_words(report.dossier.authority, f"report {report.year}", dict(content.texts), on=on, by=by)


def freeze(report: Report, *, on: date, today: date, by: Official, seen: int | None = None) -> Standing:
    """锁定: keep what the report says on this day, and seal its digest; refused while the check finds what must be mended.

    Counting stays outside the transaction; the file must not have moved in between.
    """
    not_in_the_future(on, today)
    standing = queries.standing(report)
    draft = queries.draft(report.dossier.authority, standing)
    _pass_the_gate(report, draft.content, on=on, by=by)
    packed = snapshots.pack(draft.content)
    concerns: list[JSON] = [_said(each) for each in draft.checked.concerns]
    details: dict[str, JSON] = {"digest": snapshots.digest(packed), "concerns": concerns}
    with transaction.atomic():
        version = report.dossier.version if seen is None else seen
        moved = journal.take(report.dossier, Step(Act.FREEZE.value, on, details), by=by, seen=version)
        _keep(report, packed)
    return queries.as_report(moved)


def _said(concern: Concern) -> dict[str, JSON]:
    return {"key": concern.key, "level": concern.level.value, "says": concern.says}


def _keep(report: Report, packed: str) -> None:
    Snapshot.objects.of(report.dossier.authority).create(
        authority=report.dossier.authority, report=report, digest=snapshots.digest(packed), content=packed
    )


# -- corrections -----------------------------------------------------------------------------------------------------------


def correct(
    report: Report,
    *,
    reason: str,
    on: date,
    today: date,
    by: Official,
    cells: Mapping[Place, Number] = MappingProxyType({}),
    texts: Sequence[Reworded] = (),
    seen: int | None = None,
) -> Standing:
    """更正: put published numbers or words right. The sums they are in follow; no balance may break that held before."""
    not_in_the_future(on, today)
    before = queries.as_published(report, queries.standing(report))
    for wording in texts:
        _require_once(before, wording)
    erratum = Erratum(on, reason, tuple(_changed(before, cells)), tuple(texts))
    after = before.corrected([erratum])
    packed = snapshots.pack(after)
    _pass_the_gate(report, after, on=on, by=by)
    step = Step(Act.CORRECT.value, on, {"reason": reason, "digest": snapshots.digest(packed), **_as_details(erratum)})
    with transaction.atomic():
        moved = queries.as_report(journal.take(report.dossier, step, by=by, seen=seen))
        _refuse_new_faults(moved, before, after)
        _keep(report, packed)
    return moved


def _changed(before: Content, cells: Mapping[Place, Number]) -> Iterator[Changed]:
    """The cells given, and every sum they are in, each with what was printed."""
    for key, sheet in before.sheets.items():
        given = {place[1:]: number for place, number in cells.items() if place[0] == key}
        for cell, number in with_sums(sheet, given).items():
            printed = sheet.value(*cell)
            if number != printed.number:
                yield Changed((key, *cell), str(printed) or printed.state.label, number)


def with_sums(sheet: Sheet, given: Mapping[Key, Number]) -> dict[Key, Number]:
    """连同合计: the new numbers, and what the sums over them come to; a sum that is itself given stays as given.

    Sums elsewhere in the table are left as they were printed, and so is a sum with an empty part.
    """
    found = dict(given)

    def number(key: Key) -> Number | None:
        if key not in found and (parts := sheet.table.addends.get(key)):
            values = {part: number(part) for part in parts}
            if found.keys() & values.keys() and None not in values.values():
                found[key] = sum(value for value in values.values() if value is not None)
        return found.get(key, sheet[key])

    for key in sheet.table.addends:
        number(key)
    return found


def _as_details(erratum: Erratum) -> dict[str, JSON]:
    cells: list[JSON] = [
        {
            "table": cell.place[0],
            "row": cell.place[1],
            "column": cell.place[2],
            "was": cell.was,
            "now": figure(cell.now),
        }
        for cell in erratum.cells
    ]
    texts: list[JSON] = [{"section": each.section, "was": each.was, "now": each.now} for each in erratum.texts]
    return {"cells": cells, "texts": texts}


def _require_once(content: Content, wording: Reworded) -> None:
    found = content.texts.get(wording.section, "").count(wording.was)
    if found != 1:
        said = f"有{found}处" if found else "没有"
        raise Unlawful(f"公布的正文中{said}“{wording.was}”，原文应能确定唯一的位置", field="was")


def _refuse_new_faults(standing: Standing, before: Content, after: Content) -> None:
    known = {each.concern.key for each in check(before, standing).red}
    new = [each for each in check(after, standing).red if each.concern.key not in known]
    if new:
        raise Unlawful(f"更正后勾稽关系不成立：{new[0].concern.says}", new[0].concern.basis, field="reason")


# -- reports from before the platform --------------------------------------------------------------------------------------


def import_published(
    authority: Authority,
    year: int,
    edition: Edition | None,
    cells: Cells,
    stated: Iterable[Stated | tuple[str, str, str, str]],
    *,
    source: str,
    on: date,
    by: Official | None,
    published_on: date | None = None,
    texts: Mapping[str, str] | None = None,
    noted: Iterable[Noted] = (),
) -> Report:
    """导入往年报告: enter a report that was published before the platform was there, right or wrong, as it was printed.

    ``edition`` is the form it was printed on, None where it has no statutory table. Cells keep their states: a number, a
    blank, a mark, what could not be read; of a table that is not given nothing was read. ``stated`` are figures in words:
    label, value as printed, unit, excerpt. ``noted`` is what a reader found beyond what the cells tell.
    """
    figures = tuple(each if isinstance(each, Stated) else Stated(*each) for each in stated)
    if not (figures or texts or any(cells.values())):
        raise Unlawful("没有读出任何数据或文字，不能导入", CONTENTS, field="source")
    tables = edition.tables if edition else {}
    for key in cells.keys() - tables.keys():
        raise Unlawful(f"报告格式中没有“{key}”这张表", CONTENTS, field="edition")
    sheets = {
        key: _as_printed(table, cells[key]) if key in cells else Sheet(table, dict.fromkeys(table.cells, UNREAD))
        for key, table in tables.items()
    }
    content = Content(
        authority=authority.name,
        year=year,
        form=edition,
        sheets=sheets,
        texts=_plain(texts or {}),
        previous=queries.previous(authority, year),
        stated=figures,
        noted=tuple(noted),
    )
    packed = snapshots.pack(content)
    details: dict[str, JSON] = {
        "edition": edition.key if edition else "",
        "scope": queries.usual_scope(authority).value,
        "source": source,
        "digest": snapshots.digest(packed),
        "published_on": published_on.isoformat() if published_on else None,
    }
    with transaction.atomic():
        report = _open(authority, year, Act.IMPORT, queries.usual_scope(authority), on=on, by=by, details=details)
        _keep(report, packed)
    return report


def _as_printed(table: Table, values: Mapping[Key, Value | Number | None]) -> Sheet:
    for cell in values:
        if cell not in table:
            raise Unlawful(f"“{table.title}”表中没有{cell[0]}行{cell[1]}列这一格", table.basis, field="edition")
    return Sheet(table, {cell: _printed(value) for cell, value in values.items()})


def _printed(value: Value | Number | None) -> Value:
    if not isinstance(value, Value):
        return Value.of(value, Origin.IMPORTED)
    return replace(value, origin=Origin.IMPORTED if value.number is not None else None)


def _plain(texts: Mapping[str, str]) -> dict[str, str]:
    """Braces in a text that was published elsewhere are braces and name no cell."""
    return {section: text.replace("{", "（").replace("}", "）") for section, text in texts.items()}
