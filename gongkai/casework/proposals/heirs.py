"""建议提案的承接: the files of the office and of the units, and every dated promise made in a reply."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q
from django.urls import reverse

from gongkai.casework.proposals import queries
from gongkai.casework.proposals.models import PromiseTask, Proposal
from gongkai.law.grammar.flow import Role
from gongkai.law.handing_items import Chapter, Item
from gongkai.law.proposal_flow import KIND
from gongkai.law.proposal_terms import HANDLED
from gongkai.office.authorities.models import Authority, OwnedQuerySet
from gongkai.office.journal.models import Dossier
from gongkai.office.journal.queries import last_hands
from gongkai.office.journal.succession import Heir, Span, able_ever, files, of_row


def _files(authority: Authority) -> OwnedQuerySet[Dossier]:
    handled = Proposal.objects.everywhere().filter(units__unit=authority).values("dossier")
    return Dossier.objects.everywhere().filter(Q(authority=authority) | Q(pk__in=handled), kind=KIND)


def _promises(authority: Authority, span: Span) -> Iterable[Item]:
    """Every promise not kept yet, whenever it is due: whose the file is is whose the promise is."""
    rows = list(queries.open_promises(authority))
    hands = last_hands([row.proposal.dossier for row in rows], able_ever(authority, Role.HANDLER))
    for row in rows:
        href = reverse("proposals:file", args=[row.proposal.dossier_id])
        name = f"{row.proposal.dossier.number}承诺第{row.key}项"
        named = hands.get(row.proposal.dossier_id)
        yield of_row("promise", row, name, title=row.text[:80], named=named, due=row.due_on, href=href)


HEIRS = (
    files(KIND, Role.HANDLER, basis=HANDLED, rows=_files, models=(Proposal,)),
    Heir(
        "promise", "答复中的承诺", Chapter.PROMISES, Role.HANDLER, _promises, models=(PromiseTask,), basis=HANDLED.short
    ),
)
