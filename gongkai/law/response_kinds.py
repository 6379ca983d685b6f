"""回应关切的说法: what an event is about, how grave it is, where it was seen, by what channel it is answered."""

from __future__ import annotations

from gongkai.law.grammar.words import Word


class EventKind(Word):
    """事件种类: the four kinds of emergency of 突发事件应对法, and what else people talk about."""

    DISASTER = "disaster", "自然灾害"
    ACCIDENT = "accident", "事故灾难"
    HEALTH = "health", "公共卫生事件"
    SECURITY = "security", "社会安全事件"
    POLICY = "policy", "政策误读疑问"
    RUMOUR = "rumour", "谣言不实信息"
    LIVELIHOOD = "livelihood", "民生服务热点"
    CONDUCT = "conduct", "执法和作风"
    MARKET = "market", "经济和市场预期"


EMERGENCIES = frozenset({EventKind.DISASTER, EventKind.ACCIDENT, EventKind.HEALTH, EventKind.SECURITY})
"""突发事件: what must also be reported upwards at once."""


class Severity(Word):
    """事件等级: as 突发事件应对法 grades emergencies; the first two have the short terms."""

    GRAVEST = "gravest", "特别重大"
    GRAVE = "grave", "重大"
    LARGER = "larger", "较大"
    ORDINARY = "ordinary", "一般"


GRAVE = frozenset({Severity.GRAVEST, Severity.GRAVE})
"""特别重大和重大."""


class EventSource(Word):
    """事件来源: where it was first seen."""

    WATCH = "watch", "网络监测"
    DUTY = "duty", "值班报告"
    TICKET = "ticket", "留言和热线"
    MEDIA = "media", "媒体报道"
    UPPER = "upper", "上级转来"
    UNIT = "unit", "单位报告"
    SEARCH = "search", "站内搜索和依申请公开"


class ResponseChannel(Word):
    """回应渠道: by what an answer went out; only what the authority says in its own name to everybody is authoritative."""

    WEBSITE = "website", "政府网站"
    WEIBO = "weibo", "政务微博"
    WECHAT = "wechat", "政务微信"
    APP = "app", "移动客户端和其他政务新媒体"
    CONFERENCE = "conference", "新闻发布会"
    BROADCAST = "broadcast", "广播电视"
    PRESS = "press", "报刊"
    ON_SITE = "on_site", "现场公告"
    PRIVATE = "private", "个别答复"


AUTHORITATIVE = frozenset(ResponseChannel) - {ResponseChannel.PRIVATE}
"""权威发布的渠道: whoever was answered alone has told nobody else."""
SOCIAL = frozenset({ResponseChannel.WEIBO, ResponseChannel.WECHAT})
"""微博微信."""


class ResponseKind(Word):
    """回应性质: what a response does."""

    FIRST = "first", "首次回应"
    PROGRESS = "progress", "进展通报"
    CLARIFY = "clarify", "辟谣澄清"
    RESULT = "result", "处理结果"


class ReportStage(Word):
    """上报阶段: which report to the authority above."""

    FIRST = "first", "初报"
    PROGRESS = "progress", "续报"
    FINAL = "final", "终报"
