"""往年台账: what the columns of a ledger are called, and how its cells are read.

Ledgers and saved pages of many makers name the same things differently; every name is an alias of one field. What is read is
kept as it was written: a cell that cannot be read is never guessed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from gongkai.law.disclosure import ContentClass, ReleaseChannel
from gongkai.law.grammar.dates import read_date
from gongkai.law.grammar.words import Word


class LedgerField(Word):
    """台账字段: what a column of a ledger holds."""

    INDEX_NUMBER = "index_number", "索引号"
    TITLE = "title", "标题"
    NUMBER = "number", "文号"
    ISSUER = "issuer", "发文机关"
    MADE_ON = "made_on", "成文日期"
    PUBLISHED_ON = "published_on", "发布日期"
    ORIGINAL_ON = "original_on", "原发布日期"
    ENDS_ON = "ends_on", "公开至"
    THEME = "theme", "主题分类"
    KIND = "kind", "内容类别"
    NORMATIVE = "normative", "规范性文件"
    BACKFILLED = "backfilled", "补录"
    COLUMN = "column", "公开栏目"
    SECTION = "section", "责任部门"
    CHANNELS = "channels", "公开渠道"
    ATTRIBUTE = "attribute", "公开属性"
    ORIGIN = "origin", "来源"
    ADDRESS = "address", "网址"
    TEXT = "text", "正文"
    BODY = "body", "正文网页"
    ATTACHMENTS = "attachments", "附件"
    OLD_ADDRESSES = "old_addresses", "全部旧网址"
    FILES = "files", "附件文件"
    VALIDITY = "validity", "有效性"
    KEYWORDS = "keywords", "主题词"
    ORDINAL = "ordinal", "序号"
    EXTRA = "extra", "原样保留"
    IGNORED = "ignored", "不导入"


class Stage(Word):
    """导入阶段: where a file of rows is on its way in."""

    TO_MAP = "to_map", "待确认列的对应"
    READING = "reading", "读取核对中"
    TO_ACCEPT = "to_accept", "待接受"
    ACCEPTING = "accepting", "导入中"
    DONE = "done", "已导入"
    FAILED = "failed", "不能读取"
    CANCELLED = "cancelled", "已取消，清理中"


WAITING = (Stage.READING, Stage.ACCEPTING, Stage.CANCELLED)
"""待办阶段: those that go on without anybody's word."""


class Choice(Word):
    """接受方式: what becomes of the rows that are refused."""

    WHOLE = "whole", "全部合格才导入"
    SKIP = "skip", "跳过不收的行，导入其余"


ALIASES: Mapping[LedgerField, tuple[str, ...]] = {
    LedgerField.INDEX_NUMBER: ("索引号", "索引编号", "索引", "信息索引号", "信息索引", "公开索引号", "目录索引号"),
    LedgerField.TITLE: (
        "标题",
        "名称",
        "信息名称",
        "信息标题",
        "文件名称",
        "文件标题",
        "公开内容",
        "公开信息名称",
        "题名",
    ),
    LedgerField.NUMBER: ("文号", "发文字号", "发文文号", "文件编号", "文件字号", "备注/文号", "字号"),
    LedgerField.ISSUER: (
        "发文机关",
        "发布机构",
        "发布机关",
        "发文单位",
        "公开单位",
        "公开主体",
        "信息来源单位",
        "公开机构",
    ),
    LedgerField.MADE_ON: (
        *(
            "成文日期",
            "生成日期",
            "公文生成日期",
            "成文时间",
            "生成时间",
            "形成日期",
            "印发日期",
            "产生日期",
            "发文日期",
        ),
    ),
    LedgerField.PUBLISHED_ON: (
        *("发布日期", "上载日期", "公开日期", "发布时间", "公开时间", "上网日期", "公布日期", "发布于", "上传日期"),
        *("时间", "日期", "pubdate"),
    ),
    LedgerField.ORIGINAL_ON: ("原发布日期", "原公开日期", "首次公开日期", "首次发布日期"),
    LedgerField.ENDS_ON: ("公开至", "公示截止日期", "截止日期", "公示期止", "下架日期"),
    LedgerField.THEME: ("主题分类", "组配分类", "分类", "主题类别", "信息分类"),
    LedgerField.KIND: ("内容类别", "体裁分类", "体裁", "信息类型", "信息类别", "内容类型"),
    LedgerField.NORMATIVE: ("规范性文件", "是否规范性文件", "是否为规范性文件"),
    LedgerField.BACKFILLED: ("补录", "是否补录", "补录标记"),
    LedgerField.COLUMN: (
        *("公开类目", "栏目", "公开栏目", "所属栏目", "公开目录", "栏目名称", "发布栏目", "目录", "类目", "columnname"),
    ),
    LedgerField.SECTION: ("责任部门", "责任科室", "责任单位", "承办科室", "公开责任科室", "报送单位"),
    LedgerField.CHANNELS: (
        *("公开渠道", "公开形式", "公开方式", "发布渠道", "公开载体", "公开途径", "渠道", "发布平台", "公开渠道和载体"),
    ),
    LedgerField.ATTRIBUTE: ("公开属性", "公开范围", "公开类型", "信息公开属性"),
    LedgerField.ORIGIN: ("来源", "信息来源", "稿件来源", "转载自", "文章来源", "contentsource"),
    LedgerField.ADDRESS: (
        "网址",
        "链接",
        "链接地址",
        "网页地址",
        "url",
        "原文链接",
        "原文地址",
        "网站链接",
        "公开网址",
    ),
    LedgerField.TEXT: ("正文", "内容", "内容全文", "信息内容", "全文"),
    LedgerField.BODY: ("正文网页",),
    LedgerField.ATTACHMENTS: ("附件", "附件名称", "附件下载", "相关附件", "附件列表"),
    LedgerField.OLD_ADDRESSES: ("全部旧网址",),
    LedgerField.FILES: ("附件文件",),
    LedgerField.VALIDITY: ("有效性", "时效性", "效力状态", "是否有效", "文件状态"),
    LedgerField.KEYWORDS: ("主题词", "关键词", "关键字", "keywords"),
    LedgerField.ORDINAL: ("序号", "编号", "行号", "no"),
    LedgerField.EXTRA: ("公开时限", "内容概述", "摘要", "备注", "公开依据", "服务对象", "description"),
}
"""字段别名: the names seen on portals and in ledgers (conventions §2.5); compared without blanks, width and punctuation."""

CHANNEL_ALIASES: Mapping[ReleaseChannel, tuple[str, ...]] = {
    ReleaseChannel.GAZETTE: ("政府公报", "公报"),
    ReleaseChannel.WEBSITE: ("政府网站", "门户网站", "政府门户网站", "网站", "门户", "本网站", "政务网站", "网站公开"),
    ReleaseChannel.OTHER_SITE: ("其他网站", "部门网站", "上级网站", "其它网站"),
    ReleaseChannel.WEIBO: ("政务微博", "微博", "新浪微博", "官方微博"),
    ReleaseChannel.WECHAT: ("政务微信", "微信", "微信公众号", "公众号", "微信公众平台"),
    ReleaseChannel.APP: ("手机客户端", "客户端", "app", "移动客户端", "政务客户端"),
    ReleaseChannel.NEWS_APP: ("今日头条", "头条号", "头条", "资讯平台", "今日头条等资讯平台"),
    ReleaseChannel.SMS: ("短信", "手机短信"),
    ReleaseChannel.NEWSPAPER: ("报刊", "报纸", "日报", "报刊杂志"),
    ReleaseChannel.TELEVISION: ("电视", "电视台"),
    ReleaseChannel.RADIO: ("广播", "电台", "广播电台"),
    ReleaseChannel.PRESS_CONFERENCE: ("新闻发布会", "发布会"),
    ReleaseChannel.MEETING: ("会议", "通过会议"),
    ReleaseChannel.BOARD: ("公开栏", "公示栏", "公开栏、公示栏", "政务公开栏", "村务公开栏", "宣传栏", "公告栏"),
    ReleaseChannel.SCREEN: ("电子屏", "显示屏", "电子显示屏", "led屏", "led"),
    ReleaseChannel.KIOSK: ("查询机", "触摸屏", "查询终端", "电子查询机"),
    ReleaseChannel.READING_POINT: ("查阅点", "查阅场所", "查阅中心", "档案馆", "图书馆", "公共查阅点"),
    ReleaseChannel.PRINTED: ("宣传品", "宣传册", "手册", "明白纸", "宣传单", "印刷品", "宣传资料"),
    ReleaseChannel.VILLAGE_PLATFORM: ("村务平台", "村级平台"),
    ReleaseChannel.OTHER: ("其他", "其它", "其他方式", "其他形式", "其他渠道", "其它方式"),
}
"""渠道别名: what people write for each channel."""

CLASS_ALIASES: Mapping[ContentClass, tuple[str, ...]] = {
    ContentClass.DOCUMENT: ("文件", "公文", "政策文件", "规范性文件", "通知", "意见", "决定", "办法", "命令"),
    ContentClass.DATA: ("数据和名录", "数据", "统计", "名录", "财政", "报表", "清单"),
    ContentClass.ENFORCEMENT: ("执法和办理结果", "执法", "行政处罚", "行政许可", "办理结果"),
    ContentClass.SERVICE: ("办事和服务", "办事", "服务", "办事指南"),
    ContentClass.INTERPRETATION: ("解读", "政策解读"),
    ContentClass.NOTICE: ("公告公示", "公告", "公示", "通告", "通知公告"),
    ContentClass.NEWS: ("动态", "新闻", "工作动态", "要闻"),
}
"""类别别名: what people write for each class of content."""

WITHHELD = ("不予公开", "不公开", "依申请公开", "依申请", "内部公开")
_PROACTIVE = ("主动公开", "主动", "面向全社会", "全社会", "社会公众", "公众")
_YES = frozenset({"是", "√", "✓", "✔", "y", "yes", "1", "true", "有", "补录", "对"})
_NO = frozenset({"", "否", "×", "x", "n", "no", "0", "false", "无", "-", "—", "——", "/"})
_PUNCTUATION = re.compile(r"[\s:：*＊()（）\[\]【】<>《》_\-—/、.]+")
_BETWEEN = re.compile(r"[、，,;；/|\n+＋]+")
_DAY_IN = re.compile(r"\d{4}(?:\s*年\s*|[-/.．])\d{1,2}(?:\s*月\s*|[-/.．])\d{1,2}\s*日?|(?<!\d)\d{8}(?!\d)")
_LINK = re.compile(r"(?:https?://|www\.)[^\s，、；<>\"']+", re.IGNORECASE)
_TIME = re.compile(r"[T\s]*\d{1,2}[:：]\d{2}([:：]\d{2}(\.\d+)?)?$")
_SERIAL_DAY = re.compile(r"[2-6]\d{4}(\.\d+)?")
_EPOCH = date(1899, 12, 30)


def bare(text: str) -> str:
    """去饰: a label without blanks, width and punctuation, small letters: two writings of a name become one."""
    return _PUNCTUATION.sub("", unicodedata.normalize("NFKC", text)).lower()


_FIELDS = {bare(name): each for each, names in ALIASES.items() for name in names}
_CHANNELS = {bare(name): each for each, names in CHANNEL_ALIASES.items() for name in names}
_CLASSES = {bare(name): each for each, names in CLASS_ALIASES.items() for name in names}
_WITHHELD = frozenset(map(bare, WITHHELD))
_OPEN = frozenset(map(bare, _PROACTIVE))


def field_of(label: str) -> LedgerField | None:
    """识别字段: the field a label names; None where it is no alias."""
    return _FIELDS.get(bare(label))


def channel_of(text: str) -> ReleaseChannel | None:
    """识别渠道: the channel a word names; None where it is no alias."""
    return _CHANNELS.get(bare(text))


def class_of(text: str) -> ContentClass | None:
    """识别类别: the class of content a word names; None where it is no alias."""
    return _CLASSES.get(bare(text))


def is_withheld(text: str) -> bool:
    """列为不公开: whether a cell says that this is not for the public; any of its words suffices."""
    return any(bare(word) in _WITHHELD for word in words_of(text))


def is_openness(word: str) -> bool:
    """公开属性用语: a word that tells the attribute and no channel, such as 主动公开."""
    return bare(word) in _OPEN or bare(word) in _WITHHELD


def words_of(text: str) -> Iterator[str]:
    """分词: the words of a cell that lists several."""
    return (word.strip() for word in _BETWEEN.split(text) if word.strip())


def said_yes(text: str) -> bool | None:
    """是否: what a cell answers; None where it says neither yes nor no."""
    word = text.strip().lower()
    return False if word in _NO else True if word in _YES else None


def read_day(text: str) -> date | None:
    """读台账日期: as ``read_date``, also with a time behind it, or as the day number of a spreadsheet; None for a blank cell.

    A ``ValueError`` says what is wrong with it.
    """
    written = unicodedata.normalize("NFKC", text).strip()
    if not written or written in _NO - {"0", "1"}:
        return None
    if _SERIAL_DAY.fullmatch(written):
        return _EPOCH + timedelta(days=int(float(written)))
    return read_date(_TIME.sub("", written).strip())


def day_in(text: str) -> date | None:
    """句中日期: the first day written in a text; None where there is none."""
    found = _DAY_IN.search(unicodedata.normalize("NFKC", text))
    return read_date(found[0]) if found else None


def link_in(text: str) -> str:
    """句中网址: the first address written in a text, as it stands; empty where there is none."""
    found = _LINK.search(text)
    return found[0] if found else ""
