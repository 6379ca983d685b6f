"""旧文书转换: old Word, WPS and RTF files made docx by LibreOffice, where it is installed.

The office program is started for one file, in a folder and with a profile of its own that are thrown away: no macro runs, no
link is followed, no network is there, and it ends with everything it started when its time is over: see ``office_program``.
"""

from __future__ import annotations

import os
import shutil
from tempfile import gettempdir
from threading import BoundedSemaphore
from time import monotonic

from gongkai.papers.minded import Minded, Silent, program
from gongkai.papers.text import PaperError

MOST_SECONDS = 45
AT_ONCE = 2

_NAMES = ("soffice", "libreoffice")
_TURNS = BoundedSemaphore(AT_ONCE)
_FAREWELL = 10
"""Seconds its program is given to end the office program and to throw its folder away."""


class NoOffice(PaperError):
    """没有转换程序: LibreOffice is not installed on this machine."""


def as_docx(data: bytes, suffix: str, seconds: float = MOST_SECONDS) -> bytes:
    """转为 docx: the bytes of a file that LibreOffice opens by such a suffix (doc, rtf). Raises PaperError, NoOffice."""
    office = next((found for name in _NAMES if (found := shutil.which(name))), None)
    if office is None:
        raise NoOffice("本机没有安装LibreOffice，不能转换旧版文件；请用Word或WPS另存为docx后再试")
    begun = monotonic()
    made = _made(office, data, suffix, seconds)
    if not made and monotonic() - begun >= seconds:
        raise PaperError("文件过于复杂，LibreOffice未能及时转换；请用Word或WPS另存为docx后再试")
    if not made:
        raise PaperError("文件已损坏或者加密，LibreOffice未能转换；请用Word或WPS另存为docx后再试")
    return made


def _made(office: str, data: bytes, suffix: str, seconds: float) -> bytes:
    around = {"PATH": os.environ.get("PATH", os.defpath), "LANG": "C.UTF-8", "TMPDIR": gettempdir()}
    command = program("gongkai.papers.office_program", seconds, office)
    with _TURNS:
        minded = Minded(command, around=around, alone=True, farewell=_FAREWELL)
        try:
            return minded.ask({"suffix": suffix}, data, seconds + _FAREWELL)
        except Silent:
            return b""
        finally:
            minded.end()
