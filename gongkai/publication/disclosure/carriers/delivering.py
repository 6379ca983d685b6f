"""公报发放办理: copies of an issue that is out go to points, authorities and villages, are signed for, or come back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from gongkai.law.carriers import GAZETTES, Recipient, require_left
from gongkai.law.grammar.flow import JSON, Unlawful, not_in_the_future
from gongkai.office.authorities.models import Official
from gongkai.office.journal import acts as journal
from gongkai.publication.disclosure.carriers.acts import sign_for
from gongkai.publication.disclosure.carriers.models import GazetteDelivery, GazetteIssue, ReadingPoint


@dataclass(frozen=True)
class GazetteAddressee:
    """发放对象: a point that stands in the list, or an authority or a village by its name."""

    kind: Recipient
    name: str = ""
    point: ReadingPoint | None = None

    @property
    def called(self) -> str:
        """名称."""
        return self.point.name if self.point else self.name.strip()


@transaction.atomic
def send(
    issue: GazetteIssue, to: GazetteAddressee, copies: int, *, on: date, today: date, by: Official
) -> GazetteDelivery:
    """发放公报: of an issue that is out; what was printed bounds what is sent, whoever sends at the same moment."""
    not_in_the_future(on, today)
    issue.refresh_from_db(from_queryset=GazetteIssue.objects.of(issue.authority).select_for_update())
    if issue.issued_on is None:
        raise Unlawful("本期公报还没有出刊，不能发放", GAZETTES)
    if on < issue.issued_on:
        raise Unlawful("发放日期不能早于出刊日期", GAZETTES, field="on")
    _addressed(issue, to, on)
    standing = GazetteDelivery.objects.of(issue.authority).filter(issue=issue, returned_on=None)
    require_left(issue.copies, standing.values_list("copies", flat=True), copies)
    if standing.filter(to=to.called, delivered_on=on).exists():
        raise Unlawful(f"本期当天已经登记发放给{to.called}", GAZETTES, field="to")
    row = GazetteDelivery(
        authority=issue.authority,
        issue=issue,
        recipient=to.kind.value,
        point=to.point,
        to=to.called,
        copies=copies,
        delivered_on=on,
    )
    row.save(force_insert=True)
    _enter(row, "send_gazette", on, by, issue=issue.pk, to=row.to, kind=row.recipient, copies=copies)
    return row


def _addressed(issue: GazetteIssue, to: GazetteAddressee, on: date) -> None:
    if (to.kind is Recipient.POINT) != (to.point is not None):
        raise Unlawful("发放给查阅点的，应当选明查阅点；发放给其他的，写明名称", GAZETTES, field="point")
    if not to.called:
        raise Unlawful("发放对象不能为空", GAZETTES, field="to")
    if to.point is not None and to.point.authority_id != issue.authority_id:
        raise Unlawful("查阅点不是本机关设立的", GAZETTES, field="point")
    if to.point is not None and to.point.closed_on is not None and to.point.closed_on <= on:
        raise Unlawful("查阅点已经撤销，不能发放", GAZETTES, field="point")


@transaction.atomic
def receive(row: GazetteDelivery, receipt: str, *, on: date, today: date, by: Official) -> None:
    """登记签收: as a transfer is signed for; what came back is not."""
    not_in_the_future(on, today)
    if row.returned_on is not None:
        raise Unlawful("这一批已经收回，不能签收", GAZETTES)
    sign_for(row, receipt, on=on)
    _enter(row, "receive_gazette", on, by, receipt=row.receipt)


@transaction.atomic
def take_back(row: GazetteDelivery, reason: str, *, on: date, today: date, by: Official) -> None:
    """收回: what nobody signed for, or was entered in error, is in stock again; the row stays with the reason."""
    not_in_the_future(on, today)
    row.refresh_from_db(from_queryset=GazetteDelivery.objects.of(row.authority).select_for_update())
    if row.received_on is not None:
        raise Unlawful("已经签收的，不能收回", GAZETTES)
    if row.returned_on is not None:
        raise Unlawful("已经收回", GAZETTES)
    if not reason.strip():
        raise Unlawful("收回应当写明理由", GAZETTES, field="reason")
    if on < row.delivered_on:
        raise Unlawful("收回日期不能早于发放日期", GAZETTES, field="on")
    row.returned_on, row.returned_reason = on, reason.strip()
    row.save(update_fields=["returned_on", "returned_reason"])
    _enter(row, "take_back_gazette", on, by, reason=row.returned_reason)


def _enter(row: GazetteDelivery, act: str, on: date, by: Official, **data: JSON) -> None:
    journal.enter(row.authority, act, on=on, by=by, data={"delivery": row.pk, **data})
