"""库外的内容: the lines of the heads, and what is told of the settings; neither is in the database."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from gongkai.office.journal import heads
from gongkai.office.journal.seals import canonical

SECRET = ("KEY", "PASSWORD", "SECRET", "TOKEN")
"""名称中有这些的设置: are secrets or lead to them, and are never told."""


def heads_written() -> Iterator[bytes]:
    """链头文件: each as a line, its name and its text."""
    for path in sorted(heads.folder().glob("*.jsonl")):
        yield canonical([path.name, path.read_text(encoding="utf-8")]).encode() + b"\n"


def heads_from(texts: Iterable[str]) -> Iterator[tuple[str, str]]:
    """读出链头文件."""
    for text in texts:
        name, content = json.loads(text)
        yield Path(name).name, content


def put_heads(kept: Iterable[tuple[str, str]]) -> list[str]:
    """放回链头: what lies there and goes further stays, for it knows more; returns what was left as it is."""
    folder, stayed = heads.folder(), []
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in kept:
        path = folder / name
        there = path.read_text(encoding="utf-8") if path.exists() else ""
        if content.startswith(there):
            path.write_text(content, encoding="utf-8")
        else:
            stayed.append(name)
    return stayed


def facts(environment: Mapping[str, str] = os.environ) -> dict[str, str]:
    """设置的事实: every variable of ours that is set, without secrets and without passwords in addresses."""
    ours = {name: value for name, value in environment.items() if name.startswith("GONGKAI_")}
    return {name: _without_password(value) for name, value in sorted(ours.items()) if not _is_secret(name)}


def facts_written() -> Iterator[bytes]:
    """写成文本."""
    yield canonical(dict(facts())).encode()


def _is_secret(name: str) -> bool:
    return any(word in name for word in SECRET)


def _without_password(value: str) -> str:
    address = urlsplit(value)
    if not address.password:
        return value
    place = f"{address.username}@{address.hostname or ''}" + (f":{address.port}" if address.port else "")
    return urlunsplit(address._replace(netloc=place))
