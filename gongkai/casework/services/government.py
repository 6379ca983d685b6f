"""所属政府: whose units' items a package may join, and whose matters its halls take in."""

from __future__ import annotations

from gongkai.office.authorities import queries as authorities
from gongkai.office.authorities.models import Authority


def government_of(authority: Authority) -> Authority:
    """服务所属政府: the nearest government at or above an authority; where there is none, the authority itself."""
    return authorities.government_of(authority) or authority
