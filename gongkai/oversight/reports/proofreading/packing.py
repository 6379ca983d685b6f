"""封好的文稿: the lines of the reports on a page, signed and pressed, carried by the page itself so that downloads need no store.

What comes back is ours and fresh, or it is refused. From the lines everything else follows again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gongkai.law.grammar.flow import Unlawful
from gongkai.oversight.reports.proofreading.carrying import told, untold
from gongkai.oversight.reports.proofreading.proofs import Proof, proof
from gongkai.reading.carriers import Page
from gongkai.web import signing

_SALT = "gongkai.reports.proofreading"
KEPT_FOR = 2 * 3600
"""有效秒数: so long a page may lie open before its downloads ask for the file again."""
MOST = 1_500_000
"""最多字符: what a form may carry back; a page whose reports are larger offers no downloads."""


@dataclass(frozen=True)
class Packed:
    """文稿: the name and the lines of a report, and of the one before it where there is one."""

    reports: tuple[tuple[str, Page], ...]

    def proof(self) -> Proof:
        """校对结果: come to again from the lines."""
        (name, page), *rest = self.reports
        return proof(page, name, (rest[0][1], rest[0][0]) if rest else None)


def packed(reports: Sequence[tuple[str, Page]]) -> str:
    """封好: as one signed text; empty where it would be too large to come back."""
    text = signing.dumps([[name, told(page)] for name, page in reports], salt=_SALT, compress=True)
    return text if len(text) <= MOST else ""


def unpacked(text: str) -> Packed:
    """启封: Unlawful for a text that is not ours or lay too long."""
    try:
        values = signing.loads(text, salt=_SALT, max_age=KEPT_FOR)
    except signing.BadSignature:
        raise Unlawful("页面停留过久，校对的内容已经失效，请重新上传") from None
    return Packed(tuple((name, untold(page)) for name, page in values))
