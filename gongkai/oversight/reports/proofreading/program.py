"""读文件的程序: run in a process of its own; opens what people send, where it can harm nobody.

Asked as ``answering`` says, with the ``name`` of a file; ``before`` says that it is the report on the year before the one last
opened. Answers ``{"page": …}`` with the lines of a report that has been read and checked to the end once; ``{"docx": …}`` with
the file in base64, its findings in comments, where it is to ``annotate`` it; or ``{"error": …}`` in Chinese. What takes too
long is the parent's to stop.
"""

from __future__ import annotations

import resource
import sys
from base64 import b64encode

from gongkai.oversight.reports.proofreading.carrying import told
from gongkai.papers.answering import Job, answer_all
from gongkai.papers.text import PaperError
from gongkai.reading.carriers import UnreadableFile, page
from gongkai.reading.checks.checking import check
from gongkai.reading.outputs.annotated import annotate
from gongkai.reading.report import Reading, read, read_page

MOST_CHARACTERS = 300_000
"""最多字数: the longest reports have a tenth of it."""


def main(memory: int) -> int:
    """Answer jobs until there are no more; the exit code."""
    # 只设软限：转换旧版文件的程序另有自己的界限，需要更大的地址空间。
    resource.setrlimit(resource.RLIMIT_AS, (memory, resource.getrlimit(resource.RLIMIT_AS)[1]))
    last: Reading | None = None

    def act(job: Job, data: bytes) -> dict[str, object]:
        nonlocal last
        try:
            if job["annotate"]:
                return _annotated(data, job["name"], last)
            answer, last = _opened(data, job["name"], last if job["before"] else None)
        except (UnreadableFile, PaperError) as refusal:
            return {"error": str(refusal)}
        except MemoryError:
            return {"error": f"{job['name']}展开后过大，没有读"}
        except RecursionError:
            return {"error": f"{job['name']}的结构嵌套过深，没有读"}
        return answer

    answer_all(act)
    return 0


def _opened(data: bytes, name: str, this_year: Reading | None) -> tuple[dict[str, object], Reading]:
    opened = page(data, name)
    if sum(len(line.text) for line in opened.lines) > MOST_CHARACTERS:
        raise UnreadableFile(f"{name}的文字超过{MOST_CHARACTERS // 10000}万字，不是一份年报")
    reading = read_page(opened, name)
    check(reading)
    if this_year is not None:
        check(this_year, reading)
    return {"page": told(opened)}, reading


def _annotated(data: bytes, name: str, last_year: Reading | None) -> dict[str, object]:
    reading = read(data, name)
    made = annotate(data, reading, check(reading, last_year))
    if not made.content:
        return {"error": f"{name}{made.why}；请按“校对”，在网页上看结果"}
    return {"docx": b64encode(made.content).decode()}


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
