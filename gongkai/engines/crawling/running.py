"""巡检的进程: started beside ours with nothing of our secrets around it, and ended by its number when it is asked to no avail."""

from __future__ import annotations

import os
import signal
import subprocess
from contextlib import suppress

from gongkai.engines.crawling.folder import Folder
from gongkai.papers.minded import ROOT, program

_AROUND = ("PATH", "LANG", "LC_ALL", "TZ", "HOME", "SSL_CERT_FILE", "SSL_CERT_DIR", "PYTHONPATH")
"""What of our surroundings it is told; keys and passwords are not among them."""


def launch(folder: Folder) -> subprocess.Popen[bytes]:
    """启动: from where the record ends; what it complains of stands in the folder's log."""
    around = {name: os.environ[name] for name in _AROUND if name in os.environ}
    with folder.log.open("ab") as log:
        return subprocess.Popen(  # noqa: S603
            program("gongkai.engines.crawling.program", folder.path),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd=ROOT,
            env=around | {"PYTHONHASHSEED": "0"},
            start_new_session=True,
        )


def end(folder: Folder) -> None:
    """结束: at once, whatever it is at; the record stays as it is."""
    if number := folder.at_work():
        with suppress(ProcessLookupError):
            os.kill(number, signal.SIGKILL)
