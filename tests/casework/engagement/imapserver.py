"""邮箱服务器: a real IMAP server on a port of its own, as small as reading needs; it answers what it has and writes nothing."""

from __future__ import annotations

import re
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import cast


class ImapServer(socketserver.ThreadingTCPServer):
    """Letters by their numbers; ``drop`` closes the line at the first FETCH, ``silent`` answers a greeting and nothing more."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Talk)
        self.letters: dict[int, bytes] = {}
        self.validity = 7
        self.password = "Only-for-tests-0453"
        self.drop = False
        self.said: list[str] = []

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self.server_address[1])


class _Talk(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        server = cast(ImapServer, self.server)
        self._say("* OK ready")
        while line := self.rfile.readline():
            text = line.decode("utf-8", "replace").strip()
            server.said.append(text)
            tag, _, command = text.partition(" ")
            word = command.split(" ")[0].upper()
            if word == "LOGOUT":
                self._say("* BYE", f"{tag} OK bye")
                return
            if not self._answered(server, tag, word, command):
                return

    def _answered(self, server: ImapServer, tag: str, word: str, command: str) -> bool:
        if word == "CAPABILITY":
            self._say("* CAPABILITY IMAP4REV1", f"{tag} OK done")
        elif word == "LOGIN":
            self._say(f"{tag} OK in" if server.password in command else f"{tag} NO wrong")
        elif word == "EXAMINE" and "INBOX" in command:
            many = len(server.letters)
            self._say(f"* {many} EXISTS", f"* OK [UIDVALIDITY {server.validity}] valid", f"{tag} OK [READ-ONLY] there")
        elif word == "EXAMINE":
            self._say(f"{tag} NO no such folder")
        elif command.upper().startswith("UID SEARCH"):
            self._search(server, tag, command)
        elif command.upper().startswith("UID FETCH"):
            if server.drop:
                return False
            self._fetch(server, tag, command)
        else:
            self._say(f"{tag} BAD not here")
        return True

    def _search(self, server: ImapServer, tag: str, command: str) -> None:
        """``n:*`` always names the last letter, as the protocol has it."""
        first = int(re.findall(r"(\d+):\*", command)[0])
        found = [uid for uid in sorted(server.letters) if uid >= first] or sorted(server.letters)[-1:]
        self._say(f"* SEARCH {' '.join(map(str, found))}", f"{tag} OK done")

    def _fetch(self, server: ImapServer, tag: str, command: str) -> None:
        uid = int(re.findall(r"FETCH (\d+)", command, re.IGNORECASE)[0])
        most = int(re.findall(r"<0\.(\d+)>", command)[0])
        whole = server.letters[uid]
        raw = whole[:most]
        self.wfile.write(f"* 1 FETCH (UID {uid} RFC822.SIZE {len(whole)} BODY[]<0> {{{len(raw)}}}\r\n".encode())
        self.wfile.write(raw + b")\r\n")
        self._say(f"{tag} OK done")

    def _say(self, *lines: str) -> None:
        self.wfile.write("".join(f"{line}\r\n" for line in lines).encode())


@contextmanager
def serving() -> Iterator[ImapServer]:
    """A server for as long as the block lasts."""
    with ImapServer() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield server
        finally:
            server.shutdown()
