"""已公开的: the contents of an authority that the public may read, for the gate to look through again."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.office.authorities.models import Authority
from gongkai.publication.disclosure import queries
from gongkai.publication.disclosure.screening import of_content
from gongkai.publication.gate.parts import Part
from gongkai.publication.gate.sweeping import Subject


def contents_after(authority: Authority, after: int, many: int) -> Iterator[tuple[int, list[Part]]]:
    """公开中的内容: in the order of their keys."""
    for content in queries.public_contents(authority).filter(pk__gt=after).order_by("pk")[:many]:
        yield content.pk, of_content(content)


SUBJECTS = [Subject("contents", "公开内容", contents_after)]
