"""主动公开（条例第二十三至二十六条）: the channels a content goes out by, what proves a release, and what counts once.

One content has many releases. In a year the total counts the contents released, whatever the number of their releases;
a channel counts the contents it released. So no channel ever exceeds the total, and the total never exceeds their sum:
the form's own two checks hold by construction.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from gongkai.law.grammar.flow import Unlawful
from gongkai.law.grammar.statute import Article, regulation
from gongkai.law.grammar.words import Word

CHANNELS_NAMED = regulation(23, gist="政府公报、政府网站或者其他互联网政务媒体、新闻发布会以及报刊、广播、电视等途径")
COUNT_ONCE = Article("国办发〔2014〕32号", gist="不同渠道和方式公开相同信息计1条")
CORRECTING = regulation(6, gist="公开的信息应当及时、准确，发现有误的予以更正")


OF_ONE_CONTENT = frozenset(
    {"publish_content", "republish_content", "correct_content", "change_content", "move_content", "withdraw_content"}
)
"""一项内容: the acts that name the content they changed."""
OF_RELEASES = frozenset({"release_content", "prove_release", "reword_release", "take_down_release"})
"""各次发布: the acts about a release, which leave its content as it is."""
CONTENT_ACTS = OF_ONE_CONTENT | OF_RELEASES
"""内容事项: the acts about one content and its releases; what is no list of contents says the same after them."""


class ReleaseChannel(Word):
    """发布渠道: a way a content reaches the public; which row of the old form it counts in stands in ``ROWS``."""

    GAZETTE = "gazette", "政府公报"
    WEBSITE = "website", "政府网站"
    OTHER_SITE = "other_site", "其他网站"
    WEIBO = "weibo", "政务微博"
    WECHAT = "wechat", "政务微信"
    APP = "app", "手机客户端"
    NEWS_APP = "news_app", "今日头条等资讯平台"
    SMS = "sms", "短信"
    NEWSPAPER = "newspaper", "报刊"
    TELEVISION = "television", "电视"
    RADIO = "radio", "广播"
    PRESS_CONFERENCE = "press_conference", "新闻发布会"
    MEETING = "meeting", "会议"
    BOARD = "board", "公开栏、公示栏"
    SCREEN = "screen", "电子屏"
    KIOSK = "kiosk", "查询机"
    READING_POINT = "reading_point", "查阅点"
    PRINTED = "printed", "宣传品"
    VILLAGE_PLATFORM = "village_platform", "村务平台"
    OTHER = "other", "其他方式"


ROWS: Mapping[ReleaseChannel, str] = {
    ReleaseChannel.GAZETTE: "by_gazette",
    ReleaseChannel.WEBSITE: "by_website",
    ReleaseChannel.WEIBO: "by_weibo",
    ReleaseChannel.WECHAT: "by_wechat",
}
"""统计行: the row of the form of 2014 a channel counts in; every other counts in ``by_other``."""
OTHERWISE = "by_other"


def row_of_channel(channel: ReleaseChannel) -> str:
    """渠道所在行: the row of the form of 2014."""
    return ROWS.get(channel, OTHERWISE)


ONLINE = frozenset(
    {
        ReleaseChannel.WEBSITE,
        ReleaseChannel.OTHER_SITE,
        ReleaseChannel.WEIBO,
        ReleaseChannel.WECHAT,
        ReleaseChannel.APP,
        ReleaseChannel.NEWS_APP,
    }
)
"""网上渠道: those where a release has an address of its own, and the address is its proof."""
ACCOUNTS = (ReleaseChannel.WEIBO, ReleaseChannel.WECHAT, ReleaseChannel.APP, ReleaseChannel.NEWS_APP)
"""账号渠道: those where a release goes out by an account of the authority."""


def check_proof(channel: ReleaseChannel, proof: str) -> str:
    """核对凭证: online the address, elsewhere words that let anybody find it again (issue and page, time on air, place)."""
    proof = proof.strip()
    if not proof:
        raise Unlawful("请填写凭证：网址，或者期号版面、播出时间、张贴地点", CHANNELS_NAMED, field="proof")
    if channel in ONLINE and not proof.startswith(("https://", "http://", "/")):
        raise Unlawful(f"{channel.label}的凭证应为网址（以http://或者https://开头）", CHANNELS_NAMED, field="proof")
    return proof


class ContentClass(Word):
    """内容类别: what a content is worth to the reader; news and reposts earn nothing in an assessment."""

    DOCUMENT = "document", "文件"
    DATA = "data", "数据和名录"
    ENFORCEMENT = "enforcement", "执法和办理结果"
    SERVICE = "service", "办事和服务"
    INTERPRETATION = "interpretation", "解读"
    NOTICE = "notice", "公告公示"
    NEWS = "news", "动态"


class Source(Word):
    """来源: whether the content is the authority's own or reprinted from somebody else."""

    OWN = "own", "本机关"
    REPRINT = "reprint", "转载"


class Withdrawal(Word):
    """撤回原因: why a content went; what the public is told of it instead of the content."""

    ENDED = "ended", "公示期满"
    WRONG = "wrong", "内容有误"
    PRIVACY = "privacy", "涉及个人信息"
    REVIEW = "review", "公开审查中发现不宜公开"
    REPLACED = "replaced", "已被新的内容代替"
    OTHER = "other", "其他原因"


def check_ending(ends_on: date | None, on: date) -> None:
    """公示期满: only what had an end, and only once it has passed."""
    if ends_on is None:
        raise Unlawful("本条没有设定公开截止日期，不能按公示期满撤下", field="kind")
    if on <= ends_on:
        raise Unlawful(f"公开至{ends_on:%Y-%m-%d}，尚未期满", field="kind")


@dataclass(frozen=True, slots=True)
class ContentFact:
    """内容分组: so many contents released in the year; ``normative`` for 规范性文件."""

    normative: bool
    count: int


@dataclass(frozen=True, slots=True)
class ReleaseFact:
    """渠道分组: so many contents that went out by the channels of one row in the year."""

    row: str
    count: int


@dataclass(frozen=True, slots=True)
class InterpretationFact:
    """解读稿件分组: so many interpretations released in the year, the authority's own or reprinted."""

    source: Source
    count: int


@dataclass(frozen=True, slots=True)
class MadeFact:
    """制发分组: so many normative documents signed in the year, public or not."""

    count: int


DisclosureFact: TypeAlias = ContentFact | ReleaseFact | InterpretationFact | MadeFact


def short_of(total: int, channels: Iterable[int]) -> int:
    """短缺: by how many contents the stated channels fall short of the stated total; 0 where they do not."""
    return max(0, total - sum(channels))


def check_stated(total: int, channels: Mapping[str, int]) -> None:
    """核对所报渠道: an imported year may not claim more contents than its channels together released (国办发〔2014〕32号)."""
    if missing := short_of(total, channels.values()):
        raise Unlawful(
            f"各渠道公开数之和{sum(channels.values())}少于主动公开总数{total}，差{missing}条没有任何渠道", COUNT_ONCE
        )
    for name, number in channels.items():
        if number > total:
            raise Unlawful(f"{name}公开数{number}大于主动公开总数{total}，多{number - total}条", COUNT_ONCE)
