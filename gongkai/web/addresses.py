"""地址: how the code of an authority stands in an address."""

from __future__ import annotations

from gongkai.web.looks import BARE, PREFIXES

RESERVED = (*BARE, *PREFIXES, "search")
"""First parts of an address that belong to the house and can be no authority's code."""


class AuthorityCode:
    """机关代码: ``<code:code>`` in a path: small letters, figures and hyphens, as ``authorities.acts`` allows them."""

    regex = rf"(?!(?:{'|'.join(RESERVED)})/)[a-z][a-z0-9-]{{1,39}}"

    def to_python(self, value: str) -> str:
        """From the address."""
        return value

    def to_url(self, value: str) -> str:
        """Into the address."""
        return value
