"""2014年格式（国办发〔2014〕32号）: the table of 65 rows for the reports on 2014 to 2018.

The text of the report then followed the regulation of 2007; the table was its annex.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.law.annual_report.facts import ApplicationFact, Movement, RemedyFact, RemedyScope
from gongkai.law.annual_report.report import Edition, Place, Section
from gongkai.law.disclosure import ContentFact, DisclosureFact, InterpretationFact, MadeFact, ReleaseFact
from gongkai.law.grammar.statute import Article, regulation_2007
from gongkai.law.grammar.tables import (
    Balance,
    Layout,
    Level,
    Table,
    at_most,
    equal,
    heading,
    line,
    summed,
    whole,
)
from gongkai.law.receipt import Channel
from gongkai.law.remedies import RemedyKind
from gongkai.law.response_facts import (
    OTHER_ROW,
    SOCIAL_ROW,
    AnsweredFact,
    AnswerFact,
    ConferenceFact,
    ResponseFact,
)

NOTICE = Article("国办发〔2014〕32号", gist="2014至2018年度报告所附的统计表")

_DISCLOSURE = heading(
    "disclosure",
    "一、主动公开情况",
    whole(
        "disclosed_total",
        "（一）主动公开政府信息数（不同渠道和方式公开相同信息计1条）",
        line("disclosed_normative", "其中：主动公开规范性文件数", unit="条"),
        unit="条",
    ),
    line("normative_made", "制发规范性文件总数", unit="件"),
    heading(
        "channels",
        "（二）通过不同渠道和方式公开政府信息的情况",
        line("by_gazette", "1．政府公报公开政府信息数", unit="条"),
        line("by_website", "2．政府网站公开政府信息数", unit="条"),
        line("by_weibo", "3．政务微博公开政府信息数", unit="条"),
        line("by_wechat", "4．政务微信公开政府信息数", unit="条"),
        line("by_other", "5．其他方式公开政府信息数", unit="条"),
    ),
)

_RESPONSES = heading(
    "responses",
    "二、回应解读情况",
    line("responses_total", "（一）回应公众关注热点或重大舆情数（不同方式回应同一热点或舆情计1次）", unit="次"),
    heading(
        "response_channels",
        "（二）通过不同渠道和方式回应解读的情况",
        whole(
            "press_conferences",
            "1．参加或举办新闻发布会总次数",
            line("press_conferences_led", "其中：主要负责同志参加新闻发布会次数", unit="次"),
            unit="次",
        ),
        whole(
            "online_interviews",
            "2．政府网站在线访谈次数",
            line("online_interviews_led", "其中：主要负责同志参加政府网站在线访谈次数", unit="次"),
            unit="次",
        ),
        line("interpretations", "3．政策解读稿件发布数", unit="篇"),
        line("responses_social_media", "4．微博微信回应事件数", unit="次"),
        line("responses_other", "5．其他方式回应事件数", unit="次"),
    ),
)

_REPLIES = summed(
    "replied",
    "（三）申请答复数",
    line("replied_already_public", "1．属于已主动公开范围数", unit="件"),
    line("replied_disclosed", "2．同意公开答复数", unit="件"),
    line("replied_partly", "3．同意部分公开答复数", unit="件"),
    summed(
        "refused",
        "4．不同意公开答复数",
        line("refused_secret", "其中：1．涉及国家秘密", unit="件"),
        line("refused_business_secret", "2．涉及商业秘密", unit="件"),
        line("refused_privacy", "3．涉及个人隐私", unit="件"),
        line("refused_safety", "4．危及国家安全、公共安全、经济安全和社会稳定", unit="件"),
        line("refused_not_information", "5．不是《条例》所指政府信息", unit="件"),
        line("refused_other_law", "6．法律法规规定的其他情形", unit="件"),
        unit="件",
        rule="不同意公开的各种情形之和等于不同意公开答复数",
    ),
    line("replied_other_authority", "5．不属于本行政机关公开数", unit="件"),
    line("replied_not_held", "6．申请信息不存在数", unit="件"),
    line("replied_amend", "7．告知作出更改补充数", unit="件"),
    line("replied_other_channel", "8．告知通过其他途径办理数", unit="件"),
    unit="件",
    rule="各类答复之和等于申请答复数",
)

_APPLICATIONS = heading(
    "applications",
    "三、依申请公开情况",
    summed(
        "received",
        "（一）收到申请数",
        line("received_in_person", "1．当面申请数", unit="件"),
        line("received_fax", "2．传真申请数", unit="件"),
        line("received_online", "3．网络申请数", unit="件"),
        line("received_post", "4．信函申请数", unit="件"),
        unit="件",
        rule="各渠道申请数之和等于收到申请数",
    ),
    summed(
        "closed",
        "（二）申请办结数",
        line("closed_on_time", "1．按时办结数", unit="件"),
        line("closed_extended", "2．延期办结数", unit="件"),
        unit="件",
        rule="按时办结数加延期办结数等于申请办结数",
    ),
    _REPLIES,
)

_REVIEW = summed(
    "review",
    "四、行政复议数量",
    line("review_upheld", "（一）维持具体行政行为数", unit="件"),
    line("review_corrected", "（二）被依法纠错数", unit="件"),
    line("review_other", "（三）其他情形数", unit="件"),
    unit="件",
    rule="各种复议结果之和等于行政复议数量",
)
_SUIT = summed(
    "suit",
    "五、行政诉讼数量",
    line("suit_upheld", "（一）维持具体行政行为或者驳回原告诉讼请求数", unit="件"),
    line("suit_corrected", "（二）被依法纠错数", unit="件"),
    line("suit_other", "（三）其他情形数", unit="件"),
    unit="件",
    rule="各种诉讼结果之和等于行政诉讼数量",
)

_ORGANIZATION = heading(
    "organization",
    "八、机构建设和保障经费情况",
    line("offices", "（一）政府信息公开工作专门机构数", unit="个"),
    line("reading_points", "（二）设置政府信息公开查阅点数", unit="个"),
    summed(
        "staff",
        "（三）从事政府信息公开工作人员数",
        line("staff_full_time", "1．专职人员数（不包括政府公报及政府网站工作人员数）", unit="人"),
        line("staff_part_time", "2．兼职人员数", unit="人"),
        unit="人",
        rule="专职人员数加兼职人员数等于工作人员数",
    ),
    line(
        "funds",
        "（四）政府信息公开专项经费（不包括用于政府公报编辑管理及政府网站建设维护等方面的经费）",
        unit="万元",
        exact=True,
    ),
)

_MEETINGS = heading(
    "meetings_and_training",
    "九、政府信息公开会议和培训情况",
    line("meetings", "（一）召开政府信息公开工作会议或专题会议数", unit="次"),
    line("trainings", "（二）举办各类培训班数", unit="次"),
    line("trainees", "（三）接受培训人员数", unit="人次"),
)

_CHANNELS = ("by_gazette", "by_website", "by_weibo", "by_wechat", "by_other")


def _never_more(name: str, smaller: str, larger: str, level: Level) -> Balance:
    return at_most(name, [smaller], [larger], level=level, basis=NOTICE)


_BALANCES = (
    *(_never_more("各渠道公开数不超过主动公开政府信息数", each, "disclosed_total", Level.RED) for each in _CHANNELS),
    at_most("主动公开政府信息数不超过各渠道公开数之和", ["disclosed_total"], _CHANNELS, level=Level.RED, basis=NOTICE),
    _never_more("主动公开规范性文件数不超过制发规范性文件总数", "disclosed_normative", "normative_made", Level.YELLOW),
    _never_more(
        "微博微信回应事件数不超过回应公众关注热点或重大舆情数",
        "responses_social_media",
        "responses_total",
        Level.YELLOW,
    ),
    _never_more(
        "其他方式回应事件数不超过回应公众关注热点或重大舆情数", "responses_other", "responses_total", Level.YELLOW
    ),
    _never_more("申请办结数不超过收到申请数（上年未办结的除外）", "closed", "received", Level.YELLOW),
    equal("申请答复数等于申请办结数", ["replied"], ["closed"], level=Level.YELLOW, basis=NOTICE),
)

STATISTICS = Table(
    "statistics",
    "政府信息公开情况统计表",
    rows=heading(
        "rows",
        "",
        _DISCLOSURE,
        _RESPONSES,
        _APPLICATIONS,
        _REVIEW,
        _SUIT,
        line("complaints", "六、举报投诉数量", unit="件"),
        line("fees", "七、依申请公开信息收取的费用", unit="万元", exact=True),
        _ORGANIZATION,
        _MEETINGS,
    ),
    columns=heading("columns", "", line("value", "统计数")),
    basis=NOTICE,
    corner="统计指标",
    layout=Layout.LIST,
    extra=_BALANCES,
)

_RECEIVED_BY = {
    Channel.IN_PERSON: "received_in_person",
    Channel.ORAL: "received_in_person",
    Channel.FAX: "received_fax",
    Channel.ONLINE: "received_online",
    Channel.EMAIL: "received_online",
    Channel.REGISTERED_POST: "received_post",
    Channel.PLAIN_POST: "received_post",
}

_SUITS = (RemedyKind.SUIT, RemedyKind.SUIT_AFTER_REVIEW)


def place_application(fact: ApplicationFact, movement: Movement, row: str | None) -> Iterator[Place]:
    """申请计入: by its channel when new; by its speed and its reply when closed.

    The form knows no carry-over. It has 按时 and 延期 only: whatever was not extended counts as the former.
    """
    if movement is Movement.NEW:
        yield _place(_RECEIVED_BY[fact.channel])
    if movement is Movement.CLOSED:
        yield _place("closed_extended" if fact.extended else "closed_on_time")
        if row:
            yield _place(row)


def place_remedy(fact: RemedyFact, year: int, scope: RemedyScope) -> Iterator[Place]:
    """救济计入: by its result, in the year it is concluded, whatever the scope.

    The form has no row for pending cases and its results add up to the whole, so a case counted when filed could not
    balance; counted when concluded, each counts exactly once.
    """
    if fact.closed == year:
        yield _place(f"{'suit' if fact.kind in _SUITS else 'review'}_{fact.result.value}")


def place_disclosure(fact: DisclosureFact) -> Iterator[Place]:
    """公开计入: a content once in the total, and in the row of each channel it went out by (不同渠道和方式公开相同信息计1条).

    An interpretation counts among 政策解读稿件 whoever wrote it: the form counts what was published, not what was written.
    """
    match fact:
        case ContentFact():
            yield _place("disclosed_total")
            if fact.normative:
                yield _place("disclosed_normative")
        case ReleaseFact():
            yield _place(fact.row)
        case InterpretationFact():
            yield _place("interpretations")
        case MadeFact():
            yield _place("normative_made")


def place_answer(fact: AnswerFact) -> Iterator[Place]:
    """回应计入: an event once in the total, its answers by their channels, a conference once more where the principal was there.

    A channel may so stand with more answers than there were events, as in reports that were published; the relation says it.
    """
    match fact:
        case AnsweredFact():
            yield _place("responses_total")
        case ResponseFact():
            yield _place(fact.row)
        case ConferenceFact():
            yield _place("press_conferences")
            if fact.led:
                yield _place("press_conferences_led")


DISCLOSED = ("disclosed_total", "disclosed_normative", "normative_made", *_CHANNELS, "interpretations")
"""公开台账所计: the rows that are counted where the authority keeps its contents here."""


def _place(row: str) -> Place:
    return "statistics", row, "value"


def _counted() -> Iterator[Place]:
    for branch in (_APPLICATIONS, _REVIEW, _SUIT):
        yield from (_place(each.key) for each in branch.walk() if (each.key, "value") in STATISTICS.counted)


EDITION = Edition(
    key="2014",
    first=2014,
    last=2018,
    notice=NOTICE,
    contents=regulation_2007(32, gist="年度报告应有主动公开、依申请公开、收费减免、复议诉讼、问题改进等内容"),
    deadline=regulation_2007(31, gist="各级行政机关于3月31日前公布上一年度年报"),
    sections=(
        Section("overview", "一、概述"),
        Section("disclosure", "二、主动公开政府信息情况"),
        Section("applications", "三、政府信息依申请公开办理情况"),
        Section("fees", "四、政府信息公开的收费及减免情况"),
        Section("remedies", "五、因政府信息公开申请行政复议、提起行政诉讼情况"),
        Section("problems", "六、政府信息公开工作存在的主要问题及改进措施"),
        Section("others", "七、需要说明的其他事项"),
        Section("statistics", "附件　政府信息公开情况统计表", (STATISTICS,)),
    ),
    name=r"(.+{year}年度?|{year}年度?.*)政府信息公开(工作)?年度报告",
    counted=tuple(_counted()),
    place_application=place_application,
    place_remedy=place_remedy,
    disclosed=tuple(_place(row) for row in DISCLOSED),
    place_disclosure=place_disclosure,
    complaints=_place("complaints"),
    answered=tuple(_place(row) for row in ("responses_total", SOCIAL_ROW, OTHER_ROW)),
    conferred=tuple(_place(row) for row in ("press_conferences", "press_conferences_led")),
    place_answer=place_answer,
    interviews={
        True: (_place("online_interviews"), _place("online_interviews_led")),
        False: (_place("online_interviews"),),
    },
    trainings={False: _place("trainings"), True: _place("trainees")},
)
