"""案卷附页: what the applicant and those who were consulted have sent, beside the form and the timeline of a file."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.casework.applications import queries
from gongkai.casework.applications.applicant import queries as side
from gongkai.casework.applications.applicant.queries import Words
from gongkai.casework.applications.attaching import queries as attaching
from gongkai.casework.applications.attaching.queries import Shown
from gongkai.casework.applications.models import Application
from gongkai.casework.applications.opinions import queries as opinions
from gongkai.casework.applications.opinions.queries import Invited
from gongkai.law.applicants import ORAL, OralProof
from gongkai.law.application_form import Filled, Joint
from gongkai.law.applications import Standing
from gongkai.office.journal import vault


@dataclass(frozen=True)
class Panel:
    """案卷附页: everything a page of the file shows of it."""

    files: list[Shown]
    words: list[Words]
    invited: list[Invited]
    help_wanted: str = ""
    help_given: bool = False
    withdrawal_open: bool = False
    by_agent: bool = False
    joint: tuple[Joint, ...] = ()
    oral: tuple[str, str] | None = None

    @property
    def oral_rows(self) -> list[tuple[str, str]]:
        """口头申请: the record and how it was confirmed."""
        return list(zip(("口头申请笔录", "申请人确认方式"), self.oral, strict=True)) if self.oral else []


def of(application: Application, standing: Standing) -> Panel:
    """案卷附页: of one application; what was shredded is told as such."""
    files, words = attaching.shown(application), side.words(application)
    invited = opinions.invited(application, standing)
    try:
        filled = queries.filled(application)
    except vault.Shredded:
        return Panel(files, words, invited)
    return Panel(
        files=files,
        words=words,
        invited=invited,
        help_wanted=filled.help_wanted,
        help_given=bool(filled.help_wanted) and side.help_given(application),
        withdrawal_open=standing.closed_on is None and side.withdrawal(application) is not None,
        by_agent=filled.by_agent,
        joint=filled.joint,
        oral=_oral(filled),
    )


def _oral(filled: Filled) -> tuple[str, str] | None:
    record, proof = (filled.values.get(name, "") for name in ORAL)
    return (record, OralProof(proof).label if proof else "") if record else None
