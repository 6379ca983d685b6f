"""What came before the gate, noted by its mark, and what of it is public now."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import pytest

from gongkai.office.authorities.models import Authority, Official
from gongkai.publication.gate import acts as gate
from gongkai.publication.gate.models import Screening
from gongkai.publication.gate.parts import Part
from gongkai.publication.gate.sweeping import subjects


@contextmanager
def recorded() -> Iterator[set[str]]:
    """The marks of all that passes the gate meanwhile."""
    marks: set[str] = set()
    look = gate.screen

    def screen(
        authority: Authority, part: Part, *, on: date, by: Official | None, published: bool = False, keep: bool = False
    ) -> Screening | None:
        marks.add(part.mark)
        return look(authority, part, on=on, by=by, published=published, keep=keep)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(gate, "screen", screen)
        yield marks


def public_parts(on: date) -> dict[str, list[Part]]:
    """By subject, everything that the run over what is public would look through on a day, of every authority."""
    told: dict[str, list[Part]] = {subject.key: [] for subject in subjects()}
    for subject in subjects():
        for authority in Authority.objects.all():
            for _, parts in subject.after(authority, on, 0, 1000):
                told[subject.key] += parts
    return told


def strange(told: dict[str, list[Part]], passed: set[str]) -> dict[str, list[str]]:
    """By subject, the names of what never came before the gate as it stands now."""
    names = {key: [part.name for part in parts if part.mark not in passed] for key, parts in told.items()}
    return {key: found for key, found in names.items() if found}
