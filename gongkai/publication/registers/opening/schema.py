"""字段说明: what a record of a kind holds, as JSON Schema: titles, units, national codes, what is covered, what must be there."""

from __future__ import annotations

from typing import Any

from gongkai.law.grammar.kinds import Field, Kind, Shown, Sort

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_DECIMAL, _WHOLE = r"^-?\d+(\.\d+)?$", r"^-?\d+$"
_TYPES: dict[Sort, dict[str, Any]] = {
    Sort.COUNT: {"type": "string", "pattern": _WHOLE},
    Sort.NUMBER: {"type": "string", "pattern": _DECIMAL},
    Sort.MONEY: {"type": "string", "pattern": _DECIMAL},
    Sort.DAY: {"type": "string", "format": "date"},
    Sort.MONTH: {"type": "string", "pattern": r"^\d{4}-\d{2}$"},
    Sort.YES_NO: {"type": "boolean"},
    Sort.LINK: {"type": "string", "format": "uri"},
}


def schema_of(kind: Kind, address: str) -> dict[str, Any]:
    """字段说明: of the public part of a kind; amounts and figures are exact decimals written as texts."""
    return {
        "$schema": DIALECT,
        "$id": address,
        "title": kind.label,
        "description": f"公开依据：{kind.basis}。公开时限：{kind.limit}。",
        "type": "object",
        "properties": {each.key: _property(each) for each in kind.shown},
        "required": [each.key for each in kind.shown if each.required],
        "additionalProperties": False,
    }


def _property(field: Field) -> dict[str, Any]:
    told: dict[str, Any] = {"title": field.label, **_TYPES.get(field.sort, {"type": "string"})}
    if field.choices:
        told["enum"] = list(field.choices)
    if field.shown is Shown.COVERED:
        told["description"] = "涉及个人信息，部分隐去后公开"
    if field.unit:
        told["x-单位"] = field.unit
    if field.code:
        told["x-国家编码"] = field.code
    if field.asked:
        told["x-可筛选"] = True
    return told
