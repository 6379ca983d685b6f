"""事项名称: what the press is told of acts is told of acts there are."""

from __future__ import annotations

import re
from pathlib import Path

from gongkai.doors.followers import press
from gongkai.law.disclosure import CONTENT_ACTS

HERE = Path(press.__file__)
ROOT = HERE.parents[2]


def test_every_act_the_press_names_is_entered_somewhere() -> None:
    rooms = [
        path.read_text(encoding="utf-8") for path in ROOT.rglob("*.py") if path != HERE and path.name != "follow.py"
    ]
    written = set(re.findall(r'"([a-z_]+)"', "\n".join(rooms)))
    assert (press.UNSEEN | press.EVERYWHERE | CONTENT_ACTS) - written == set()
