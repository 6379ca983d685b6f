"""nginx的响应头: what nginx says of itself is what the house says, over https too: once for pages, once for files."""

from __future__ import annotations

import re
import ssl
import subprocess
from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPSConnection
from pathlib import Path
from shutil import which

import pytest

from gongkai.web.middleware import HEADERS
from tests.doors.press.nginxed import nginx, program
from tests.ports import free_port
from tests.structure.headers import FIXED

ROOT = Path(__file__).resolve().parents[3]
CONF = (ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8")
SETTINGS = (ROOT / "gongkai" / "settings.py").read_text(encoding="utf-8")
HSTS = "Strict-Transport-Security"
FOR_FILES = {"Content-Security-Policy", "X-Content-Type-Options", "Cross-Origin-Resource-Policy"}
"""What a style sheet, a script or a picture needs: the rest speaks of pages."""


def said(place: str) -> dict[str, str]:
    """The headers that a location adds itself; it inherits none, so that one forgotten is one missing."""
    policy = re.search(r'set \$csp "([^"]+)"', CONF)
    block = re.search(rf"location {re.escape(place)} \{{(.*?)\n    \}}", CONF, re.DOTALL)
    assert policy is not None and block is not None
    lines = re.findall(r'add_header (\S+) (?:"([^"]*)"|(\S+?))(?: always)?;', block[1])
    return {name: quoted or {"$csp": policy[1]}.get(bare, bare) for name, quoted, bare in lines}


def test_a_pressed_page_says_every_header_of_the_house_in_its_own_words() -> None:
    told = said("/")
    assert {name: told.get(name) for name in FIXED} == FIXED
    assert HEADERS.keys() <= told.keys()


def test_a_file_of_the_shell_says_what_a_file_needs() -> None:
    told = said("/static/")
    assert {name: told.get(name) for name in FOR_FILES} == {name: FIXED[name] for name in FOR_FILES}


def test_both_keep_a_browser_to_https_as_long_as_the_platform_does() -> None:
    long = re.search(r"SECURE_HSTS_SECONDS = (\d+) if HTTPS", SETTINGS)
    mapped = re.search(r'https\s+"max-age=(\d+)"', CONF)
    assert long is not None and mapped is not None and long[1] == mapped[1]
    assert said("/")[HSTS] == said("/static/")[HSTS] == "$hsts"


@pytest.fixture
def answered(tmp_path: Path) -> Iterator[dict[str, dict[str, str]]]:
    """What a real nginx says of a page and of a file, over http and over https."""
    openssl = which("openssl")
    if program() is None or openssl is None:
        pytest.skip("nginx或者openssl没有安装")
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    own = ["-x509", "-nodes", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-subj", "/CN=localhost"]
    subprocess.run([openssl, "req", *own, "-keyout", key, "-out", certificate], check=True, capture_output=True)
    for address in ("pressed/standard/shili/index.html", "static/base.css"):
        file = tmp_path / "var" / address
        file.parent.mkdir(parents=True)
        file.write_text("示例")
    secure = free_port()
    listens = f"ssl_certificate {certificate}; ssl_certificate_key {key};"
    with nginx(tmp_path / "var", tmp_path / "nginx", "127.0.0.1:9", listens, also=f"127.0.0.1:{secure} ssl") as running:
        paths = {"page": "/shili/", "file": "/static/base.css"}
        plain = {name: running.ask(path).headers for name, path in paths.items()}
        yield plain | {f"secure {name}": over_tls(secure, path) for name, path in paths.items()}


def over_tls(port: int, path: str) -> dict[str, str]:
    anybody = ssl.create_default_context()
    anybody.check_hostname, anybody.verify_mode = False, ssl.CERT_NONE
    with closing(HTTPSConnection("127.0.0.1", port, timeout=20, context=anybody)) as asked:
        asked.request("GET", path, headers={"Host": "localhost"})
        answer = asked.getresponse()
        assert answer.status == 200 and answer.read()
        return {name.lower(): value for name, value in answer.getheaders()}


def test_a_real_nginx_says_them_and_speaks_of_https_over_https_alone(answered: dict[str, dict[str, str]]) -> None:
    for name, headers in answered.items():
        expected = FIXED if name.endswith("page") else {each: FIXED[each] for each in FOR_FILES}
        assert {each: headers.get(each.lower()) for each in expected} == expected, name
        assert headers.get(HSTS.lower()) == ("max-age=31536000" if "secure" in name else None), name
