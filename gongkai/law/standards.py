"""标准目录（国办发〔2019〕54号）: areas, matters, content standards; what a release must say; what a unit's catalogue lacks.

A catalogue is the sequence of its standards. Areas and matters follow from them, so that there never is an area without a
matter or a matter without a standard: areas ≤ matters ≤ standards by construction.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields

from gongkai.law.grammar.flow import Unlawful
from gongkai.law.grammar.statute import Article
from gongkai.law.grammar.words import Word
from gongkai.law.limits import Limit, read_limit

STANDARDIZED = Article(
    "国办发〔2019〕54号", gist="基层政务公开标准目录应写明事项、内容、依据、时限、主体、渠道、对象、方式、层级"
)


class Scope(Word):
    """编制层级: who made a standard catalogue."""

    NATIONAL = "national", "国家"
    PROVINCIAL = "provincial", "省级"
    OWN = "own", "本地"


class Carrier(Word):
    """渠道和载体: the ticks every standard catalogue prints."""

    WEBSITE = "website", "政府网站"
    GAZETTE = "gazette", "政府公报"
    ACCOUNTS = "accounts", "两微一端"
    MEETING = "meeting", "发布会/听证会"
    BROADCAST = "broadcast", "广播电视"
    PAPER = "paper", "纸质媒体"
    READING_POINT = "reading_point", "公开查阅点"
    SERVICE_CENTRE = "service_centre", "政务服务中心"
    CONVENIENCE_STATION = "convenience_station", "便民服务站"
    VISIT = "visit", "入户/现场"
    BOARD = "board", "社区/企事业单位/村公示栏（电子屏）"
    DELIVERED = "delivered", "精准推送"
    OTHER = "other", "其他"


class TierOfDisclosure(Word):
    """公开层级: the tiers that must publish it."""

    CITY = "city", "市级"
    COUNTY = "county", "县级"
    TOWNSHIP = "township", "乡、村级"


class DisclosureForm(Word):
    """公开形式: posted item by item, or kept as data that is asked (平川 2018)."""

    REGULAR = "regular", "常规公开"
    QUERY = "query", "数据查询"


@dataclass(frozen=True, slots=True)
class Element:
    """要素: one thing a release under a standard must say; not required where the catalogue says 如有 or 选填."""

    name: str
    required: bool = True


Key = tuple[str, str, str]
"""Area, matter and name: what makes a standard the same in two catalogues."""


@dataclass(frozen=True)
class Standard:
    """内容标准: one row of a standard catalogue, with every column of the national form. What a row cannot lack is refused."""

    area: str
    matter: str
    name: str
    content: str
    number: str = ""
    basis: str = ""
    limit: str = ""
    bodies: str = ""
    carriers: frozenset[Carrier] = frozenset()
    other_carrier: str = ""
    everyone: bool = True
    group: str = ""
    proactive: bool = True
    on_application: bool = False
    tiers: frozenset[TierOfDisclosure] = frozenset()
    form: DisclosureForm = DisclosureForm.REGULAR

    def __post_init__(self) -> None:
        for name in ("area", "matter", "name", "content"):
            if not getattr(self, name).strip():
                raise Unlawful(f"{COLUMNS[name]}不能为空", STANDARDIZED, field=name)
        if self.other_carrier:
            object.__setattr__(self, "carriers", self.carriers | {Carrier.OTHER})

    @property
    def key(self) -> Key:
        """标识: area, matter, name."""
        return self.area, self.matter, self.name

    @property
    def elements(self) -> tuple[Element, ...]:
        """要素: read from the content."""
        return read_elements(self.content)

    @property
    def read(self) -> Limit:
        """读出的时限: as far as it was understood."""
        return read_limit(self.limit)


COLUMNS: Mapping[str, str] = {
    "area": "领域",
    "number": "序号",
    "matter": "一级事项",
    "name": "二级事项",
    "content": "公开内容（要素）",
    "basis": "公开依据",
    "limit": "公开时限",
    "bodies": "公开主体",
    "carriers": "公开渠道和载体",
    "other_carrier": "其他载体",
    "everyone": "全社会",
    "group": "特定群众",
    "proactive": "主动",
    "on_application": "依申请公开",
    "tiers": "公开层级",
    "form": "公开形式",
}
"""列名: what the national form calls each column; 领域 stands in its title, 公开形式 is added."""


# -- 要素 --------------------------------------------------------------------------------------------------------------

_OPENING, _CLOSING = "（(《“「[【", "）)》”」]】"
_NUMBERED = re.compile(
    r"^\s*(?:[（(]?\d{1,2}[)）.、．]|[①-⑳]|[（(][一二三四五六七八九十]{1,3}[)）]|[一二三四五六七八九十]{1,3}、)\s*"
)
_OPTIONAL = re.compile(r"[（(](?:如有|选填|可选|非必填)[)）]$")


def read_elements(content: str) -> tuple[Element, ...]:
    """读要素: what a content asks for, each once, in order. A heading before a colon is none; 如有 makes one optional."""
    found: dict[str, Element] = {}
    for line in content.split("\n"):
        _, _, listed = _NUMBERED.sub("", line).rpartition("：")
        for part in _parted(_NUMBERED.sub("", listed)):
            name = part.strip(" 　。.等")
            bare = _OPTIONAL.sub("", name).strip()
            if bare:
                found.setdefault(bare, Element(bare, required=bare == name))
    return tuple(found.values())


def _parted(text: str) -> Iterable[str]:
    """The parts of a list; a sign within brackets does not part."""
    depth, part = 0, ""
    for character in text:
        depth += (character in _OPENING) - (character in _CLOSING and depth > 0)
        if character in "、；;" and depth == 0:
            yield part
            part = ""
        else:
            part += character
    yield part


def missing(standard: Standard, given: Mapping[str, object]) -> list[Element]:
    """缺少的要素: the required elements that what is given does not name, or names and leaves blank."""
    said = {name.strip() for name, value in given.items() if str(value if value is not None else "").strip()}
    return [element for element in standard.elements if element.required and element.name not in said]


# -- 勾选 --------------------------------------------------------------------------------------------------------------

_TICK = re.compile(r"([■☑√✓□☐])\s*([^■☑√✓□☐\n]*)")
_TICKED = "■☑√✓"
_BY_NAME = {re.sub(r"[\W_]", "", carrier.label): carrier for carrier in Carrier}


def read_ticks(text: str) -> tuple[frozenset[Carrier], str]:
    """读勾选: the carriers ticked in a cell, and in words those the form does not print; names without any tick are all meant."""
    ticks = _TICK.findall(text)
    named = [name for tick, name in ticks if tick in _TICKED] if ticks else re.split(r"[、；;，,\n]", text)
    carriers, others = set[Carrier](), list[str]()
    for name in (each.strip() for each in named):
        carrier, other = _carrier(name)
        carriers |= {carrier} if carrier else set()
        others += [other] if other else []
    return frozenset(carriers), "、".join(others)


def _carrier(name: str) -> tuple[Carrier | None, str]:
    plain = re.sub(r"[\W_]", "", name)
    if not plain:
        return None, ""
    if carrier := _BY_NAME.get(plain):
        return carrier, ""
    other = re.sub(r"^其他[：:_（( ]*", "", name).rstrip("_ ）)") if name.startswith("其他") else name
    return Carrier.OTHER, other


def written_ticks(standard: Standard) -> str:
    """写勾选: every carrier of the form, ticked or not, a line each; read back it is the same."""
    return "\n".join(_tick(carrier, standard) for carrier in Carrier)


def _tick(carrier: Carrier, standard: Standard) -> str:
    other = f"：{standard.other_carrier}" if carrier is Carrier.OTHER and standard.other_carrier else ""
    return f"{'■' if carrier in standard.carriers else '□'}{carrier.label}{other}"


# -- 树、对照 ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Tally:
    """三层计数: how many areas, matters and standards."""

    areas: int
    matters: int
    standards: int

    def __str__(self) -> str:
        return f"{self.areas}个领域、{self.matters}个事项、{self.standards}项标准"


def tally(standards: Iterable[Standard]) -> Tally:
    """三层计数: of a catalogue."""
    keys = [standard.key for standard in standards]
    return Tally(len({key[0] for key in keys}), len({key[:2] for key in keys}), len(keys))


def check_catalogue(standards: Sequence[Standard]) -> None:
    """核对目录: at least one standard, and none twice."""
    if not standards:
        raise Unlawful("标准目录至少要有一项标准", STANDARDIZED)
    twice = [key for key, times in Counter(standard.key for standard in standards).items() if times > 1]
    if twice:
        raise Unlawful(f"“{'/'.join(twice[0])}”重复，同一事项下每项标准只能列一次", STANDARDIZED, field="rows")


@dataclass(frozen=True)
class StandardChange:
    """标准变动: one standard as it was and as it is, and the columns that differ."""

    old: Standard
    new: Standard
    columns: tuple[str, ...]


@dataclass(frozen=True)
class Comparison:
    """目录比较: what a second catalogue has more, less and otherwise than a first."""

    added: tuple[Standard, ...]
    removed: tuple[Standard, ...]
    changed: tuple[StandardChange, ...]
    same: int


def compare(first: Iterable[Standard], second: Iterable[Standard]) -> Comparison:
    """目录比较: by area, matter and name; a number that moved is no change."""
    old, new = ({standard.key: standard for standard in each} for each in (first, second))
    both = [StandardChange(old[key], new[key], _differing(old[key], new[key])) for key in old if key in new]
    return Comparison(
        tuple(standard for key, standard in new.items() if key not in old),
        tuple(standard for key, standard in old.items() if key not in new),
        tuple(change for change in both if change.columns),
        sum(not change.columns for change in both),
    )


def _differing(old: Standard, new: Standard) -> tuple[str, ...]:
    names = [each.name for each in fields(Standard) if each.name != "number"]
    return tuple(COLUMNS[name] for name in names if getattr(old, name) != getattr(new, name))
