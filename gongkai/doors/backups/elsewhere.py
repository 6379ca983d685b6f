"""别处: another data folder and another database, as a process of its own with the same keys sees them."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.conf import settings

OURS_ALONE = ("FILES", "PAGES", "OPENSEARCH", "DATABASE_READ", "DATABASE_WEB")
"""Stores, a cluster and a copy of this installation: what is brought back elsewhere must not be written or read there."""
PASSED_ON = ("keys", "name", "keys_name", "overwrite", "report")


def environment_of(var: Path, database: str = "") -> dict[str, str]:
    """别处的环境: ours, with the other data folder and database (SQLite in that folder if none is told), and all else in it."""
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": os.environ.get("DJANGO_SETTINGS_MODULE", "gongkai.settings"),
        "PYTHONPATH": os.pathsep.join(filter(None, [str(settings.BASE_DIR), os.environ.get("PYTHONPATH", "")])),
        "GONGKAI_VAR": str(var.resolve()),
        "GONGKAI_DATABASE": database,
        **{f"GONGKAI_{name}": "" for name in OURS_ALONE},
    }


def words_of_restore(options: Mapping[str, Any]) -> list[str]:
    """恢复命令: the same again, without the place."""
    words = ["-m", "django", "restore", str(Path(options["folder"]).resolve())]
    for name in PASSED_ON:
        value = options.get(name)
        if value:
            told = str(value.resolve()) if isinstance(value, Path) else str(value)
            words += [f"--{name.replace('_', '-')}", told]
    return [*words, "--later"] if options.get("later") else words
