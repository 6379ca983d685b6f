"""示例政务服务: packages and items so many that the published figures come out; every name and every count is invented for it.

The reports print averages, rates and totals; what lies behind them they do not print. Here items are filled in (示例) whose
days, places and ways online give those figures, and the platform computes them like any other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from gongkai.casework.services.items import acts as items
from gongkai.casework.services.items import copies
from gongkai.casework.services.packages import acts as packages
from gongkai.casework.services.recording import Entered
from gongkai.demo.place import Place
from gongkai.demo.settling import Settled
from gongkai.law.grammar.flow import JSON, Step
from gongkai.law.service_items import ONLINE_HERE, ItemContent
from gongkai.law.service_materials import Material, read_material
from gongkai.law.service_packages import PackageContent
from gongkai.law.service_stamps import stamp
from gongkai.law.service_versions import Act
from gongkai.law.service_words import ItemKind, OnlineState
from gongkai.law.situations import Answer, Question
from gongkai.office.authorities.models import Official

BASIS = "示例依据（年报没有列明）"
THEMES = {
    "企业开办": ("我要开餐馆", "我要开便利店", "我要开药店", "我要开旅馆", "我要开理发店"),
    "工程建设": ("我要建厂房", "我要装修店面", "我要接通水电气", "我要办竣工验收", "我要占道施工"),
    "交通出行": ("我要跑出租", "我要跑货运", "我要开驾校", "我要办公交卡", "我要修汽车"),
    "就业创业": ("我要创业贷款", "我要申领补贴", "我要办劳务公司", "我要评职称", "我要招用职工"),
    "教育文体": ("我要办幼儿园", "我要办培训班", "我要开网吧", "我要办演出", "我要开健身房"),
    "医疗卫生": ("我要开诊所", "我要办医师注册", "我要开养老院", "我要办生育登记", "我要报医药费"),
    "民政社保": ("我要办低保", "我要办残疾人证", "我要办退休", "我要办丧葬", "我要成立社会组织"),
    "农业农村": ("我要办养殖场", "我要成立合作社", "我要建农房", "我要卖种子"),
}
"""八个主题三十九个套餐: their number is the report's, their names are examples."""
BEFORE, AFTER = 1034, 449
"""合计天数: 39 packages of 26.5 and 11.5 working days on average, to one decimal; no other whole sum keeps all three figures."""


@dataclass(frozen=True)
class Signers:
    """何人何日: who proposes, who signs, and from which day it counts."""

    by: Official
    signer: Official
    on: date

    def entered(self, code: str, content: ItemContent | PackageContent) -> Entered:
        """两步: proposed one day, signed the next."""
        after = self.on + timedelta(days=1)
        told: dict[str, JSON] = {"code": code, "content": content.told(), "reason": "梳理列入（示例）"}
        first = Step(Act.LIST.value, self.on, told)
        second = Step(Act.SIGN.value, after, {"from": after.isoformat()})
        return Entered(code, ((first, self.by), (second, self.signer)))

    def fewer(self, code: str, content: ItemContent) -> Entered:
        """四步: and then, a month later, one paper less."""
        told = self.entered(code, content)
        later = self.on + timedelta(days=30)
        changed = replace(content, materials=content.materials[:-1])
        details: dict[str, JSON] = {"content": changed.told(), "reason": "能在线核验的不再要（示例）"}
        third = Step(Act.CHANGE.value, later, details)
        fourth = Step(Act.SIGN_CHANGE.value, later, {"from": later.isoformat()})
        return Entered(code, (*told.steps, (third, self.by), (fourth, self.signer)))


def enter(settled: Settled, place: Place) -> None:
    """登记: of the places whose reports print such figures."""
    if place.code == "minhe":
        _minhe(settled, _people(settled, date(2020, 5, 11)))
    if place.lively:
        _some(settled, _people(settled, date(2025, 3, 3)))
    if place.code == "linxia":
        _linxia(settled, _people(settled, date(2018, 6, 4)))


def _people(settled: Settled, on: date) -> Signers:
    found = {account.person.office: account.official for account in settled.accounts}
    return Signers(found["disclosure_office"], found["deputy_leadership"], on)


# --- 民和 -------------------------------------------------------------------------------------------------------------

APPLY = (
    *(read_material("申请书；原件1份；电子"), read_material("身份证；复印件1份；免交：能在线核验的")),
    Material("场地证明"),
)


def _minhe(settled: Settled, people: Signers) -> None:
    government = settled.bodies[""]
    told = list(_packages())
    items.enter_items(government, (people.entered(code, item) for _, _, own in told for code, item in own))
    packages.enter_packages(government, (people.entered(code, package) for code, package, _ in told))


def _some(settled: Settled, people: Signers) -> None:
    """The place that is alive shows a few: one asks for a paper less since, and the print of its first version still hangs."""
    government, told = settled.bodies[""], list(_packages())[:3]
    own = [each for _, _, inner in told for each in inner]
    plain = [(code, package if n else replace(package, situations=None)) for n, (code, package, _) in enumerate(told)]
    (code, first), *others = own
    last = {code for code, _ in told[-1][2]}
    others = [(code, _online(content, people.on) if code in last else content) for code, content in others]
    items.enter_items(government, [people.fewer(code, first), *(people.entered(*each) for each in others)])
    packages.enter_packages(government, (people.entered(*each) for each in plain))
    printed = str(stamp(code, 1, first.digest))
    copies.put_up(government, printed, "1号窗口公示台（示例）", on=people.on, today=people.on, by=people.by)


def _online(content: ItemContent, since: date) -> ItemContent:
    """An item this platform takes applications for."""
    return replace(content, online=OnlineState.APPLY, online_since=since, online_address=ONLINE_HERE)


Own = Sequence[tuple[str, ItemContent]]


def _packages() -> Iterator[tuple[str, PackageContent, Own]]:
    names = [(theme, name) for theme, inner in THEMES.items() for name in inner]
    for number, (theme, name) in enumerate(names, start=1):
        spread = (number % 5 - 2) if number <= 35 else 0
        before = 26 + spread + (number > len(names) - (BEFORE - 26 * len(names)))
        after = 11 + spread + (number <= AFTER - 11 * len(names))
        yield f"YJS{number:02}", *_package(number, theme, name, before, after)


def _package(number: int, theme: str, name: str, before: int, after: int) -> tuple[PackageContent, Own]:
    """Three items: the first alone, the other two side by side; the last one is for some only."""
    what = name.removeprefix("我要")
    first, second = before // 4, before // 2
    told = (
        (f"MH{number:02}1", _item(f"{what}申请受理（示例）", first, after // 4)),
        (f"MH{number:02}2", _item(f"{what}现场核查（示例）", second, after - after // 4)),
        (f"MH{number:02}3", _item(f"{what}备案登记（示例）", before - first - second, 1)),
    )
    codes = [code for code, _ in told]
    agent = Material("授权委托书")
    tree = Question(
        "谁来办？",
        (
            Answer("本人办理", then=_asked(codes[2])),
            Answer("委托他人办理", materials=(agent,), then=_asked(codes[2])),
        ),
    )
    summary = "示例套餐：名称和事项为演示补充，套餐数和平均天数与年报一致。"
    return PackageContent(name, theme, ((codes[0],), (codes[1], codes[2])), tree, summary), told


def _asked(code: str) -> Question:
    return Question(
        "是第一次办吗？", (Answer("第一次办", items=(code,)), Answer("办过，这次变更", spared=("场地证明",)))
    )


def _item(name: str, statutory: int, promised: int, **told: object) -> ItemContent:
    plain: dict[str, object] = {
        "name": name,
        "kind": ItemKind.LICENCE,
        "subjects": ("L010",),
        "basis": BASIS,
        "conditions": "符合依据所列的条件",
        "promised_days": promised,
        "statutory_days": statutory,
        "materials": APPLY,
        "review_points": ("材料齐全", "填写一致"),
        "steps": ("受理", "审查", "决定", "送达"),
        "result": "办理结果（示例）",
        "place": "政务服务大厅综合窗口",
        "hours": "工作日9:00至17:00",
        "phone": "0900-0000000",
        "in_hall": True,
        "online": OnlineState.NONE,
    }
    return ItemContent(**{**plain, **told})  # type: ignore[arg-type]


# --- 临夏 -------------------------------------------------------------------------------------------------------------

STATE, STATE_IN_HALL, STATE_ONE_WINDOW = 696, 654, 386
"""州级: 654 items in the hall and 94 % are the report's; 696 items in all follow."""
COUNTY, COUNTY_IN_HALL, COUNTY_ONE_WINDOW = 6249, 4962, 3468
"""八县市: 4,962 items in the halls and 79.4 % are the report's; 6,249 in all follow. It prints 55.49 % at one
window for state and counties together and no count: 386 and 3,468 of the 6,945, which ``halling`` gives to general
windows, are invented to give it."""


def _linxia(settled: Settled, people: Signers) -> None:
    state, county = settled.bodies["zhengwu"], settled.bodies["shixian"]
    items.enter_items(state, (people.entered(f"LX{n:04}", _of_state(n, people.on)) for n in range(1, STATE + 1)))
    items.enter_items(county, (people.entered(f"XS{n:04}", _of_county(n)) for n in range(1, COUNTY + 1)))


_SORTS = (("设立登记", "L005"), ("经营许可", "L010"), ("资格认定", "P050"), ("待遇申领", "P085"), ("证件换发", "P090"))


def _of_state(number: int, since: date) -> ItemContent:
    word, subject = _SORTS[number % len(_SORTS)]
    return _item(
        f"州级{word}（示例{number:03}）",
        20,
        5 + number % 6,
        subjects=(subject,),
        in_hall=number <= STATE_IN_HALL,
        online=OnlineState.APPLY,
        online_since=since,
        online_address="https://zwfw.example.cn/",
    )


def _of_county(number: int) -> ItemContent:
    word, subject = _SORTS[number % len(_SORTS)]
    return _item(
        f"县市{word}（示例{number:04}）",
        20,
        5 + number % 9,
        subjects=(subject,),
        in_hall=number <= COUNTY_IN_HALL,
        materials=APPLY[:1],
    )
