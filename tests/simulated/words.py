"""词句: titles and texts as the columns of a bureau hold them. Names, numbers and places are invented."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from random import Random

from gongkai.law.disclosure import ContentClass
from gongkai.law.matters import Matter


@dataclass(frozen=True)
class Shelf:
    """一种栏目: its name, the matter of the law, its cycle in days, and what is put there."""

    slug: str
    name: str
    matter: Matter | None
    cycle: int
    kind: ContentClass
    titles: tuple[str, ...]


SHELVES = (
    Shelf(
        "ghxx",
        "规划信息",
        Matter.A20_03,
        120,
        ContentClass.DATA,
        ("{place}{topic}发展规划（{year}年）", "{unit}{year}年{topic}专项规划", "{topic}三年规划第{n}阶段安排"),
    ),
    Shelf(
        "tjxx",
        "统计信息",
        Matter.A20_04,
        45,
        ContentClass.DATA,
        ("{year}年第{n}期{topic}主要指标", "{place}{topic}统计月报（{n}）", "{year}年{topic}统计公报（{n}）"),
    ),
    Shelf(
        "xzcf",
        "行政处罚",
        Matter.A20_06,
        60,
        ContentClass.ENFORCEMENT,
        ("{unit}行政处罚决定信息（{year}-{n}）", "{topic}行政处罚决定书第{n}号", "{place}{topic}案行政处罚结果（{n}）"),
    ),
    Shelf(
        "czyjs",
        "财政预决算",
        Matter.A20_07,
        200,
        ContentClass.DATA,
        ("{unit}{year}年部门预算（{n}）", "{unit}{year}年部门决算说明{n}", "{topic}项目预算绩效（{n}）"),
    ),
    Shelf(
        "zfcg",
        "政府采购",
        Matter.A20_09,
        90,
        ContentClass.NOTICE,
        ("{topic}设备采购公告（{n}）", "{unit}{topic}采购中标结果（{n}）", "{topic}服务采购合同公告{n}"),
    ),
    Shelf(
        "yjgl",
        "应急管理",
        Matter.A20_12,
        60,
        ContentClass.NOTICE,
        ("{place}{topic}应急预案（第{n}版）", "{topic}预警信息第{n}号", "{unit}{topic}应急处置情况（{n}）"),
    ),
)
"""各单位都有的栏目."""
CROSSED = {"ghxx": "xzcf", "tjxx": "czyjs", "xzcf": "zfcg", "czyjs": "yjgl", "zfcg": "tjxx", "yjgl": "ghxx"}
"""放错时放到哪里: the column a title of one shelf is put into by mistake."""
TOPICS = (
    *("农业", "水利", "养老", "道路", "教育", "卫生", "文化", "旅游", "供水", "供热", "环卫", "林业"),
    *("体育", "消防", "粮食", "住房", "能源", "物流", "档案", "广电", "园林", "气象", "电商", "科技"),
)
PLACES = ("东川镇", "西坪乡", "北塬镇", "南河乡", "柳林镇", "清水乡", "双桥镇", "石门乡", "沙湾镇", "白塔乡")
SENTENCES = (
    "本期工作覆盖{place}等{n}个村组，涉及{topic}事项{m}项",
    "共投入资金{m}.{n}万元，其中{topic}方面{n}.{m}万元",
    "经现场核实，{place}完成进度{n}%，较上期提高{m}个百分点",
    "有关情况自公布之日起可以到{place}便民服务中心查阅",
    "下一步将按照{year}年计划推进{topic}工作，{n}月底前完成",
    "如有疑问，可以在工作时间拨打办公电话0900-1230{n}咨询",
    "责任科室应当于{n}月{m}日前报送{topic}情况",
    "同类事项在{year}年共有{m}{n}件，已办结{m}件",
)


class Writer:
    """写稿的: every text is its own, whatever the seed."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.number = 100

    def title(self, shelf: Shelf, unit: str, day: date) -> str:
        """标题."""
        return self._filled(self.random.choice(shelf.titles), unit, day)

    def text(self, unit: str, day: date, title: str) -> str:
        """正文: a few sentences about nothing."""
        chosen = self.random.sample(SENTENCES, 4)
        told = "。".join(self._filled(each, unit, day) for each in chosen)
        self.number += 1
        return f"{title}有关情况公布如下。{told}。本条编号{self.number}。"

    def _filled(self, form: str, unit: str, day: date) -> str:
        self.number += 1
        return form.format(
            unit=unit,
            year=day.year,
            n=self.random.randint(1, 9) * 10 + self.number % 10,
            m=self.random.randint(2, 28),
            topic=self.random.choice(TOPICS),
            place=self.random.choice(PLACES),
        )


def leaking(random: Random) -> tuple[str, str]:
    """带号码的句子: and the same with the number covered. No number belongs to anybody."""
    name = random.choice(("张测试", "王示例", "李样本", "赵虚构"))
    kind = random.randrange(3)
    if kind == 0:
        number = _identity(random)
        return (
            f"经办对象{name}，身份证号{number}。",
            f"经办对象{name[0]}某，身份证号{number[:6]}********{number[-4:]}。",
        )
    if kind == 1:
        number = f"139{random.randrange(10**8):08d}"
        return f"户主{name}，本人手机{number}。", f"户主{name[0]}某，本人手机{number[:3]}****{number[-4:]}。"
    number = _card(random)
    return f"发放到{name}的银行卡{number}。", f"发放到{name[0]}某的银行卡{number[:6]}*********{number[-4:]}。"


def _identity(random: Random) -> str:
    stem = f"110101{random.randint(1950, 2005)}{random.randint(1, 12):02d}{random.randint(1, 28):02d}{random.randrange(1000):03d}"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return stem + "10X98765432"[sum(int(sign) * weight for sign, weight in zip(stem, weights, strict=True)) % 11]


def _card(random: Random) -> str:
    stem = f"622848{random.randrange(10**12):012d}"
    total = 0
    for place, sign in enumerate(reversed(stem)):
        doubled = int(sign) * (2 if place % 2 == 0 else 1)
        total += doubled - 9 if doubled > 9 else doubled
    return f"{stem}{-total % 10}"
