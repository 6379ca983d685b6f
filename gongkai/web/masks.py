"""日志脱敏: what must not stand in a log, taken out of it: secrets, numbers that name a person, and what errors quote.

Light masks of the log's own. They would rather take too much than too little: a log is read by whoever keeps the machine, and
that is no reason to read a file. A name in running text nobody can tell from other words; so no code of the house logs one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

GONE = "〔略〕"
_BEGINS, _ENDS = "(?<![A-Z0-9])", "(?![A-Z0-9])"
"""Where a code begins and ends: a Chinese character beside it is no part of it, which ``\\b`` would not see."""
_MASKS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), put)
    for pattern, put in (
        (r"(?<=://)[^\s/@]+(?=@)", GONE),
        (r"\bBearer\s+\S+", f"Bearer {GONE}"),
        (
            r"""(password|passwd|secret|token|sessionid|authorization|cookie|api[_-]?key|once|口令|密码|查询码|回执码)"""
            r"""(["'”]?\s*[:=：]\s*["'“]?)[^\s"',;&”]+""",
            rf"\1\2{GONE}",
        ),
        (r"[A-Z0-9_.+-]+@[A-Z0-9-]+(?:\.[A-Z0-9-]+)+", "〔邮箱〕"),
        (r"(?<!\d)\d{6}[ -]?\d{8}[ -]?\d{3}[\dX](?!\d)", "〔证件号码〕"),
        (r"(?<!\d)(?:\+?86[ -]?)?[1１][3-9３-９]\d[ -]?\d{4}[ -]?\d{4}(?!\d)", "〔电话〕"),
        (r"(?<!\d)0\d{2,3}[ -]\d{7,8}(?!\d)", "〔电话〕"),
        (r"\d{14,}|(?<!\d)\d{11}(?!\d)", "〔号码〕"),
        (rf"{_BEGINS}(?-i:(?=[A-Z]*\d)[0-9A-HJ-NPQRTUWXY]{{18}}){_ENDS}", "〔号码〕"),
        (rf"{_BEGINS}(?-i:(?:[2-9A-HJKMNP-Z]{{4}}-){{3}}[2-9A-HJKMNP-Z]{{4}}){_ENDS}", "〔码〕"),
        (rf"{_BEGINS}(?-i:(?=[A-Z]*[2-9])[2-9A-HJKMNP-Z]{{16}}){_ENDS}", "〔码〕"),
        (rf"{_BEGINS}[0-9a-f]{{32,}}{_ENDS}", "〔密文〕"),
        (r"(?<![A-Z0-9_/.-])(?=[\w-]*\d)(?=[\w-]*[A-Z])[A-Z0-9_-]{32,}={0,2}", "〔密文〕"),
        (
            r"(申请人|姓名|联系人|当事人|收件人|投诉人|举报人|村民|户主|法定代表人)([”\"']?\s*[:：=为]\s*[“\"']?)[\u3400-\u9fff·]{2,15}",
            r"\1\2〔姓名〕",
        ),
        (r"(住址|地址)([”\"']?\s*[:：=为]\s*[“\"']?)[^\s，。；;,”\"']+", rf"\1\2{GONE}"),
        (r"\?[^\s\"'）)]*=[^\s\"'）)]*", "?…"),
        (r"(?:%[0-9A-F]{2}){3,}", "…"),
    )
)
_QUOTED = re.compile(
    r"""'(?:[^'\n]*[^\x00-\x7f][^'\n]*)'|"(?:[^"\n]*[^\x00-\x7f][^"\n]*)"|“[^”\n]*”|‘[^’\n]*’|「[^」\n]*」|《[^》\n]*》"""
)
_ROW = re.compile(r"(DETAIL|CONTEXT|详细信息)[:：].*", re.DOTALL)
_VALUE = re.compile(r"=\([^)\n]*\)")


def masked(text: str, secrets: Iterable[str] = ()) -> str:
    """脱敏: a text without the secrets of this installation and without what looks like a person's number."""
    for secret in secrets:
        if len(secret) > 3:
            text = text.replace(secret, GONE)
    for pattern, put in _MASKS:
        text = pattern.sub(put, text)
    return text


def masked_error(text: str, secrets: Iterable[str] = ()) -> str:
    """出错信息脱敏: of an exception, besides, the row a database shows and whatever is quoted in Chinese: it may be a name."""
    text = _VALUE.sub(f"=({GONE})", _ROW.sub(rf"\1: {GONE}", text))
    return masked(_QUOTED.sub(f"“{GONE}”", text), secrets)
