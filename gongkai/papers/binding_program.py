"""装订的程序: run by its path, in a process of its own; counts the pages of papers and binds them into one PDF.

Reads a job from its standard input: ``parts`` (each a path and a kind) and ``out``, empty where only the pages are counted.
Writes the pages of each part; -1 for one that is locked or broken, which is then left out.
"""

from __future__ import annotations

import ctypes
import json
import resource
import sys
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium
import typst

_IMAGE = """#set page(paper: "a4", margin: 20mm)
#align(center + horizon, image("{name}", width: 100%, height: 100%, fit: "contain"))
"""
_NUMBER_SIZE = 10
_FROM_EDGE = 28
"""How far the page number stands from the upper right corner, in points."""


def main(seconds: int, memory: int) -> int:
    """Count, and bind where a place to write to is named; the exit code."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    job = json.load(sys.stdin)
    bound = pypdfium2.PdfDocument.new() if job["out"] else None
    pages = [_take(bound, Path(path), kind) for path, kind in job["parts"]]
    if bound is not None:
        _number(bound)
        bound.save(job["out"])
    json.dump(pages, sys.stdout)
    return 0


def _take(bound: Any, path: Path, kind: str) -> int:
    """The pages of a part, taken into the bound file where there is one."""
    try:
        part = pypdfium2.PdfDocument(path.read_bytes() if kind == "pdf" else _page_of_image(path, kind))
        if bound is not None:
            bound.import_pages(part)
        return len(part)
    except (pypdfium2.PdfiumError, typst.TypstError, RuntimeError):
        return -1


def _page_of_image(path: Path, kind: str) -> bytes:
    """An image as a page of its own; the typesetter reads it by its extension."""
    image = path.with_name(f"{path.stem}-image.{kind}")
    source = path.with_name(f"{path.stem}-image.typ")
    image.write_bytes(path.read_bytes())
    source.write_text(_IMAGE.replace("{name}", image.name), encoding="utf-8")
    return bytes(typst.compile(str(source)))


def _number(bound: Any) -> None:
    """Write the running number into the upper right corner of every page."""
    font = pdfium.FPDFText_LoadStandardFont(bound.raw, b"Helvetica")
    for number in range(len(bound)):
        page = bound[number]
        width, height = page.get_size()
        text = pdfium.FPDFPageObj_CreateTextObj(bound.raw, font, ctypes.c_float(_NUMBER_SIZE))
        told = ctypes.create_string_buffer(f"{number + 1}\0".encode("utf-16-le"))
        pdfium.FPDFText_SetText(text, ctypes.cast(told, ctypes.POINTER(ctypes.c_ushort)))
        left = width - _FROM_EDGE - 6 * len(str(number + 1))
        pdfium.FPDFPageObj_Transform(text, 1, 0, 0, 1, left, height - _FROM_EDGE)
        pdfium.FPDFPage_InsertObject(page.raw, text)
        page.gen_content()
        page.close()


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
