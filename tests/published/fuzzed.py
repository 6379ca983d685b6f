"""受测的程序: the process that Atheris drives, started by ``fuzzing``: one carrier, a folder for what is suspect, a corpus.

PDF and OFD files are read in this process and not in the guarded one, so that their branches are counted. A suspect is noted
once for each place in the code that it comes from, and the run goes on.
"""

from __future__ import annotations

import sys
from hashlib import sha256
from pathlib import Path
from random import Random
from time import process_time
from traceback import extract_tb

import atheris

with atheris.instrument_imports(include=["gongkai.reading", "gongkai.papers"]):
    from gongkai.papers import guarded
    from gongkai.papers.books_task import task as _read_old_book
    from gongkai.papers.laid.ofd_task import task as _read_ofd
    from gongkai.papers.laid.pdf_task import task as _read_pdf
    from tests.published.oracle import judge

from gongkai.papers.text import PaperError
from tests.published.mutating import mutated

TASKS = {"ofd": _read_ofd, "pdf": _read_pdf, "xls": _read_old_book}
_SLOW = 10.0


class _Here:
    """Does what is asked of the guarded process in this one."""

    def ask(self, task: str, data: bytes, seconds: float) -> dict[str, object]:
        del seconds
        try:
            return {"answer": TASKS[task](data)}
        except ValueError as complaint:
            if type(complaint) is not PaperError:
                raise
            return {"complaint": str(complaint)}


def main() -> None:
    kind, suspects = sys.argv[1], Path(sys.argv[2])
    guarded._KEEPER = _Here()  # type: ignore[assignment]
    noted: set[str] = set()

    def note(data: bytes, why: str) -> None:
        if why not in noted:
            noted.add(why)
            (suspects / sha256(data).hexdigest()[:16]).write_bytes(data)

    def one(data: bytes) -> None:
        begun = process_time()
        try:
            judge(data)
        except Exception as found:
            last = extract_tb(found.__traceback__)[-1]
            note(data, f"{type(found).__name__} {last.filename}:{last.lineno} {str(found)[:24]}")
        if process_time() - begun > _SLOW:
            note(data, "slow")

    def change(data: bytes, most: int, seed: int) -> bytes:
        def bytewise(some: bytes, chance: Random) -> bytes:
            del chance
            return bytes(atheris.Mutate(some, min(most, len(some) + 64)))

        return mutated(kind, data, Random(seed), bytewise)[:most]

    atheris.Setup([sys.argv[0], *sys.argv[3:]], one, custom_mutator=change, enable_python_coverage=True)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
