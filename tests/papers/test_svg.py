"""矢量图: whatever comes in, nothing that acts or fetches comes out; and a picture stays a picture."""

from __future__ import annotations

from xml.parsers import expat

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.papers.svg import MOST_BYTES, clean_svg
from gongkai.papers.text import PaperError

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 8 8">'
SHAPE = '<path d="M0 0h8v8z" fill="#c00"/>'


def drawn(inner: str) -> str:
    return clean_svg(f"{HEAD}{inner}{SHAPE}</svg>".encode()).decode()


ACTING = [
    "<script>alert(1)</script>",
    '<g onload="alert(1)"/>',
    '<a href="javascript:alert(1)"><text>x</text></a>',
    "<style>@import 'http://example.com/a.css'</style>",
    '<image href="http://example.com/a.png"/>',
    '<use href="http://example.com/a.svg#x"/>',
    '<use xlink:href="data:image/svg+xml;base64,AAAA"/>',
    '<rect width="1" height="1" fill="url(http://example.com/#a)"/>',
    '<rect width="1" height="1" style="background:url(http://example.com/)"/>',
    '<foreignObject><body xmlns="http://www.w3.org/1999/xhtml"><script>1</script></body></foreignObject>',
    '<animate attributeName="href" to="javascript:1"/>',
    '<set attributeName="onload" to="alert(1)"/>',
    '<x:script xmlns:x="http://www.w3.org/2000/svg">alert(1)</x:script>',
    '<rect fill="expression(alert(1));x:y" width="1" height="1"/>',
]


@pytest.mark.parametrize("inner", ACTING)
def test_nothing_that_acts_or_fetches_comes_along(inner: str) -> None:
    told = drawn(inner)
    for word in ("script", "onload", "http://example.com", "javascript", "data:", "style", "import", "expression"):
        assert word not in told.lower()
    assert "M0 0h8v8z" in told


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=40))
def test_whatever_an_attribute_says_what_comes_out_is_an_svg_again(value: str) -> None:
    escaped = value.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
    told = drawn(f'<rect width="1" height="1" fill="{escaped}" onclick="{escaped}"/><title>{escaped}</title>')
    assert "onclick" not in told.partition("<title>")[0]
    assert clean_svg(told.encode()) == told.encode()


def test_what_is_drawn_by_reference_within_the_picture_stays() -> None:
    inner = '<defs><linearGradient id="a"><stop offset="0" stop-color="#fff"/></linearGradient><g id="b"/></defs>'
    told = drawn(f'{inner}<use xlink:href="#b"/><rect width="1" height="1" fill="url(#a)"/>')
    assert 'href="#b"' in told and 'fill="url(#a)"' in told and "linearGradient" in told


REFUSED = [
    b"",
    b"<html><body>no</body></html>",
    b'<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>',
    b'<svg xmlns="http://www.w3.org/2000/svg"></svg>',
    b'<svg xmlns="http://www.w3.org/2000/svg"><text>only words</text></svg>',
    b'<svg><path d="M0 0"/></svg>',
    b"\x89PNG\r\n\x1a\n",
    b"<svg" + b" " * MOST_BYTES,
    HEAD.encode() + b"<g>" * 100 + b"</g>" * 100 + b"</svg>",
]


@pytest.mark.parametrize("data", REFUSED)
def test_what_is_no_picture_or_wants_too_much_is_refused(data: bytes) -> None:
    with pytest.raises(PaperError):
        clean_svg(data)


def test_what_comes_out_is_well_formed() -> None:
    expat.ParserCreate().Parse(drawn("<desc>甲&amp;乙</desc>").encode(), True)
