"""文字: what stands around the tables of a report: titles, sentences that state figures, the page of the site it was on.

Names of places are invented. Every sentence that states a figure of a table is true unless ``lie`` changes it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from random import Random

from gongkai.law.grammar.sheets import Sheet

_STEMS = ("清溪", "云岭", "安和", "平湖口", "青石", "临江坪", "永泰堡", "石桥", "东川河", "新河", "白鹿", "长丰")
_GOVERNMENTS = (
    "县",
    "县人民政府",
    "市",
    "市人民政府",
    "区人民政府",
    "自治州人民政府",
    "镇人民政府",
    "镇",
    "乡人民政府",
    "旗",
)
_DEPARTMENTS = (
    "县财政局",
    "市自然资源局",
    "区市场监督管理局",
    "市教育局",
    "县卫生健康委员会",
    "市发展和改革委员会",
    "街道办事处",
    "区应急管理局",
    "经济技术开发区管理委员会",
    "县人力资源和社会保障局",
    "市审计局",
    "县医疗保障局",
)
_CHINESE_DIGITS = dict(zip("0123456789", "〇一二三四五六七八九", strict=True))


def authority(chance: Random) -> str:
    """The name of an authority that is nowhere."""
    return chance.choice(_STEMS) + chance.choice(_GOVERNMENTS if chance.random() < 0.5 else _DEPARTMENTS)


def title(name: str, year: int, chance: Random) -> list[str]:
    """The title in one of the forms reports use, and on as many lines as it takes there."""
    written = "".join(_CHINESE_DIGITS.get(each, each) for each in str(year)) if chance.random() < 0.1 else str(year)
    end = "政府信息公开工作年度报告"
    return chance.choice(
        (
            [f"{name}{written}年{end}"],
            [f"{name}{written}年度{end}"],
            [f"{name}", f"{written}年{end}"],
            [f"{name}{written}年度政府", "信息公开工作年度报告"],
            [f"{written}年{name}{end}"],
            [f"{name} {written} 年{end}"],
            [f"{name}关于{written}年度政府信息公开工作的年度报告"],
            [f"{name}{written}年政府信息公开年度报告"],
            [f"根据《中华人民共和国政府信息公开条例》规定，现公布{name}{written}年{end}。"],
        )
    )


def around(chance: Random, name: str, year: int) -> tuple[list[str], list[str]]:
    """The page of a site: what it printed before and after the report; mostly nothing."""
    if chance.random() < 0.6:
        return [], []
    before = [
        f"当前位置：首页 > 政务公开 > 政府信息公开年报 > {year}年",
        f"索引号：A00012345/{year + 1}-00087",
        f"发布日期：{year + 1}-01-2{chance.randint(0, 9)} 10:3{chance.randint(0, 9)}",
        f"浏览次数：{chance.randint(3, 4000)}次 字号：[大 中 小] 打印",
    ]
    after = [
        "扫一扫在手机打开当前页",
        f"主办：{name} 网站标识码：9900000{chance.randint(100, 999)}",
        f"版权所有 备案号：A备1900{chance.randint(1000, 9999)}号-1 联系电话：0990-600{chance.randint(1000, 9999)}",
    ]
    return chance.sample(before, chance.randint(1, 4)), chance.sample(after, chance.randint(1, 3))


@dataclass(frozen=True)
class Stated:
    """所述: a sentence with the figures of cells in it, and the cell each is of."""

    text: str
    cells: tuple[tuple[str, str, str], ...]

    def said(self, sheets: Mapping[str, Sheet], lie: Mapping[int, int] | None = None) -> str:
        """The sentence with its figures; ``lie`` says by how much the figure of a place is off."""
        off = lie or {}
        numbers = [
            int(sheets[table][row, column] or 0) + off.get(at, 0) for at, (table, row, column) in enumerate(self.cells)
        ]
        return self.text.format(*numbers)


def _all(row: str) -> tuple[str, str, str]:
    return "applications", row, "total"


def _one(row: str) -> tuple[str, str, str]:
    return "statistics", row, "value"


SIX_SECTIONS: tuple[Stated, ...] = (
    Stated("全年新收政府信息公开申请{}件，上年结转{}件，已全部依法依规办理。", (_all("new"), _all("carried_in"))),
    Stated("本年共收到政府信息公开申请{}件。", (_all("new"),)),
    Stated(
        "本年度新收到政府信息公开申请{}件，办结{}件，结转下年度继续办理{}件。",
        (_all("new"), _all("total"), _all("carried_out")),
    ),
    Stated("（二）依申请公开。我单位共受理依申请公开{}件。", (_all("new"),)),
)
STATISTICS: tuple[Stated, ...] = (
    Stated("全年主动公开政府信息{}条。", (_one("disclosed_total"),)),
    Stated("全年通过政府网站公开政府信息{}条，通过政务微信公开政府信息{}条。", (_one("by_website"), _one("by_wechat"))),
    Stated("本年度收到政府信息公开申请{}件。", (_one("received"),)),
)
IDLE = (
    "坚持以公开为常态、不公开为例外，全面推进决策、执行、管理、服务、结果公开。",
    "（一）主动公开。及时更新机构职能、领导分工、工作动态、预决算等栏目，全年发布各类信息。",
    "（三）政府信息管理。严格落实“三审三校”制度，做到涉密信息不上网、上网信息不涉密。",
    "（四）平台建设。依托门户网站、微信公众号等平台，拓宽公开渠道。",
    "（五）监督保障。明确分管领导和专职人员，定期组织业务培训，未发生责任追究情况。",
    "根据工作需要，对政府信息公开指南进行了修订，进一步明确公开范围、方式和时限。",
)
PROBLEMS = (
    "一是公开内容不够全面，二是解读形式较为单一。下一步，将加强培训，完善机制，提高公开质量。",
    "存在信息更新不及时、栏目设置不够科学等问题。今后将进一步压实责任，强化督促检查。",
)
OTHERS = ("无其他需要报告的事项。", "本年度未收取信息处理费。", "按照有关规定，本机关没有收取信息处理费的情况。")


def prose(chance: Random, *sentences: str) -> Iterator[str]:
    """Some idle sentences with the others among them, a paragraph each."""
    yield from chance.sample(IDLE, chance.randint(1, 4))
    yield from sentences
