"""Reading a page the way a test asks about it."""

from __future__ import annotations

from django.test import Client
from selectolax.lexbor import LexborHTMLParser, LexborNode


def parsed(client: Client, path: str) -> LexborHTMLParser:
    """The page at this address, which must be there."""
    page = client.get(path)
    assert page.status_code == 200, f"{path}: {page.status_code}"
    return LexborHTMLParser(page.text)


def one(page: LexborHTMLParser | LexborNode, selector: str) -> LexborNode:
    """The first element that fits, which must be there."""
    found = page.css_first(selector)
    assert found is not None, selector
    return found
