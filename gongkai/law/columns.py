"""栏目（条例第十九至二十四条）: a tree in which each column has its section, its cycle and, where the law names one, its matter.

The rules of the tree take it as a mapping from each column to the one above it. Beside them stand what a column tells the public
of who keeps it and how often, and the columns every kind of authority opens with.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from gongkai.law.authorities import AuthorityKind, duties
from gongkai.law.disclosure import ContentClass
from gongkai.law.grammar.flow import Objection
from gongkai.law.grammar.statute import Article, Certainty, regulation
from gongkai.law.grammar.words import Word
from gongkai.law.matters import Matter, matters_of

PLATFORM = Article("国办公开办函〔2019〕61号", gist="政府信息公开专栏统一名称、统一格式，四个部分名称固定，专栏姓专")
MAINTAINING = regulation(24, gist="依托政府网站的统一平台集中发布，可以检索、查阅、下载")
KEEPING = regulation(4, gist="政府信息公开工作机构维护和更新本机关公开的政府信息")
MOST_LEVELS = 8
"""最多层级: our own limit; a reader does not find what lies deeper."""

Key = TypeVar("Key")


# -- the tree ----------------------------------------------------------------------------------------------------------


def line_of(parents: Mapping[Key, Key | None], key: Key) -> tuple[Key, ...]:
    """上溯: the column and those above it, from the root down; stops where a broken tree runs in a circle."""
    line: list[Key] = []
    at: Key | None = key
    while at is not None and at not in line:
        line.append(at)
        at = parents.get(at)
    return tuple(reversed(line))


def beneath(parents: Mapping[Key, Key | None], key: Key) -> frozenset[Key]:
    """所辖栏目: everything beneath a column, itself not."""
    return frozenset(each for each in parents if each != key and key in line_of(parents, each))


def objection_to_place(
    parents: Mapping[Key, Key | None], names: Mapping[Key, str], key: Key, above: Key | None
) -> Objection | None:
    """不能移到: why a column cannot stand under another: in a circle, or deeper than anybody would look."""
    if above is None:
        return None
    line = line_of(parents, above)
    if key == above:
        return Objection(f"栏目“{names[key]}”不能移到自己之下，栏目树不得成环", PLATFORM)
    if key in line:
        return Objection(f"“{names[above]}”是“{names[key]}”的下级栏目，移到其下栏目树会成环", PLATFORM)
    height = max((len(line_of(parents, each)) for each in beneath(parents, key)), default=len(line_of(parents, key)))
    levels = len(line) + height - len(line_of(parents, key)) + 1
    if levels > MOST_LEVELS:
        return Objection(f"移到“{names[above]}”之下栏目将有{levels}级，最多{MOST_LEVELS}级", PLATFORM)
    return None


def objection_to_close(name: str, contents: int, children: Sequence[str]) -> Objection | None:
    """不能关闭: a column that still holds something is merged into another, not closed (公开的信息不因栏目调整而消失)."""
    if children:
        return Objection(f"栏目“{name}”之下还有{'、'.join(children)}，应先移走、归并或者关闭", PLATFORM)
    if contents:
        return Objection(f"栏目“{name}”还有{contents}条公开内容，应先移走或者并入其他栏目，不能直接关闭", PLATFORM)
    return None


# -- what a column says ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Cycle:
    """更新周期: so many days within which these columns are expected to have something new, and where the figure is from."""

    days: int
    names: tuple[str, ...]
    source: str
    certainty: Certainty = Certainty.SEEN


_COUNTY = "某县栏目更新周期设置"
DYNAMIC_NAMES, NOTICE_NAMES = ("动态", "要闻"), ("通知公告", "政策文件")
"""名称里的词: of columns whose update the national check watches."""
CYCLES = (
    Cycle(14, DYNAMIC_NAMES, "国办秘函〔2019〕19号", Certainty.RECALLED),
    Cycle(60, ("社会保障", "应急", "环保督察", "卫生健康"), _COUNTY),
    Cycle(180, NOTICE_NAMES, "国办秘函〔2019〕19号", Certainty.RECALLED),
    Cycle(180, ("政府采购",), _COUNTY),
    Cycle(365, ("机关简介", "机构职能", "政府工作报告", "规划", "计划", "政策", "预算", "决算", "收费"), _COUNTY),
    Cycle(
        90,
        (
            *(
                "统计",
                "行政权力",
                "重大项目",
                "重大建设项目",
                "民生",
                "其他法定信息",
                "教育",
                "科技",
                "养老",
                "社会救助",
            ),
            *("就业", "招考", "录用", "司法", "价格", "住房保障", "涉农补贴", "监测", "审计监督", "市场监管", "环评"),
            *("环境质量", "执法检查", "监督检查", "乡村振兴", "行政许可", "行政处罚", "医疗保障", "公共文化", "放管服"),
        ),
        _COUNTY,
    ),
)
"""通行更新周期: defaults only; every column may say otherwise."""


def cycle_named(name: str) -> Cycle | None:
    """按名称取周期: the first usual cycle one of whose words stands in the name of a column."""
    return next((cycle for cycle in CYCLES if any(word in name for word in cycle.names)), None)


def public_line(section: str, days: int | None) -> str:
    """保障说明: the line a column shows the public: who keeps it and how often it is renewed."""
    often = "信息形成或者变更后及时更新" if days is None else f"每{days}日内更新"
    return f"由{section}保障，{often}"


class Freshness(Word):
    """更新情况: how a column stands against its cycle."""

    EMPTY = "empty", "尚无内容"
    FRESH = "fresh", "按期更新"
    SOON = "soon", "即将超期"
    STALE = "stale", "超期未更新"


SOON = 7
"""预警天数: a column is pointed out so many days before its cycle ends; the figure is ours."""


def next_due(opened_on: date, last: date | None, days: int | None) -> date | None:
    """更新到期日: the day by which something new is expected; None without a cycle."""
    return None if days is None else (last or opened_on) + timedelta(days=days)


def freshness(opened_on: date, last: date | None, days: int | None, on: date) -> Freshness:
    """看更新: from the day of the last content, the cycle and today. An empty column is stale once its first cycle is over."""
    due = next_due(opened_on, last, days)
    if due is not None and on > due:
        return Freshness.STALE
    if last is None:
        return Freshness.EMPTY
    return Freshness.SOON if due is not None and on > due - timedelta(days=SOON) else Freshness.FRESH


# -- splitting ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Split:
    """拆分建议: a class or theme of which a crowded column holds enough for a column of its own."""

    name: str
    contents: int
    share: int
    """in hundredths of the column"""


CROWDED = 200
"""内容过多: from so many contents on a reader no longer looks through a column; ours, to be set."""
OWN_COLUMN = 20
"""可另立: the hundredths of a crowded column that make a column of their own."""


def splits(groups: Mapping[str, int]) -> tuple[Split, ...]:
    """提出拆分: the groups a crowded column would be divided into; nothing where it is not crowded or is all of one kind."""
    total = sum(groups.values())
    if total < CROWDED:
        return ()
    found = [Split(name, count, count * 100 // total) for name, count in groups.items() if name]
    large = sorted((each for each in found if each.share >= OWN_COLUMN), key=lambda each: (-each.contents, each.name))
    return tuple(large) if len(large) > 1 else ()


# -- the columns an authority opens with -------------------------------------------------------------------------------

STATUTORY = tuple(kind for kind in ContentClass if kind is not ContentClass.NEWS)
"""法定内容: the zone is for what the law names; news has no place in it (专栏姓专)."""


@dataclass(frozen=True, slots=True)
class Planned:
    """模板栏目: a column of the template. ``gathers`` marks one that only groups those beneath it."""

    slug: str
    name: str
    above: str = ""
    matter: Matter | None = None
    accepts: tuple[ContentClass, ...] = STATUTORY
    cycle: int | None = None
    category: str = ""
    gathers: bool = False


GUIDE, SYSTEMS, CONTENTS, REPORTS = "zfxxgkzn", "zfxxgkzd", "fdzdgknr", "zfxxgknb"
_ZONE = (
    Planned(GUIDE, "政府信息公开指南", cycle=365, category="1001", gathers=True),
    Planned(SYSTEMS, "政府信息公开制度", accepts=(ContentClass.DOCUMENT,), category="1002"),
    Planned(CONTENTS, "法定主动公开内容", category="1003", gathers=True),
    Planned(REPORTS, "政府信息公开年报", cycle=365, category="1004", gathers=True),
)
"""专栏四个部分: guide and reports are made by other rooms; their columns stand in the table of responsibilities."""

_SLUGS: Mapping[Matter, str] = {
    Matter.A20_01: "zcwj",
    Matter.A20_02: "jgzn",
    Matter.A20_03: "ghxx",
    Matter.A20_04: "tjxx",
    Matter.A20_05: "xzxk",
    Matter.A20_06: "xzcf",
    Matter.A20_07: "czyjs",
    Matter.A20_08: "sfxm",
    Matter.A20_09: "zfcg",
    Matter.A20_10: "zdjsxm",
    Matter.A20_11: "msxx",
    Matter.A20_12: "yjgl",
    Matter.A20_13: "jdjc",
    Matter.A20_14: "gwyzk",
    Matter.A20_15: "qtfdxx",
    Matter.A21_01: "szjs",
    Matter.A21_02: "ggfw",
    Matter.A21_03: "gysy",
    Matter.A21_04: "tdzs",
    Matter.A21_05: "fwzs",
    Matter.A21_06: "zagl",
    Matter.A21_07: "shjz",
    Matter.A21_11: "nync",
    Matter.A21_12: "ntsl",
    Matter.A21_13: "tdlz",
    Matter.A21_14: "zjdsh",
    Matter.A21_15: "xztdzs",
    Matter.A21_16: "xzfwzs",
    Matter.A21_17: "czcl",
    Matter.A21_18: "xzshjz",
}
_DAYS: Mapping[Matter, int] = {
    Matter.A20_01: 365,
    Matter.A20_02: 365,
    Matter.A20_03: 365,
    Matter.A20_07: 365,
    Matter.A20_08: 365,
    Matter.A20_09: 180,
    Matter.A20_12: 60,
}
_USUAL_DAYS = 90
_OUTSIDE = AuthorityKind.VILLAGE, AuthorityKind.STATE_ENTERPRISE, AuthorityKind.COORDINATION


def template(kind: AuthorityKind) -> tuple[Planned, ...]:
    """栏目模板: the four fixed parts of the zone, and beneath the statutory part a column for every matter of the kind."""
    if kind in _OUTSIDE:
        return ()
    return (*_ZONE, *(row for matter in matters_of(kind) for row in _of_matter(matter, kind)))


def _of_matter(matter: Matter, kind: AuthorityKind) -> Iterator[Planned]:
    days = _DAYS.get(matter, _USUAL_DAYS)
    digits = matter.value[1:].replace("_", "")
    if matter is not Matter.A20_01:
        yield Planned(_SLUGS[matter], matter.label.removeprefix("乡镇"), CONTENTS, matter, STATUTORY, days, digits)
        return
    yield Planned("zcwj", "政策文件", CONTENTS, matter, STATUTORY, days, digits, gathers=True)
    if duties(kind).makes_rules:
        yield Planned("gz", "规章", "zcwj", matter, (ContentClass.DOCUMENT,), days, "2081")
    yield Planned("xzgfxwj", "行政规范性文件", "zcwj", matter, (ContentClass.DOCUMENT,), days, "2082")
    yield Planned("qtwj", "其他主动公开文件", "zcwj", matter, (ContentClass.DOCUMENT,), days, "2083")
    yield Planned("zcjd", "政策解读", "zcwj", matter, (ContentClass.INTERPRETATION,), days, "2084")
    if duties(kind).is_government and kind is not AuthorityKind.TOWNSHIP:
        yield Planned("zfgb", "政府公报", "zcwj", matter, (ContentClass.DOCUMENT,), days, "2085")
