"""邮局: a mail server that takes in what it is sent, over a real socket, and remembers it."""

from __future__ import annotations

import socketserver
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Thread


@dataclass
class Post:
    """What has come in, in order: each a message as it stood on the wire."""

    port: int = 0
    taken: list[str] = field(default_factory=list)


@contextmanager
def post_office() -> Iterator[Post]:
    """邮局: open while the block runs, on a port of its own."""
    post = Post()

    class Counter(socketserver.StreamRequestHandler):
        """One connection, as far as a messenger needs it (RFC 5321)."""

        timeout = 5

        def say(self, line: str) -> None:
            self.wfile.write(f"{line}\r\n".encode())

        def handle(self) -> None:
            self.say("220 example.invalid")
            while line := self.rfile.readline().decode(errors="replace").strip():
                word = line.partition(" ")[0].upper()
                if word == "DATA":
                    self.say("354 go on")
                    if (letter := self.letter()) is None:
                        return
                    post.taken.append(letter)
                    self.say("250 taken")
                elif word == "QUIT":
                    self.say("221 bye")
                    return
                else:
                    self.say("250 well")

        def letter(self) -> str | None:
            """All up to the dot; None where the sender was gone before it."""
            lines: list[str] = []
            while line := self.rfile.readline().decode(errors="replace"):
                if line.strip() == ".":
                    return "".join(lines)
                lines.append(line)
            return None

    class Server(socketserver.ThreadingTCPServer):
        allow_reuse_address = daemon_threads = True

        def handle_error(self, request: object, client_address: object) -> None:
            """Whoever hangs up in the middle is no concern of the post office."""

    with Server(("127.0.0.1", 0), Counter) as server:
        post.port = server.server_address[1]
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        yield post
        server.shutdown()
