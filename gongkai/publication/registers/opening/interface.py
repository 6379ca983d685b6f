"""接口说明: the open data of an authority as OpenAPI, made from what its kinds declare; nothing in it is written by hand.

What may be asked is read off the very form that reads the question, and what comes back off the very schema that is published,
so the description cannot say what the interface does not do; a test sends it whatever it allows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django import forms
from django.http import QueryDict
from django.urls import reverse

from gongkai.law.grammar.kinds import Kind
from gongkai.office.authorities.models import Authority
from gongkai.publication.registers.asking.filters import AskForm, MonthField
from gongkai.publication.registers.opening.schema import schema_of
from gongkai.web import clock
from gongkai.web.forms import DateField

VERSION = "3.1.0"
_CSV, _JSON = "text/csv", "application/json"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_PAGE = {"text/html": {"schema": {"type": "string"}}}
REFUSED = {
    "400": {"description": "条件写错了，网页里说明是哪一项、应当怎样写", "content": _PAGE},
    "429": {"description": "下载过于频繁，应答头Retry-After说明等多少秒", "content": _PAGE},
}
_DAY = r"^\d{4}-\d{2}-\d{2}$"


def interface_of(authority: Authority, kinds: Iterable[Kind], base: str) -> dict[str, Any]:
    """接口说明: of the registers this authority has made public something of."""
    kept = list(kinds)
    return {
        "openapi": VERSION,
        "info": {
            "title": f"{authority.name}开放数据",
            "version": "1",
            "description": "登记簿的公开部分。金额和数量是写成文本的精确小数。条件写错的不猜，整个请求不予应答并说明原因。",
            "license": {"name": "使用条款", "url": f"{base}{reverse('registers:terms', args=[authority.code])}"},
        },
        "servers": [{"url": base or "/"}],
        "paths": {
            **_of_all(authority),
            **{path: item for kind in kept for path, item in _of_kind(authority, kind).items()},
        },
        "components": {"schemas": {kind.key: _schema(kind) for kind in kept}},
    }


def _of_all(authority: Authority) -> dict[str, Any]:
    code = authority.code
    after = {
        "name": "after",
        "in": "query",
        "description": "上次应答中“下次”的数字；从头取的不写",
        "schema": {"type": "string", "pattern": r"^[0-9]{1,15}$"},
    }
    told = {"type": "object", "required": ["机关", "自", "下次", "还有", "变更"]}
    return {
        reverse("registers:catalogue", args=[code]): _get(
            "数据目录", "catalogue", "application/ld+json", {"type": "object"}
        ),
        reverse("registers:changes", args=[code]): _get("变更数据", "changes", _JSON, told, [after]),
    }


def _of_kind(authority: Authority, kind: Kind) -> dict[str, Any]:
    asked, args = list(_parameters(kind)), [authority.code, kind.key]
    record = {"$ref": f"#/components/schemas/{kind.key}"}
    row = {
        "type": "object",
        "required": ["网址", "版次", "公开日期", "内容"],
        "properties": {
            "网址": {"type": "string", "format": "uri-reference"},
            "版次": {"type": "integer", "minimum": 1},
            "公开日期": {"type": "string", "format": "date"},
            "内容": record,
        },
        "additionalProperties": False,
    }
    whole = {
        "type": "object",
        "required": ["机关", "登记簿", "条件", "字段说明", "使用条款", "记录", "条数"],
        "properties": {"记录": {"type": "array", "items": row}, "条数": {"type": "integer", "minimum": 0}},
    }
    text, binary = {"type": "string"}, {"type": "string", "format": "binary"}
    return {
        reverse("registers:register_json", args=args): _get(kind.label, f"{kind.key}_json", _JSON, whole, asked),
        reverse("registers:register_csv", args=args): _get(kind.label, f"{kind.key}_csv", _CSV, text, asked),
        reverse("registers:register_xlsx", args=args): _get(kind.label, f"{kind.key}_xlsx", _XLSX, binary, asked),
        reverse("registers:schema", args=args): _get(
            f"{kind.label}的字段说明", f"{kind.key}_schema", "application/schema+json", {"type": "object"}
        ),
    }


def _get(
    summary: str, name: str, media: str, schema: dict[str, Any], asked: list[dict[str, Any]] | None = None
) -> dict[str, Any]:
    answers = {"200": {"description": summary, "content": {media: {"schema": schema}}}, **REFUSED}
    return {"get": {"summary": summary, "operationId": name, "parameters": asked or [], "responses": answers}}


def _schema(kind: Kind) -> dict[str, Any]:
    """The published schema without its own address: here it is a part of a whole."""
    whole = schema_of(kind, "")
    return {name: value for name, value in whole.items() if name not in {"$schema", "$id"}}


def _parameters(kind: Kind) -> Iterator[dict[str, Any]]:
    """What the form asks, as it asks it. Nothing is required."""
    for name, field in AskForm(kind, QueryDict(), today=clock.today()).fields.items():
        yield {
            "name": name,
            "in": "query",
            "description": str(field.label or name),
            "required": False,
            "schema": _read_by(field),
        }


def _read_by(field: forms.Field) -> dict[str, Any]:
    match field:
        case forms.ChoiceField():
            offered = forms.Select(choices=list(field.choices)).optgroups("", [])  # type: ignore[arg-type]
            return {"type": "string", "enum": [str(one["value"]) for _, group, _ in offered for one in group]}
        case DateField():
            return {"type": "string", "format": "date", "pattern": _DAY}
        case MonthField():
            return {"type": "string", "pattern": r"^(19|20)\d{2}-(0[1-9]|1[0-2])$"}
        case forms.DecimalField():
            return {"type": "string", "pattern": r"^-?\d{1,12}(\.\d{1,4})?$"}
        case forms.CharField():
            return {"type": "string", "maxLength": field.max_length}
    raise TypeError(f"{type(field).__name__} cannot be told")
