"""示例地方: how a place is told: its authorities, its people, its own holidays, and what its published reports state."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from gongkai.law.authorities import AuthorityKind
from gongkai.law.grammar.sheets import Number
from gongkai.law.receipt import Channel


@dataclass(frozen=True)
class Body:
    """机关: one authority beneath the government of the place. ``mark`` is its character in letter numbers.

    ``under`` is the code of the body above it; empty for the government itself.
    """

    code: str
    name: str
    kind: AuthorityKind = AuthorityKind.DEPARTMENT
    mark: str = ""
    under: str = ""


@dataclass(frozen=True)
class Person:
    """工作人员: who logs in as ``<place>-<username>``, the office they hold, and the body they hold it at."""

    username: str
    office: str
    at: str = ""


@dataclass(frozen=True)
class Year:
    """台账年度: how many applications came by which way, and how they were answered; the rest stays open.

    ``assumed`` says what the report does not state and we had to choose.
    """

    year: int
    channels: Mapping[Channel, int]
    replies: Mapping[str, int]
    assumed: str = ""

    @property
    def received(self) -> int:
        """收到件数."""
        return sum(self.channels.values())

    @property
    def replied(self) -> int:
        """答复件数."""
        return sum(self.replies.values())


Cells = Mapping[str, Mapping[str, Number]]
"""格: row, column, number; what is not here was left blank."""

Figure = tuple[str, str, str]
"""所述之数: its name, its value as printed, its unit."""


@dataclass(frozen=True)
class Report:
    """已公布的年报: its figures by table, row and column, and the cells nobody can read in the text that is left of it.

    ``assumed`` says what another report states only in sum and we had to deal out.

    ``stated`` are the figures of a report that tells them in its sentences alone and has no table.
    """

    year: int
    tables: Mapping[str, Cells] = field(default_factory=dict)
    unread: Mapping[str, frozenset[tuple[str, str]]] = field(default_factory=dict)
    stated: tuple[Figure, ...] = ()
    assumed: str = ""
    published_on: date | None = None


@dataclass(frozen=True)
class Place:
    """地方: everything the demo knows of one of the five places.

    ``people`` begin with who makes accounts and who gives offices; ``mark`` begins the letter codes; ``lively`` are the
    bodies with files of this very day, "" for the government itself; ``standards`` is the file of its standard catalogue.
    """

    code: str
    name: str
    short_name: str
    kind: AuthorityKind
    surname: str
    mark: str
    review_body: str
    court: str
    lower_court: str
    colour: str
    bodies: tuple[Body, ...]
    people: tuple[Person, ...]
    years: tuple[Year, ...]
    reports: tuple[Report, ...]
    first_applicant: int
    local_notice: str = ""
    lively: tuple[str, ...] = ()
    standards: str = ""
