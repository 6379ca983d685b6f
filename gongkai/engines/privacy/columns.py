"""整列: columns of a table judged as a whole, by their heads and by what most of their cells hold."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from gongkai.engines.privacy.kinds import Certainty, Found, Kind
from gongkai.engines.privacy.masking import mask
from gongkai.engines.privacy.people import EXACT_DAY, is_name

_NAMES = re.compile(
    r"姓\s*名|户\s*主|^户名$|家长|监护人|申请人|持证人|学生|患者|领取人|收款人|受益人|对象|残疾人|家庭成员|本人|儿童|购房人|承租人|缴费人"
)
_OF_OFFICE = re.compile(
    r"联系人|负责人|法定代表|经办|审批|领导|单位|企业|名称|执法|责任|编号|号码|电话|证号|账号|卡号|地址|住址|数|关系|人口"
)
_OFFICIALS = re.compile(r"职务|职位|职称|分管|执法证|警号|办公电话|办公室|执法领域|岗位职责|工作分工")
_BIRTH = re.compile(r"出生|生日")
_AGE = re.compile(r"年\s*龄|周岁")
_HEALTH = re.compile(
    r"致贫原因|残疾(?:等级|类别|类型|情况|程度|级别)|病种|疾病|病情|诊断|健康状况|身体状况|患病|病因|伤情|[困救][难助]原因|残疾$"
)
_HOME = re.compile(r"住址|家庭地址|居住地址|户籍地址|详细地址|现住址|户籍地")
_HOUSE = re.compile(r"\d{1,5}\s?[号栋幢]|[号栋室组社]\s?\d|[一二三四五六七八九十\d]{1,4}\s?(?:组|社|室|单元|号)")
_WELL = frozenset(
    [
        "",
        "无",
        "否",
        "健康",
        "良好",
        "正常",
        "/",
        "-",
        "—",
        "——",
        "*",
        "其他",
        "因学",
        "交通条件落后",
        "缺资金",
        "缺技术",
        "缺劳力",
        "缺劳动力",
        "缺土地",
        "缺水",
    ]
)
_ADULT = 18
_ENOUGH = 3
_MOSTLY, _HEADED = 0.8, 0.5


@dataclass(frozen=True, slots=True)
class Column:
    """一列: its place, its heads, its cells below them with the rows they stand in."""

    place: int
    head: str
    cells: tuple[tuple[int, str], ...]

    @property
    def filled(self) -> list[tuple[int, str]]:
        """有内容的格."""
        return [(row, text) for row, text in self.cells if text.strip()]


def judged(columns: Sequence[Column], numbers: frozenset[int]) -> Iterator[Found]:
    """整列判断: every cell of every column that is personal as a whole; ``numbers`` are the columns of persons' numbers."""
    heads = " ".join(column.head for column in columns)
    officials = _OFFICIALS.search(heads) is not None and not numbers
    names = [column for column in columns if not officials and _is_of_names(column, numbers)]
    for column in names:
        yield from _whole(column, Kind.NAME, [(row, text) for row, text in column.filled if _bare(text)])
    if not names and not numbers:
        return
    for column in columns:
        if column in names:
            continue
        if _HEALTH.search(column.head):
            yield from _whole(column, Kind.HEALTH, [each for each in column.filled if _tells_of_health(each[1])])
        elif _BIRTH.search(column.head):
            yield from _whole(column, Kind.BIRTH, [each for each in column.filled if EXACT_DAY.match(each[1].strip())])
        elif _AGE.search(column.head):
            yield from _whole(column, Kind.MINOR, [each for each in column.filled if _is_child(each[1])])
        elif _HOME.search(column.head):
            yield from _whole(column, Kind.ADDRESS, [each for each in column.filled if _HOUSE.search(each[1])])


def _is_of_names(column: Column, numbers: frozenset[int]) -> bool:
    filled = [text for _, text in column.filled]
    if not filled:
        return False
    share = sum(map(is_name, filled)) / len(filled)
    if _NAMES.search(column.head) and not _OF_OFFICE.search(column.head):
        return share >= _HEADED
    return not _OF_OFFICE.search(column.head) and bool(numbers) and len(filled) >= _ENOUGH and share >= _MOSTLY


def _bare(text: str) -> bool:
    return is_name(text) and not set("*＊某×X") & set(text)


def _tells_of_health(text: str) -> bool:
    return text.strip() not in _WELL and not set(text.strip()) <= {"*"} and not text.strip().isdecimal()


def _is_child(text: str) -> bool:
    age = text.strip().rstrip("周岁")
    return age.isdecimal() and len(age) < 3 and int(age) < _ADULT


def _whole(column: Column, kind: Kind, cells: Sequence[tuple[int, str]]) -> Iterator[Found]:
    for row, text in cells:
        found = Found(kind, 0, len(text), mask(kind, text), Certainty.LIKELY)
        yield replace(found, row=row, column=column.place, whole=True)
