"""隐私明细: what an entry tells in free words may name people, so it stands sealed under the key of its file.

Which details these are is said by the law (``Procedure.private``). In the entry each of their texts is covered by a mark of
the same shape, so the file replays to the same standing whether the texts can be read or not; the texts themselves stand
beside, in one sealed piece. Once the key of the file is shredded the mark is all there is.
"""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Collection, Mapping
from typing import Any

from gongkai.law.grammar.flow import JSON
from gongkai.office.journal.seals import canonical
from gongkai.office.journal.vault import Secrets

PRIVATE = "private"
GONE = "（已销毁）"
"""What is read in place of a text whose key was shredded."""

Data = dict[str, JSON]


def details(given: Mapping[str, JSON], names: Collection[str], secrets: Secrets | None) -> Data:
    """明细: the details of a step as its entry holds them; ``names`` are those the law calls private."""
    private: Data = {name: given[name] for name in names if given.get(name)}
    return covered({"details": dict(given)}, {"details": private} if private else {}, secrets)


def covered(data: Data, private: Data, secrets: Secrets | None) -> Data:
    """遮盖: the data with ``private``, a part of them, covered and sealed. Without a key, after shredding, they stay as told.

    Whoever still enters something on a shredded file has been told that nobody's name belongs into it.
    """
    if not private or secrets is None:
        return data
    sealed = b64encode(secrets.seal(PRIVATE, canonical(private))).decode()
    return _laid_over(data, _marks(private)) | {PRIVATE: sealed}


def uncovered(data: Mapping[str, Any], secrets: Secrets | None) -> dict[str, Any]:
    """揭示: the data as they were told; without a key, as they are covered."""
    shown = {name: value for name, value in data.items() if name != PRIVATE}
    if secrets is None or PRIVATE not in data:
        return shown
    return _laid_over(shown, json.loads(secrets.unseal(PRIVATE, b64decode(data[PRIVATE]))))


def _marks(told: Any) -> Any:
    """The same shape with every text covered; an empty text stays empty, for the law asks which texts are missing."""
    if isinstance(told, dict):
        return {name: _marks(value) for name, value in told.items()}
    if isinstance(told, list):
        return [_marks(value) for value in told]
    return GONE if isinstance(told, str) and told.strip() else told


def _laid_over(under: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    return {**under, **{name: _over(under.get(name), value) for name, value in over.items()}}


def _over(under: Any, over: Any) -> Any:
    return _laid_over(under, over) if isinstance(under, dict) and isinstance(over, dict) else over
