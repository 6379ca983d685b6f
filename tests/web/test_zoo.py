"""上传动物园: every beast before every field that takes a file, and before a virus hunter."""

from __future__ import annotations

import io
import socketserver
import struct
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st
from pytest_django.fixtures import Settings

from gongkai.web import harmful, viruses
from gongkai.web.uploads import CSV, DOC, DOCX, JPG, MP4, OFD, PDF, PNG, TXT, WEBM, XLSX, UploadField
from tests.structure.house import sources
from tests.uploading import EICAR, INERT, REFUSED, ZOO, Beast, jpg, ofd, pdf, png, word

EVERYTHING = (PDF, DOCX, XLSX, PNG, JPG, OFD, MP4, WEBM, DOC, TXT, CSV)


def fields() -> dict[str, UploadField]:
    """Every field of every form of the house that takes a file, by the form it stands in."""
    for module in sources():
        if module.endswith(("forms", "desk", "portal", "desk_tasks", "desk_runs", "attachments_desk")):
            import_module(module)
    found: dict[str, UploadField] = {}

    def beneath(form: type[forms.BaseForm]) -> None:
        for child in form.__subclasses__():
            for name, field in getattr(child, "base_fields", {}).items():
                if isinstance(field, UploadField) and child.__module__.startswith("gongkai."):
                    found[f"{child.__module__}.{child.__name__}.{name}"] = field
            beneath(child)

    beneath(forms.BaseForm)
    return found


def clean(field: UploadField, beast: Beast) -> Any:
    return field.clean(SimpleUploadedFile(beast.name, beast.data))


def test_there_are_more_than_a_hundred_and_each_is_another() -> None:
    assert len(ZOO) > 100
    assert len({(beast.name, beast.data) for beast in ZOO}) == len(ZOO)
    assert min(Counter(beast.fate for beast in ZOO).values()) > 10


@pytest.mark.parametrize("beast", ZOO, ids=lambda beast: f"{beast.what}: {beast.name[:20]!r}")
def test_a_field_that_takes_everything_refuses_it_or_knows_it_for_what_it_is(beast: Beast) -> None:
    field = UploadField(label="附件", kinds=EVERYTHING, megabytes=50)
    if beast.fate == REFUSED:
        with pytest.raises(ValidationError) as refused:
            clean(field, beast)
        assert any("\u4e00" <= each <= "\u9fff" for each in str(refused.value.messages[0]))
        return
    kept = clean(field, beast)
    assert field.kind is not None and kept.read() == beast.data
    assert field.kind.extension in {"pdf", "docx", "jpg", "txt", "csv"}
    assert "/" not in kept.name and "\\" not in kept.name.replace("..\\..\\", "")


def test_no_field_of_any_form_takes_what_must_be_refused() -> None:
    every = fields()
    assert len(every) > 20
    taken = []
    for name, field in every.items():
        own = {kind.extension for kind in field.kinds}
        if {"zip", "svg"} & own:
            continue  # a saved site and an emblem: read or drawn anew by parts of their own, which have zoos of their own
        for beast in ZOO:
            if beast.fate == REFUSED:
                try:
                    field.clean(SimpleUploadedFile(beast.name, beast.data))
                    taken.append((name, beast.what, beast.name))
                except ValidationError:
                    continue
    assert not taken


@pytest.mark.parametrize(
    ("name", "data"),
    [("信.docx", word()), ("文.pdf", pdf()), ("图.png", png()), ("照.jpg", jpg()), ("公文.ofd", ofd())],
)
def test_what_is_sound_passes(name: str, data: bytes) -> None:
    assert clean(UploadField(label="附件", kinds=EVERYTHING), Beast("", name, data, INERT)).read() == data


@given(st.binary(max_size=400), st.sampled_from(["docx", "xlsx", "ofd", "pdf", "png", "jpg"]))
def test_whatever_the_bytes_the_look_ends_with_a_word(data: bytes, extension: str) -> None:
    heads = {"pdf": b"%PDF-", "png": b"\x89PNG\r\n\x1a\n", "jpg": b"\xff\xd8", "docx": b"PK\x03\x04"}
    assert isinstance(harmful.trouble(io.BytesIO(heads.get(extension, b"") + data), extension), str)


@given(st.binary(min_size=0, max_size=5000))
def test_a_picture_of_noise_is_not_taken_for_a_script(noise: bytes) -> None:
    scanned = pdf(tail=b"3 0 obj\n<</Filter /DCTDecode>>\nstream\n" + noise + b"/JS\nendstream\nendobj\n")
    assert harmful.trouble(io.BytesIO(scanned), "pdf") == "" or b"/" in noise


# -- a virus hunter ----------------------------------------------------------------------------------------------------


class Hunter(socketserver.StreamRequestHandler):
    """A daemon that speaks INSTREAM as clamd does, and knows one virus."""

    def handle(self) -> None:
        asked = self.rfile.read(len(b"zINSTREAM\0"))
        data = b""
        while length := struct.unpack(">I", self.rfile.read(4))[0]:
            data += self.rfile.read(length)
            if len(data) > self.server.most:  # type: ignore[attr-defined]
                self.wfile.write(b"INSTREAM size limit exceeded. ERROR\0")
                return
        said = b"stream: Eicar-Test-Signature FOUND\0" if EICAR.encode() in data else b"stream: OK\0"
        self.wfile.write(said if asked == b"zINSTREAM\0" else b"UNKNOWN COMMAND\0")


@contextmanager
def hunting(most: int = 25 * 1024 * 1024) -> Iterator[str]:
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Hunter) as server:
        server.most = most  # type: ignore[attr-defined]
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()
            thread.join()


TEXT = Beast("the test of the virus hunters", "eicar.txt", EICAR.encode(), REFUSED)
SOUND = Beast("", "说明.txt", "说明".encode() * 100_000, INERT)


def test_a_virus_is_refused_and_what_is_clean_is_whole(settings: Settings) -> None:
    field = UploadField(label="附件")
    with hunting() as settings.CLAMAV:
        with pytest.raises(ValidationError, match="带有病毒，没有收"):
            clean(field, TEXT)
        assert clean(field, SOUND).read() == SOUND.data
    settings.CLAMAV = ""
    assert clean(field, TEXT).read() == TEXT.data, "without a hunter it is kept, as the text it is"


def test_where_the_hunter_does_not_answer_nothing_is_taken(settings: Settings) -> None:
    field = UploadField(label="附件")
    with hunting() as where:
        pass
    for there in (where, "/nowhere/clamd.sock", "nonsense"):
        settings.CLAMAV = there
        with pytest.raises(ValidationError, match="查毒服务没有应答"):
            clean(field, SOUND)


def test_a_file_the_hunter_finds_too_large_is_not_taken_for_clean(settings: Settings) -> None:
    with hunting(most=1000) as settings.CLAMAV, pytest.raises(viruses.NotAsked):
        viruses.infection(io.BytesIO(SOUND.data))


@given(st.binary(max_size=60))
def test_no_answer_but_the_right_one_means_clean(answer: bytes) -> None:
    if answer.rstrip(b"\0\n") == b"stream: OK":
        return
    try:
        assert viruses._understood(answer)
    except viruses.NotAsked:
        return
