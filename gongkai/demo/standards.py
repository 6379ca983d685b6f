"""示例标准目录: the areas a report names, filled up to the numbers it gives; each name says where it comes from.

The data stand in ``standards_data/*.toml``. What the report does not say is marked there as filled in for the demonstration.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from importlib import resources
from typing import Any

from gongkai.demo.place import Place
from gongkai.demo.settling import Settled
from gongkai.law.standards import Carrier, DisclosureForm, Scope, Standard, TierOfDisclosure
from gongkai.office.authorities.models import Official
from gongkai.publication.catalogue.slots.acts import generate
from gongkai.publication.catalogue.standards import queries, unit_acts
from gongkai.publication.catalogue.standards.acts import CataloguePlan, accept_catalogue
from gongkai.publication.catalogue.standards.unit_acts import Proposal, taken_over

SECTION = "政务公开办公室"


@dataclass(frozen=True)
class Told:
    """示例目录: what the catalogue is called, its standards, and how many contents the report counts under an area, by group."""

    plan: CataloguePlan
    standards: tuple[Standard, ...]
    released: Mapping[str, Mapping[str, int]]
    sources: Mapping[str, str]


def read(name: str) -> Told:
    """读示例目录: of a file of ``standards_data``."""
    file = resources.files("gongkai.demo").joinpath("standards_data", f"{name}.toml")
    told = tomllib.loads(file.read_text(encoding="utf-8"))
    released: dict[str, dict[str, int]] = {}
    for area in told["areas"]:
        if "group" in area:
            released.setdefault(area["group"], {})[area["name"]] = area["released"]
    plan = CataloguePlan(told["title"], Scope(told["scope"]), told["edition"], told["basis"])
    sources = {area["name"]: area["source"] for area in told["areas"]}
    return Told(plan, tuple(_standards(told)), released, sources)


def _standards(told: Mapping[str, Any]) -> Iterator[Standard]:
    for area in told["areas"]:
        rows = [(matter["name"], row) for matter in area["matters"] for row in matter["standards"]]
        for number, (matter, row) in enumerate(rows, start=1):
            yield Standard(
                area["name"],
                matter,
                row["name"],
                row["content"],
                number=str(number),
                basis=told["basis"],
                limit=row["limit"],
                bodies="区级有关部门",
                carriers=frozenset({Carrier.WEBSITE}),
                tiers=frozenset({TierOfDisclosure.COUNTY}),
                form=DisclosureForm(row["form"]),
            )


def enter(settled: Settled, place: Place, today: date) -> None:
    """装入标准目录: accepted, taken over by the government as its own catalogue, approved, its slots generated."""
    if not place.standards:
        return
    told, government = read(place.standards), settled.bodies[""]
    clerk, leader = _person(settled, "disclosure_office"), _person(settled, "deputy_leadership")
    catalogue = accept_catalogue(government, told.plan, told.standards, on=today, by=clerk)
    proposals = [Proposal(taken_over(row, SECTION), row, ("示例",)) for row in queries.rows(catalogue)]
    items = unit_acts.propose(government, proposals, on=today, by=clerk)
    unit_acts.approve(government, items, on=today, by=leader)
    generate(government, today.year, on=today, by=clerk)


def _person(settled: Settled, office: str) -> Official:
    return next(account.official for account in settled.accounts if account.person.office == office)
