"""月报勾稽: what must add up within a month before anybody signs for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from gongkai.law.monthly.indicators import INDICATORS, Part, of_part

Figures = Mapping[str, int | Decimal | None]
"""月报数: indicator → number; None where there is nothing to divide by."""

_CHANNELS = ("by_gazette", "by_website", "by_weibo", "by_wechat", "by_other")


def faults(figures: Figures) -> list[str]:
    """不成立的关系: each that does not hold, in Chinese, with both sides; none of a figure that is missing."""
    return [each for rule in (_flow, _results, _letters, _contents, _parts) for each in rule(figures)]


def _number(figures: Figures, part: Part, name: str) -> Decimal:
    return Decimal(figures.get(f"{part.value}.{name}") or 0)


def _flow(figures: Figures) -> Iterator[str]:
    came, went = (
        [_number(figures, Part.APPLICATIONS, name) for name in names]
        for names in (("carried_in", "received"), ("closed", "carried_out"))
    )
    if sum(came) != sum(went):
        yield f"上月结转{came[0]}加收到{came[1]}，不等于办结{went[0]}加结转下月{went[1]}"


def _results(figures: Figures) -> Iterator[str]:
    """What was closed without an outcome of the six groups makes the parts fewer than the whole, never more."""
    groups = [each for each in of_part(Part.APPLICATIONS) if each.name.startswith("closed_")]
    parts, whole = (
        sum(_number(figures, each.part, each.name) for each in groups),
        _number(figures, Part.APPLICATIONS, "closed"),
    )
    if parts > whole:
        yield f"各类办理结果之和{parts}超过办结{whole}"


def _letters(figures: Figures) -> Iterator[str]:
    whole = _number(figures, Part.TICKETS, "received")
    for prefix, what in (("kind_", "各类留言"), ("source_", "各来源留言")):
        parts = [each for each in of_part(Part.TICKETS) if each.name.startswith(prefix)]
        told = sum(_number(figures, each.part, each.name) for each in parts)
        if told != whole:
            yield f"{what}之和{told}不等于受理{whole}"


def _contents(figures: Figures) -> Iterator[str]:
    """By the month the sum of the channels may be any: a content counts in the month each channel first had it."""
    total, normative = (_number(figures, Part.DISCLOSURE, name) for name in ("disclosed_total", "disclosed_normative"))
    if normative > total:
        yield f"主动公开规范性文件数{normative}超过主动公开政府信息数{total}"
    channels = sum(_number(figures, Part.DISCLOSURE, name) for name in _CHANNELS)
    if total > channels:
        yield f"主动公开政府信息数{total}超过各渠道公开数之和{channels}"


def _parts(figures: Figures) -> Iterator[str]:
    led, held = (_number(figures, Part.ACTIVITIES, name) for name in ("interviews_led", "interviews"))
    if led > held:
        yield f"主要负责同志参加的访谈{led}超过举办在线访谈{held}"
    for key, number in figures.items():
        if number is not None and number < 0:
            yield f"{INDICATORS[key].label if key in INDICATORS else key}不应为负数"
