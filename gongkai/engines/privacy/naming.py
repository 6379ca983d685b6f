"""点名的人: a private person named in running text, with no number beside the name.

Official texts are full of names that belong there, so a name alone is none. It is asked about only where the words around it say
that it is a private person's: what somebody is called by (村民王…), who they are to others (王…老人，王…的妻子), where they
live (家住…的王…), how somebody without a post is introduced (王…，女，43岁). Whoever holds a post in the same text is not
asked about. Where the word itself tells what nobody should read of a named person (低保户、患者、举报人), it is no question.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.engines.privacy.kinds import Certainty, Found, Kind
from gongkai.engines.privacy.masking import mask
from gongkai.engines.privacy.surnames import begins_a_word, fits, name_at

_HAN = r"[\u4e00-\u9fff]"
_TENDER = (
    r"低保户|五保户|特困户|特困人员|特困供养人员|贫困户|建档立卡户|监测户|患者|病人|病患|残疾人|残疾儿童|受害人|被害人|"
    r"受害者|举报人|投诉人|信访人|上访人|孤儿|留守儿童|困境儿童|流浪乞讨人员|受助学生|受资助学生|贫困学生|救助对象|"
    r"帮扶对象|吸毒人员|社区矫正对象|刑满释放人员"
)
_ONE = (
    r"村民|农户|牧民|牧户|脱贫户|搬迁户|种植户|养殖户|种粮大户|养殖大户|种植大户|个体户|个体工商户|摊主|店主|租客|房主|车主|"
    r"司机|驾驶员|大学生|毕业生|高校毕业生|老汉|大爷|大娘|大妈|大叔|小伙|小伙子|姑娘|男子|女子|返乡青年|网民|网友|来信人|"
    r"来访人|来电人|求助人|求助者|报警人|报案人|当事人|原告|上诉人|被告人|犯罪嫌疑人|嫌疑人|被处罚人|被执行人|失信人|伤者|"
    r"死者|逝者|遇难者|失踪者|目击者|邻居|老伴"
)
"""One person, not a group: a surname right after it begins a name, whatever follows the name."""
_MANY = (
    r"居民|市民|群众|农民|商户|业主|住户|租户|户主|乘客|旅客|游客|顾客|消费者|家长|学生|学员|同学|考生|儿童|男孩|女孩|老人|"
    r"阿姨|妇女|青年|职工|退休职工|下岗职工|员工|工人|农民工|务工人员|打工者|求职者|志愿者|申请人|丈夫|妻子|儿子|女儿|母亲|"
    r"父亲|爱人"
)
"""One person or many: only what follows tells whether a name stands there."""
_CALLED = re.compile(rf"(?P<tender>{_TENDER})|(?P<one>{_ONE})|(?:{_MANY})")
_FOREIGN = re.compile(rf"[^\W的了为到和]{{1,4}}·{_HAN}{{1,8}}$")
_ELDERS = (
    r"老人|老汉|老太太|大爷|大娘|大妈|大叔|大婶|奶奶|爷爷|阿姨|一家|全家|夫妇|夫妻|家中|家里|母子|母女|父子|父女|"
    r"的(?:妻子|丈夫|儿子|女儿|母亲|父亲|家人|孩子|爱人|老伴|家属|遗孀)"
)
_KIN = re.compile(_ELDERS)
_LEADS_IN = "了到为给对向和与、是叫望问助访进走扶看"
"""What stands before a name that begins in the middle of a clause: 看望了王…老人."""
_LIVES = re.compile(r"家住[^，。；：,;\n]{2,24}的|(?:今年|现年)?\d{1,3}\s?岁的")
_INTRODUCED = re.compile(r"[，,（(]\s?(?:男|女)\s?(?=[，,）)；;、])")
_AND = re.compile(r"[、和及与]\s?")
_TITLE = (
    r"书记|主任|局长|县长|市长|州长|区长|镇长|乡长|村长|社长|组长|部长|处长|科长|股长|所长|站长|队长|校长|院长|馆长|会长|"
    r"行长|厅长|司长|秘书长|主席|委员|常委|代表|干事|干部|同志|调研员|巡视员|法官|检察官|审判员|书记员|检察员|警官|民警|"
    r"辅警|干警|律师|记者|通讯员|编辑|教授|研究员|医生|医师|主治|护士|护士长|教师|老师|专家|经理|董事长|法定代表人|负责人|"
    r"联络员|网格员|第一书记|驻村|队员|班子成员|支书|文书|会计|村官"
)
_OF_POST_BEFORE = re.compile(rf"(?:{_TITLE})[：:、\s]{{0,2}}$")
_OF_POST_AFTER = re.compile(rf"[（(，,、：:\s]{{0,2}}(?:[^，,。；;（）()\n]{{0,14}}?)(?:{_TITLE})")
_AT_ONCE = re.compile(rf"(?:{_TITLE})")
_POSTED = re.compile(r"现任|拟任|时任|曾任|担任|出任|兼任|任命|当选|选举|聘任|聘为|任职|职务|履新|拟提")
_SENTENCE_END = re.compile(r"[。；;！？!?\n]")
_NEAR = 24
_FOREIGN_LONGEST = 13


def named(text: str) -> Iterator[Found]:
    """点名的人: in the order of the judgements; a name once asked about is asked about wherever it stands in the text."""
    found: dict[int, tuple[int, bool]] = {}
    for start, end, tender in _all(text):
        if start not in found and not _holds_a_post(text, start, end):
            found[start] = (end, tender)
    names = {text[start:end]: tender for start, (end, tender) in found.items()}
    for name, tender in names.items():
        for place in again(text, name):
            found.setdefault(place, (place + len(name), tender))
    for start, (end, tender) in found.items():
        certainty = Certainty.LIKELY if tender else Certainty.ASKED
        yield Found(Kind.NAME, start, end, mask(Kind.NAME, text[start:end]), certainty)


def again(text: str, name: str) -> Iterator[int]:
    """再次出现: where a name stands that is known from elsewhere."""
    at = text.find(name)
    while at >= 0:
        if len(name) > 2 or fits(text, at + len(name)):
            yield at
        at = text.find(name, at + len(name))


def _all(text: str) -> Iterator[tuple[int, int, bool]]:
    for called in _CALLED.finditer(text):
        yield from _row(text, called.end(), called["tender"] is not None, sure=called["one"] is not None)
    for lives in _LIVES.finditer(text):
        yield from _row(text, lives.end(), False)
    for kin in _KIN.finditer(text):
        if (start := _ending_at(text, kin.start())) is not None:
            yield start, kin.start(), False
    for introduced in _INTRODUCED.finditer(text):
        start = _ending_at(text, introduced.start(), whole=True)
        if start is not None and not _POSTED.search(text[start : _sentence_end(text, start)]):
            yield start, introduced.start(), False


def _row(text: str, at: int, tender: bool, *, sure: bool = False) -> Iterator[tuple[int, int, bool]]:
    """The name that stands there, and those that follow it: 村民王…、李…和赵…."""
    while (end := name_at(text, at, sure=sure)) is not None:
        yield at, end, tender
        joined = _AND.match(text, end)
        if joined is None:
            return
        at = joined.end()


def _ending_at(text: str, end: int, *, whole: bool = False) -> int | None:
    """Where a name begins that ends there: at the beginning of a clause, or unless ``whole`` after a word that leads in."""
    foreign = _FOREIGN.search(text[max(0, end - _FOREIGN_LONGEST) : end])
    for length in (len(foreign.group()),) if foreign else (3, 2, 4):
        start = end - length
        if start < 0 or name_at(text, start, end) is None:
            continue
        before = text[start - 1] if start else ""
        if not re.match(_HAN, before) or before in ("名" if whole else _LEADS_IN):
            return start
    return None


def _holds_a_post(text: str, start: int, end: int) -> bool:
    """Whether the words around a name, or around the same name elsewhere in the text, give it a post."""
    name = text[start:end]
    if _OF_POST_AFTER.match(text, end) and _is_told_of(text, end):
        return True
    if _POSTED.search(text[end : min(_sentence_end(text, end), end + _NEAR)]):
        return True
    return any(
        _OF_POST_BEFORE.search(text[max(0, place - 8) : place]) or _AT_ONCE.match(text, place + len(name))
        for place in again(text, name)
    )


def _is_told_of(text: str, end: int) -> bool:
    """Whether what follows a name is said of it (王…（村党支部书记）), and is not another person's post."""
    if _AT_ONCE.match(text, end):
        return True
    told = re.match(
        rf"[（(][^）)\n]{{0,20}}(?:{_TITLE})[）)]|[，,][^，,。；;\n]{{0,14}}(?:{_TITLE})(?=[，,。；;])", text[end:]
    )
    return told is not None and not begins_a_word(text[end : end + 1])


def _sentence_end(text: str, at: int) -> int:
    end = _SENTENCE_END.search(text, at)
    return end.start() if end else len(text)
