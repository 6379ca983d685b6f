"""测试用的文件: sound ones of each kind, and hostile ones that look like them."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from gongkai.web import clock, traps
from tests.uploading import png

PDF = b"%PDF-1.7\n1 0 obj <</Type /Catalog>> endobj\ntrailer <</Root 1 0 R>>\n%%EOF\n"
PNG = png()
CODE = re.compile(r"[2-9A-HJ-NP-Z]{4}(?:-[2-9A-HJ-NP-Z]{4}){3}")


def docx(parts: int = 1, each: int = 100, *, macros: bool = False) -> bytes:
    """A package with the parts of a Word file and others that unpack to so many bytes each."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<w:document/>")
        for number in range(parts):
            archive.writestr(f"word/media/{number}.xml", b"0" * each)
        if macros:
            archive.writestr("word/vbaProject.bin", b"x")
    return packed.getvalue()


HOSTILE: Mapping[str, tuple[str, bytes]] = {
    "a program named as a PDF": ("证明.pdf", b"MZ\x90\x00" + b"\x00" * 60),
    "a page named as a picture": ("证明.png", b"<html><script>alert(1)</script></html>"),
    "a PDF named as a picture": ("证明.png", PDF),
    "a PDF that runs a script": ("证明.pdf", PDF + b"<< /S /JavaScript /JS (app.alert(1)) >>"),
    "a PDF that hides the script's name": ("证明.pdf", PDF + b"<< /S /J#61vaScript >>"),
    "a PDF that starts a program": ("证明.pdf", PDF + b"<< /S /Launch >>"),
    "a Word file with macros": ("证明.docx", docx(macros=True)),
    "a package that unpacks without end": ("证明.docx", docx(12, 10 * 1024 * 1024)),
    "a package of thousands of parts": ("证明.docx", docx(2500, 1)),
    "an empty file": ("证明.pdf", b""),
    "a file that is too large": ("证明.pdf", PDF + b"0" * (5 * 1024 * 1024)),
}


def upload(name: str = "证明.pdf", content: bytes = PDF) -> SimpleUploadedFile:
    """A file as a browser sends it."""
    return SimpleUploadedFile(name, content)


def hidden(page: str) -> dict[str, str]:
    """The hidden fields of the forms of a page, as a browser would send them back."""
    found = re.findall(r'<input type="hidden" name="(\w+)"(?: value="([^"]*)")?', page)
    return {name: value for name, value in found if name != "csrfmiddlewaretoken"}


def opened() -> str:
    """The mark of a form that was handed out a minute ago."""
    return traps.opening_token(clock.now() - timedelta(minutes=1))


def filled_in(client: Client, address: str, values: Mapping[str, object]) -> dict[str, object]:
    """The form as a person sends it: opened a minute ago, its hidden fields as they were handed out."""
    guards = hidden(client.get(address).content.decode())
    return {**guards, **values, "opened": opened(), "leave_blank": ""}
