"""日志: one line for each thing that happened, with the number of its request, and nothing that names a person or opens a door.

``GONGKAI_LOG_FORMAT`` chooses lines for people (``text``) or for a collector (``json``). Both go through the same masks. Of an
exception the classes, the places and the masked messages are written, never the lines of code or the values around them.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from datetime import datetime
from traceback import StackSummary, extract_tb
from types import TracebackType
from typing import TypedDict
from urllib.parse import urlsplit

from django.conf import settings

from gongkai.web import clock, tracing
from gongkai.web.masks import masked, masked_error
from gongkai.web.shapes import shape

FACTS = "facts"
"""附带: the attribute of a record with figures of ours beside its message."""
MOST_FRAMES = 20
MOST_CAUSES = 5


def secrets() -> list[str]:
    """密钥和口令: every one this process was given, the longest first."""
    address = urlsplit(settings.OPENSEARCH).password or ""
    return sorted(filter(None, {*settings.SECRETS, address}), key=len, reverse=True)


class OfTheRequest(logging.Filter):
    """所属请求: puts on each record the number, the page and the pseudonym of the request it happened in."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Every record passes."""
        record.request_number, record.view = tracing.request_number(), tracing.view()
        record.user = tracing.pseudonym()
        return True


class TextLine(logging.Formatter):
    """文字日志: for people; the causes of an error on lines of their own."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        number = getattr(record, "request_number", "")
        head = f"{_moment(record)} {record.levelname} {record.name}{f' [{number}]' if number else ''}"
        facts = " ".join(f"{name}={value}" for name, value in _facts(record).items())
        lines = [" ".join(filter(None, (head, message(record), facts)))]
        for cause in causes(record):
            lines.append(f"  {cause['error']}: {cause['message']}")
            lines += [f"    {frame}" for frame in cause["frames"]]
        return "\n".join(lines)


class JsonLine(logging.Formatter):
    """JSON日志: one object on one line."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        told: dict[str, object] = {
            "at": _moment(record),
            "level": record.levelname,
            "logger": record.name,
            "message": message(record),
            "request_id": getattr(record, "request_number", ""),
            "view": getattr(record, "view", ""),
            "user": getattr(record, "user", ""),
            **_facts(record),
            "causes": list(causes(record)),
        }
        return json.dumps(
            {name: value for name, value in told.items() if value != "" and value != []}, ensure_ascii=False
        )


def message(record: logging.LogRecord) -> str:
    """正文: masked, on one line; of a statement of SQL its shape alone, for its parameters stand beside it."""
    if (sql := getattr(record, "sql", None)) is not None:
        return f"{getattr(record, 'duration', 0) or 0:.3f}s {shape(str(sql))}"
    try:
        told = record.getMessage()
    except (TypeError, ValueError):  # the arguments do not fit; the message alone, for logging itself would print them
        told = str(record.msg)
    return masked(" ".join(told.split()), secrets())


class Cause(TypedDict):
    """原因."""

    error: str
    message: str
    frames: list[str]


def causes(record: logging.LogRecord) -> Iterator[Cause]:
    """原因: the exception and what it came from, each with its class, its masked message and where it passed."""
    error = record.exc_info[1] if record.exc_info else None
    for _ in range(MOST_CAUSES):
        if error is None:
            return
        yield {
            "error": f"{type(error).__module__}.{type(error).__qualname__}",
            "message": masked_error(" ".join(str(error).split()), secrets()),
            "frames": _frames(error.__traceback__),
        }
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def _frames(passed: TracebackType | None) -> list[str]:
    found: StackSummary = extract_tb(passed)
    return [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in found[-MOST_FRAMES:]]


def _facts(record: logging.LogRecord) -> dict[str, object]:
    facts = getattr(record, FACTS, None)
    return {
        name: masked(value, secrets()) if isinstance(value, str) else value
        for name, value in (facts if isinstance(facts, dict) else {}).items()
    }


def _moment(record: logging.LogRecord) -> str:
    return datetime.fromtimestamp(record.created, clock.BEIJING).isoformat(timespec="milliseconds")
