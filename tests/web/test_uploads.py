"""上传: content decides, not the name."""

from __future__ import annotations

import io
import zipfile

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from gongkai.web.uploads import PDF, UploadField


def word() -> bytes:
    out = io.BytesIO()
    Document().save(out)
    return out.getvalue()


def excel() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for part in ("[Content_Types].xml", "xl/workbook.xml"):
            archive.writestr(part, "<x/>")
    return out.getvalue()


def picture(kind: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (2, 2)).save(out, kind)
    return out.getvalue()


def with_macros(content: bytes) -> bytes:
    out = io.BytesIO(content)
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("word/vbaProject.bin", b"x")
    return out.getvalue()


def refusal(name: str, content: bytes, field: UploadField | None = None) -> str:
    with pytest.raises(ValidationError) as refused:
        (field or UploadField(label="附件")).clean(SimpleUploadedFile(name, content))
    return str(refused.value.messages[0])


SOUND = {
    "答复.pdf": b"%PDF-1.7\n",
    "申请.docx": word(),
    "清单.XLSX": excel(),
    "证件.png": picture("PNG"),
    "证件.jpeg": picture("JPEG"),
    "说明.txt": "说明".encode(),
    "旧说明.txt": "说明".encode("gb18030"),
}


@pytest.mark.parametrize(("name", "content"), SOUND.items())
def test_a_permitted_file_passes_and_can_be_read_from_its_beginning(name: str, content: bytes) -> None:
    file = UploadField(label="附件").clean(SimpleUploadedFile(name, content))
    assert file is not None
    assert file.read() == content


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("图.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>\x01"),
        ("程序.exe", b"MZ\x90\x00"),
        ("旧.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 100),
        ("包.zip", with_macros(b"")),
        ("宏.docx", with_macros(word())),
        ("假.docx", b"PK\x03\x04 not a zip at all"),
    ],
)
def test_what_is_not_on_the_list_is_refused_whatever_its_name(name: str, content: bytes) -> None:
    assert "不是" in refusal(name, content)


def test_a_page_is_not_taken_for_text() -> None:
    assert (
        refusal("页.html", b"<script>alert(1)</script>")
        == "附件“页.html”的内容是文本（txt），与文件名不符，请改名后再上传"
    )


def test_a_name_that_does_not_fit_the_content_is_refused() -> None:
    assert refusal("申请.pdf", word()) == "附件“申请.pdf”的内容是Word（docx），与文件名不符，请改名后再上传"


def test_a_field_takes_only_its_own_kinds_and_says_which() -> None:
    field = UploadField(label="委托书", kinds=[PDF], megabytes=1)
    assert field.help_text == "可上传PDF，不超过1兆字节"
    assert field.widget.attrs["accept"] == ".pdf"
    assert refusal("证件.png", picture("PNG"), field) == "委托书“证件.png”不是PDF，或者已加密、含宏、已损坏"
    assert refusal("大.pdf", b"%PDF-" + b" " * 1024 * 1024, field) == "委托书“大.pdf”超过1兆字节，请压缩后再上传"


@given(st.binary(min_size=1, max_size=300))
def test_no_content_crashes_the_judges(content: bytes) -> None:
    try:
        UploadField(label="附件").clean(SimpleUploadedFile("某.txt", content))
    except ValidationError as refused:
        assert "附件" in str(refused.messages[0])
