"""隐去的程序: run by its path, in a process of its own; reads the text of a PDF, and writes its pages again as images.

Reads a job from its standard input and writes what came of it as JSON. What is painted over is painted into the image; the
file that is written holds images and nothing else, neither text nor metadata nor anything of the original.
"""

from __future__ import annotations

import ctypes
import json
import math
import resource
import sys
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

_POINTS = 72
_BEYOND = 2
"""How many pixels beyond its box a character is painted over, for what its ink hangs out."""
Box = tuple[int, int, int, int]


def main(seconds: int, memory: int) -> int:
    """Do the job; the exit code."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    job = json.load(sys.stdin)
    try:
        document = pypdfium2.PdfDocument(Path(job["source"]).read_bytes())
        if len(document) > job["most_pages"]:
            told: Any = {"refused": "pages", "pages": len(document)}
        else:
            told = {"read": _read, "paint": _paint, "picture": _picture}[job["do"]](document, job)
    except pypdfium2.PdfiumError as error:
        told = {"refused": "locked" if "password" in str(error).lower() else "broken"}
    json.dump(told, sys.stdout)
    return 0


# -- reading ---------------------------------------------------------------------------------------------------------------


def _read(document: Any, _job: dict[str, Any]) -> dict[str, Any]:
    return {"read": [_text_of(_flat_page(document, number)) for number in range(len(document))]}


def _flat_page(document: Any, number: int) -> Any:
    """The page with its notes and the fields of its forms made part of it, so that what is seen is also what is read."""
    page = document[number]
    pdfium.FPDFPage_Flatten(page.raw, pdfium.FLAT_NORMALDISPLAY)
    page.close()
    return document[number]


def _text_of(page: Any) -> dict[str, Any]:
    """Every character in its place, so that the places of the text are those of the page."""
    text_page = page.get_textpage()
    codes = [pdfium.FPDFText_GetUnicode(text_page.raw, place) for place in range(text_page.count_chars())]
    unsure = any(pdfium.FPDFText_HasUnicodeMapError(text_page.raw, place) == 1 for place in range(len(codes)))
    objects = list(page.get_objects(max_depth=8))
    images = [each for each in objects if each.type == pdfium.FPDF_PAGEOBJ_IMAGE]
    return {
        "codes": codes,
        "unsure": unsure,
        "images": bool(images),
        "covered": max((_share(page, each) for each in images), default=0),
        "empty": not objects,
    }


def _share(page: Any, image: Any) -> float:
    """How much of the page an image covers."""
    left, bottom, right, top = image.get_bounds()
    width, height = page.get_size()
    return float((right - left) * (top - bottom) / (width * height))


# -- painting --------------------------------------------------------------------------------------------------------------


def _paint(document: Any, job: dict[str, Any]) -> dict[str, Any]:
    """Every page as an image, the spans painted black, the pages left out replaced by their slips."""
    pages: list[_Image] = []
    painted: list[list[Box]] = []
    for number in range(len(document)):
        slip = job["slips"].get(str(number))
        if slip is not None:
            pages.append(_image(_flat_page(pypdfium2.PdfDocument(Path(slip).read_bytes()), 0), job, [])[0])
            painted.append([])
            continue
        page = _flat_page(document, number)
        image, boxes = _image(page, job, job["spans"].get(str(number), []))
        pages.append(image)
        painted.append(boxes)
        page.close()
    data = _pdf(pages)
    if len(data) > job["most_bytes"]:
        return {"refused": "size"}
    Path(job["out"]).write_bytes(data)
    return {"painted": painted}


class _Image:
    """A page as it is stored: its size in points and in pixels, its colours, the pixels packed."""

    def __init__(self, points: tuple[float, float], pixels: tuple[int, int], colours: int, packed: bytes) -> None:
        self.points, self.pixels, self.colours, self.packed = points, pixels, colours, packed


def _image(page: Any, job: dict[str, Any], spans: Sequence[Sequence[int]]) -> tuple[_Image, list[Box]]:
    size = page.get_size()
    scale = min(job["dots"] / _POINTS, math.sqrt(job["most_pixels"] / (size[0] * size[1])))
    bitmap = page.render(scale=scale, draw_annots=False, may_draw_forms=False, rev_byteorder=True, maybe_alpha=False)
    width, height = bitmap.width, bitmap.height
    rows = bytes(bitmap.buffer)
    packed = bytearray(_rows(rows, width, height, bitmap.stride, bitmap.n_channels))
    bitmap.close()
    boxes = list(_boxes(page, spans, width, height))
    for left, top, right, bottom in boxes:
        for row in range(top, bottom):
            start = (row * width + left) * 3
            packed[start : start + (right - left) * 3] = bytes((right - left) * 3)
    grey = packed[0::3] == packed[1::3] == packed[2::3]
    data = bytes(packed[0::3] if grey else packed)
    return _Image(size, (width, height), 1 if grey else 3, zlib.compress(data, 6)), boxes


def _rows(data: bytes, width: int, height: int, stride: int, channels: int) -> bytes:
    """The pixels as red, green and blue without anything between the rows."""
    if channels == 3:
        return b"".join(data[row * stride : row * stride + width * 3] for row in range(height))
    if channels == 1:
        grey = b"".join(data[row * stride : row * stride + width] for row in range(height))
        return bytes(value for value in grey for _ in range(3))
    whole = b"".join(data[row * stride : row * stride + width * channels] for row in range(height))
    packed = bytearray(width * height * 3)
    for colour in range(3):
        packed[colour::3] = whole[colour::channels]
    return bytes(packed)


def _boxes(page: Any, spans: Sequence[Sequence[int]], width: int, height: int) -> Iterator[Box]:
    """The boxes of the characters in pixels; two that stand next to each other also with what is between them."""
    text_page = page.get_textpage()
    for start, end in spans:
        before: Box | None = None
        for place in range(start, end):
            box = _box(page, text_page, place, width, height)
            if box is None:
                continue
            yield box
            if before is not None and _beside(before, box):
                yield _around(before, box)
            before = box


def _box(page: Any, text_page: Any, place: int, width: int, height: int) -> Box | None:
    loose = pdfium.FS_RECTF()
    tight = [ctypes.c_double() for _ in range(4)]
    corners = []
    if pdfium.FPDFText_GetLooseCharBox(text_page.raw, place, ctypes.byref(loose)):
        corners += [(loose.left, loose.bottom), (loose.right, loose.top)]
    if pdfium.FPDFText_GetCharBox(text_page.raw, place, *map(ctypes.byref, tight)):
        left, right, bottom, top = (each.value for each in tight)
        corners += [(left, bottom), (right, top)]
    if not corners or all(corner == corners[0] for corner in corners):
        return None
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    ends = [_device(page, x, y, width, height) for x in (min(xs), max(xs)) for y in (min(ys), max(ys))]
    left, top = min(x for x, _ in ends) - _BEYOND, min(y for _, y in ends) - _BEYOND
    right, bottom = max(x for x, _ in ends) + _BEYOND + 1, max(y for _, y in ends) + _BEYOND + 1
    box = max(0, left), max(0, top), min(width, right), min(height, bottom)
    return box if box[0] < box[2] and box[1] < box[3] else None


def _device(page: Any, x: float, y: float, width: int, height: int) -> tuple[int, int]:
    across, down = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDF_PageToDevice(page.raw, 0, 0, width, height, 0, x, y, ctypes.byref(across), ctypes.byref(down))
    return across.value, down.value


def _beside(one: Box, other: Box) -> bool:
    lower, upper = max(one[1], other[1]), min(one[3], other[3])
    tall = min(one[3] - one[1], other[3] - other[1])
    gap = max(other[0] - one[2], one[0] - other[2])
    return (upper - lower) * 2 > tall and gap < tall


def _around(one: Box, other: Box) -> Box:
    return min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3])


# -- writing ---------------------------------------------------------------------------------------------------------------


def _pdf(pages: Sequence[_Image]) -> bytes:
    """A file of images: a catalogue, the pages, an image and the few words that draw it for each. Nothing else is written."""
    kids = " ".join(f"{3 + 3 * number} 0 R" for number in range(len(pages)))
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", f"<</Type/Pages/Count {len(pages)}/Kids[{kids}]>>".encode()]
    for number, page in enumerate(pages):
        (across, down), (width, height) = page.points, page.pixels
        first = 3 + 3 * number
        drawn = f"q {across:.2f} 0 0 {down:.2f} 0 0 cm /I Do Q".encode()
        space = "/DeviceGray" if page.colours == 1 else "/DeviceRGB"
        head = f"/Type/XObject/Subtype/Image/Width {width}/Height {height}/ColorSpace{space}/BitsPerComponent 8"
        objects += [
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {across:.2f} {down:.2f}]"
            f"/Resources<</XObject<</I {first + 2} 0 R>>>>/Contents {first + 1} 0 R>>".encode(),
            _stream("", drawn),
            _stream(f"{head}/Filter/FlateDecode", page.packed),
        ]
    return _file(objects)


def _stream(head: str, data: bytes) -> bytes:
    return f"<<{head}/Length {len(data)}>>stream\n".encode() + data + b"\nendstream"


def _file(objects: Sequence[bytes]) -> bytes:
    parts, places, at = [b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"], [], 15
    for number, each in enumerate(objects, 1):
        part = f"{number} 0 obj\n".encode() + each + b"\nendobj\n"
        places.append(at)
        parts.append(part)
        at += len(part)
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    count = len(objects) + 1
    parts.append(f"xref\n0 {count}\n0000000000 65535 f \n{table}trailer\n<</Size {count}/Root 1 0 R>>\n".encode())
    parts.append(f"startxref\n{at}\n%%EOF\n".encode())
    return b"".join(parts)


# -- looking ---------------------------------------------------------------------------------------------------------------


def _picture(document: Any, job: dict[str, Any]) -> dict[str, Any]:
    """One page as a PNG, smaller, to be looked at."""
    if not 0 <= job["page"] < len(document):
        return {"refused": "page"}
    image, _ = _image(document[job["page"]], job, [])
    width, height = image.pixels
    line = width * image.colours
    pixels = zlib.decompress(image.packed)
    rows = b"".join(b"\0" + pixels[row * line : (row + 1) * line] for row in range(height))
    head = width.to_bytes(4, "big") + height.to_bytes(4, "big") + bytes((8, 0 if image.colours == 1 else 2, 0, 0, 0))
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(rows, 6)), (b"IEND", b""))
    Path(job["out"]).write_bytes(b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, data) for name, data in chunks))
    return {"pictured": True}


def _chunk(name: bytes, data: bytes) -> bytes:
    return len(data).to_bytes(4, "big") + name + data + zlib.crc32(name + data).to_bytes(4, "big")


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
