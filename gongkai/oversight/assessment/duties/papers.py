"""责任书（文书）: as it is signed."""

from __future__ import annotations

from gongkai.law.grammar.dates import chinese_date
from gongkai.law.supervision.responsibility import Standing
from gongkai.oversight.assessment.duties.models import ResponsibilityLetter
from gongkai.papers.document import Block, Document, Paragraph, Table, paragraphs
from gongkai.papers.docx import write_docx
from gongkai.papers.grid import Grid


def letter(row: ResponsibilityLetter, at: Standing) -> bytes:
    """成文件: what is promised, and a place for both to sign."""
    scheme = f"考核按“{row.version}”进行。" if row.version else ""
    lead = f"{row.unit.name}对{row.year}年度政务公开工作作出如下承诺。{scheme}"
    above = f"{chinese_date(at.offered_on)}签署" if at.offered_on else "（未签署）"
    below = f"{chinese_date(at.signed_on)}签署" if at.signed_on else "（未签署）"
    signed = Grid.from_rows([(row.authority.name, row.unit.name), (above, below)], head_rows=1)
    blocks: tuple[Block, ...] = (Paragraph(lead), *paragraphs(at.text), Table(signed))
    made_on = at.closed_on or at.last_on
    return write_docx(Document(row.dossier.title, blocks, authority=row.authority.name, made_on=made_on))
