"""政民互动核验: what the public reads of a ticket is what its entry sealed; what lists search follows from its steps."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.casework.engagement.interviews import verifying as interviews
from gongkai.casework.engagement.surveys import verifying as surveys
from gongkai.casework.engagement.tally import verifying as tallies
from gongkai.casework.engagement.tickets import queries
from gongkai.casework.engagement.tickets.models import Ticket, TicketSelection
from gongkai.casework.engagement.tickets.publishing import digest_of
from gongkai.casework.engagement.topics.acts import sealed
from gongkai.casework.engagement.topics.models import DemandReport
from gongkai.law.ticket_flow import Act
from gongkai.office.authorities.queries import calendar_of
from gongkai.office.journal import queries as journal
from gongkai.office.journal.verify import Finding

_AT_ONCE = 200


def findings(whole: bool) -> Iterator[Finding]:
    """核验发现: every selection against its entry; with ``whole`` every ticket against its steps."""
    rows = TicketSelection.objects.everywhere().select_related("ticket__dossier__authority").order_by("pk")
    for row in rows.iterator(_AT_ONCE):
        published = [step for step in journal.steps(row.ticket.dossier) if step.act == Act.PUBLISH]
        if not published or published[-1].details.get("digest") != digest_of(row.title, row.question, row.answer):
            yield Finding(_where(row.ticket), "选登的文字与条目登记的摘要不符")
        elif queries.standing(row.ticket).published != (row.withdrawn_on is None):
            yield Finding(_where(row.ticket), "选登是否撤下与条目不符")
    yield from surveys.findings()
    yield from interviews.findings()
    yield from _analyses()
    yield from tallies.findings()
    if whole:
        yield from _shadows()


def _analyses() -> Iterator[Finding]:
    """Every analysis that was published says what its entry holds."""
    for row in DemandReport.objects.everywhere().select_related("authority").order_by("pk"):
        if journal.notes_numbered(row.authority, [row.entry]).get(row.entry) != sealed(row):
            yield Finding(f"{row.authority.name}诉求分析{row}", "公布的件数与条目登记的不符")


def _shadows() -> Iterator[Finding]:
    for key in Ticket.objects.everywhere().order_by("authority").values_list("authority", flat=True).distinct():
        rows = (
            Ticket.objects.everywhere().filter(authority=key).select_related("dossier__authority", "authority", "unit")
        )
        for some in _chunks(rows.order_by("pk").iterator(_AT_ONCE)):
            calendar = calendar_of(some[0].authority)
            standings = journal.standings([ticket.dossier for ticket in some], calendar)
            for ticket in some:
                if not _follows(ticket, standings[ticket.dossier_id]):
                    yield Finding(_where(ticket), "留言的种类、承办单位、评价或者统计所用的各项与条目不符")


def _chunks(rows: Iterator[Ticket]) -> Iterator[list[Ticket]]:
    chunk: list[Ticket] = []
    for row in rows:
        chunk.append(row)
        if len(chunk) == _AT_ONCE:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _follows(ticket: Ticket, found: object) -> bool:
    standing = queries.as_ticket(found)
    said = standing.satisfaction.value if standing.satisfaction else ""
    file = ticket.dossier
    counted = (ticket.received_month, ticket.term_on, ticket.timeliness, ticket.shut, ticket.outcome)
    if counted != (file.received_month, file.term_on, file.timeliness, file.closed_on is not None, file.outcome):
        return False
    return (ticket.kind, ticket.grade, ticket.sealed, ticket.satisfaction) == (
        standing.kind.value,
        standing.grade.value,
        standing.sealed,
        said,
    ) and standing.unit in (ticket.unit.code if ticket.unit else ticket.unit_name, "")


def _where(ticket: Ticket) -> str:
    return f"{ticket.dossier.authority.name}留言{ticket.dossier.number}"
