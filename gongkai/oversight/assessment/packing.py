"""打包: plain values as canonical JSON, and the digest the journal seals; what was altered since is not shown."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any

from gongkai.law.grammar.flow import JSON
from gongkai.office.journal.seals import canonical


class Altered(RuntimeError):
    """被改动: what lies in the table is not what was sealed; nothing of it may be used."""


def packed(data: Mapping[str, JSON] | Sequence[JSON]) -> str:
    """打包."""
    return canonical(data)


def digest(content: str) -> str:
    """摘要."""
    return sha256(content.encode()).hexdigest()


def unpacked(content: str, sealed: str, what: str) -> Any:
    """拆包: raises Altered where it is not what was sealed."""
    if digest(content) != sealed:
        raise Altered(f"{what}与台账中的摘要不符")
    return json.loads(content)
