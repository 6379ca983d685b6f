"""陷阱: addresses that lead on for ever: calendars, parameters without end, paths that run in circles.

A page whose text, leaving its numbers out, was read so often at addresses of the same shape is the same page with other
numbers; from then on that shape is left alone. A shape is an address with every number made alike.
"""

from __future__ import annotations

import re
from collections import Counter
from hashlib import blake2b
from urllib.parse import parse_qsl, urlsplit

LONGEST, MOST_SEGMENTS, MOST_ALIKE = 1_000, 20, 3
"""An address of so many characters, of so many parts, with one part so often, is none that people made."""
MOST_QUERIES = 1_000
"""参数变化: so many addresses of one path that differ only after the question mark."""
MOST_SAME = 30
"""雷同网页: so many pages of one shape that say the same but for their numbers."""
_NUMBERS = re.compile(r"\d+")
_SAID = re.compile(r"[\d\s]+")


class Traps:
    """陷阱: what was learnt during one patrol."""

    def __init__(self, depth: int) -> None:
        self._depth = depth
        self._queries: Counter[bytes] = Counter()
        self._same: Counter[bytes] = Counter()
        self._closed: dict[str, str] = {}

    @property
    def told(self) -> tuple[str, ...]:
        """所遇的陷阱: each shape once, with why."""
        return tuple(f"{shape}：{why}" for shape, why in self._closed.items())

    def refusal(self, address: str, depth: int) -> str:
        """不走的理由: empty where the address may be asked for; counts the variants of a path."""
        parts = urlsplit(address)
        segments = [each for each in parts.path.split("/") if each]
        shape = shape_of(address)
        if shape in self._closed:
            return self._closed[shape]
        if depth > self._depth:
            return self._close(shape, f"离首页超过{self._depth}步")
        if len(address) > LONGEST or len(segments) > MOST_SEGMENTS:
            return "网址过长"
        if segments and max(Counter(segments).values()) > MOST_ALIKE:
            return "路径循环"
        if parts.query:
            path = _mark(parts.netloc + parts.path)
            self._queries[path] += 1
            if self._queries[path] > MOST_QUERIES:
                return self._close(shape, f"同一网页的参数超过{MOST_QUERIES}种")
        return ""

    def learn(self, address: str, trace: str) -> None:
        """记住: what a page said, by its trace."""
        shape = shape_of(address)
        key = _mark(f"{shape} {trace}")
        self._same[key] += 1
        if self._same[key] >= MOST_SAME and shape not in self._closed:
            self._close(shape, "只有数字不同的网页没有尽头")

    def _close(self, shape: str, why: str) -> str:
        self._closed.setdefault(shape, why)
        return why


def trace_of(text: str) -> str:
    """文字的痕迹: without its numbers."""
    return blake2b(_SAID.sub("", text).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def shape_of(address: str) -> str:
    """网址的样子: numbers alike, of the parameters their names and the words they take."""
    parts = urlsplit(address)
    names = "&".join(f"{name}={_NUMBERS.sub('#', value)}" for name, value in sorted(parse_qsl(parts.query, True)))
    return f"{parts.netloc}{_NUMBERS.sub('#', parts.path)}{'?' if names else ''}{names}"[:300]


def _mark(text: str) -> bytes:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
