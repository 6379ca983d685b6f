"""话里的人: what the words around a person tell: a name beside a number, a day of birth, a child, an illness.

A name alone is none: official texts are full of names that belong there. It counts beside a number that is a person's, after a
word that announces one, or before what nobody should read of a named person.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from gongkai.engines.privacy.kinds import Certainty, Found, Kind
from gongkai.engines.privacy.masking import mask

SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔"
    "钟谭陆汪范金石廖贾夏韦付傅方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊"
    "葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉"
    "骆蓝路游辛靳管柴蒙鲍华喻祁房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗"
    "瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝拜妥撒"
)
COMPOUND = "欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|慕容|司徒|夏侯|令狐|长孙|宇文|司空"
_HAN = r"[\u4e00-\u9fff]"
NAME = rf"(?:(?:{COMPOUND}){_HAN}{{1,2}}|[{SURNAMES}]{_HAN}{{1,2}}|{_HAN}{{1,6}}·{_HAN}{{1,8}})"
NAMED = re.compile(NAME)
_SHORT = NAME.replace("{1,2}", "{1,2}?")
"""The shortest that fits: what follows decides where a name ends."""
_NO_NAME = re.compile(
    r"[区县市省镇乡村局委办院校部厅司会社站所组队厂店处室科路街号案法令表单类等及的了和与或在为元费金款某年月日]$"
    r"|公司|政府|学校|医院|中心|银行|街道|同意|方案|时间|金额|高级|安全|许可|和谐|成立|全部|应当|连续|单位|于是|何时"
    r"|任何|时候|管理|包括|文件|方式|关于|华人|解决|白内障"
)
_AHEAD = "村民|居民|职工|学生|户主|患者|姓名|儿童|员工|同志|原告|被告|病人|孤儿|老人|农户|家长|本人|其子|其女|妻子|丈夫"
_BEFORE = (
    rf"(?:(?<!{_HAN})|(?<=[由给向将对与和为是及、])|" + "|".join(f"(?<={word})" for word in _AHEAD.split("|")) + ")"
)
_LABELS = (
    r"(?:姓\s?名|户主|户主姓名|当事人|患者|病人|学生姓名?|监护人|残疾人|受助人|救助对象|持证人|领取人|收款人|被执行人|"
    r"被处罚人|违法行为人|死者|伤者|被害人|受害人|举报人|投诉人|来信人|信访人|儿童姓名|孤儿|低保户|贫困户|五保户)"
)
_LABELLED = re.compile(_LABELS + rf"\s{{0,2}}[：:]\s{{0,3}}({NAME})(?!{_HAN})")
_JOINED = re.compile(
    rf"(?:{_BEFORE}|(?<=人))"
    + rf"({NAME})[\s，,、：:（(；;]{{0,4}}"
    + r"(?:(?:男|女|汉族|回族|藏族|东乡族|土族|其|本人)[\s，,、]{0,2})*"
    + r"(?:的?(?:居民)?(?:身份证|公民身份|证件|银行|联系|手机|电话|一卡通|社保卡|卡|账|帐|护照)"
    + r"(?:号码?|件号?|方式|电话|卡号?|账号|户)?(?:号码?)?|号码?|电话)?"
    + r"[\s，,、：:（(为是]{0,4}$"
)
_NAME_LONGEST = 48

_MONTH_DAY = r"(?:0?[1-9]|1[0-2])[-./](?:0?[1-9]|[12]\d|3[01])(?!\d)"
_DAY = (
    r"(?:19|20)\d\d\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日"
    rf"|(?:19|20)\d\d[-./]{_MONTH_DAY}"
    r"|(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?!\d)"
)
EXACT_DAY = re.compile(_DAY)
_BORN = re.compile(
    rf"(?:出生日期|出生年月日?|出生时间|生日|出生于|生于)[\s：:为是]{{0,3}}({_DAY})"
    rf"|({_DAY})\s?(?:出生|生人|生(?=[，,。；;）)]))"
)
ILL = (
    r"(?:(?:视力|听力|言语|肢体|智力|精神|多重)残疾|[一二三四]级残疾|残疾[一二三四]级|重度残疾|尿毒症|白血病|艾滋病|癌症?|肿瘤"
    r"|肝炎|乙肝|肺结核|结核病|精神病|精神分裂症?|抑郁症|癫痫|脑瘫|瘫痪|偏瘫|脑梗塞?|心脏病|糖尿病|高血压|肾衰竭|肾病"
    rf"|先天性{_HAN}{{1,6}}病|自闭症|唐氏综合征|尘肺病?|患病|大病|重病|慢性病|流产|怀孕|梅毒)"
)
ILLNESS = re.compile(ILL)
_ILL_PERSON = re.compile(
    _BEFORE
    + rf"({_SHORT})(?=[，,（(\s]|因|患|确诊|系|身患|被诊断|查出|为|属|肢体|视力|听力|智力|精神)"
    + r"[^。；;\n]{0,14}?(?:因|患有?|确诊|诊断|系|为|属|查出|，|,|（|\()"
    + rf"[^。；;\n]{{0,6}}?({ILL})"
)
_CHILD = re.compile(
    _BEFORE + rf"({_SHORT})(?=[，,（(\s])[^。；;\n]{{0,12}}?(?<![\d.])((?:[1-9]|1[0-7])\s?周?岁)(?!以[上下]|至|到|—|-)"
)
_PUPIL = re.compile(rf"(?:留守儿童|未成年人|孤儿|幼儿|困境儿童|事实无人抚养儿童)({NAME})(?=[，,。（(；;：:\s]|$|的|因)")


def people(text: str, numbers: Iterable[Found]) -> Iterator[Found]:
    """话里的人: in the order of the judgements, not of the text; ``numbers`` are those already found."""
    for found in numbers:
        if found.kind in _PERSONS:
            yield from _beside(text, found)
    for hit in _LABELLED.finditer(text):
        yield from _named(hit, 1)
    for hit in _BORN.finditer(text):
        yield _found(Kind.BIRTH, hit, 1 if hit[1] else 2, Certainty.SURE)
    for pattern, kind in ((_ILL_PERSON, Kind.HEALTH), (_CHILD, Kind.MINOR)):
        for hit in pattern.finditer(text):
            if _is_name(hit[1]):
                yield _found(kind, hit, 2, Certainty.LIKELY)
                yield from _named(hit, 1)
    for hit in _PUPIL.finditer(text):
        if _is_name(hit[1]):
            yield Found(Kind.MINOR, hit.start(1), hit.end(1), mask(Kind.NAME, hit[1]), Certainty.LIKELY)


_PERSONS = frozenset({Kind.IDENTITY, Kind.BANK, Kind.MOBILE, Kind.PASSPORT})


def name_before(text: str, place: int) -> re.Match[str] | None:
    """紧邻的姓名: that stands right before a number."""
    hit = _JOINED.search(text[max(0, place - _NAME_LONGEST) : place])
    return hit if hit is not None and _is_name(hit[1]) else None


def _beside(text: str, number: Found) -> Iterator[Found]:
    hit = name_before(text, number.start)
    if hit is not None:
        start = max(0, number.start - _NAME_LONGEST) + hit.start(1)
        yield Found(Kind.NAME, start, start + len(hit[1]), mask(Kind.NAME, hit[1]), Certainty.LIKELY)


def _named(hit: re.Match[str], group: int) -> Iterator[Found]:
    if _is_name(hit[group]):
        yield _found(Kind.NAME, hit, group, Certainty.LIKELY)


def _found(kind: Kind, hit: re.Match[str], group: int, certainty: Certainty) -> Found:
    return Found(kind, hit.start(group), hit.end(group), mask(kind, hit[group]), certainty)


def _is_name(text: str) -> bool:
    return _NO_NAME.search(text) is None and ILLNESS.search(text) is None


def is_name(text: str) -> bool:
    """像姓名: a whole cell that may be a person's name, blanks within it aside."""
    plain = "".join(text.split())
    return NAMED.fullmatch(plain) is not None and _is_name(plain)
