"""Invented people with sound numbers, and what looks like their data and is none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from stdnum import luhn
from stdnum.cn import ric

_SURNAMES, _GIVEN = "王李张刘陈马赵周吴徐孙", ("测试", "样例", "样本", "例甲", "例乙", "试丙", "样丁")
_PLACES = ("620822", "620102", "622923", "630222", "621202")
_ILLS = ("尿毒症", "白血病", "肢体残疾", "精神病", "脑瘫")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who does not exist."""

    name: str
    identity: str
    mobile: str
    card: str
    home: str
    born: date
    ill: str


def person(chance: Random) -> Person:
    """The next invented person."""
    born = date(1950, 1, 1) + timedelta(days=chance.randrange(20_000))
    head = f"{chance.choice(_PLACES)}{born:%Y%m%d}{chance.randrange(1000):03}"
    card = f"6228{chance.randrange(10**14):014}"
    return Person(
        chance.choice(_SURNAMES) + chance.choice(_GIVEN),
        head + ric.calc_check_digit(head + "0"),
        f"1{chance.choice('3589')}{chance.randrange(10**9):09}",
        card + luhn.calc_check_digit(card),
        f"示例县样本镇王家村{chance.randrange(1, 12)}社{chance.randrange(1, 200)}号",
        born,
        chance.choice(_ILLS),
    )


def harmless(chance: Random) -> str:
    """What stands in official papers and is nobody's: numbers of papers and of firms, sums, days, telephones of offices."""
    year, digits = chance.randrange(2016, 2026), chance.randrange(10**9)
    named, other = (chance.choice(_SURNAMES) + chance.choice(_GIVEN) for _ in range(2))
    return chance.choice(
        (
            f"示政办发〔{year}〕{chance.randrange(1, 200)}号",
            f"索引号：11620821013900000T/{year}-{chance.randrange(99999):05}",
            "统一社会信用代码：91620800MA72000X1B",
            f"合同金额{chance.randrange(10**10, 10**11)}元",
            f"咨询电话：0933-{chance.randrange(2200000, 8999999)}",
            f"{year}年{chance.randrange(1, 13)}月{chance.randrange(1, 29)}日印发",
            f"身份证号{chance.choice(_PLACES)}********{chance.randrange(1000, 9999)}",
            f"联系电话138****{chance.randrange(1000, 9999)}",
            f"项目代码{year}-620821-04-01-{chance.randrange(10**6):06}",
            f"编号：{year}{chance.randrange(10**13):013}",
            "地址：示例县城关镇人民路12号政务大厅3楼302室",
            "残疾人两项补贴、大病救助和因病致贫监测的政策",
            "户名：示例县财政局非税专户，账号：27012301040009999",
            "年满16周岁以上、60周岁以下的参保人员",
            "党的二〇二五年工作要点，一是、二是、三是",
            f"宗地面积{digits / 1000:.3f}平方米",
            "机关邮箱 bgs@shili.gov.cn，网址 https://www.example.gov.cn/art/2025/9/18/art_13900_13900000000.html",
            "本规划不涉及国家秘密，参会人员应当保守秘密",
            f"县委书记{named}主持会议，{other}同志参加，听取群众意见",
            f"村党支部书记{named}带领村民修路，驻村干部{other}到群众家中走访",
            f"{named}，男，汉族，1975年3月生，现任示例县司法局副局长，拟任局长",
            f"教师{named}被评为优秀，学生家长送来锦旗；记者{other}",
        )
    )
