"""隐去: nothing of a hidden word is in the file that is given, and nothing but the hidden places is black."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence

import pypdfium2
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from gongkai.papers import redacting
from gongkai.papers.document import Document, Paragraph
from gongkai.papers.pdf import write_pdf
from gongkai.papers.redacting import DOTS, Span, find_words, fold, paint, picture, read_pages
from gongkai.papers.text import PaperError

LETTERS = "养护资金道路村镇拨付明细张样例王小样0123456789ABCxyz，。𠮷"
Box = tuple[int, int, int, int]


def paper(*texts: str, title: str = "拨付明细") -> bytes:
    return write_pdf(Document(title, tuple(Paragraph(text) for text in texts))).data


def made(*objects: str, streams: dict[int, str] | None = None) -> bytes:
    """A small PDF by hand; ``streams`` are the contents of the objects that have one."""
    parts, places, at = [b"%PDF-1.4\n"], [], 9
    for number, each in enumerate(objects, 1):
        inside = (streams or {}).get(number)
        body = each if inside is None else f"{each[:-2]}/Length {len(inside)}>>stream\n{inside}\nendstream"
        part = f"{number} 0 obj\n{body}\nendobj\n".encode()
        places.append(at)
        parts.append(part)
        at += len(part)
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    count = len(objects) + 1
    tail = (
        f"xref\n0 {count}\n0000000000 65535 f \n{table}trailer\n<</Size {count}/Root 1 0 R>>\nstartxref\n{at}\n%%EOF\n"
    )
    return b"".join([*parts, tail.encode()])


FONT = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
HEAD = ("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 1/Kids[3 0 R]>>")


def one_page(drawn: str, more: str = "") -> bytes:
    page = f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 200]{more}/Resources<</Font<</F 4 0 R>>>>/Contents 5 0 R>>"
    return made(*HEAD, page, FONT, "<<>>", streams={5: drawn})


def words(data: bytes) -> str:
    with pypdfium2.PdfDocument(data) as document:
        return "".join(page.get_textpage().get_text_bounded() for page in document)


class Raster:
    """A page as rows of grey pixels."""

    def __init__(self, data: bytes, width: int, height: int) -> None:
        self.data, self.width, self.height = data, width, height

    def row(self, row: int, left: int, right: int) -> bytes:
        return self.data[row * self.width + left : row * self.width + right]


def kept(data: bytes, page: int = 0) -> Raster:
    """The image a page of the result is made of, as it lies in the file."""
    with pypdfium2.PdfDocument(data) as document:
        (image,) = document[page].get_objects()
        width, height = image.get_px_size()
        pixels = bytes(image.get_data(decode_simple=True))
    return Raster(pixels if len(pixels) == width * height else pixels[0::3], width, height)


def drawn(data: bytes, page: int = 0) -> Raster:
    """The page of an original as it looks, painted by nobody."""
    with pypdfium2.PdfDocument(data) as document:
        bitmap = document[page].render(scale=DOTS / 72, rev_byteorder=True, maybe_alpha=False)
        rows, wide, channels = bytes(bitmap.buffer), bitmap.width * bitmap.n_channels, bitmap.n_channels
        lines = (rows[row * bitmap.stride : row * bitmap.stride + wide : channels] for row in range(bitmap.height))
        return Raster(b"".join(lines), bitmap.width, bitmap.height)


def ink(data: bytes, spans: Sequence[Span]) -> Iterator[Box]:
    """Where the characters of these places stand, by the text layer alone."""
    with pypdfium2.PdfDocument(data) as document:
        for span in spans:
            page = document[span.page]
            high = page.get_size()[1]
            for place in range(span.start, span.end):
                left, bottom, right, top = page.get_textpage().get_charbox(place)
                if right > left and top > bottom:
                    scale = DOTS / 72
                    yield int(left * scale), int((high - top) * scale), int(right * scale), int((high - bottom) * scale)


def assert_black_there_and_there_alone(original: bytes, result: redacting.Painted, spans: Sequence[Span]) -> None:
    before, after = drawn(original), kept(result.data)
    assert (before.width, before.height) == (after.width, after.height)
    inked = list(ink(original, spans))
    for left, top, right, bottom in inked:
        assert all(not any(after.row(row, left, right)) for row in range(top, bottom))
    covered = bytearray(before.width * before.height)
    for left, top, right, bottom in result.boxes[0]:
        assert any(
            left < x1 + 40 and right > x0 - 40 and top < y1 + 40 and bottom > y0 - 40 for x0, y0, x1, y1 in inked
        ), "no place is black that is far from every hidden character"
        for row in range(top, bottom):
            covered[row * before.width + left : row * before.width + right] = b"\1" * (right - left)
    differing = [
        place
        for place, (one, other, hidden) in enumerate(zip(before.data, after.data, covered, strict=True))
        if not hidden and abs(one - other) > 3
    ]
    assert differing == []


@st.composite
def hidings(draw: st.DrawFn) -> tuple[list[str], list[str]]:
    """Paragraphs, and words that stand in them."""
    texts = draw(st.lists(st.text(LETTERS, min_size=6, max_size=90), min_size=1, max_size=4))
    chosen = []
    for text in draw(st.lists(st.sampled_from(texts), min_size=1, max_size=3)):
        start = draw(st.integers(0, len(text) - 2))
        chosen.append(text[start : start + draw(st.integers(2, 12))])
    return texts, [word for word in chosen if fold(word)]


@settings(max_examples=12, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(hidings())
def test_37_no_word_that_was_hidden_is_in_the_file_and_nothing_else_is_black(case: tuple[list[str], list[str]]) -> None:
    texts, chosen = case
    original = paper(*texts)
    found = find_words(read_pages(original), chosen)
    assert all(found.values()), "what was typed is found, over the ends of lines and whatever its width"
    spans = [span for places in found.values() for span in places]
    result = paint(original, spans, {})
    assert words(result.data).strip() == "", "there is no text at all"
    assert_black_there_and_there_alone(original, result, spans)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.text(LETTERS + "\r\n -", max_size=40), min_size=1, max_size=3), st.text(LETTERS, min_size=1, max_size=5)
)
def test_every_place_of_a_word_is_found(texts: list[str], word: str) -> None:
    pages = [redacting.PageText(text) for text in texts]
    places = find_words(pages, [word])[word]
    whole = "".join(fold(text) for text in texts)
    times = sum(whole.startswith(fold(word), at) for at in range(len(whole))) if fold(word) else 0
    assert len({(span.page, span.start) for span in places}) >= min(times, 1)
    left = list(texts)
    for span in sorted(places, key=lambda each: (each.page, -each.start)):
        text = left[span.page]
        left[span.page] = text[: span.start] + "■" * (span.end - span.start) + text[span.end :]
    assert not fold(word) or fold(word) not in "".join(fold(text) for text in left)


def test_nothing_of_the_original_is_in_the_result() -> None:
    original = paper("张样例领取养护资金", title="机密标题MARKER")
    spans = find_words(read_pages(original), ["张样例"])["张样例"]
    result = paint(original, spans, {}).data
    with pypdfium2.PdfDocument(result) as document:
        assert not any(document.get_metadata_dict().values())
        assert document.count_attachments() == 0 and len(document) == 1
    assert b"MARKER" not in result and "机密标题".encode("utf-16-be") not in result and b"/Info" not in result
    assert b"/Font" not in result and b"/Metadata" not in result and b"/Annot" not in result
    windows = {original[at : at + 48] for at in range(len(original) - 48)}
    assert not any(result[at : at + 48] in windows for at in range(len(result) - 48))


def test_a_page_that_is_left_out_is_replaced() -> None:
    original = paper(*(f"第{number}段" + "养护资金" * 60 for number in range(12)))
    pages = read_pages(original)
    assert len(pages) > 1
    slip = Document("本页不予公开", (Paragraph("依据"),))
    result = paint(original, [], {1: slip}).data
    assert kept(result, 1).data == drawn(write_pdf(slip).data).data
    assert kept(result, 0).data == drawn(original, 0).data


def test_what_stands_in_a_note_on_the_page_is_found_and_hidden_too() -> None:
    page = (
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 200]/Resources<</Font<</F 4 0 R>>>>/Contents 5 0 R/Annots[6 0 R]>>"
    )
    note = "<</Type/Annot/Subtype/FreeText/F 4/Rect[50 100 350 140]/Contents(SECRETNOTE)/DA(/F 20 Tf)/AP<</N 7 0 R>>>>"
    form = "<</Type/XObject/Subtype/Form/BBox[0 0 300 40]/Resources<</Font<</F 4 0 R>>>>>>"
    seen = "BT /F 20 Tf 10 10 Td (SECRETNOTE) Tj ET"
    original = made(*HEAD, page, FONT, "<<>>", note, form, streams={5: "BT /F 20 Tf 20 20 Td (open) Tj ET", 7: seen})
    found = find_words(read_pages(original), ["secretnote", "open"])
    assert len(found["secretnote"]) == 1 and len(found["open"]) == 1
    shown, hidden = kept(paint(original, [], {}).data), kept(paint(original, found["secretnote"], {}).data)
    assert shown.data != hidden.data
    plain = one_page("BT /F 20 Tf 20 20 Td (open) Tj ET")
    (left, top, right, bottom), *_ = paint(original, found["secretnote"], {}).boxes[0]
    assert (left + right) // 2 * 72 // DOTS in range(50, 350) and (200 - (top + bottom) // 2 * 72 // DOTS) in range(
        100, 140
    )
    assert b"SECRETNOTE" not in paint(original, [], {}).data
    assert kept(paint(plain, [], {}).data).data[: top * hidden.width] == hidden.data[: top * hidden.width]


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_a_turned_page_is_black_in_the_right_place(turned: int) -> None:
    original = one_page("BT /F 20 Tf 20 150 Td (hidden) Tj 200 -100 Td (shown) Tj ET", f"/Rotate {turned}")
    spans = find_words(read_pages(original), ["hidden"])["hidden"]
    alone = one_page("BT /F 20 Tf 220 50 Td (shown) Tj ET", f"/Rotate {turned}")
    result = paint(original, spans, {})
    image = kept(result.data)
    cleared = bytearray(image.data)
    for left, top, right, bottom in result.boxes[0]:
        for row in range(top, bottom):
            assert not any(image.row(row, left, right))
            cleared[row * image.width + left : row * image.width + right] = b"\xff" * (right - left)
    assert bytes(cleared) == kept(paint(alone, [], {}).data).data, "without the black place, only what is shown is left"


def test_a_scanned_page_is_told_from_one_with_words() -> None:
    image = "<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8>>"
    page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 200]/Resources<</XObject<</I 4 0 R>>>>/Contents 5 0 R>>"
    (scan,) = read_pages(made(*HEAD, page, image, "<<>>", streams={4: "0", 5: "q 400 0 0 200 0 0 cm /I Do Q"}))
    assert scan.wordless and scan.doubtful
    both = page.replace("/XObject", "/Font<</F 6 0 R>>/XObject")
    for text, wordless in (("page 1 of 1", True), ("read by a machine and written under the scan", False)):
        stamped = f"q 400 0 0 200 0 0 cm /I Do Q BT /F 9 Tf 20 20 Td ({text}) Tj ET"
        (found,) = read_pages(made(*HEAD, both, image, "<<>>", FONT, streams={4: "0", 5: stamped}))
        assert found.text == text and found.wordless is wordless and found.doubtful
    (blank,) = read_pages(one_page(""))
    assert not blank.wordless and not blank.doubtful
    (written,) = read_pages(one_page("BT /F 20 Tf 20 150 Td (words) Tj ET"))
    assert not written.wordless and not written.doubtful


def test_limits_are_told_in_plain_words(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(PaperError, match="已损坏"):
        read_pages(b"%PDF-1.4 broken")
    original = paper("养护资金")
    monkeypatch.setattr(redacting, "MOST_PAGES", 0)
    with pytest.raises(PaperError, match="文件有1页，一份最多0页"):
        read_pages(original)
    monkeypatch.undo()
    monkeypatch.setattr(redacting, "MOST_BYTES", 100)
    with pytest.raises(PaperError, match="超过"):
        paint(original, [], {})
    monkeypatch.undo()
    monkeypatch.setattr(redacting, "MOST_SECONDS", 0.01)
    with pytest.raises(PaperError, match="过于复杂"):
        read_pages(original)
    monkeypatch.undo()
    with pytest.raises(PaperError, match="没有这一页"):
        picture(original, 1)


def test_a_page_of_monstrous_size_stays_within_the_pixels() -> None:
    page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 14000 14000]/Resources<</Font<</F 4 0 R>>>>/Contents 5 0 R>>"
    huge = made(*HEAD, page, FONT, "<<>>", streams={5: "BT /F 20 Tf 20 150 Td (words) Tj ET"})
    image = kept(paint(huge, [], {}).data)
    assert image.width * image.height < redacting.MOST_PIXELS * 1.01


def test_the_picture_of_a_page_is_a_sound_png() -> None:
    data = picture(paper("养护资金"), 0)
    assert data[:8] == b"\x89PNG\r\n\x1a\n" and data[-8:-4] == b"IEND"
    width, height = int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")
    length = int.from_bytes(data[33:37], "big")
    assert len(zlib.decompress(data[41 : 41 + length])) == height * (width + 1)
