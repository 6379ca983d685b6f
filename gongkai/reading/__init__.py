"""读表: published annual reports read and checked, on a laptop without a database.

    reading = read(data, name)     bytes or text in; whose report, of which year and edition, every cell with its state,
                                   place and certainty, the figures stated in sentences, what could not be placed
    check(reading)                 what is wrong with it, the red first

The way: ``carriers`` (bytes → lines) → ``tables`` (lines → cells) and ``texts`` (lines → sentences, claims, chapters) →
``checks`` (findings) → ``outputs`` (page, workbook, comments, overview); ``runs`` does it for thousands of files. Labels,
balances and editions are the law's throughout.
"""

from gongkai.reading.carriers import UnreadableFile
from gongkai.reading.checks.checking import check
from gongkai.reading.checks.findings import Finding
from gongkai.reading.report import NotReport, Reading, read

__all__ = ["Finding", "NotReport", "Reading", "UnreadableFile", "check", "read"]
