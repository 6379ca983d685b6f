"""真的nginx: started on the configuration of the repository, over a folder of pressed pages, before a platform."""

from __future__ import annotations

import http.client
import re
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep
from urllib.parse import urlsplit

from tests.ports import free_port

ROOT = Path(__file__).resolve().parent.parent.parent.parent
MAIN = """
worker_processes 1; daemon off; pid {folder}/nginx.pid; error_log {folder}/error.log warn;
events {{ worker_connections 256; }}
http {{
    access_log off; sendfile on;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
    {own}
    {extra}
}}
"""


@dataclass(frozen=True)
class Answer:
    """What came back: the status, the headers by their small names, and the bytes."""

    status: int
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True)
class Nginx:
    """A running nginx."""

    port: int

    def ask(self, path: str, method: str = "GET", **headers: str) -> Answer:
        """One request, its path sent as it is."""
        asked = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            asked.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
            for name, value in {"Host": "localhost", **headers}.items():
                asked.putheader(name.replace("_", "-"), value)
            asked.endheaders()
            response = asked.getresponse()
            told = {name.lower(): value for name, value in response.getheaders()}
            return Answer(response.status, told, response.read())
        finally:
            asked.close()


def program() -> str | None:
    return shutil.which("nginx") or (shutil.which("/usr/sbin/nginx"))


def with_pages_in(store: str, own: str) -> str:
    """The configuration with its pages in a bucket: ``store`` is where the prefix is read, as the file says to write it."""
    parts = urlsplit(store)
    _, bucket, prefix = parts.path.split("/", 2)
    block = (ROOT / "deploy" / "nginx-pages.conf").read_text(encoding="utf-8")
    said = {"@STORE@": f"{parts.scheme}://{parts.netloc}", "@BUCKET@": bucket, "@PREFIX@": prefix}
    for name, value in said.items():
        block = block.replace(name, value)
    changed, once = re.subn(r"^    location / \{\n.*?^    \}\n", lambda _: block, own, flags=re.DOTALL | re.MULTILINE)
    assert once == 1
    return changed


@contextmanager
def nginx(
    var: Path, folder: Path, platform: str, extra: str = "", *, store: str = "", also: str = ""
) -> Iterator[Nginx]:
    """Run the configuration of the repository over ``var`` or a bucket.

    ``platform`` is host:port, ``also`` another place to listen at.
    """
    port = free_port()
    listens = f"127.0.0.1:{port}" + f"; listen {also}" * bool(also)
    said = {"@APP@": platform, "@LISTEN@": listens, "@NAME@": "localhost", "@VAR@": str(var)}
    own = (ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    own = with_pages_in(store, own) if store else own
    for name, value in said.items():
        own = own.replace(name, value)
    folder.mkdir(parents=True, exist_ok=True)
    for each in (var, var / "pressed", folder):
        each.mkdir(parents=True, exist_ok=True)
        each.chmod(0o755)
    conf = folder / "nginx.conf"
    conf.write_text("user root;\n" * _is_root() + MAIN.format(folder=folder, own=own, extra=extra), encoding="utf-8")
    command = [str(program()), "-p", str(folder), "-c", str(conf)]
    with (folder / "said").open("w") as said_here:
        running = subprocess.Popen(command, stderr=said_here)
    try:
        _until_it_answers(running, port, folder)
        yield Nginx(port)
    finally:
        running.terminate()
        running.wait(20)


def _is_root() -> bool:
    return subprocess.run(["id", "-u"], capture_output=True, text=True, check=True).stdout.strip() == "0"


def _until_it_answers(running: subprocess.Popen[bytes], port: int, folder: Path) -> None:
    until = monotonic() + 20
    while monotonic() < until:
        with socket.socket() as one:
            if one.connect_ex(("127.0.0.1", port)) == 0:
                return
        if running.poll() is not None:
            break
        sleep(0.05)
    raise RuntimeError((folder / "said").read_text())
