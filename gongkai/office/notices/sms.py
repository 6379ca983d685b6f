"""短信: the adapter between the outbox and whatever sends short messages for a county. Without one no message is written.

``GONGKAI_SMS_GATEWAY`` names a class by its dotted path, ``gongkai.office.notices.sms.FileGateway`` for trying. The class is
made without arguments and has one method::

    def send(self, to: str, text: str, once: str) -> None

``once`` is the same for the same message however often it is tried: a gateway that knows such a mark hands it on, so that a
message whose fate was uncertain is not doubled. It raises ``SmsRefused`` where trying again is no use (a number that does not
exist, a template not approved) and ``OSError`` where it is; the outbox then waits and tries again as with e-mail.
"""

from __future__ import annotations

import json
import sys
from typing import Protocol

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.module_loading import import_string

MOST = 70
"""最长短信: characters of one short message in Chinese; a longer one is billed and delivered in parts."""


class SmsRefused(Exception):
    """短信被拒: the gateway will not send this message however often it is asked."""


class Gateway(Protocol):
    """短信网关: what sends a short message."""

    def send(self, to: str, text: str, once: str) -> None:
        """发送: raises SmsRefused or OSError."""


class FileGateway:
    """写成文件: a line to ``sms/messages.jsonl`` in the data folder, the number masked; for trying."""

    def send(self, to: str, text: str, once: str) -> None:
        """Append the line."""
        folder = settings.VAR_DIR / "sms"
        folder.mkdir(parents=True, exist_ok=True)
        line = json.dumps({"to": masked(to), "text": text, "once": once}, ensure_ascii=False)
        with (folder / "messages.jsonl").open("a", encoding="utf-8") as file:
            file.write(f"{line}\n")


class ConsoleGateway:
    """打印: to the standard output, the number masked; for trying."""

    def send(self, to: str, text: str, once: str) -> None:
        """Print the line."""
        sys.stdout.write(f"短信 {masked(to)}：{text}\n")


def gateway() -> Gateway | None:
    """短信网关: the one that is set up, or None."""
    if not settings.SMS_GATEWAY:
        return None
    try:
        made: Gateway = import_string(settings.SMS_GATEWAY)()
    except ImportError as error:
        raise ImproperlyConfigured(f"GONGKAI_SMS_GATEWAY：没有“{settings.SMS_GATEWAY}”这个类") from error
    return made


def is_mobile(number: str) -> bool:
    """手机号码: whether a short message can reach it."""
    return len(number) == 11 and number.isascii() and number.isdigit() and number.startswith("1")


def masked(number: str) -> str:
    """脱敏号码: as files and screens may show it."""
    return f"{number[:3]}****{number[-4:]}" if len(number) >= 7 else "*" * len(number)
