"""邮件服务器: a real SMTP server on a port of its own, as small as the protocol allows; it keeps what it accepted."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import Message
from typing import cast


class MailServer(socketserver.ThreadingTCPServer):
    """Keeps every mail it answered 250 for; ``hold`` lets it wait with a mail in its hands, ``reject`` refuses a recipient."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, port: int = 0) -> None:
        super().__init__(("127.0.0.1", port), _Talk)
        self.accepted: list[Message] = []
        self.read = threading.Event()
        self.hold = threading.Event()
        self.hold.set()
        self.reject = ""
        self.busy = False

    def keep(self, message: Message) -> None:
        """收下: what is done with a mail before it is answered for."""
        self.accepted.append(message)

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self.server_address[1])


class _Talk(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        server = cast(MailServer, self.server)
        self._say("421 busy" if server.busy else "220 mail.example.org")
        while line := self.rfile.readline():
            word = line[:4].upper()
            if word in (b"EHLO", b"HELO"):
                self._say("250 mail.example.org")
            elif word == b"RCPT" and server.reject and server.reject.encode() in line:
                self._say("550 no such user")
            elif word == b"DATA":
                self._say("354 go on")
                self._take(server)
            elif word == b"QUIT":
                self._say("221 bye")
                return
            else:
                self._say("250 ok")

    def _take(self, server: MailServer) -> None:
        lines = []
        while (line := self.rfile.readline()) and line.rstrip() != b".":
            lines.append(line)
        server.read.set()
        server.hold.wait(20)
        server.keep(message_from_bytes(b"".join(lines)))
        self._say("250 taken")

    def _say(self, text: str) -> None:
        try:
            self.wfile.write(f"{text}\r\n".encode())
        except OSError:
            return


@contextmanager
def mail_server() -> Iterator[MailServer]:
    """One that runs while the test does."""
    with MailServer() as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.hold.set()
            server.shutdown()
