"""报送接口: the one address that takes what no form of ours has sent; who calls shows a key instead of a token of a form.

    POST /{机关}/djb/api/{种类}/      Authorization: Bearer djb_…
    [{"party": "…", "XK_WSH": "…", …}, …]

Columns are named by keys, labels, national codes or other names. The answer says of each row what became of it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, JsonResponse

from gongkai.law.grammar.flow import Unlawful
from gongkai.law.grammar.kinds import Kind
from gongkai.law.registers import KINDS
from gongkai.office.authorities.guards import PortalRequest
from gongkai.publication.registers import queries
from gongkai.publication.registers.interface import acts
from gongkai.publication.registers.interface.acts import Answered
from gongkai.publication.registers.interface.models import RegisterKey
from gongkai.web import clock
from gongkai.web.doors import keyed
from gongkai.web.limits import allow, client_network

MOST_BYTES = 8 * 1024 * 1024
CALLS, PER_SECONDS = 120, 60
"""每个密钥每分钟的次数."""
FAILURES, OVER_SECONDS = 30, 600
"""同一网络十分钟内出示无效密钥的次数."""


class NotTaken(Exception):
    """没有收取: the whole call is answered with a status and a reason; no row was looked at."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status, self.reason = status, reason


@keyed
def hand_in(request: PortalRequest, code: str, kind: str) -> JsonResponse:
    """报送: rows of one kind as a list of JSON objects."""
    try:
        key = _key(request)
        declared = _kind(key, kind)
        rows = [_said(declared, place, row) for place, row in enumerate(_rows(request), 1)]
        answered = acts.hand_in(key, declared, rows, on=clock.today())
    except NotTaken as refusal:
        return _answer({"error": refusal.reason}, refusal.status)
    except Unlawful as refusal:
        return _answer({"error": str(refusal)}, 422)
    return _answer({"kind": kind, "rows": [_told(each) for each in answered]}, 200)


def _key(request: PortalRequest) -> RegisterKey:
    """The key that is shown, where it works here today; whatever is wrong with it is answered the same."""
    now, scheme, told = clock.now(), *_shown(request)
    if request.method != "POST":
        raise NotTaken(405, "只收POST")
    found = (
        RegisterKey.objects.of(request.authority)
        .filter(digest__in=acts.digests_of(told))
        .select_related("authority", "issued_by")
    )
    key = found.first() if scheme == "bearer" else None
    if key is None or not key.works(now.date()):
        if not allow("registers.key", client_network(request), FAILURES, OVER_SECONDS, now):
            raise NotTaken(429, "无效密钥的次数过多，请稍后再试")
        raise NotTaken(401, "没有出示有效的密钥")
    if not allow("registers.call", str(key.pk), CALLS, PER_SECONDS, now):
        raise NotTaken(429, f"每分钟最多{CALLS}次，请稍后再试")
    return key


def _shown(request: HttpRequest) -> tuple[str, str]:
    scheme, _, told = request.headers.get("Authorization", "").partition(" ")
    return scheme.lower(), told.strip()[:200]


def _kind(key: RegisterKey, kind: str) -> Kind:
    if kind not in KINDS:
        raise NotTaken(404, f"没有“{kind[:40]}”这类登记簿")
    if kind not in key.kinds:
        raise NotTaken(403, f"该密钥不能写入“{KINDS[kind].label}”")
    if queries.keeping(key.authority, KINDS[kind]) is None:
        raise NotTaken(403, f"本机关没有启用“{KINDS[kind].label}”")
    return KINDS[kind]


def _rows(request: HttpRequest) -> list[Mapping[str, Any]]:
    body = request.read(MOST_BYTES + 1)
    if len(body) > MOST_BYTES:
        raise NotTaken(413, f"一次最多{MOST_BYTES // 2**20}兆字节")
    try:
        told = json.loads(body.decode("utf-8"), parse_float=str, parse_constant=_no_number)
    except (UnicodeDecodeError, ValueError, RecursionError):
        raise NotTaken(400, "不是UTF-8编码的JSON") from None
    if not isinstance(told, list) or not all(isinstance(each, dict) for each in told):
        raise NotTaken(400, "应为JSON对象的列表，一行一个对象")
    if not 0 < len(told) <= acts.MOST_ROWS:
        raise NotTaken(422, f"一次1至{acts.MOST_ROWS}行")
    return told


def _no_number(name: str) -> str:
    raise ValueError(name)


def _said(kind: Kind, place: int, row: Mapping[str, Any]) -> dict[str, str]:
    """A row by keys of fields; what is no field of the kind keeps its name, and the judge refuses it."""
    said: dict[str, str] = {}
    for name, value in row.items():
        if not (_is_readable(name) and _is_readable(_text(value))):
            raise NotTaken(422, f"第{place}行含有不能识别的字符")
        if isinstance(value, dict | list):
            raise NotTaken(422, f"第{place}行的“{name[:40]}”应为文字、数字或者是否")
        field = kind.named(name)
        key = field.key if field else name[:40]
        if key in said:
            raise NotTaken(422, f"第{place}行的“{name[:40]}”出现两次")
        if text := _text(value):
            said[key] = text
    return said


def _is_readable(text: str) -> bool:
    """Neither a null nor half a character, which no database holds."""
    return "\x00" not in text and not any("\ud800" <= sign <= "\udfff" for sign in text)


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    return "" if value is None else str(value)


def _told(each: Answered) -> dict[str, object]:
    told: dict[str, object] = {"row": each.place, "answer": each.answer.value, "said": each.answer.label}
    if each.record is not None:
        told["record"] = each.record
    if each.faults:
        told["faults"] = list(each.faults)
    return told


def _answer(told: dict[str, object], status: int) -> JsonResponse:
    response = JsonResponse(told, status=status, json_dumps_params={"ensure_ascii": False})
    response.headers["Cache-Control"] = "no-store"
    if status == 401:
        response.headers["WWW-Authenticate"] = "Bearer"
    if status == 405:
        response.headers["Allow"] = "POST"
    return response
