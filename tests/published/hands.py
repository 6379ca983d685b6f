"""What the processes of a crew are given to do in tests."""

from __future__ import annotations

import os
from time import sleep


def act(job: str) -> str:
    match job:
        case "die":
            os._exit(9)
        case "hang":
            sleep(600)
        case "who":
            return str(os.getpid())
        case "hungry":
            try:
                return str(len(bytearray(8 * 2**30)))
            except MemoryError:
                return "没有内存"
    return f"{job}已办"


def lost(job: str, why: str) -> str:
    return f"{job}：{why}"
