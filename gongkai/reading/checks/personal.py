"""个人信息: what a published report must not show of a person; always masked in what is said of it (条例第十五条).

The office's own telephone is none. A mobile number given as the office's is asked about: whose is it?
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from stdnum import luhn
from stdnum.cn import ric

from gongkai.law.grammar.tables import Level
from gongkai.reading.carriers import Line
from gongkai.reading.checks.findings import Finding
from gongkai.reading.checks.rule import Check
from gongkai.reading.report import Reading
from gongkai.reading.tables.cells import Place

PERSONAL = Check(
    "A32",
    "公布的报告不得有个人信息",
    Level.YELLOW,
    "删去或遮盖后重新发布，并撤下已公布的原文",
    basis="条例第十五条",
)
MOBILE = Check("B32", "公布的联系电话应为公务电话", Level.QUESTION, "确是个人手机号码的，换为办公电话")
TELEPHONE = Check("B31", "同一机关前后的电话号码一致", Level.QUESTION, "核对电话号码；确是两部电话的不必改")

_IDENTITY = re.compile(r"(?<![0-9A-Za-z])\d{17}[0-9Xx](?![0-9A-Za-z])")
_CARD = re.compile(r"(?<![0-9A-Za-z])\d{4}(?:[ -]?\d{4}){3}(?:[ -]?\d{1,3})?(?![0-9A-Za-z])")
_ABOUT_BANK = re.compile(r"账号|帐号|账户|卡号|银行|开户|一卡通|社保卡")
_CELL_PHONE = re.compile(r"(?<![0-9A-Za-z.-])(?:86-?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?![0-9A-Za-z]|\.\d)")
_OF_OFFICE = re.compile(r"联系|咨询|举报|投诉|监督|受理|服务|电话|热线|填报|负责人|编辑")
_OF_PERSON = re.compile(r"申请人|当事人|信访人|住户|村民|居民|同志")
_AMOUNT = re.compile(r"\s?(?:元|万|亿|人|次|条|件|个|户|亩|平方)")
_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏"
    "韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔汤"
)
_NO_NAME = re.compile(
    r"方便|任何|许可|程序|严格|高度|方式|方可|何时|何种|余下|金额|万一|史料|白天|江苏|石家|黄冈|武汉|金华|程度|高效|严禁|范围"
)
_NAMED = re.compile(
    rf"(?:申请人|原告|信访人|投诉人|举报人)(?:为|是|:)?(?P<name>[{_SURNAMES}][\u4e00-\u9fff]{{1,2}})"
    r"(?=[,。、;(]|提出|提交|申请|要求|不服|向|诉|因|等|来信|于20|对本)"
)
_HOME = re.compile(
    r"(?:家庭住址|家庭地址|住址|现住|家住|户籍地址?|住所地)(?:为|是|在|:)?(?P<where>[\u4e00-\u9fff0-9A-Za-z-]{5,40}?(?:\d+号|\d+室|[组栋幢社]))"
)
_ANY_NUMBER = re.compile(r"\d{3}[- ]*\d{4}")
_ANY_PERSON = re.compile(r"申请人|原告|信访人|投诉人|举报人|住址|家住|现住|户籍|住所地|家庭地址")
_SHORTEST = 9
_LANDLINE = re.compile(r"(?<![\d.])(?P<area>0\d{2,3})-{1,2}(?P<number>[2-8]\d{6,7})(?!\d)")


def of_persons(reading: Reading) -> Iterator[Finding]:
    """个人信息和电话的问题."""
    text = reading.page.text
    numbers, persons = _ANY_NUMBER.search(text), _ANY_PERSON.search(text)
    landlines: dict[str, tuple[Line, str]] = {}
    for line in reading.page.lines if numbers or persons else ():
        text = line.plain
        if numbers and len(text) > _SHORTEST and _ANY_NUMBER.search(text):
            yield from _numbers(line, text)
            if "-" in text:
                for match in _LANDLINE.finditer(line.squeezed):
                    landlines.setdefault(match["area"] + match["number"], (line, match.group()))
        if persons and _ANY_PERSON.search(text):
            yield from _persons(line, line.squeezed)
    yield from _telephones(landlines)


def _numbers(line: Line, text: str) -> Iterator[Finding]:
    taken: list[range] = []
    for match in _IDENTITY.finditer(text):
        if _is_identity(match.group()):
            taken.append(range(*match.span()))
            yield _found("身份证件号码", match.group(), line, text, match.start())
    for match in _CARD.finditer(text):
        digits = re.sub(r"\D", "", match.group())
        said = _ABOUT_BANK.search(text[max(0, match.start() - 24) : match.start()])
        if (
            match.start() not in _all(taken)
            and luhn.is_valid(digits)
            and len(set(digits)) > 2
            and (said or digits[:2] == "62")
        ):
            taken.append(range(*match.span()))
            yield _found("银行账号", match.group(), line, text, match.start())
    for match in _CELL_PHONE.finditer(text):
        if match.start() in _all(taken) or _AMOUNT.match(text, match.end()):
            continue
        before = text[max(0, match.start() - 24) : match.start()]
        if _OF_OFFICE.search(before) and not _OF_PERSON.search(before):
            shown = _masked(match.group())
            yield MOBILE.found(
                f"公布的联系电话是手机号码“{shown}”，请确认是公务电话", Place(line.number, f"{before[-12:]}{shown}")
            )
        else:
            yield _found("手机号码", match.group(), line, text, match.start())


def _all(ranges: list[range]) -> set[int]:
    return {place for each in ranges for place in each}


def _is_identity(number: str) -> bool:
    """Whether eighteen characters are an identity number: the check digit and a day of birth."""
    try:
        born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    return 1900 < born.year < 2100 and ric.calc_check_digit(number) == number[-1].upper()


def _persons(line: Line, text: str) -> Iterator[Finding]:
    for match in _NAMED.finditer(text):
        name = match["name"]
        if "某" not in name and not _NO_NAME.match(name):
            yield _found("申请人姓名", name, line, text, match.start("name"))
    for match in _HOME.finditer(text):
        yield _found("住址", match["where"], line, text, match.start("where"))


def _found(what: str, secret: str, line: Line, text: str, at: int) -> Finding:
    shown = _masked(secret)
    return PERSONAL.found(f"文中有{what}“{shown}”", Place(line.number, f"{text[max(0, at - 10) : at]}{shown}"))


def _masked(secret: str) -> str:
    """The first and the last characters; of a name the surname alone."""
    if len(secret) < 4:
        return secret[0] + "*" * (len(secret) - 1)
    kept = 3 if len(secret) > 10 else 1
    return secret[:kept] + "*" * (len(secret) - 2 * kept) + secret[-kept:]


def _telephones(found: dict[str, tuple[Line, str]]) -> Iterator[Finding]:
    """Two numbers that differ in one digit that is not the last: neighbouring numbers of one house differ in the last."""
    alike: dict[tuple[int, str], str] = {}
    for other in found:
        for at in range(len(other) - 1):
            one = alike.setdefault((at, other[:at] + other[at + 1 :]), other)
            if one != other:
                (first, written), (line, again) = found[one], found[other]
                text = f"第{first.number}行为{written}，此处为{again}，只差一位"
                yield TELEPHONE.found(text, Place(line.number, again), cells=())
