"""渠道文本: what of a content fits a channel. Each is derived from the text; a person may write it anew within the same limit."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from gongkai.law.disclosure import ReleaseChannel
from gongkai.law.grammar.flow import Unlawful
from gongkai.law.grammar.statute import Certainty

TAIL = len("（发布码 ABCD2EF）")
"""尾部: what the code of the release takes of the limit."""


@dataclass(frozen=True, slots=True)
class Limit:
    """字数上限: how many characters a channel takes; ``source`` says where the figure is from."""

    length: int
    source: str
    certainty: Certainty = Certainty.RECALLED


LIMITS: Mapping[ReleaseChannel, Limit] = {
    ReleaseChannel.WEIBO: Limit(140, "微博短文的通行上限，平台已可发长文，可以改大"),
    ReleaseChannel.WECHAT: Limit(120, "公众号图文摘要的通行上限"),
    ReleaseChannel.SMS: Limit(70, "一条短信的汉字数（UCS-2编码140字节）"),
    ReleaseChannel.SCREEN: Limit(200, "电子屏一屏的建议字数"),
    ReleaseChannel.NEWS_APP: Limit(300, "资讯平台短内容的建议字数"),
}
"""通行上限: until the authority sets its own; a channel without one takes the whole text."""


def derive(channel: ReleaseChannel, title: str, text: str, limit: Limit | None) -> str:
    """生成文本: the title and as many whole sentences as fit, cut at a stop; the whole text where there is no limit.

    The limit leaves room for the code of the release, which is added when the text is shown.
    """
    title, text = _tidy(title), _tidy(text)
    if limit is None:
        return f"{title}\n{text}".strip()
    room = limit.length - TAIL
    head = f"【{title}】" if channel in {ReleaseChannel.WEIBO, ReleaseChannel.SMS} else f"{title}。"
    if len(head) > room:
        return head[: room - 1] + "…"
    return head + _fitting(text, room - len(head))


def check_text(channel: ReleaseChannel, text: str, limit: Limit | None) -> str:
    """核对字数: the text of a release with its code must fit the channel."""
    text = text.strip()
    if limit is not None and len(text) + TAIL > limit.length:
        raise Unlawful(
            f"{channel.label}最多{limit.length}字（含发布码{TAIL}字），现有{len(text)}字，多{len(text) + TAIL - limit.length}字",
            field="text",
        )
    return text


def _fitting(text: str, room: int) -> str:
    fitting = ""
    for sentence in re.findall(r"[^。！？；]*[。！？；]|[^。！？；]+$", text):
        if len(fitting) + len(sentence) > room:
            break
        fitting += sentence
    if fitting or room < 8:
        return fitting
    return text[: room - 1] + "…" if len(text) > room else text


def _tidy(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()
