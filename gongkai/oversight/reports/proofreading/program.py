"""读文件的程序: run in a process of its own; opens what people send, where it can harm nobody.

Reads jobs from its standard input: a line ``{"name": …, "size": …}`` and so many bytes. Answers each with one line:
``{"page": …}`` with the lines of a report that has been read and checked to the end once, or ``{"error": …}`` in Chinese.
A file that takes too long is the parent's to stop.
"""

from __future__ import annotations

import json
import resource
import sys

from gongkai.oversight.reports.proofreading.carrying import told
from gongkai.papers.text import PaperError
from gongkai.reading.carriers import UnreadableFile, page
from gongkai.reading.checking import check
from gongkai.reading.report import read_page

MOST_CHARACTERS = 300_000
"""最多字数: the longest reports have a tenth of it."""


def main(memory: int) -> int:
    """Answer jobs until there are no more; the exit code."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    while line := sys.stdin.buffer.readline():
        job = json.loads(line)
        answer = _answer(sys.stdin.buffer.read(job["size"]), job["name"])
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()
    return 0


def _answer(data: bytes, name: str) -> dict[str, object]:
    try:
        opened = page(data, name)
        if sum(len(line.text) for line in opened.lines) > MOST_CHARACTERS:
            raise UnreadableFile(f"{name}的文字超过{MOST_CHARACTERS // 10000}万字，不是一份年报")
        check(read_page(opened, name))
    except (UnreadableFile, PaperError) as refusal:
        return {"error": str(refusal)}
    except MemoryError:
        return {"error": f"{name}展开后过大，没有读"}
    except RecursionError:
        return {"error": f"{name}的结构嵌套过深，没有读"}
    return {"page": told(opened)}


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
