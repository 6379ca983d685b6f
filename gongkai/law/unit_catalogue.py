"""单位目录（条例第十二条）: hatched from functions, powers and peers; what a unit lacks against norm and peers."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from gongkai.law.grammar.words import Word
from gongkai.law.standards import Key, Standard


class ReasonKind(Word):
    """列入理由: why a standard belongs in a unit's catalogue."""

    FUNCTION = "function", "职能"
    POWER = "power", "权责事项"
    PEER = "peer", "同类单位"


@dataclass(frozen=True, slots=True)
class Reason:
    """理由: one of the kinds and what it was found by."""

    kind: ReasonKind
    found: str

    def __str__(self) -> str:
        return f"{self.kind.label}：{self.found}"


@dataclass(frozen=True)
class Hatched:
    """拟列标准: a standard with the reasons it is proposed for."""

    standard: Standard
    reasons: tuple[Reason, ...]


def hatch(
    norm: Iterable[Standard],
    *,
    functions: Iterable[str] = (),
    powers: Iterable[str] = (),
    peers: Mapping[str, Collection[Key]] | None = None,
) -> list[Hatched]:
    """拟列: what a unit's functions and powers name or its peers list, each with its reasons; a person chooses."""
    words = [(ReasonKind.FUNCTION, word.strip()) for word in functions if len(word.strip()) > 1]
    words += [(ReasonKind.POWER, name.strip()) for name in powers if len(name.strip()) > 1]
    hatched = []
    for standard in norm:
        reasons = [Reason(kind, word) for kind, word in words if _speaks_of(standard, word, kind)]
        reasons += [Reason(ReasonKind.PEER, peer) for peer, keys in (peers or {}).items() if standard.key in keys]
        if reasons:
            hatched.append(Hatched(standard, tuple(dict.fromkeys(reasons))))
    return hatched


def _speaks_of(standard: Standard, word: str, kind: ReasonKind) -> bool:
    named = (standard.area, standard.matter, standard.name)
    if any(word in text for text in named):
        return True
    if kind is ReasonKind.FUNCTION:
        return word in standard.bodies
    return any(len(text) > 2 and text in word for text in named)


def lacking(norm: Iterable[Standard], own: Collection[Key]) -> list[Standard]:
    """缺少的标准: what the norm asks for and the unit does not list."""
    return [standard for standard in norm if standard.key not in own]


@dataclass(frozen=True)
class Further:
    """同类另列: a standard that peers list and the unit does not, and who they are."""

    key: Key
    peers: tuple[str, ...]


def further(own: Collection[Key], peers: Mapping[str, Collection[Key]]) -> list[Further]:
    """同类另列: those most of the peers have first."""
    found: dict[Key, list[str]] = {}
    for peer, keys in peers.items():
        for key in keys:
            if key not in own:
                found.setdefault(key, []).append(peer)
    ordered = sorted(found.items(), key=lambda each: (-len(each[1]), each[0]))
    return [Further(key, tuple(names)) for key, names in ordered]
