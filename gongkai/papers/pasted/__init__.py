"""粘贴: text pasted from Word, WPS, Excel or a page, or read from a docx file, as clean accessible HTML.

``cleaned`` takes anything and gives the same for what it gave: headings, the title apart, addressee, signature, remark,
list of attachments, lists, tables with heads; of fonts, sizes, scripts and aligning blanks nothing. No character a reader
saw is lost; what could not come along (pictures, links into somebody's disk, deletions) is told in ``warnings``.
"""

from gongkai.papers.pasted.cleaning import Pasted, cleaned, from_docx, missing, plain
from gongkai.papers.pasted.safe import sanitized

__all__ = ["Pasted", "cleaned", "from_docx", "missing", "plain", "sanitized"]
