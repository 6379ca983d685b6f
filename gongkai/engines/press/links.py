"""页面链接: which pages of single things a page leads to, read from its bytes. What a page shows of a thing, it links to."""

from __future__ import annotations

import re
from functools import lru_cache
from hashlib import blake2b

from gongkai.engines.press.places import normal

MANY = 600
"""A page that leads to more is kept as one that may show anything of the authorities it leads to."""
ANYTHING = "*"
SHORT, MANY_LINKS = 500, 20_000
Link = tuple[str, int]
"""所链: the authority an address belongs to, and its number."""
_LISTS = ("lm/", "fdzdgknr/", "ysqgk/", "already-public/", "gfxwj/abolished/")
"""What follows the authority in addresses of lists and forms, which show nothing that could be withdrawn by itself.

Each page leads to them: were they things, all pages of an authority would be drawn anew whenever one of the lists changes.
"""
_LINK = re.compile(
    rb"(?<!/)/([a-z][a-z0-9-]{1,39})/(?!" + "|".join(_LISTS).encode() + rb")([a-z0-9-]+)/([^/\s\"'<>?#,]{1,700})/"
)
_IN_HTML = re.compile(rb'="((?:https?:/)?/[^"]+)"')
"""An address in an attribute, with the name of a site or without, as every template and every cleaned text writes it."""
_HTML = re.compile(rb"\s*<!doctype html", re.IGNORECASE)


def number(address: str) -> int:
    """编号: of an address, in the 63 bits a database keeps."""
    return int.from_bytes(blake2b(address.encode(), digest_size=8).digest(), "big", signed=True)


def anything_of(owner: str) -> int:
    """任何内容: stands for whatever an authority has made public."""
    return number(f"/{owner}/{ANYTHING}")


def targets(page: bytes, look: str = "") -> tuple[frozenset[int], bool]:
    """所链: the numbers of the addresses a page leads to, and whether they are so many that they stand for all.

    A page of a look leads to pages of the same look; without the prefix they are the same addresses.
    """
    written = set(_IN_HTML.findall(page)) if _HTML.match(page) else {page}
    found = {link for one in written for link in _links(one, look)}
    if len(found) > MANY:
        return frozenset(anything_of(owner) for owner, _ in found), True
    return frozenset(number for _, number in found), False


def _links(written: bytes, look: str) -> frozenset[Link]:
    return _short(written, look) if len(written) <= SHORT else _read(written, look)


@lru_cache(MANY_LINKS)
def _short(written: bytes, look: str) -> frozenset[Link]:
    """Most addresses of a page stand in its head and foot, and are those of the page before."""
    return _read(written, look)


def _read(written: bytes, look: str) -> frozenset[Link]:
    if look:
        written = written.replace(f"/{look}/".encode(), b"/")
    return frozenset((parts[0].decode(), number(_address(*parts))) for parts in set(_LINK.findall(written)))


def _address(owner: bytes, section: bytes, item: bytes) -> str:
    return normal(f"/{owner.decode()}/{section.decode()}/{item.decode(errors='replace')}/")
