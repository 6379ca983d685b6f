"""再查一遍: what the living place shows is told to the run over what is public as it was told to the gate on its way out."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.demo.building import build
from gongkai.demo.places.linze import LINZE
from gongkai.office.authorities.models import Authority
from gongkai.publication.gate.queries import waiting
from gongkai.publication.gate.sweeping import subjects, sweep
from tests.screening.recording import public_parts, recorded, strange

TODAY = date(2026, 5, 20)
BESIDE = {"columns", "contents", "records", "service_items", "service_packages", "reports"}
"""Brought in whole, beside the gate, as ADR 0040 says."""


@pytest.mark.django_db
def test_what_the_living_place_shows_is_what_it_told_the_gate_and_nothing_of_it_waits() -> None:
    with recorded() as passed:
        build([LINZE], "Demo-TEST-0450", TODAY, lambda place, what: None)
    told = public_parts(TODAY)
    assert strange(told, passed).keys() <= BESIDE
    assert sum(bool(parts) for parts in told.values()) >= 30
    for authority in Authority.objects.all():
        before = waiting(authority).count()
        for subject in subjects():
            sweep(authority, subject, on=TODAY)
        assert waiting(authority).count() == before
