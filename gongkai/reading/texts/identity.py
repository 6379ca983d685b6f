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
    rf"(?P<before>{_WORDS}{{0,40}}?)(?P<year>20\d\d)年?(?:度)?(?P<between>[\u4e00-\u9fff]{{0,30}}?)"
    rf"(?P<report>{_REPORT})(?!编制|有关)"
)
_YEAR_LAST = re.compile(rf"(?P<before>{_WORDS}{{0,40}}?)(?P<between>)(?P<report>{_REPORT})\(?(?P<year>20\d\d)年?度?\)?")
_BARE_TITLE = re.compile(rf"(?<!关于){_REPORT}")
_PERIOD = re.compile(r"(20\d\d)年1月1日")
_YEAR = re.compile(r"(20\d\d)年")
_CHINESE_YEAR = re.compile(r"二[〇○零0O][一二][〇○零一二三四五六七八九](?=年)")
_DIGITS = str.maketrans("〇○零O一二三四五六七八九", "0000123456789")
_LEAD = re.compile(
    r"公布|发布|公开|编制了?|现将|关于|年报|打印|字号|名称|有效|根据|报告|通知|来源|机构|正文|首页|位置|做好|印发|其他|20"
)
_PAGE = re.compile(r"[:>|\[\]/]|打印|浏览|点击|首页")
_NAME = re.compile(
    r"[\u4e00-\u9fff]{2,30}(?:人民政府|管理委员会|管委会|街道办事处|委员会|办公室|街道|公司|集团|大学|[局厅委办院省市县区州乡镇旗部会站所校中心]{1,2})"
)
_ISSUER = re.compile(r"(?:发布机构|信息来源|公开主体|发布单位)[:|]*([\u4e00-\u9fff]{3,30})")
_ALONE = re.compile(r"(?P<name>[\u4e00-\u9fff]{3,30}?)(?:\(?(?:公章|盖章)\)?)?(?:20\d\d年\d{1,2}月(?:\d{1,2}日)?)?")
_WHO_DID = re.compile(
    r"(?<!\d)20\d\d年(?:度|以来|来)?[,、]?(?P<name>[\u4e00-\u9fff]{3,20}?)"
    r"(?=坚持|认真|严格|深入|全面|紧紧|积极|按照|根据|以习近平|在.{2,30}?领导下)"
)
_HEAD_LINES = 5
_SUBJECT = re.compile(r"信息公开|政务公开|主动公开|依申请公开|公开政府信息")


def speaks_of_disclosure(page: Page) -> bool:
    """是否谈公开: whether the text speaks of the disclosure of government information at all."""
    return any(_SUBJECT.search(line.squeezed) for line in page.lines) or bool(_SUBJECT.search(squeezed(page.text)))


def is_titled(page: Page) -> bool:
    """有无名称: whether the first lines name an annual report on disclosure, in a title or in a sentence with its year."""
    lines = [line.squeezed for line in page.printed[:_TITLE_LINES]]
    titles = (text for text in (*lines, *(one + other for one, other in pairwise(lines))) if len(text) <= _TITLE_LENGTH)
    named = (match for text in lines if _may_be_title(text) for match in _TITLE.finditer(text))
    return any(map(_BARE_TITLE.search, titles)) or any("关于" not in match["before"] for match in named)


def identify(page: Page) -> tuple[int | None, str]:
    """年度与机关: the year of the report and the name of the authority as found; None and empty where not told."""
    lines = [_with_year_in_digits(line.squeezed) for line in page.printed]
    for year, name in _titles(lines):
        return year, name or _name_elsewhere(lines)
    return _year_in_text(lines), _name_elsewhere(lines)


def _with_year_in_digits(text: str) -> str:
    return _CHINESE_YEAR.sub(lambda found: found.group().translate(_DIGITS), text) if "二" in text else text


def _titles(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Every reading of the first lines as a title, single lines before joined ones, then sentences of the text."""
    head = lines[:_TITLE_LINES]
    reports = [at for at, line in enumerate(head) if "报" in line]
    for count in (1, 2, 3):
        near = {at - back for at in reports for back in range(count)}
        for at in sorted(near.intersection(range(len(head) - count + 1))):
            if (match := _title(head[at : at + count])) and not (count > 1 and _title(head[at + 1 : at + count])):
                name = _named(match) or (_trimmed(head[at - 1]) if at and count == 1 else "")
                yield int(match["year"]), name
    for text in lines:
        if _may_be_title(text) and (match := _TITLE.search(text)):
            yield int(match["year"]), _named(match)


def _title(lines: Sequence[str]) -> re.Match[str] | None:
    """The title in some lines put together; no part of the page about it (dates, paths, buttons) stands among them."""
    text = "".join(lines)
    if len(text) > _TITLE_LENGTH or not _may_be_title(text) or (len(lines) > 1 and _PAGE.search(lines[0])):
        return None
    return _TITLE.search(text) or _YEAR_LAST.search(text)


def _may_be_title(text: str) -> bool:
    """A quick look before the patterns."""
    return "公开" in text and "报" in text


def _named(match: re.Match[str]) -> str:
    """The authority a title names, before the year or after it; nothing where the title is only cited in a notice."""
    before = match["before"].removesuffix("关于")
    if "关于" in before:
        return ""
    if match.start("before") and match.string[match.start("before") - 1].isdigit():
        before = before.lstrip("年度")
    # “某镇人民政府信息公开工作”：“政府”二字为机关名与“政府信息”共有。
    shared = "政府" if match.string[match.start("report") :].startswith("政府") else ""
    return next((name for text in (before, match["between"]) if (name := _trimmed(text, shared))), "")


def _trimmed(text: str, shared: str = "") -> str:
    """The name of an authority at the end of what stands before a title; empty where there is none.

    ``shared`` are its last characters where the title has them in common with the name.
    """
    name = _LEAD.split(text)[-1].lstrip("了的、·()")
    if shared and name.endswith("人民"):
        name += shared
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
    alone = (_ALONE.fullmatch(line) for line in (*lines[:_HEAD_LINES], *lines[-_TAIL_LINES:]))
    names = (match["name"] for match in alone if match)
    subjects = (match["name"] for line in lines for match in _WHO_DID.finditer(line))
    return next((name for name in (*names, *subjects) if _NAME.fullmatch(name)), "")
