"""快照的读写: content to canonical JSON and back, and the digest that the journal seals."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from hashlib import sha256
from typing import Any

from gongkai.law.annual_report import EDITIONS, Edition
from gongkai.law.grammar.flow import JSON
from gongkai.law.grammar.sheets import Number, Origin, Sheet, State, Value, figure
from gongkai.law.grammar.tables import Level, Table
from gongkai.office.journal.seals import canonical
from gongkai.oversight.reports.content import Content, Noted, Stated


class Altered(RuntimeError):
    """快照被改动: what lies in the table is not what was sealed; nothing of it may be shown."""


def digest(packed: str) -> str:
    """摘要: of a packed snapshot."""
    return sha256(packed.encode()).hexdigest()


def pack(content: Content) -> str:
    """打包: the content as canonical JSON; equal contents give equal texts."""
    before = next(iter(_editions_of(content.previous)), "")
    return canonical(
        {
            "authority": content.authority,
            "year": content.year,
            "edition": content.form.key if content.form else "",
            "tables": _tables(content.sheets),
            "texts": dict(content.texts),
            "before": before,
            "previous": _tables(content.previous),
            "noted": [[each.level.value, each.says] for each in content.noted],
            "stated": [[each.label, each.value, each.unit, each.excerpt, each.about] for each in content.stated],
            **({"beside": {name: figure(number) for name, number in content.beside.items()}} if content.beside else {}),
        }
    )


def unpack(packed: str, sealed: str) -> Content:
    """拆包: the content that was packed; raises Altered where it is not what was sealed."""
    if digest(packed) != sealed:
        raise Altered("年报快照与台账中的摘要不符")
    data = json.loads(packed)
    form = _edition(data["edition"])
    before = _edition(data["before"])
    return Content(
        authority=data["authority"],
        year=data["year"],
        form=form,
        sheets=_sheets(form, data["tables"]),
        texts=data["texts"],
        previous=_sheets(before, data["previous"]),
        stated=tuple(Stated(*row) for row in data["stated"]),
        noted=tuple(Noted(Level(level), says) for level, says in data.get("noted", ())),
        beside={name: _number(said) for name, said in data.get("beside", {}).items()},
    )


def _editions_of(sheets: Mapping[str, Sheet]) -> list[str]:
    return [each.key for each in EDITIONS if any(each.tables.get(key) is sheet.table for key, sheet in sheets.items())]


def _edition(key: str) -> Edition | None:
    return next((each for each in EDITIONS if each.key == key), None)


def _tables(sheets: Mapping[str, Sheet]) -> dict[str, JSON]:
    return {
        key: {f"{row}/{column}": _value(value) for (row, column), value in sheet.filled.items()}
        for key, sheet in sheets.items()
    }


def _value(value: Value) -> dict[str, JSON]:
    said: dict[str, JSON] = {
        "number": None if value.number is None else figure(value.number),
        "state": value.state.value,
        "origin": value.origin.value if value.origin else "",
        "source": value.source,
        "reason": value.reason,
        "text": value.text,
    }
    return {name: each for name, each in said.items() if each not in ("", None)}


def _sheets(form: Edition | None, tables: Mapping[str, Any]) -> dict[str, Sheet]:
    """In the printed order, which the canonical text does not keep."""
    return {key: _sheet(table, tables[key]) for key, table in form.tables.items() if key in tables} if form else {}


def _sheet(table: Table, cells: Mapping[str, Mapping[str, str]]) -> Sheet:
    values = {}
    for key, said in cells.items():
        row, _, column = key.partition("/")
        values[row, column] = Value(
            number=_number(said["number"]) if "number" in said else None,
            state=State(said["state"]),
            origin=Origin(said["origin"]) if "origin" in said else None,
            source=said.get("source", ""),
            reason=said.get("reason", ""),
            text=said.get("text", ""),
        )
    return Sheet(table, values)


def _number(text: str) -> Number:
    number = Decimal(text)
    return number if "." in text else int(number)
