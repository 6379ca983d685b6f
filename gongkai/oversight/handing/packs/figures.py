"""交接的效果: how many handovers were complete before the account was closed, and late slots before and after each change."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from gongkai.law.handing_items import Change, late_around
from gongkai.office.authorities.models import Authority, Official, Posting
from gongkai.oversight.handing.packs import queries
from gongkai.oversight.handing.packs.models import Pack
from gongkai.publication.catalogue.slots.models import Fulfilment, Slot


@dataclass(frozen=True, slots=True)
class Before:
    """先交接后注销: accounts closed at these authorities, and those of them with every posting handed over before."""

    closed: int
    handed_over: int

    @property
    def share(self) -> float | None:
        """比例: in per cent; None where no account was closed."""
        return round(100 * self.handed_over / self.closed, 1) if self.closed else None


def before_closure(authority: Authority) -> Before:
    """按时完成的交接: counted over every closed account that ever served at the authority or beneath it."""
    served = Posting.objects.under(authority).values("official")
    closed = list(Official.objects.filter(pk__in=served).exclude(closed_on=None))
    return Before(len(closed), sum(_handed_over(each) for each in closed))


def _handed_over(official: Official) -> bool:
    postings = Posting.objects.everywhere().filter(official=official).select_related("handover")
    return all(_in_time(each, official.closed_on) for each in postings)


def _in_time(posting: Posting, closed_on: date | None) -> bool:
    handover = getattr(posting, "handover", None)
    accepted = handover.accepted_on if handover else None
    return accepted is not None and closed_on is not None and accepted <= closed_on


@dataclass(frozen=True, slots=True)
class Changed:
    """一次换人: the pack, and the late slots of its authority in the thirty days before and after."""

    pack: Pack
    change: Change


def changes(authority: Authority, today: date) -> list[Changed]:
    """换人前后: of every signed handover at the authority or beneath it, the latest first."""
    signed = [each for each in queries.under(authority) if each.handover.signed_on is not None]
    late = {each.authority_id: list(late_days(each.authority, today)) for each in signed}
    return [
        Changed(each, late_around(each.handover.signed_on, late[each.authority_id]))
        for each in signed
        if each.handover.signed_on is not None
    ]


def late_days(authority: Authority, today: date) -> Iterable[date]:
    """逾期的时点: the due days of slots that were closed late, or are past and not closed at all."""
    stood = Fulfilment.objects.of(authority).filter(withdrawn_on=None).exclude(slot=None)
    released = dict(stood.values_list("slot", "published_on"))
    for pk, due in Slot.objects.of(authority).filter(waived_on=None, due__lt=today).values_list("pk", "due"):
        if released.get(pk) is None or released[pk] > due:
            yield due
