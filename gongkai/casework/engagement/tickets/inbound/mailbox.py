"""邮箱: a folder on a mail server as it is read, and nothing else: it is never written to, and no letter is marked or moved."""

from __future__ import annotations

import imaplib
import re
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any

SECONDS = 20
"""等待秒数: for one answer of the server."""
MOST_BYTES = 1024 * 1024
"""所读字节: so much of one letter is fetched; what is longer has attachments, which are not tickets."""


class MailTrouble(Exception):
    """收信不成: in words an administrator can act on; the server's own words are not passed on."""


@dataclass(frozen=True, slots=True)
class Server:
    """邮件服务器: where it is and who logs in."""

    host: str
    port: int
    username: str
    password: str
    encrypted: bool = True
    folder: str = "INBOX"


@dataclass(frozen=True, slots=True)
class Mail:
    """一封信: its number in the folder, and its beginning as it came."""

    uid: int
    raw: bytes
    size: int


class Folder:
    """文件夹: open for reading; ``validity`` changes when the server has numbered its letters anew."""

    def __init__(self, connection: imaplib.IMAP4, name: str) -> None:
        self._connection = connection
        status, _ = connection.select(f'"{name}"', readonly=True)
        if status != "OK":
            raise MailTrouble(f"没有“{name}”这个文件夹")
        _, told = connection.response("UIDVALIDITY")
        self.validity = int(told[0]) if told and told[0] else 0

    def after(self, uid: int, most: int) -> Iterator[Mail]:
        """其后的信: by their numbers, ``most`` of them."""
        _, found = self._connection.uid("SEARCH", f"UID {uid + 1}:*")
        numbers = sorted(int(each) for each in (found[0] or b"").split() if int(each) > uid)
        for number in numbers[:most]:
            yield self._fetched(number)

    def _fetched(self, number: int) -> Mail:
        _, told = self._connection.uid("FETCH", str(number), f"(RFC822.SIZE BODY.PEEK[]<0.{MOST_BYTES}>)")
        parts: list[Any] = [each for each in told if isinstance(each, tuple)]
        if not parts:
            raise MailTrouble(f"第{number}号信件没有取到")
        head, raw = parts[0]
        size = re.search(rb"RFC822\.SIZE (\d+)", head)
        return Mail(number, raw, int(size[1]) if size else len(raw))


@contextmanager
def opened(server: Server) -> Iterator[Folder]:
    """打开: log in, read, log out; every failure is a MailTrouble."""
    try:
        connection = _connected(server)
    except (OSError, imaplib.IMAP4.error) as failure:
        raise MailTrouble(f"连接不上邮件服务器（{type(failure).__name__}）") from None
    try:
        try:
            connection.login(server.username, server.password)
        except imaplib.IMAP4.error:
            raise MailTrouble("账号或者密码不被邮件服务器接受") from None
        yield Folder(connection, server.folder)
    except (imaplib.IMAP4.error, OSError) as failure:
        raise MailTrouble(f"与邮件服务器的通信中断（{type(failure).__name__}）") from None
    finally:
        _left(connection)


def _connected(server: Server) -> imaplib.IMAP4:
    if server.encrypted:
        context = ssl.create_default_context()
        return imaplib.IMAP4_SSL(server.host, server.port, ssl_context=context, timeout=SECONDS)
    return imaplib.IMAP4(server.host, server.port, timeout=SECONDS)


def _left(connection: imaplib.IMAP4) -> None:
    """Log out; where the line is broken already, close what is left of it."""
    try:
        connection.logout()
    except (imaplib.IMAP4.error, OSError):
        with suppress(OSError):
            connection.shutdown()
