"""长跑的邮局: a mail server in a process of its own, which writes down every mail before it answers for it.

Whoever was answered is therefore in its book. Whoever is in its book twice was told of no answer the first time, because the
server died between the two: SMTP knows no way to ask whether a mail has arrived, so that who sends it must send it again.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from email.header import decode_header, make_header
from email.message import Message
from pathlib import Path

from tests.office.mailserver import MailServer


@dataclass(frozen=True, slots=True)
class Arrived:
    """到信: one mail that the server took."""

    mark: str
    to: str
    subject: str


class PostOffice(MailServer):
    """Writes its book on the standard output."""

    def keep(self, message: Message) -> None:
        subject = str(make_header(decode_header(message["Subject"])))
        print(json.dumps([message["Message-ID"], message["To"], subject]), flush=True)


def arrived(book: Path) -> Iterator[Arrived]:
    """到过的信: in the order in which they came; a line that was being written when the server died was never answered for."""
    for line in book.read_text(encoding="utf-8").splitlines():
        if line.startswith("[") and line.endswith("]"):
            yield Arrived(*json.loads(line))


if __name__ == "__main__":
    PostOffice(int(sys.argv[1])).serve_forever()
