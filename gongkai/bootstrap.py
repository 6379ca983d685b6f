"""启动: the keys of a first run, made once, kept in files outside the database; and a long-lived process settled in memory.

A service sets ``GONGKAI_SECRET_KEY``, ``GONGKAI_SEAL_KEY`` and ``GONGKAI_VAULT_KEY`` (or their ``_FILE`` forms) itself;
then nothing here has any effect. A newcomer who types ``make run`` gets three files under ``var/keys``.
"""

from __future__ import annotations

import gc
import os
import secrets
from contextlib import suppress
from pathlib import Path

KEYS = ("SECRET_KEY", "SEAL_KEY", "VAULT_KEY")
BACKUP = "BACKUP_KEY"
"""备份密钥: made by ``gongkai keys`` alone. A backup whose key lay on this machine alone would be lost with it."""


def local_keys(folder: Path | None = None, *, backup: bool = False) -> None:
    """本机密钥: point the environment at this installation's key files, making those that are missing (mode 0600).

    That of the backups is used where it lies, and made only when it is asked for.
    """
    folder = folder or Path(os.environ.get("GONGKAI_VAR") or Path(__file__).resolve().parent.parent / "var") / "keys"
    for name in (*KEYS, *([BACKUP] if backup or (folder / BACKUP.lower()).exists() else [])):
        if os.environ.get(f"GONGKAI_{name}") or os.environ.get(f"GONGKAI_{name}_FILE"):
            continue
        path = folder / name.lower()
        if not path.exists():
            _make(path)
        os.environ[f"GONGKAI_{name}_FILE"] = str(path)


def _make(path: Path) -> None:
    """Of two processes that begin at once one makes the key and both use it; nobody ever reads half of one."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = path.with_name(f".{path.name}-{secrets.token_hex(8)}")
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(secrets.token_urlsafe(48))
    with suppress(FileExistsError):
        os.link(fresh, path)
    fresh.unlink()


def settle(left_behind: int = 10_000) -> None:
    """安顿: what a process has loaded is there for good, and is no longer gone through again and again for what can be freed.

    What its work leaves behind is looked for once so many objects have come and stayed, not several times in each job.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(left_behind)
