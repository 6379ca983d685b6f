"""读出和清洁的任务: done in the guarded process; what is asked stands before the file, as ``asking`` puts it."""

from __future__ import annotations

import base64
import json
from typing import Any

from gongkai.papers.said import carriers


def task(asked: bytes) -> Any:
    """任务: everything a file says, or its cleaned copy. Raises PaperError."""
    size = int.from_bytes(asked[:8], "big")
    order, data = json.loads(asked[8 : 8 + size]), asked[8 + size :]
    if order["do"] == "clean":
        return base64.b64encode(carriers.cleaned(data, order["kind"], order["covers"])).decode()
    return carriers.read(data, order["kind"]).as_json()
