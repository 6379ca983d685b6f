"""残缺的年报: broken reports that have lost something for good. What is gone cannot be read; what is left must not be misread.

Each damage takes the lines of a report and gives back what was left of them. No digit is changed, so every number still to
be seen is a true one: a number in a wrong cell, or a red finding, is the reader's.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from random import Random

from tests.published.broken import Broken, broken

Damage = Callable[[list[str], Random], list[str]]

_MISREAD = "日曰由甲申人入土士千干未末己已巳天夭木本大太犬白自"


def _lines_lost(lines: list[str], chance: Random) -> list[str]:
    return [line for line in lines if chance.random() > 0.04]


def _bare_page_numbers(lines: list[str], chance: Random) -> list[str]:
    del chance
    found: list[str] = []
    for at, line in enumerate(lines, 1):
        found.append(line)
        if not at % 30:
            found.append(str(at // 30))
    return found


def _characters_misread(lines: list[str], chance: Random) -> list[str]:
    def misread(character: str) -> str:
        word = character >= "\u4e00" and character not in "一二三四五六七八九十零〇无"
        return chance.choice(_MISREAD) if word and chance.random() < 0.04 else character

    head, body = lines[:12], lines[12:]
    return [*head, *("".join(map(misread, line)) for line in body)]


def _lines_cut(lines: list[str], chance: Random) -> list[str]:
    found: list[str] = []
    for line in lines:
        tokens = line.split(" ")
        if len(tokens) > 2 and "<" not in line and chance.random() < 0.06:
            at = chance.randrange(1, len(tokens))
            found += [" ".join(tokens[:at]), " ".join(tokens[at:])]
        else:
            found.append(line)
    return found


def _lines_joined(lines: list[str], chance: Random) -> list[str]:
    found: list[str] = []
    for line in lines:
        if found and line.strip() and found[-1].strip() and chance.random() < 0.04:
            found[-1] = f"{found[-1]} {line}"
        else:
            found.append(line)
    return found


def _cut_off(lines: list[str], chance: Random) -> list[str]:
    return lines[: max(12, int(len(lines) * chance.uniform(0.3, 0.95)))]


def _beginning_lost(lines: list[str], chance: Random) -> list[str]:
    at = chance.randrange(12, max(13, len(lines) // 2))
    return [*lines[:6], *lines[at:]]


def _zeros_lost(lines: list[str], chance: Random) -> list[str]:
    """The zeros that stood alone on their lines, as where an export drops empty cells."""
    del chance
    return [line for line in lines if line not in ("0", " 0", "0 |", "| 0")]


def _lines_repeated(lines: list[str], chance: Random) -> list[str]:
    return [each for line in lines for each in ([line, line] if chance.random() < 0.02 else [line])]


def _each_line_once(lines: list[str], chance: Random) -> list[str]:
    """What a crawler left that drops every line it has seen before."""
    del chance
    return list(dict.fromkeys(lines))


DAMAGES: Mapping[str, Damage] = {
    "lines lost": _lines_lost,
    "bare page numbers": _bare_page_numbers,
    "characters misread": _characters_misread,
    "lines cut": _lines_cut,
    "lines joined": _lines_joined,
    "cut off": _cut_off,
    "beginning lost": _beginning_lost,
    "zeros lost": _zeros_lost,
    "lines repeated": _lines_repeated,
    "each line once": _each_line_once,
}


def damaged(seed: int, damage: str = "", **wishes: str) -> Broken:
    """A report with one damage, its truth that of the whole report."""
    report = broken(seed, **wishes)
    chance = Random(-seed)
    name = damage or chance.choice(list(DAMAGES))
    lines = DAMAGES[name](report.text.split("\n"), chance)
    return replace(report, text="\n".join(lines), troubles=(*report.troubles, name))
