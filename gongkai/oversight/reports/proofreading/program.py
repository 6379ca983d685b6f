"""读文件的程序: run in a process of its own; opens what people send, where it can harm nobody.

Asked as ``answering`` says, with the ``name`` of a file; ``before`` says that it is the report on the year before the one last
opened. Answers ``{"page": …}`` with the lines of a report that has been read and checked to the end once, or ``{"error": …}``
in Chinese. What takes too long is the parent's to stop.
"""

from __future__ import annotations

import resource
import sys

from gongkai.oversight.reports.proofreading.carrying import told
from gongkai.papers.answering import Job, answer_all
from gongkai.papers.text import PaperError
from gongkai.reading.carriers import UnreadableFile, page
from gongkai.reading.checks.checking import check
from gongkai.reading.report import Reading, read_page

MOST_CHARACTERS = 300_000
"""最多字数: the longest reports have a tenth of it."""


def main(memory: int) -> int:
    """Answer jobs until there are no more; the exit code."""
    # 只设软限：转换旧版文件的程序另有自己的界限，需要更大的地址空间。
    resource.setrlimit(resource.RLIMIT_AS, (memory, resource.getrlimit(resource.RLIMIT_AS)[1]))
    last: Reading | None = None

    def act(job: Job, data: bytes) -> dict[str, object]:
        nonlocal last
        answer, reading = _answer(data, str(job["name"]), last if job["before"] else None)
        last = reading or last
        return answer

    answer_all(act)
    return 0


def _answer(data: bytes, name: str, this_year: Reading | None) -> tuple[dict[str, object], Reading | None]:
    try:
        opened = page(data, name)
        if sum(len(line.text) for line in opened.lines) > MOST_CHARACTERS:
            raise UnreadableFile(f"{name}的文字超过{MOST_CHARACTERS // 10000}万字，不是一份年报")
        reading = read_page(opened, name)
        check(reading)
        if this_year is not None:
            check(this_year, reading)
    except (UnreadableFile, PaperError) as refusal:
        return {"error": str(refusal)}, None
    except MemoryError:
        return {"error": f"{name}展开后过大，没有读"}, None
    except RecursionError:
        return {"error": f"{name}的结构嵌套过深，没有读"}, None
    return {"page": told(opened)}, reading


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
