"""建议提案: a session of many files; its figures, its list and its public summary."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial

from django.test import Client, RequestFactory

from bench.measures import Row, cpu
from gongkai.casework.proposals import many
from gongkai.casework.proposals.acts import open_session
from gongkai.casework.proposals.given import ProposalGiven, SessionGiven
from gongkai.casework.proposals.many import WholeFile
from gongkai.casework.proposals.models import ProposalSession
from gongkai.law.authorities import AuthorityKind
from gongkai.law.grammar.flow import JSON, Step
from gongkai.law.proposal_terms import ProposalKind, ProposalSource
from gongkai.law.proposals import Act
from gongkai.office.authorities import acts as authorities
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.journal.acts import Deed
from gongkai.web import clock

UNITS = 20
SINCE = date(2008, 5, 1)


def measured(number: int) -> Iterator[Row]:
    """Rows of the table, over a session of so many files."""
    county = authorities.create_authority("shili", "示例县人民政府", AuthorityKind.COUNTY, on=SINCE)
    units = [
        authorities.create_authority(
            f"shili-{place}", f"示例县第{place}局", AuthorityKind.DEPARTMENT, on=SINCE, parent=county
        )
        for place in range(UNITS)
    ]
    clerk = authorities.enrol("clerk", "王小样", on=SINCE, password="Bench-password-1")
    authorities.set_password(clerk, "Bench-password-2", on=clock.today())
    authorities.post(clerk, county, "disclosure_office", on=SINCE, by=None)
    session = _filled(county, units, clerk, number)
    client = Client()
    client.login(request=RequestFactory().post("/desk/login/"), username="clerk", password="Bench-password-2")
    for name, path, aim in (
        ("figures of a session", f"/desk/proposals/sessions/{session.pk}/figures/", "≤ 50 ms"),
        ("files behind a number", f"/desk/proposals/sessions/{session.pk}/figures/closed/", "≤ 50 ms"),
        ("list", "/desk/proposals/", "≤ 50 ms"),
        ("public summary", "/shili/jyta/", "≤ 50 ms"),
    ):
        yield f"proposals at {number:,}: {name}", f"{cpu(partial(_read, client, path), rounds=10):.1f} ms CPU", aim


def _filled(county: Authority, units: list[Authority], by: Official, number: int) -> ProposalSession:
    """Nine of ten are answered, in turn by each unit, a tenth of them late."""
    today = clock.today()
    received, handed = today - timedelta(days=320), today - timedelta(days=300)
    given = SessionGiven(ProposalSource.CONGRESS, "县人民代表大会会议（示例）", received.year)
    session = open_session(county, given, on=received, today=today, by=by)
    files = []
    for place in range(number):
        told = ProposalGiven(ProposalKind.SUGGESTION, str(place + 1), f"第{place + 1}件建议", "马示例", "0900-0000000")
        deeds = [Deed(Step(Act.RECEIVE.value, received, told.details(session)), by)]
        if place % 10:
            days = 80 if place % 10 > 1 else 150
            recorded: dict[str, JSON] = {
                "stated": "示例",
                "lead": units[place % UNITS].code,
                "handed_over_on": handed.isoformat(),
                "replied_on": (handed + timedelta(days=days)).isoformat(),
                "extended": 0,
                "reply_class": "ABC"[place % 3],
            }
            deeds.append(Deed(Step(Act.RECORD.value, today - timedelta(days=30), recorded), by))
        files.append(WholeFile(told, deeds))
    many.enter(session, files)
    return session


def _read(client: Client, path: str) -> None:
    response = client.get(path, headers={"host": "localhost"})
    if response.status_code != 200:
        raise RuntimeError(f"{path}: {response.status_code}")
