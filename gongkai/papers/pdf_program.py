"""读 PDF 的程序: run by its path, in a process of its own; reads a PDF from its standard input and writes the text.

What to tell by its exit is handed over by ``pdf_words``: so much text at most, seconds, bytes of memory, and the codes for
a file that is locked and one that is broken.
"""

from __future__ import annotations

import resource
import sys

import pypdfium2


def main(most: int, seconds: int, memory: int, locked: int, broken: int) -> int:
    """Read and write; the exit code."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    try:
        document = pypdfium2.PdfDocument(sys.stdin.buffer.read())
    except pypdfium2.PdfiumError as error:
        return locked if "password" in str(error).lower() else broken
    for number in range(len(document)):
        try:
            text = document[number].get_textpage().get_text_bounded()
        except pypdfium2.PdfiumError:
            continue  # one page that is broken; the others may be sound
        sys.stdout.buffer.write(f"{text}\n".encode(errors="replace"))
        sys.stdout.buffer.flush()
        most -= len(text)
        if most <= 0:
            break
    return 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
