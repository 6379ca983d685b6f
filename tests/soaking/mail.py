"""长跑的邮局: a mail server in a process of its own, which writes down the message number of whatever it has answered for."""

from __future__ import annotations

import sys
from pathlib import Path
from threading import Event, Thread
from time import sleep

from tests.office.mailserver import MailServer


def main(port: int) -> None:
    server = MailServer(port)
    Thread(target=server.serve_forever, daemon=True).start()
    told, written = Event(), 0
    print("ready", flush=True)
    while not told.is_set():
        sleep(0.2)
        for message in server.accepted[written:]:
            print(message["Message-ID"], flush=True)
            written += 1


if __name__ == "__main__":
    assert Path(__file__).exists()
    main(int(sys.argv[1]))
