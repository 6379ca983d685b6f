"""谁看得到: questions and knowledge are shared by a place: the government an authority belongs to and everything beneath it."""

from __future__ import annotations

from gongkai.office.authorities.models import Authority
from gongkai.office.authorities.queries import government_of


def place_of(authority: Authority) -> Authority:
    """所在地方: the nearest government at or above; the authority itself where there is none."""
    return government_of(authority) or authority
