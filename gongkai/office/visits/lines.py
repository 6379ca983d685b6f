"""访问日志的行: one line per request and no reader in it; written by nginx or by ourselves, read by one reader.

    2026-11-28T09:10:11+08:00 GET 200 reader now outside 5f0c… /shili/

Day and time, method, status, reader or crawler, now or ahead, outside or inside, a random number, the path without its query.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from gongkai.law.visits import AHEAD, CRAWLERS, Hit
from gongkai.web.clock import BEIJING

READER, CRAWLER = "reader", "crawler"
NOW, FETCHED_AHEAD = "now", "ahead"
OUTSIDE, INSIDE = "outside", "inside"
LONGEST_LINE = 16 * 1024


def line(at: datetime, method: str, status: int, words: Iterable[str], number: str, path: str) -> str:
    """写行: as nginx writes it."""
    return f"{at.isoformat(timespec='seconds')} {method} {status} {' '.join(words)} {number} {path}\n"


def read_line(raw: bytes) -> Hit | None:
    """读行: None for what is none of ours, whole or in part."""
    parts = raw.decode("utf-8", "replace").rstrip("\r\n").split(" ")
    if len(parts) != 8 or not parts[2].isascii() or not parts[2].isdecimal() or len(parts[2]) != 3:
        return None
    at, method, status, reader, ahead, came, _, path = parts
    if reader not in {READER, CRAWLER} or ahead not in {NOW, FETCHED_AHEAD} or came not in {OUTSIDE, INSIDE}:
        return None
    try:
        moment = datetime.fromisoformat(at)
        if moment.tzinfo is None:
            return None
        on = moment.astimezone(BEIJING).date()
    except (ValueError, OverflowError):
        return None
    return Hit(on, method, int(status), reader == CRAWLER, ahead == FETCHED_AHEAD, came == OUTSIDE, path)


def nginx() -> str:
    """nginx的写法: the maps and the format, to be included in the block ``http``; printed from the law's own lists."""
    return f"""# 访问统计用的日志格式：不记地址、不记浏览器、不记查询词。由 manage.py visits --nginx 生成。
map $http_user_agent $gongkai_reader {{
    default {READER};
    "" {CRAWLER};
    "~*({_either(CRAWLERS)})" {CRAWLER};
}}
map "$http_sec_purpose $http_purpose $http_x_moz" $gongkai_ahead {{
    default {NOW};
    "~*({_either(AHEAD)})" {FETCHED_AHEAD};
}}
map "$host $http_referer" $gongkai_came {{
    default {OUTSIDE};
    "~*^(?<gongkai_host>[^ ]+) https?://\\k<gongkai_host>(:[0-9]+)?(/|$)" {INSIDE};
}}
map $request_uri $gongkai_path {{
    default "-";
    "~^(?<gongkai_asked>[^? ]+)" $gongkai_asked;
}}
log_format gongkai_visits '$time_iso8601 $request_method $status $gongkai_reader $gongkai_ahead $gongkai_came'
                          ' $request_id $gongkai_path';
"""


def _either(words: Iterable[str]) -> str:
    return "|".join(word.replace(".", "\\.") for word in words)
