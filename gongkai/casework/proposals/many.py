"""成批登记: whole files at once, as an import or a replay brings them, by the journal's ``enter_many``."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.db import IntegrityError, transaction

from gongkai.casework.proposals.acts import bare
from gongkai.casework.proposals.given import ProposalGiven
from gongkai.casework.proposals.models import PromiseTask, Proposal, ProposalSession, ProposalUnit, ReplyText
from gongkai.casework.proposals.reflecting import place, promise_rows, unit_rows
from gongkai.law.grammar.calendar import Calendar
from gongkai.law.grammar.flow import Unlawful
from gongkai.law.procedures import replay
from gongkai.law.proposal_terms import HANDLED
from gongkai.law.proposals import KIND, Standing
from gongkai.office.authorities.models import Authority
from gongkai.office.authorities.queries import calendar_of
from gongkai.office.journal import acts as journal
from gongkai.office.journal.acts import Deed, History, Written


@dataclass(frozen=True)
class WholeFile:
    """整卷: what was handed in, everything that was done, and the texts of its replies by round."""

    given: ProposalGiven
    deeds: Sequence[Deed]
    texts: Mapping[int, tuple[str, str]] = field(default_factory=dict)


def enter(session: ProposalSession, files: Sequence[WholeFile]) -> list[Proposal]:
    """成批登记: every file with its steps, as if act by act, all of them or none; raises Unlawful.

    What somebody else has entered in the meantime is not entered twice.
    """
    try:
        with transaction.atomic():
            return _enter(session, files)
    except IntegrityError:
        raise Unlawful("清单中有的件刚刚已由他人登记，请重新导入", HANDLED, field="file") from None


def _enter(session: ProposalSession, files: Sequence[WholeFile]) -> list[Proposal]:
    authority, calendar = session.authority, calendar_of(session.authority)
    known = {each.code: each for each in Authority.objects.under(authority)}
    made: list[Proposal] = []

    def rows(written: Sequence[Written]) -> None:
        made.extend(_rows(session, written, calendar, known))

    histories = [
        History(file.deeds, title=file.given.title.strip(), personal=file.given.personal(), row=file) for file in files
    ]
    for _ in journal.enter_many(authority, KIND, histories, alongside=rows):
        pass
    return made


def _rows(
    session: ProposalSession, written: Sequence[Written], calendar: Calendar, known: Mapping[str, Authority]
) -> list[Proposal]:
    authority = session.authority
    found: list[tuple[Proposal, Standing, WholeFile]] = []
    for one in written:
        file: WholeFile = one.history.row
        standing = replay(KIND, [deed.step for deed in file.deeds], calendar)
        assert isinstance(standing, Standing)  # noqa: S101 (a broken registry of procedures, never a user's doing)
        proposal = bare(session, file.given)
        proposal.dossier = one.dossier
        told = json.dumps(file.given.personal(), ensure_ascii=False)
        proposal.personal = one.secrets.seal("proposal", told)
        place(proposal, standing, calendar, known)
        found.append((proposal, standing, file))
    proposals = Proposal.objects.of(authority).bulk_create([proposal for proposal, _, _ in found])
    ProposalUnit.objects.of(authority).bulk_create(
        row for proposal, standing, _ in found for row in unit_rows(proposal, standing, known)
    )
    PromiseTask.objects.of(authority).bulk_create(
        row for proposal, standing, _ in found for row in promise_rows(proposal, standing)
    )
    ReplyText.objects.of(authority).bulk_create(
        ReplyText(authority=authority, proposal=proposal, round=number, text=text, public_text=public)
        for proposal, _, file in found
        for number, (text, public) in file.texts.items()
    )
    return list(proposals)
