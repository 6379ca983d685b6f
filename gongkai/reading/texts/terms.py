"""用词: the words around a number that decide what may be reckoned with it: whose, of which years, done how.

Two numbers are held against each other only where these words agree; where they differ the office is asked.
"""

from __future__ import annotations

import re

from gongkai.law.grammar.words import Word

CHANGE = re.compile(r"同比|环比|增加|减少|增长|下降|上升|增幅|降幅|较上|比上|较去|比去|较20|比20|新增了?$|多出")
"""A number that says by how much, and not how many."""

CUMULATIVE = re.compile(
    r"历年|以来|截[至止]|累积|(?:自|从)?20\d\d(?:年)?(?:至|到|[-—~])20\d\d年|五年来|近[三五几]年|总量达?$"
)
"""A number of all years and not of the year."""

FORMER = re.compile(r"去年|上年|上一年|前年|往年|同期|十[二三四五]五")
"""A number of another year."""

AUDIENCE = re.compile(
    r"粉丝|关注[量数人者用]|订阅|用户|阅读|浏览|点击|访问|观看|播放|转发|点赞|评论|留言|咨询|来电|来访|投诉|读者|受众|覆盖"
)
"""A number of people or of what people did, beside the number of what was published."""

SCOPE = re.compile(
    r"全[省市州县区旗镇乡国局系]|本级|本机关|本单位|局机关|各[部单乡镇街县区市级]|[省市州县区]直|[省市州县区]级|办公室|"
    r"政府办|门户网|部门|乡镇|街道|所属|下属|分局|累计"
)
"""Whose figure it is."""


class Activity(Word):
    """所为: what was done with what is counted; a list of what was published does not go on with what was answered."""

    PUBLISHED = "published", "公开发布"
    HANDLED = "handled", "受理办理"
    HELD = "held", "召开举办"


_ACTIVITIES = (
    (Activity.HELD, re.compile(r"召开|举办|开展|组织|举行|培训|参加|走访|检查")),
    (Activity.HANDLED, re.compile(r"受理|办理|办结|回复|答复|处理|收到|接收|征集|接听|解决|整改|转办|收办")),
    (Activity.PUBLISHED, re.compile(r"公开|发布|推送|刊登|刊发|上传|更新|播发|转载|上网|编发|报送|信息")),
)


_OPENING = re.compile(r"(?:同时|并|另|还|共|已|全年|及时|累计|依法|一共|共计)*")


def activities(words: str) -> frozenset[Activity]:
    """所为: everything the words around a total say was done."""
    return frozenset(kind for kind, pattern in _ACTIVITIES if pattern.search(words))


def activity(name: str) -> Activity | None:
    """所为: what the name of a part begins by saying was done (回复留言); None where it begins with a thing."""
    opening = _OPENING.match(name)
    start = opening.end() if opening else 0
    return next((kind for kind, pattern in _ACTIVITIES if pattern.match(name, start)), None)


class Dimension(Word):
    """分法: the ways in which reports take their applications apart; each takes the whole apart anew."""

    APPLICANT = "applicant", "按申请人"
    CHANNEL = "channel", "按申请渠道"
    RESULT = "result", "按办理结果"
    PROGRESS = "progress", "按办理进度"
    OUTCOME = "outcome", "按复议诉讼结果"
    PATH = "path", "按起诉途径"


_DIMENSIONS = (
    (Dimension.PATH, re.compile(r"直接起诉|复议后(?:起诉|诉讼)|经复议")),
    (Dimension.OUTCOME, re.compile(r"维持|纠正|纠错|驳回|败诉|胜诉|其[他它]结果|审结")),
    (
        Dimension.RESULT,
        re.compile(r"予以公开|同意公开|部分公开|不予公开|无法提供|不予处理|其[他它]处理|不存在|已主动公开|途径办理"),
    ),
    (Dimension.PROGRESS, re.compile(r"办结|答复|按[时期]|延期|结转|在办|撤回|未到期")),
    (Dimension.APPLICANT, re.compile(r"自然人|公民|个人|法人|企业|其[他它]组织|社会组织")),
    (Dimension.CHANNEL, re.compile(r"当面|现场|窗口|网络|网上|在线|信函|邮寄|信件|传真|电子邮件|邮箱|来函")),
)


def dimension(words: str) -> Dimension | None:
    """分法: the way of taking apart that the name of a part belongs to; None for parts of any other kind."""
    return next((kind for kind, pattern in _DIMENSIONS if pattern.search(words)), None)
