"""跨段的号码: a number whose parts stand in one piece after another; only what its checksum proves is told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gongkai.engines.privacy import Found, Kind
from gongkai.engines.privacy.disguises import disguised
from gongkai.papers.said.pieces import Said

_PROVEN = frozenset({Kind.IDENTITY, Kind.BANK})
_MOST = 200_000
"""How much of the texts is joined at a time."""


@dataclass(frozen=True, slots=True)
class Crossing:
    """跨段的一个号码: what it is, and of each piece it touches the place in it, from and to."""

    found: Found
    parts: tuple[tuple[Said, int, int], ...]

    @property
    def where(self) -> str:
        """位置."""
        return f"{self.parts[0][0].where}到{self.parts[-1][0].where}"


def crossing(texts: Sequence[Said]) -> Iterator[Crossing]:
    """跨段的号码: over the ends of the pieces that show, in their order."""
    seen = [said for said in texts if not said.hidden]
    run: list[Said] = []
    size = 0
    for said in seen:
        run.append(said)
        size += len(said.text) + 1
        if size > _MOST:
            yield from _in(run)
            run, size = run[-1:], len(said.text)
    yield from _in(run)


def _in(run: Sequence[Said]) -> Iterator[Crossing]:
    whole = "\n".join(said.text for said in run)
    for found in disguised(whole) if len(run) > 1 else ():
        if found.kind in _PROVEN and len(parts := tuple(_parts(run, found))) > 1:
            yield Crossing(found, parts)


def _parts(run: Sequence[Said], found: Found) -> Iterator[tuple[Said, int, int]]:
    at = 0
    for said in run:
        start, end = max(found.start - at, 0), min(found.end - at, len(said.text))
        if start < end:
            yield said, start, end
        at += len(said.text) + 1
        if at >= found.end:
            return
