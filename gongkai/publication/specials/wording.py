"""专题文字: what people wrote for a topic and the public reads, as it is told to the gate; its contents have passed already."""

from __future__ import annotations

from gongkai.law.specials import BlockKind
from gongkai.publication.specials.models import SpecialColumn


def words_of(row: SpecialColumn) -> dict[str, object]:
    """专题文字."""
    blocks = row.blocks
    return {
        "专题名称": row.title,
        "专题导语": row.introduction,
        "专题版面": [each.heading for each in blocks],
        "参与入口": [name for each in blocks if each.kind is BlockKind.LINKS for name, _ in each.links],
        "归档说明": row.closing_note,
    }
