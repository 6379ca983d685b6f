"""旧文书转换: old Word, WPS and RTF files made docx by LibreOffice, where it is installed.

The office program is started for one file, in a folder and with a profile of its own that are thrown away: no macro runs, no
link is followed, no network is there, and it ends with everything it started when its time is over.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import BoundedSemaphore

from gongkai.papers.text import PaperError

MOST_SECONDS = 45
MOST_MEMORY = 3 * 1024**3
"""最大内存: of its address space, most of which is never used: it maps large libraries."""
MOST_WRITTEN = 64 * 2**20
AT_ONCE = 2

_PROGRAM = Path(__file__).with_name("office_program.py")
_NAMES = ("soffice", "libreoffice")
_TURNS = BoundedSemaphore(AT_ONCE)
_ITEM = (
    '<item oor:path="/org.openoffice.Office.Common/{path}"><prop oor:name="{name}" oor:op="fuse">'
    "<value>{value}</value></prop></item>"
)
_SETTINGS = (
    ("Security/Scripting", "MacroSecurityLevel", "3"),
    ("Security/Scripting", "DisableMacrosExecution", "true"),
    ("Security/Scripting", "DisableActiveContent", "true"),
    ("Security/Scripting", "BlockUntrustedRefererLinks", "true"),
)
_REGISTRY = (
    '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry" '
    'xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{items}</oor:items>'
)


class NoOffice(PaperError):
    """没有转换程序: LibreOffice is not installed on this machine."""


def as_docx(data: bytes, suffix: str, seconds: float = MOST_SECONDS) -> bytes:
    """转为 docx: the bytes of a file that LibreOffice opens by such a suffix (doc, rtf). Raises PaperError, NoOffice."""
    office = next((found for name in _NAMES if (found := shutil.which(name))), None)
    if office is None:
        raise NoOffice("本机没有安装LibreOffice，不能转换旧版文件；请用Word或WPS另存为docx后再试")
    with _TURNS, TemporaryDirectory(prefix="gongkai-") as name:
        folder = Path(name)
        source = folder / f"paper.{suffix}"
        source.write_bytes(data)
        _settle(folder)
        _run(office, source, seconds)
        made = folder / "made" / "paper.docx"
        if not made.is_file():
            raise PaperError("文件已损坏或者加密，LibreOffice未能转换；请用Word或WPS另存为docx后再试")
        return made.read_bytes()


def _settle(folder: Path) -> None:
    """A profile in which nothing runs and no link is followed."""
    profile = folder / "profile" / "user"
    profile.mkdir(parents=True)
    items = "".join(_ITEM.format(path=path, name=name, value=value) for path, name, value in _SETTINGS)
    (profile / "registrymodifications.xcu").write_text(_REGISTRY.format(items=items), encoding="utf-8")


def _run(office: str, source: Path, seconds: float) -> None:
    folder = source.parent
    command = [
        *(sys.executable, "-I", str(_PROGRAM), str(int(seconds)), str(MOST_MEMORY), str(MOST_WRITTEN)),
        *(office, f"-env:UserInstallation={(folder / 'profile').as_uri()}"),
        *("--headless", "--norestore", "--nodefault", "--nolockcheck", "--nologo"),
        *("--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder / "made"), str(source)),
    ]
    around = {"PATH": os.environ.get("PATH", os.defpath), "HOME": str(folder), "TMPDIR": str(folder), "LANG": "C.UTF-8"}
    nothing = subprocess.DEVNULL
    process = subprocess.Popen(  # noqa: S603
        command, cwd=folder, env=around, stdin=nothing, stdout=nothing, stderr=nothing, start_new_session=True
    )
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        raise PaperError("文件过于复杂，LibreOffice未能及时转换；请用Word或WPS另存为docx后再试") from None
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
