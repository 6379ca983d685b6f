"""报告的名分: whose report it is and on which year, as its title and its text say.

The title is looked for among the first lines, one by one and then put together where it is cut; failing that, in the
first sentence that names the report; failing that, the year comes from the period the figures cover.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from gongkai.reading.carriers import Page
from gongkai.reading.script import squeezed

_TITLE_LINES = 80
_TITLE_LENGTH = 80
_TAIL_LINES = 12
_REPORT = r"(?:政府|政务)?(?:信息|政务)公开(?:工作)?(?:的)?(?:情况)?(?:年度)?(?:工作)?(?:情况)?(?:年度)?(?:报告|年报)"
_WORDS = r"[\u4e00-\u9fff·、()]"
_TITLE = re.compile(
    rf"(?P<before>{_WORDS}{{0,40}}?)(?P<year>20\d\d)年?(?:度)?(?P<between>[\u4e00-\u9fff]{{0,30}}?){_REPORT}(?!编制|有关)"
)
_YEAR_LAST = re.compile(rf"(?P<before>{_WORDS}{{0,40}}?)(?P<between>){_REPORT}\(?(?P<year>20\d\d)年?度?\)?")
_BARE_TITLE = re.compile(rf"(?<!关于){_REPORT}")
_PERIOD = re.compile(r"(20\d\d)年1月1日")
_YEAR = re.compile(r"(20\d\d)年")
_CHINESE_YEAR = re.compile(r"二[〇○零0O][一二][〇○零一二三四五六七八九](?=年)")
_DIGITS = str.maketrans("〇○零O一二三四五六七八九", "0000123456789")
_LEAD = re.compile(
    r"公布|发布|公开|编制了?|现将|关于|年报|名称|有效|根据|报告|通知|来源|机构|正文|首页|位置|做好|印发|其他|20"
)
_NAME = re.compile(
    r"[\u4e00-\u9fff]{2,30}(?:人民政府|管理委员会|管委会|街道办事处|委员会|办公室|街道|[局厅委办院省市县区州乡镇旗部会站所校中心]{1,2})"
)
_ISSUER = re.compile(r"(?:发布机构|信息来源|公开主体|发布单位)[:|]*([\u4e00-\u9fff]{3,30})")
_SUBJECT = re.compile(r"信息公开|政务公开|主动公开|依申请公开|公开政府信息")


def speaks_of_disclosure(page: Page) -> bool:
    """是否谈公开: whether the text speaks of the disclosure of government information at all."""
    return _SUBJECT.search(squeezed(page.text)) is not None


def is_titled(page: Page) -> bool:
    """有无名称: whether the first lines name an annual report on disclosure, in a title or in a sentence with its year."""
    lines = [squeezed(line.plain) for line in page.lines if line.plain.strip()][:_TITLE_LINES]
    titles = (text for text in (*lines, *(one + other for one, other in pairwise(lines))) if len(text) <= _TITLE_LENGTH)
    named = (match for text in lines if _may_be_title(text) for match in _TITLE.finditer(text))
    return any(map(_BARE_TITLE.search, titles)) or any("关于" not in match["before"] for match in named)


def identify(page: Page) -> tuple[int | None, str]:
    """年度与机关: the year of the report and the name of the authority as found; None and empty where not told."""
    lines = [_with_year_in_digits(squeezed(line.plain)) for line in page.lines if line.plain.strip()]
    for year, name in _titles(lines):
        return year, name or _name_elsewhere(lines)
    return _year_in_text(lines), _name_elsewhere(lines)


def _with_year_in_digits(text: str) -> str:
    return _CHINESE_YEAR.sub(lambda found: found.group().translate(_DIGITS), text) if "二" in text else text


def _titles(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Every reading of the first lines as a title, single lines before joined ones, then sentences of the text."""
    head = lines[:_TITLE_LINES]
    for count in (1, 2, 3):
        for at in range(len(head) - count + 1):
            text = "".join(head[at : at + count])
            fits = len(text) <= _TITLE_LENGTH and _may_be_title(text)
            if fits and (match := _TITLE.search(text) or _YEAR_LAST.search(text)):
                name = _named(match) or (_trimmed(head[at - 1]) if at and count == 1 else "")
                yield int(match["year"]), name
    for text in lines:
        if _may_be_title(text) and (match := _TITLE.search(text)):
            yield int(match["year"]), _named(match)


def _may_be_title(text: str) -> bool:
    """A quick look before the patterns."""
    return "公开" in text and "报" in text


def _named(match: re.Match[str]) -> str:
    """The authority a title names, before the year or after it; nothing where the title is only cited in a notice."""
    if "关于" in match["before"]:
        return ""
    return _trimmed(match["before"]) or _trimmed(match["between"])


def _trimmed(text: str) -> str:
    """The name of an authority at the end of what stands before a title; empty where there is none."""
    name = _LEAD.split(text)[-1].lstrip("了的、·()")
    return name if _NAME.fullmatch(name) else ""


def _year_in_text(lines: Sequence[str]) -> int | None:
    text = "\n".join(lines)
    if period := _PERIOD.search(text):
        return int(period[1])
    years = Counter(_YEAR.findall(text))
    return int(years.most_common(1)[0][0]) if years else None


def _name_elsewhere(lines: Sequence[str]) -> str:
    for line in lines[:_TITLE_LINES]:
        if (issuer := _ISSUER.search(line)) and _NAME.fullmatch(issuer[1]):
            return issuer[1]
    alone = [line for line in (*lines[:5], *lines[-_TAIL_LINES:]) if _NAME.fullmatch(line)]
    return alone[0] if alone else ""
