"""PDF 里的文字, read in a process of its own: what a hostile file does to the reader, it does to nobody else.

Run as a program (by its path, so that nothing else is loaded) it reads a PDF from its standard input and writes the text.
"""

from __future__ import annotations

import resource
import subprocess
import sys
from pathlib import Path

MOST_SECONDS = 20
MOST_MEMORY = 2 * 1024**3
_LOCKED, _BROKEN = 3, 4
_FOR_PASSWORD = "password"  # noqa: S105  a word of the library's error message


def pdf_words(data: bytes, most: int, seconds: float = MOST_SECONDS) -> tuple[str, str]:
    """取文字: the text, or why there is none."""
    command = [sys.executable, "-I", str(Path(__file__)), str(most)]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=seconds, check=False)  # noqa: S603
    except subprocess.TimeoutExpired:
        return "", "PDF文件过于复杂，未能取出文字"
    except OSError:
        return "", "没有取文字所需的程序"
    text = done.stdout.decode("utf-8", errors="replace")
    if done.returncode == _LOCKED:
        return "", "PDF文件已加密，取不出文字"
    if done.returncode == _BROKEN or (done.returncode and not text):
        return "", "PDF文件已损坏，取不出文字"
    return (text, "") if text.strip() else ("", "扫描件，没有文字")


def _main() -> int:
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    import pypdfium2  # only here: the platform itself never loads it

    most = int(sys.argv[1])
    try:
        document = pypdfium2.PdfDocument(sys.stdin.buffer.read())
    except pypdfium2.PdfiumError as error:
        return _LOCKED if _FOR_PASSWORD in str(error).lower() else _BROKEN
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
    sys.exit(_main())
