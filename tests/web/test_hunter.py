"""真的查毒服务: uploads before a real ``clamd``, which the test starts itself where the program is on this machine.

What the imitation in ``test_zoo.py`` cannot tell is asked here: what the daemon finds within a container, and what it does with
a file beyond its limits, while it reloads, and when it dies.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from time import monotonic
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from pytest_django.fixtures import Settings

from gongkai.web import viruses
from gongkai.web.examining import Level
from gongkai.web.uploads import DOCX, OFD, PDF, PNG, TXT, XLSX, UploadField
from tests.doors.watch.conftest import asked, level, trouble
from tests.hunters import OWN, Daemon, a_hunter, impossible
from tests.uploading import EICAR, book, ofd, packed_objects, pdf, png, word, zipped

if why := impossible():
    pytest.skip(f"没有对着真的查毒服务试：{why}", allow_module_level=True)

FIELD = UploadField(label="附件", kinds=(PDF, DOCX, XLSX, PNG, OFD, TXT), megabytes=50)
DEBIANS = "StreamMaxLength 25M\nMaxFileSize 25M\nMaxScanSize 100M"
"""As ``/etc/clamav/clamd.conf`` says where nobody changed it."""
RAISED = "StreamMaxLength 60M\nMaxFileSize 25M\nMaxScanSize 100M"
"""What became of it where only the length of the stream was raised."""


@pytest.fixture(scope="module")
def hunter() -> Iterator[Daemon]:
    with a_hunter() as daemon:
        yield daemon


@pytest.fixture(params=["socket", "address"])
def where(request: pytest.FixtureRequest, hunter: Daemon, settings: Settings) -> str:
    """By its socket and by its port."""
    settings.CLAMAV = getattr(hunter, request.param)
    return str(settings.CLAMAV)


def clean(name: str, data: bytes) -> Any:
    return FIELD.clean(SimpleUploadedFile(name, data))


SOUND = {
    "说明.txt": "说明".encode() * 400_000,
    "信.docx": word(),
    "表.xlsx": book(),
    "公文.ofd": ofd(),
    "文.pdf": pdf(),
    "图.png": png(),
    "空.txt": b"\n",
}
INFECTED = {
    "样本.txt": EICAR.encode(),
    "信里的样本.docx": word(word__media__a=EICAR),
    "表里的样本.xlsx": book(xl__media__a=EICAR),
    "公文里的样本.ofd": ofd(Doc_0__Res__a=EICAR),
    "包里的包.docx": word(word__embeddings__a=zipped({"里面.txt": EICAR})),
    "信里的毒.docx": word(word__document__more=f"<w>{OWN * 3}</w>"),
    "文里的毒.pdf": pdf(tail=OWN.encode()),
    "压缩流里的毒.pdf": packed_objects(f"<< /X ({OWN}) >>"),
    "文里的毒.txt": f"一,二\n三,{OWN}\n".encode(),
}


@pytest.mark.parametrize("name", SOUND)
def test_what_is_clean_is_whole(where: str, name: str) -> None:
    assert clean(name, SOUND[name]).read() == SOUND[name]


@pytest.mark.parametrize("name", INFECTED)
def test_a_virus_is_found_wherever_in_a_file_it_lies(where: str, name: str, settings: Settings) -> None:
    with pytest.raises(ValidationError, match="带有病毒，没有收"):
        clean(name, INFECTED[name])
    settings.CLAMAV = ""
    assert clean(name, INFECTED[name]).read() == INFECTED[name], "nothing else would have refused it"


def test_as_large_a_file_as_we_take_is_looked_at_to_its_end(where: str, settings: Settings) -> None:
    settings.UPLOAD_MEGABYTES = 50
    assert level("hunter_limits") is Level.FINE
    [found] = asked("hunter_limits")
    assert "50兆字节" in found.what


@pytest.mark.parametrize("by", ["socket", "address"])
def test_a_file_beyond_the_stream_is_refused_for_its_size(settings: Settings, by: str) -> None:
    with a_hunter("StreamMaxLength 1M") as daemon:
        settings.CLAMAV = getattr(daemon, by)
        for size in (1_100_000, 5_000_000):
            with pytest.raises(ValidationError) as refused:
                clean("大.txt", b"a" * size)
            assert "查毒服务" in str(refused.value) and "没有收" in str(refused.value)
        assert clean("小.txt", b"a" * 900_000)


def test_the_settings_debian_comes_with_take_nothing_above_25_megabytes_and_the_doctor_says_so(
    settings: Settings,
) -> None:
    settings.UPLOAD_MEGABYTES = 50
    with a_hunter(DEBIANS) as daemon:
        settings.CLAMAV = daemon.socket
        with pytest.raises(ValidationError, match="超过查毒服务能查的大小"):
            clean("大.txt", b"a" * 26 * 1024 * 1024)
        assert trouble("hunter_limits").level is Level.NOTE


def test_a_daemon_that_passes_what_it_did_not_look_at_is_a_danger_until_it_says_so(settings: Settings) -> None:
    settings.UPLOAD_MEGABYTES = 50
    with a_hunter(RAISED) as daemon:
        settings.CLAMAV = daemon.socket
        hidden = b"a\n" * 13 * 1024 * 1024 + OWN.encode()
        assert clean("大.txt", hidden), "the daemon itself calls it clean"
        found = trouble("hunter_limits")
        assert found.level is Level.DANGER and "AlertExceedsMax yes" in found.remedy
    with a_hunter(f"{RAISED}\nAlertExceedsMax yes") as daemon:
        settings.CLAMAV = daemon.socket
        with pytest.raises(ValidationError, match="超过查毒服务能查的大小"):
            clean("大.txt", hidden)
        assert trouble("hunter_limits").level is Level.NOTE


class _Falling(io.BytesIO):
    """A file in the midst of whose reading the daemon dies."""

    daemon: Daemon

    def read(self, size: int | None = -1, /) -> bytes:
        if self.tell() > 1_000_000:
            self.daemon.kill()
        return super().read(size)


@pytest.mark.parametrize("by", ["socket", "address"])
def test_a_daemon_that_dies_in_the_midst_takes_nothing_in_and_a_new_one_does(settings: Settings, by: str) -> None:
    with a_hunter() as daemon:
        settings.CLAMAV = getattr(daemon, by)
        file = _Falling(b"a" * 8_000_000)
        file.daemon = daemon
        with pytest.raises(viruses.NotAsked):
            viruses.infection(file)
        with pytest.raises(ValidationError, match="查毒服务没有应答"):
            clean("说明.txt", SOUND["说明.txt"])
        assert trouble("hunter").level is Level.DANGER
        daemon.start()
        assert clean("说明.txt", SOUND["说明.txt"])


def test_while_signatures_are_read_anew_every_answer_is_right_and_then_the_new_one_is_known(settings: Settings) -> None:
    new = "新近的毒样本"
    with a_hunter() as daemon:
        settings.CLAMAV = daemon.socket
        assert clean("新.txt", new.encode())
        daemon.knows(Own=OWN, New=new)
        assert daemon.said("RELOAD") == "RELOADING"
        until, known = monotonic() + 30, False
        while not known:
            assert monotonic() < until
            assert viruses.infection(io.BytesIO(EICAR.encode()))
            assert not viruses.infection(io.BytesIO(SOUND["说明.txt"]))
            known = bool(viruses.infection(io.BytesIO(new.encode())))
        with pytest.raises(ValidationError, match="带有病毒"):
            clean("新.txt", new.encode())


def test_the_doctor_knows_signatures_of_nobody_and_a_hunter_that_finds_nothing(settings: Settings) -> None:
    with a_hunter() as daemon:
        settings.CLAMAV = daemon.socket
        assert trouble("hunter").level is Level.NOTE and "没有官方的特征库" in trouble("hunter").what
        (daemon.folder / "database" / "own.ndb").write_text(f"Other:0:*:{'别的毒'.encode().hex()}\n")
        daemon.kill()
        daemon.start()
        assert trouble("hunter").level is Level.DANGER and "EICAR" in trouble("hunter").what
