"""个人信息: what in a row names or reaches a person by a number, as the engine of privacy finds it."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.engines.privacy import Kind, covered, find

FLAGGED = frozenset({Kind.IDENTITY, Kind.BANK, Kind.MOBILE})
"""提示的种类: in published rows office telephones and addresses are ordinary; these three are not."""


def personal_data(text: str) -> Iterator[tuple[Kind, str]]:
    """个人信息: of each number found in a text its kind, and how it looks when covered."""
    for found in find(text):
        if found.kind in FLAGGED:
            yield found.kind, found.masked


def masked(text: str) -> str:
    """隐去个人号码: the text with every such number covered."""
    return covered(text)
