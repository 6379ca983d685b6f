"""专题专栏（条例第二十四条）: what a topic's page is made of, from when until when it stands, and when it is neglected.

A topic shows contents that stand in columns of their own; it holds none. So nothing is moved into it and nothing counts twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from gongkai.law.grammar.flow import JSON, Objection, Unlawful
from gongkai.law.grammar.statute import regulation
from gongkai.law.grammar.words import Word

GATHERING = regulation(24, gist="依托政府网站的统一平台集中发布，可以检索、查阅、下载")
MOST_BLOCKS = 20
MOST_SHOWN = 50
_HERE = re.compile(r"/[^/\s\\][^\s\\]*")
"""本网站地址: a path of the site; what leads elsewhere is no part of a topic."""


class SpecialState(Word):
    """专题状态: prepared at the desk, open to the public, or archived; an archived topic keeps its page and its address."""

    PREPARED = "prepared", "筹备"
    OPEN = "open", "开设"
    CLOSED = "closed", "已归档"


class BlockKind(Word):
    """版块: what a part of a topic's page shows."""

    INTRODUCTION = "introduction", "导语"
    PINNED = "pinned", "置顶内容"
    SELECTED = "selected", "专题内容"
    COLUMNS = "columns", "栏目最新"
    CLASSES = "classes", "类别最新"
    REGISTER = "register", "登记簿最新"
    INTERPRETATIONS = "interpretations", "解读"
    CONSULTATIONS = "consultations", "正在征求意见"
    LINKS = "links", "参与入口"


PICKING = frozenset(
    {BlockKind.PINNED, BlockKind.COLUMNS, BlockKind.CLASSES, BlockKind.REGISTER, BlockKind.LINKS},
)
"""要选明的版块: those that show nothing until it is said what."""
TAKING_PART = frozenset({BlockKind.CONSULTATIONS, BlockKind.LINKS})
"""参与的版块: an archived topic has nothing to take part in."""


@dataclass(frozen=True, slots=True)
class Block:
    """版块设置: its kind, its heading, what it picks, and how many lines it shows.

    ``picks`` are index numbers (置顶), keys of columns, classes of content, the key of a register, or lines “名称 地址”.
    """

    kind: BlockKind
    heading: str
    picks: tuple[str, ...] = ()
    most: int = 8

    def as_json(self) -> dict[str, JSON]:
        """成为JSON."""
        return {"kind": self.kind.value, "heading": self.heading, "picks": list(self.picks), "most": self.most}

    @property
    def links(self) -> tuple[tuple[str, str], ...]:
        """各入口: name and address of each line."""
        return tuple(_link(each) for each in self.picks)


def of_json(said: Iterable[dict[str, JSON]]) -> tuple[Block, ...]:
    """由JSON."""
    return tuple(
        Block(
            BlockKind(str(each["kind"])),
            str(each["heading"]),
            tuple(str(one) for one in _list(each["picks"])),
            int(str(each["most"])),
        )
        for each in said
    )


def _list(value: JSON) -> list[JSON]:
    return value if isinstance(value, list) else []


def read_layout(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """读版面: the blocks in their order; or Unlawful naming what is wrong with one."""
    if len(blocks) > MOST_BLOCKS:
        raise Unlawful(f"版面最多{MOST_BLOCKS}个版块", GATHERING, field="kind")
    if sum(each.kind is BlockKind.INTRODUCTION for each in blocks) > 1:
        raise Unlawful("导语只放一处", GATHERING, field="kind")
    for each in blocks:
        _whole(each)
    return tuple(blocks)


def _whole(block: Block) -> None:
    if not block.heading.strip():
        raise Unlawful("版块名称不能为空", GATHERING, field="heading")
    if not 1 <= block.most <= MOST_SHOWN:
        raise Unlawful(f"版块显示的条数应在1至{MOST_SHOWN}之间", GATHERING, field="most")
    if block.kind in PICKING and not block.picks:
        raise Unlawful(f"“{block.kind.label}”应当选明显示什么", GATHERING, field="picks")
    if block.kind is BlockKind.REGISTER and len(block.picks) > 1:
        raise Unlawful("一个版块只显示一类登记簿", GATHERING, field="picks")
    if block.kind is BlockKind.LINKS:
        for name, address in block.links:
            if not name or not _HERE.fullmatch(address):
                raise Unlawful(
                    "参与入口每行写名称和本网站的地址，地址以“/”开头，如“问卷调查 /shili/wjdc/1/”",
                    GATHERING,
                    field="picks",
                )


def _link(line: str) -> tuple[str, str]:
    name, _, address = line.strip().rpartition(" ")
    return name.strip(), address.strip()


def objection_to_opening(introduction: str, blocks: Sequence[Block]) -> Objection | None:
    """不能开设: a topic says what it is about and has something to show."""
    if not introduction.strip():
        return Objection("专题没有导语，公众看不出是为什么开设的", GATHERING)
    if all(each.kind is BlockKind.INTRODUCTION for each in blocks):
        return Objection("版面除导语外没有版块，不能开设", GATHERING)
    return None


class Neglect(Word):
    """专题超期: why an open topic is reminded of."""

    STALE = "stale", "超过更新周期没有新内容"
    PAST = "past", "已过计划结束日期，应当归档或者延期"


def neglected(
    opened_on: date, closes_on: date | None, cycle: int | None, newest: date | None, on: date
) -> Iterator[tuple[Neglect, date]]:
    """超期事项: of an open topic on a day, each with the last day it was in time."""
    if closes_on is not None and on > closes_on:
        yield Neglect.PAST, closes_on
    if cycle is not None:
        due = max(opened_on, newest or opened_on) + timedelta(days=cycle)
        if on > due:
            yield Neglect.STALE, due
