"""服务事项（优化营商环境条例第三十五条）: everything a guide says of one item, what it lacks, and where two versions differ."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date

from gongkai.law.audiences import AUDIENCES
from gongkai.law.grammar.flow import JSON, Unlawful
from gongkai.law.service_materials import Material, check_materials
from gongkai.law.service_words import ONCE, ONLINE, SHOWN, STANDARDIZED, ItemKind, OnlineState, PaperForm

ONLINE_HERE = "本平台"
"""本平台受理: what stands for the address of an item whose applications come in on this platform."""
MOST_DAYS = 365
MOST_VISITS = 9


@dataclass(frozen=True)
class ItemContent:
    """事项内容: one version of an item: what the page, the print, the kiosk and the notice all say.

    Days are working days; ``statutory_days`` is None where no law sets any. ``subjects`` are codes of the classification of
    audiences. No fee is an empty ``fee``.
    """

    name: str
    kind: ItemKind
    subjects: tuple[str, ...]
    basis: str
    conditions: str
    promised_days: int
    statutory_days: int | None = None
    materials: tuple[Material, ...] = ()
    review_points: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    fee: str = ""
    result: str = ""
    place: str = ""
    hours: str = ""
    phone: str = ""
    in_hall: bool = False
    visits: int = 1
    online: OnlineState = OnlineState.NONE
    online_since: date | None = None
    online_address: str = ""

    @property
    def audiences(self) -> tuple[str, ...]:
        """办理对象: 自然人, 法人 and those cared for in particular, as its subjects say."""
        return tuple(
            entry.name for entry in AUDIENCES.beneath("") if any(code.startswith(entry.code) for code in self.subjects)
        )

    @property
    def before_days(self) -> int:
        """改革前时限: what the law sets; what is promised where it sets none."""
        return self.promised_days if self.statutory_days is None else self.statutory_days

    @property
    def taken_here(self) -> bool:
        """本平台受理网上申请: whether an application is filled in on this platform."""
        return self.online.handled and self.online_address == ONLINE_HERE

    @property
    def at_once(self) -> bool:
        """马上办: handled while one waits."""
        return self.promised_days == 0

    @property
    def digest(self) -> str:
        """内容摘要: of all that a guide says; every carrier prints its beginning."""
        told = json.dumps(self.told(), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(told.encode()).hexdigest()

    def told(self) -> dict[str, JSON]:
        """记录: as an entry of the journal holds it."""
        return {name: _plain(getattr(self, name)) for name in _NAMES}

    @classmethod
    def read(cls, told: Mapping[str, JSON]) -> ItemContent:
        """读记录: what an entry holds, checked anew; raises Unlawful."""
        content = _read(told)
        check_item(content)
        return content


def _plain(value: object) -> JSON:
    if isinstance(value, tuple):
        return [each.told() if isinstance(each, Material) else str(each) for each in value]
    if isinstance(value, date):
        return value.isoformat()
    return value if value is None or isinstance(value, int) else str(value)


_NAMES = tuple(each.name for each in fields(ItemContent))


def _read(told: Mapping[str, JSON]) -> ItemContent:
    def text(name: str) -> str:
        return str(told.get(name) or "").strip()

    def lines(name: str) -> tuple[str, ...]:
        return tuple(str(each) for each in _listed(told.get(name)))

    since, statutory = told.get("online_since"), told.get("statutory_days")
    return ItemContent(
        name=text("name"),
        kind=ItemKind(str(told["kind"])),
        subjects=lines("subjects"),
        basis=text("basis"),
        conditions=text("conditions"),
        review_points=lines("review_points"),
        steps=lines("steps"),
        fee=text("fee"),
        result=text("result"),
        place=text("place"),
        hours=text("hours"),
        phone=text("phone"),
        online_address=text("online_address"),
        promised_days=int(str(told["promised_days"])),
        statutory_days=None if statutory is None else int(str(statutory)),
        materials=tuple(Material.read(each) for each in _listed(told.get("materials")) if isinstance(each, dict)),
        in_hall=bool(told.get("in_hall")),
        visits=int(str(told.get("visits", 1))),
        online=OnlineState(str(told.get("online", OnlineState.NONE.value))),
        online_since=date.fromisoformat(str(since)) if since else None,
    )


def _listed(value: JSON) -> list[JSON]:
    return value if isinstance(value, list) else []


def check_item(content: ItemContent) -> None:
    """核对事项: what no version may say; raises Unlawful naming the field."""
    if not content.name:
        raise Unlawful("事项名称不能为空", STANDARDIZED, field="name")
    if not content.basis:
        raise Unlawful("没有办理依据的事项不得列入", STANDARDIZED, field="basis")
    _check_subjects(content)
    _check_days(content)
    check_materials(content.materials)
    if not 0 <= content.visits <= MOST_VISITS:
        raise Unlawful(f"到场次数应在0至{MOST_VISITS}之间", ONCE, field="visits")
    _check_online(content)


def _check_subjects(content: ItemContent) -> None:
    if not content.subjects:
        raise Unlawful("应选明服务对象和主题", STANDARDIZED, field="subjects")
    for code in content.subjects:
        entry = AUDIENCES.by_code.get(code)
        if entry is None or not entry.within:
            raise Unlawful(f"服务对象分类里没有“{code}”", STANDARDIZED, field="subjects")


def _check_days(content: ItemContent) -> None:
    named = (
        ("承诺时限", "promised_days", content.promised_days),
        ("法定时限", "statutory_days", content.statutory_days),
    )
    for title, name, days in named:
        if days is not None and not 0 <= days <= MOST_DAYS:
            raise Unlawful(f"{title}应在0至{MOST_DAYS}个工作日之间", SHOWN, field=name)
    if content.statutory_days is not None and content.promised_days > content.statutory_days:
        raise Unlawful(
            f"承诺时限{content.promised_days}个工作日超过了法定时限{content.statutory_days}个工作日",
            SHOWN,
            field="promised_days",
        )


def _check_online(content: ItemContent) -> None:
    if content.online is OnlineState.NONE:
        if content.online_since or content.online_address:
            raise Unlawful("没有开通网办的，不填开通日期和网址", ONLINE, field="online")
        return
    if content.online_since is None:
        raise Unlawful("开通网办应当写明开通日期", ONLINE, field="online_since")
    outside = content.online_address and content.online_address != ONLINE_HERE
    if outside and not content.online_address.startswith(("https://", "http://")):
        raise Unlawful(
            f"网办网址应以https://或者http://开头；在本平台申请的填“{ONLINE_HERE}”", ONLINE, field="online_address"
        )
    for reason in unripe(content, content.online):
        raise Unlawful(reason, ONLINE, field="online")


def unripe(content: ItemContent, state: OnlineState) -> tuple[str, ...]:
    """条件不成熟: what an item still lacks before it can be opened that far, item by item; empty when it is ripe."""
    lacks = []
    if state.handled:
        lacks += [f"还没有写明{title}，不能开通{state.label}" for name, title in _NEEDED if not getattr(content, name)]
    if state is OnlineState.FULL:
        lacks += ["全程网办的事项不应再要求到场"] if content.visits else []
        papers = [material.name for material in content.materials if material.form is PaperForm.PAPER]
        lacks += [f"全程网办的事项不能只收纸质材料：{'、'.join(papers)}"] if papers else []
    return tuple(lacks)


_NEEDED = (
    ("materials", "申请材料"),
    ("review_points", "审查要点"),
    ("steps", "办理流程"),
    ("online_address", "网办网址"),
)


def check_opening(old: ItemContent, new: ItemContent) -> None:
    """核对开通: opening an item online goes a stage further and changes nothing else but what one then no longer comes for."""
    kept = replace(
        new, online=old.online, online_since=old.online_since, online_address=old.online_address, visits=old.visits
    )
    if kept != old:
        raise Unlawful("开通网办只改网办的各项；别的内容请另行变更", ONLINE, field="online")
    if new.online.stage <= old.online.stage:
        raise Unlawful(f"现已{old.online.label}，开通应当更进一步", ONLINE, field="online")
    if new.visits > old.visits:
        raise Unlawful("开通网办以后到场次数不能更多", ONCE, field="visits")


def standardization(content: ItemContent) -> tuple[str, ...]:
    """标准化还缺: which elements of a guide are not told yet; empty when the item is standardised."""
    return tuple(title for name, title in ELEMENTS.items() if name in _REQUIRED and not getattr(content, name))


ELEMENTS: Mapping[str, str] = {
    "name": "事项名称",
    "kind": "事项类型",
    "subjects": "服务对象和主题",
    "basis": "办理依据",
    "conditions": "受理条件",
    "materials": "申请材料",
    "review_points": "审查要点",
    "steps": "办理流程",
    "statutory_days": "法定时限",
    "promised_days": "承诺时限",
    "fee": "收费",
    "result": "办理结果",
    "place": "办理地点",
    "hours": "办理时间",
    "phone": "咨询电话",
    "in_hall": "进驻大厅",
    "visits": "到场次数",
    "online": "网办程度",
    "online_since": "网办开通日期",
    "online_address": "网办网址",
}
"""指南要素: what a guide tells, in its order."""
_REQUIRED = frozenset(("conditions", "materials", "review_points", "steps", "result", "place", "hours", "phone"))


def said(content: ItemContent, name: str) -> str:
    """要素文字: one element as a page prints it."""
    value = getattr(content, name)
    match name:
        case "kind" | "online":
            return str(value.label)
        case "subjects":
            return "、".join(AUDIENCES.full_name(code) for code in value)
        case "materials":
            return "\n".join(material.line for material in value)
        case "review_points" | "steps":
            return "\n".join(f"{place}. {each}" for place, each in enumerate(value, start=1))
        case "statutory_days":
            return "法律、法规没有规定" if value is None else f"{value}个工作日"
        case "promised_days":
            return f"{value}个工作日" if value else "当场办结"
        case "fee":
            return value or "不收费"
        case "in_hall":
            return "是" if value else "否"
        case "visits":
            return f"{value}次" if value else "不用到场"
        case "online_since":
            return f"{value:%Y-%m-%d}" if value else ""
    return str(value)


@dataclass(frozen=True, slots=True)
class Difference:
    """差异: an element, what it said and what it says."""

    title: str
    was: str
    now: str


def differences(old: ItemContent, new: ItemContent) -> tuple[Difference, ...]:
    """版本差异: element by element in the order of the guide."""
    return tuple(
        Difference(title, said(old, name), said(new, name))
        for name, title in ELEMENTS.items()
        if getattr(old, name) != getattr(new, name)
    )


def removed_materials(old: ItemContent, new: ItemContent) -> tuple[Material, ...]:
    """减去的材料: what the older version asked for and the newer does not."""
    kept = {material.key for material in new.materials}
    return tuple(material for material in old.materials if material.key not in kept)
