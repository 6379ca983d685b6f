"""划转: how each sort of thing goes from a unit to its heir. Called within the act that enters it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from gongkai.casework.engagement.tickets.models import Mailbox
from gongkai.casework.engagement.tickets.setting import save_mailbox
from gongkai.law.authorities import ADMINISTRATORS
from gongkai.law.catalogue import NOTHING
from gongkai.law.disclosure import ContentClass
from gongkai.law.matters import Matter as StatutoryMatter
from gongkai.law.people.institutional_changes import Destination, Matter
from gongkai.law.standards import DisclosureForm
from gongkai.law.ticket_kinds import TicketSource
from gongkai.office.authorities.models import Authority, Official, Posting
from gongkai.office.authorities.queries import postings_of
from gongkai.office.journal import establishment
from gongkai.publication.catalogue import acts as catalogue
from gongkai.publication.catalogue.acts import ColumnPlan
from gongkai.publication.catalogue.models import Column, FormerSlug
from gongkai.publication.catalogue.slots import acts as slot_acts
from gongkai.publication.catalogue.slots.models import Slot
from gongkai.publication.catalogue.standards import unit_acts
from gongkai.publication.catalogue.standards.models import UnitItem
from gongkai.publication.catalogue.standards.unit_acts import ItemPlan
from gongkai.publication.registers import acts as registers
from gongkai.publication.registers import queries as kept
from gongkai.publication.registers.models import Keeping

CARRYING = ("informant", "unit_head")
"""承继岗位: who handles and who signs what is carried on; no other post is given at an authority that has ended."""


def columns(unit: Authority, heir: Authority, keys: Sequence[int], to: Destination, on: date, by: Official) -> None:
    """划转栏目: each is taken over by the heir's column of the same matter or address, or by a new one in the same place.

    What was published stays public at its addresses; the columns' own addresses lead to the heir's for ever.
    """
    reason = f"机构变动，由{heir.name}承接"
    rows = list(Column.objects.of(unit).filter(pk__in=keys, closed_on=None).select_related("authority", "parent"))
    taken: dict[int, Column] = {}
    person = _serving(to.person, heir, on)
    for row in sorted(rows, key=lambda each: (each.depth, each.place, each.pk)):
        taken[row.pk] = _heirs_column(row, heir, taken, to.section, person, on, by)
    for row in sorted(rows, key=lambda each: -each.depth):
        row.refresh_from_db()
        catalogue.hand_column(row, taken[row.pk], on=on, by=by, reason=reason)


def _heirs_column(
    row: Column,
    heir: Authority,
    taken: Mapping[int, Column],
    section: str,
    owner: Official | None,
    on: date,
    by: Official,
) -> Column:
    there = Column.objects.of(heir).filter(closed_on=None)
    gathers = NOTHING in row.accepts
    for alike in (
        there.filter(slug=row.slug),
        there.filter(matter=row.matter) if row.matter and not gathers else there.none(),
    ):
        found = next((each for each in alike if (NOTHING in each.accepts) == gathers), None)
        if found is not None:
            return found
    parent = taken.get(row.parent_id) if row.parent_id else None
    plan = ColumnPlan(
        name=_free_name(heir, row, parent),
        slug=_free_slug(heir, row.slug),
        section=section,
        accepts=() if gathers else tuple(map(ContentClass, row.accepts)),
        category=row.category,
        cycle=row.cycle,
        place=row.place,
        matter=StatutoryMatter(row.matter) if row.matter else None,
        gathers=gathers,
    )
    return catalogue.open_column(heir, plan, on=on, by=by, parent=parent, owner=owner)


def _free_name(heir: Authority, row: Column, parent: Column | None) -> str:
    siblings = set(Column.objects.of(heir).filter(parent=parent, closed_on=None).values_list("name", flat=True))
    if row.name not in siblings:
        return row.name
    return f"{row.name}（{row.authority.short_name}）"[:60]


def _free_slug(heir: Authority, slug: str) -> str:
    used = {
        *Column.objects.of(heir).values_list("slug", flat=True),
        *FormerSlug.objects.of(heir).values_list("slug", flat=True),
    }
    numbered = (f"{slug[:56]}-{number}" for number in range(2, 1000))
    return slug if slug not in used else next(each for each in numbered if each not in used)


def entries(unit: Authority, heir: Authority, keys: Sequence[int], to: Destination, on: date, by: Official) -> None:
    """划转目录条目: they end here and wait for the approval of the heir's head; columns already taken over are followed."""
    items = list(UnitItem.objects.of(unit).filter(pk__in=keys, ended_on=None).select_related("column__merged_into"))
    plans = [
        ItemPlan(
            item.area,
            item.matter,
            item.name,
            item.content,
            to.section,
            item.limit,
            item.basis,
            DisclosureForm(item.form),
            _following(item.column, heir),
        )
        for item in items
    ]
    unit_acts.hand_items(items, heir, plans, on=on, by=by, reason=f"机构变动，由{heir.name}承接")


def _following(column: Column | None, heir: Authority) -> Column | None:
    there = column.merged_into if column is not None else None
    return there if there is not None and there.authority_id == heir.pk and there.is_open else None


def expected(unit: Authority, heir: Authority, keys: Sequence[int], to: Destination, on: date, by: Official) -> None:
    """划转时点: nothing more is expected of the unit; the heir's come with its catalogue."""
    for slot in Slot.objects.of(unit).filter(pk__in=keys).select_related("authority"):
        slot_acts.waive(slot, on=on, by=by, reason=f"机构变动，由{heir.name}承接")


def books(unit: Authority, heir: Authority, keys: Sequence[int], to: Destination, on: date, by: Official) -> None:
    """划转登记簿: the heir keeps the kind from this day on; what the unit made public stays public where it is."""
    owner = _serving(to.person, heir, on)
    for keeping in Keeping.objects.of(unit).filter(pk__in=keys, until=None).select_related("authority"):
        if kept.keeping(heir, keeping.declared) is None:
            registers.keep(heir, keeping.declared, to.section, on=on, by=by, owner=owner)
        registers.stop_keeping(keeping, on=on, by=by)


def boxes(unit: Authority, heir: Authority, keys: Sequence[int], to: Destination, on: date, by: Official) -> None:
    """划转信箱: closed here; the heir opens one by the same name where it has none."""
    for box in Mailbox.objects.of(unit).filter(pk__in=keys, closed_on=None):
        said = {"name": box.name, "source": TicketSource(box.source), "owner": box.owner, "rules": box.rules}
        order = {"order": box.order}
        if not Mailbox.objects.of(heir).filter(name=box.name).exists():
            save_mailbox(heir, {**said, **order, "closed": False}, on=on, by=by)
        save_mailbox(unit, {**said, **order, "closed": True}, on=on, by=by, row=box)


_Mover = Callable[[Authority, Authority, Sequence[int], Destination, date, Official], None]
MOVERS: Mapping[Matter, _Mover] = {
    Matter.COLUMNS: columns,
    Matter.CATALOGUE: entries,
    Matter.SLOTS: expected,
    Matter.REGISTERS: books,
    Matter.MAILBOXES: boxes,
}
"""各项怎样划转."""


# -- people ------------------------------------------------------------------------------------------------------------


def end_posts(unit: Authority, heir: Authority | None, on: date, by: Official) -> None:
    """岗位终止: each posting ends on the day and, where there is an heir, goes on there; an administrator's does not."""
    held = Posting.objects.of(unit).filter(until=None).select_related("official", "authority")
    for posting in list(held):
        establishment.end_posting(posting, on=max(on, posting.since), by=by)
        there = postings_of(posting.official, on)
        if heir is None or posting.office in ADMINISTRATORS:
            continue
        if not there.filter(authority=heir, office=posting.office).exists():
            establishment.post(
                posting.official,
                heir,
                posting.office,
                on=on,
                by=by,
                section=posting.section,
                full_time=posting.full_time,
            )


def carry_on(ended: Sequence[Authority], heir: Authority, people: Sequence[str], on: date, by: Official) -> None:
    """承继办理: the named people of the heir are given the unit's books, and whoever had them before gives them back."""
    for unit in ended:
        for posting in list(Posting.objects.of(unit).filter(until=None).select_related("official", "authority")):
            establishment.end_posting(posting, on=max(on, posting.since), by=by)
        for name, office in zip(people, CARRYING, strict=True):
            establishment.post(_official(name), unit, office, on=on, by=by, section="承继办理")


def _official(username: str) -> Official:
    return Official.objects.get(username=username)


def _serving(username: str, at: Authority, on: date) -> Official | None:
    person = Official.objects.filter(username=username).first()
    return person if person is not None and postings_of(person, on).filter(authority=at).exists() else None
