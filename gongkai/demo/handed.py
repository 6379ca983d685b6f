"""交接样例: one handover under way, in the middle of everything; one complete, and the account closed after it."""

from __future__ import annotations

from datetime import date

from gongkai.demo.settling import Settled
from gongkai.law.documents import DocumentKind
from gongkai.office.authorities.acts import first_password
from gongkai.office.authorities.models import Official, Posting
from gongkai.office.authorities.queries import heads
from gongkai.office.journal import establishment
from gongkai.oversight.handing.packs import acts, queries
from gongkai.oversight.handing.packs.models import Pack
from gongkai.oversight.handing.ten import acts as ten
from gongkai.publication.documents import acts as documents
from gongkai.publication.documents.acts import Draft

UNDER_WAY, COMPLETE = "minzheng", "jiaoyu"
"""两次交接所在的单位."""


def enter(settled: Settled, today: date) -> None:
    """交接样例: by the acts of the desk, each by the person whose act it is."""
    people = {account.person.username: account.official for account in settled.accounts}
    if {"informant", "newcomer", "handling", "security", "head", "engineer"} <= people.keys():
        _under_way(settled, people, today)
        _complete(settled, people, today)


def _under_way(settled: Settled, people: dict[str, Official], today: date) -> None:
    """Signed over; a part is accepted and one line is asked about."""
    posting = _posting(settled, UNDER_WAY, people["informant"])
    pack = acts.write(posting, people["newcomer"], on=today, by=people["security"], note="办公室钥匙在值班室（示例）")
    acts.sign(pack, on=today, by=people["informant"])
    first, *others = queries.standing(pack).open_lines
    acts.ask(pack, first, "办到哪一步了，还缺什么？", on=today, by=people["newcomer"])
    if others:
        acts.accept(pack, others[: len(others) // 2 + 1], on=today, by=people["newcomer"])
    ten.put_together(posting.authority, people["newcomer"], on=today)


def _complete(settled: Settled, people: dict[str, Official], today: date) -> None:
    """Somebody who left at once: the head of the government signed for them."""
    authority, security = settled.bodies[COMPLETE], people["security"]
    gone = establishment.enrol(
        f"{authority.code}-gone", "离任例", at=authority, password=first_password(), on=today, by=people["engineer"]
    )
    posting = establishment.post(gone, authority, "drafter", on=today, by=security, section="示例科室")
    given = Draft(DocumentKind.OTHER, "关于校园安全检查情况的通报（示例）", "", "")
    documents.draft(authority, given, on=today, today=today, by=gone)
    pack = acts.write(posting, people["handling"], on=today, by=security)
    acts.sign(pack, on=today, by=_head(pack), reason="突然调离，由负责人代签（示例）")
    acts.accept(pack, list(queries.standing(pack).open_lines), on=today, by=people["handling"])
    acts.complete(pack, on=today, by=people["handling"])
    establishment.close_account(gone, at=authority, on=today, by=people["engineer"])


def _head(pack: Pack) -> Official:
    return heads(pack.handover.posting, pack.handover.opened_on)[0]


def _posting(settled: Settled, body: str, official: Official) -> Posting:
    return Posting.objects.of(settled.bodies[body]).get(official=official, until=None)
