"""载体: from the bytes of a file to lines of text, whatever the file is; told by its content, never by its name.

Every carrier is met here, and only here: text and csv, pages saved or in one file (MHTML), Word old and new, PDF, Excel, OFD.
"""

from gongkai.reading.carriers.lines import Line, Page, UnreadableFile
from gongkai.reading.carriers.opening import MOST, page
from gongkai.reading.carriers.text import decode

__all__ = ["MOST", "Line", "Page", "UnreadableFile", "decode", "page"]
