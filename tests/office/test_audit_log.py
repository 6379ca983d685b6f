"""审计: the log is read by whoever audits, and carried away so that nobody can change a letter of it unseen."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from gongkai.doors.cli import app
from gongkai.doors.terminal import BadInput
from gongkai.office.journal import access
from gongkai.office.journal.models import Access
from gongkai.office.security.audit.packets import public_key
from gongkai.papers.signed import Unproven, prove
from gongkai.web import clock
from tests.cast import Cast, official


@pytest.fixture
def auditor(client: Client, people: Cast) -> Client:
    person = official("shen", "审计样", people.county, "audit")
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    access.log_in(people.wang, people.bureau)
    access.log_in(people.wang, people.bureau, succeeded=False)
    access.download(people.li, people.bureau, "=cmd|' /C calc'!A0")
    access.log_in(people.zhao, people.elsewhere)
    return client


@pytest.fixture
def packet(auditor: Client, tmp_path: Path) -> Path:
    answer = auditor.get("/desk/security/log/evidence.zip")
    assert answer.status_code == 200 and "attachment" in answer.headers["Content-Disposition"]
    path = tmp_path / "packet.zip"
    path.write_bytes(answer.content)
    return path


def test_the_log_is_narrowed_and_nothing_of_elsewhere_is_in_it(auditor: Client, people: Cast) -> None:
    whole = auditor.get("/desk/security/log/").text
    assert people.wang.name in whole and people.li.name in whole and people.zhao.name not in whole
    refused = auditor.get("/desk/security/log/?refused=on").text
    assert "没有成功" in refused and people.li.name not in refused
    of_li = auditor.get("/desk/security/log/?who=li&kind=download").text
    assert people.li.name in of_li and people.wang.name not in of_li
    assert "起日不能晚于止日" in auditor.get("/desk/security/log/?since=2026-02-01&until=2026-01-01").text
    unread = auditor.get("/desk/security/log/evidence.zip?since=nonsense")
    assert unread.headers["Location"] == "/desk/security/log/?since=nonsense"


def test_the_packet_holds_every_row_and_proves_itself(packet: Path, people: Cast) -> None:
    found = prove(packet, public_key())
    rows = Access.objects.under(people.county).exclude(what__startswith="查阅日志")
    assert found.manifest["rows"] == rows.count() == 3
    with zipfile.ZipFile(packet) as archive:
        lines = [json.loads(line) for line in archive.read("access.jsonl").decode().splitlines()]
        table = list(csv.reader(io.StringIO(archive.read("access.csv").decode("utf-8-sig"))))
    assert {line["seal"] for line in lines} == set(rows.values_list("seal", flat=True))
    assert len(table) == 4 and not any(cell.startswith("=") for row in table for cell in row)


def test_taking_the_log_away_is_itself_in_the_log(packet: Path, people: Cast) -> None:
    taken = Access.objects.of(people.county).get(kind="download")
    assert taken.official and taken.official.username == "shen" and f"{clock.today()}" in taken.what


def test_the_command_says_whether_a_packet_is_sound(packet: Path) -> None:
    runner = CliRunner()
    sound = runner.invoke(app, ["prove", str(packet), "--key", public_key()])
    assert sound.exit_code == 0 and "3条记录" in sound.output
    other = runner.invoke(app, ["prove", str(packet), "--key", "00" * 32])
    assert other.exit_code == 1 and "不能证明" in other.output
    assert isinstance(runner.invoke(app, ["prove", str(packet), "--key", "short"]).exception, BadInput)


def rewritten(packet: Path, **changed: bytes) -> Path:
    other = packet.with_name("other.zip")
    with zipfile.ZipFile(packet) as source, zipfile.ZipFile(other, "w") as out:
        for name in source.namelist():
            out.writestr(name, changed.pop(name, source.read(name)))
        for name, data in changed.items():
            out.writestr(name, data)
    return other


def test_whatever_is_changed_added_or_left_out_is_found(packet: Path) -> None:
    with zipfile.ZipFile(packet) as archive:
        whole = {name: archive.read(name) for name in archive.namelist()}
    for name in ("access.jsonl", "access.csv", "manifest.json"):
        for at in range(0, len(whole[name]), max(1, len(whole[name]) // 40)):
            bent = bytearray(whole[name])
            bent[at] ^= 1
            with pytest.raises(Unproven):
                prove(rewritten(packet, **{name: bytes(bent)}), public_key())
    with pytest.raises(Unproven):
        prove(rewritten(packet, **{"more.txt": b"x"}), public_key())


@given(st.binary(max_size=200))
def test_no_file_of_anybody_crashes_the_verifier(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.mktemp("packet") / "any.zip"
    path.write_bytes(data)
    with pytest.raises(Unproven):
        prove(path, "00" * 32)
