"""张贴的指南办理: a print is entered by the stamp it bears, and taken down; what is outdated shows itself."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from gongkai.casework.services.items.models import GuideCopy, ServiceItem
from gongkai.law.grammar.flow import JSON, Unlawful, not_in_the_future
from gongkai.law.service_stamps import read_stamp
from gongkai.law.service_words import ONLINE
from gongkai.office.authorities.constraints import in_chinese
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.journal import acts as journal


@transaction.atomic
def put_up(authority: Authority, printed: str, place: str, *, on: date, today: date, by: Official) -> GuideCopy:
    """登记张贴: of a guide of the authority or of one beneath it, whatever version it is."""
    not_in_the_future(on, today, ONLINE)
    stamp = read_stamp(printed)
    item = ServiceItem.objects.under(authority).filter(code=stamp.code).first()
    if item is None:
        raise Unlawful(f"没有编码为{stamp.code}的事项", ONLINE, field="stamp")
    if not place.strip():
        raise Unlawful("张贴或者放置的地方不能为空", ONLINE, field="place")
    copy = GuideCopy(
        authority=authority, item=item, place=place.strip(), number=stamp.number, digest=stamp.digest, put_up_on=on
    )
    with in_chinese():
        copy.save(force_insert=True)
    data: dict[str, JSON] = {"copy": copy.pk, "stamp": str(stamp), "place": copy.place}
    journal.enter(authority, "put_up_guide", on=on, by=by, data=data)
    return copy


@transaction.atomic
def take_down(copy: GuideCopy, *, on: date, today: date, by: Official) -> None:
    """撤下: the row stays."""
    not_in_the_future(on, today, ONLINE)
    copy.refresh_from_db(from_queryset=GuideCopy.objects.everywhere().select_for_update(of=("self",)))
    if copy.taken_down_on is not None:
        raise Unlawful(f"已于{copy.taken_down_on:%Y-%m-%d}撤下", ONLINE)
    if on < copy.put_up_on:
        raise Unlawful(f"撤下日期不能早于登记日期（{copy.put_up_on:%Y-%m-%d}）", ONLINE, field="on")
    copy.taken_down_on = on
    copy.save(update_fields=["taken_down_on"])
    data: dict[str, JSON] = {"copy": copy.pk, "place": copy.place}
    journal.enter(copy.authority, "take_down_guide", on=on, by=by, data=data)
