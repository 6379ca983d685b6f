"""试场的服务: serves a site on loopback and writes down who asked for what and when."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

from tests.crawled.site import Answer, Site


@dataclass(frozen=True)
class Visit:
    """来访."""

    at: float
    method: str
    path: str
    agent: str


@dataclass
class Served:
    """在服务的试场."""

    site: Site
    visits: list[Visit] = field(default_factory=list)
    elsewhere: list[Visit] = field(default_factory=list)

    def paths(self) -> list[str]:
        """来访的网址."""
        return [visit.path for visit in self.visits]

    def most_in(self, seconds: float) -> int:
        """一段时间里最多的来访."""
        times = sorted(visit.at for visit in self.visits)
        most = first = 0
        for last, at in enumerate(times):
            while at - times[first] >= seconds:
                first += 1
            most = max(most, last - first + 1)
        return most


@contextmanager
def served(articles: int, *, slow: float = 3.3) -> Iterator[Served]:
    """试场: on two ports, the site and what lies outside of it."""
    told = Served(Site(articles, slow=slow))
    own = _server(lambda path: told.site.answer(path), told.visits)
    other = _server(_elsewhere, told.elsewhere)
    told.site.base = f"http://127.0.0.1:{own.server_port}"
    told.site.other = f"http://127.0.0.1:{other.server_port}"
    told.site.build()
    threads = [Thread(target=each.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True) for each in (own, other)]
    for thread in threads:
        thread.start()
    try:
        yield told
    finally:
        for each in (own, other):
            each.shutdown()
            each.server_close()


def _elsewhere(path: str) -> Answer:
    fine = path in ("/fine.html", "/bet.html")
    return Answer(b"<html>fine</html>", 200 if fine else 404)


def _server(answer: Any, visits: list[Visit]) -> ThreadingHTTPServer:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            with suppress(OSError):
                self._answer(whole=True)

        def do_HEAD(self) -> None:
            with suppress(OSError):
                self._answer(whole=False)

        def _answer(self, *, whole: bool) -> None:
            visits.append(Visit(time.monotonic(), self.command, self.path, self.headers.get("User-Agent", "")))
            found: Answer = answer(self.path)
            if found.wait:
                time.sleep(found.wait)
            self.send_response(found.status)
            self.send_header("Content-Type", found.kind)
            if found.leads_to:
                self.send_header("Location", found.leads_to)
            if found.drip:
                self.send_header("Connection", "close")
                self.end_headers()
                for _ in range(600):
                    self.wfile.write(b"<p>")
                    self.wfile.flush()
                    time.sleep(0.2)
                return
            self.send_header("Content-Length", str(len(found.body)))
            self.end_headers()
            if whole:
                self.wfile.write(found.body)

        def log_message(self, *told: Any) -> None:
            pass

    class Server(ThreadingHTTPServer):
        def handle_error(self, *told: Any) -> None:
            pass  # 巡检的进程被打断

    server = Server(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.block_on_close = False
    return server
