"""机构变动: whatever happens to units, nothing of theirs is left without somebody; files keep their number and clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.casework.applications import acts as applications
from gongkai.casework.applications import queries as applied
from gongkai.casework.applications.models import Application
from gongkai.casework.engagement.tickets.models import Mailbox
from gongkai.casework.engagement.tickets.setting import save_mailbox
from gongkai.law.application_form import Filled
from gongkai.law.applications import ApplicantKind
from gongkai.law.authorities import AuthorityKind
from gongkai.law.disclosure import ContentClass
from gongkai.law.grammar.flow import JSON, Step, Unlawful
from gongkai.law.people.institutional_changes import (
    FLOW,
    WAYS,
    ChangeAct,
    ChangeKind,
    ChangeStanding,
    ChangeState,
    Matter,
    Way,
    open_change,
)
from gongkai.law.receipt import Channel
from gongkai.law.registers import KINDS
from gongkai.law.ticket_kinds import TicketSource
from gongkai.office.authorities.models import Authority, Official, Posting
from gongkai.office.authorities.queries import heir_of
from gongkai.office.journal import establishment
from gongkai.oversight.people.changes import acts, queries
from gongkai.oversight.people.changes.acts import Proposed
from gongkai.oversight.people.changes.inventory import inventory, orphans
from gongkai.oversight.people.changes.models import InstitutionalChange
from gongkai.publication.catalogue import acts as catalogue
from gongkai.publication.catalogue import queries as catalogued
from gongkai.publication.catalogue.acts import ColumnPlan
from gongkai.publication.catalogue.models import Column
from gongkai.publication.catalogue.slots import acts as slots
from gongkai.publication.catalogue.standards import unit_acts
from gongkai.publication.catalogue.standards.models import UnitItem
from gongkai.publication.catalogue.standards.unit_acts import ItemPlan, Proposal
from gongkai.publication.disclosure import acts as disclosure
from gongkai.publication.disclosure.acts import Item
from gongkai.publication.documents.acts import register_review
from gongkai.publication.registers import acts as registers
from gongkai.publication.registers.queries import keepings
from gongkai.web import clock
from tests.cast import BEGINNING, Cast, cast, official

TODAY = date(2025, 11, 20)
PAPER = "县委编办机构改革方案（示例）"
KIND = next(iter(KINDS.values()))


@dataclass(frozen=True)
class Place:
    """A county with its office and three bureaus, each with columns, entries, slots, a register, a mailbox, a file and people."""

    people: Cast
    office: Official
    mayor: Official
    bureaus: tuple[Authority, ...]


@pytest.fixture
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: TODAY)


def furnished(people: Cast) -> Place:
    office = official("qian", "钱公开", people.county, "disclosure_office")
    mayor = official("sun", "孙分管", people.county, "deputy_leadership")
    others = [
        establishment.create_authority(
            f"shili-ju{number}",
            f"示例县第{number}局",
            AuthorityKind.DEPARTMENT,
            on=BEGINNING,
            by=office,
            parent=people.county,
        )
        for number in (1, 2)
    ]
    for number, bureau in enumerate(others, start=1):
        official(f"clerk{number}", f"经办{number}", bureau, "informant")
        official(f"head{number}", f"局长{number}", bureau, "unit_head")
    bureaus = (people.bureau, *others)
    for bureau in bureaus:
        furnish(bureau)
    return Place(people, office, mayor, bureaus)


def furnish(bureau: Authority) -> None:
    clerk, head = people_of(bureau)
    catalogue.hatch_columns(bureau, "办公室", on=date(2025, 1, 2), by=head)
    catalogue.open_column(bureau, ColumnPlan("本局动态", "bjdt", "办公室"), on=date(2025, 1, 2), by=head)
    plan = ItemPlan("社会救助", "临时救助", bureau.name, "人数", "救助股", "按月公开")
    items = unit_acts.propose(bureau, [Proposal(plan)], on=date(2025, 1, 2), by=clerk)
    unit_acts.approve(bureau, items, on=date(2025, 1, 2), by=head)
    slots.generate(bureau, 2025, on=date(2025, 1, 2), by=clerk)
    registers.keep(bureau, KIND, "综合科", on=date(2025, 1, 2), by=head)
    said = {
        "name": "局长信箱",
        "source": TicketSource.UNIT,
        "owner": "局长",
        "rules": "",
        "order": 1,
        "closed": False,
    }
    save_mailbox(bureau, said, on=date(2025, 1, 2), by=head)
    receive(bureau, clerk)


def receive(bureau: Authority, clerk: Official) -> Application:
    filled = Filled(
        ApplicantKind.PERSON,
        Channel.IN_PERSON,
        {
            "name": "陈样例",
            "identity": "id_card",
            "identity_number": "110101190001010014",
            "phone": "0900-0000001",
            "address": "示例路1号",
            "carrier": "paper",
            "delivery": "post",
            "description": "救助资金支出",
        },
    )
    day = TODAY - timedelta(days=3)
    return applications.receive(
        bureau, filled, on=day, today=day, once=bureau.code.ljust(32, "x"), by=clerk
    ).application


def people_of(bureau: Authority) -> tuple[Official, Official]:
    """Who handles and who signs at a unit now."""
    return tuple(  # type: ignore[return-value]
        Posting.objects.of(bureau).filter(until=None, office=office).order_by("pk")[0].official
        for office in ("informant", "unit_head")
    )


def merged(place: Place, unit: Authority, heir: Authority, on: date = TODAY) -> InstitutionalChange:
    """A merger led to its end, every line as the list asks."""
    given = Proposed(ChangeKind.MERGE, PAPER, on, heir)
    change = acts.begin(place.people.county, unit, given, on=on, today=on, by=place.office)
    lead(place, change, heir, on)
    acts.take_effect(change, on=on, today=on, by=place.mayor)
    unit.refresh_from_db()
    return change


def lead(place: Place, change: InstitutionalChange, heir: Authority, on: date) -> None:
    clerk, head = people_of(heir)
    for line in queries.checklist(change, on):
        if line.things and line.matter not in (Matter.POSTS, Matter.BENEATH):
            details = {"matter": line.matter.value, "person": clerk.username, "due": on.isoformat()}
            details |= {"signer": head.username} if line.way is Way.CARRIED else {"section": "综合科"}
            acts.assign(change, Step(ChangeAct.ASSIGN.value, on, details), today=on, by=place.office)
            if line.way is Way.MOVED:
                acts.hand_over(change, line.matter, on=on, today=on, by=place.office)


# -- the procedure -------------------------------------------------------------------------------------------------------

CALENDAR = None


def opened(kind: ChangeKind) -> ChangeStanding:
    details = {
        "kind": kind.value,
        "unit": "a",
        "heir": "b" if kind.has_heir else "",
        "name": "新名",
        "above": "c",
        "type": "department",
        "basis": PAPER,
        "effective_on": "2025-11-20",
        "by": "甲",
    }
    return open_change(Step(ChangeAct.BEGIN.value, date(2025, 11, 1), details), CALENDAR)  # type: ignore[arg-type]


STEPS = st.lists(
    st.tuples(
        st.sampled_from(ChangeAct),
        st.sampled_from(Matter),
        st.integers(0, 40),
        st.sampled_from(["甲", "乙"]),
        st.dictionaries(st.sampled_from([each.value for each in Matter]), st.integers(0, 2), max_size=3),
    ),
    max_size=12,
)


@given(st.sampled_from(ChangeKind), STEPS)
def test_no_change_takes_effect_outside_the_table_or_while_anything_is_left(
    kind: ChangeKind, steps: list[tuple[ChangeAct, Matter, int, str, dict[str, int]]]
) -> None:
    standing = opened(kind)
    for act, matter, days, by, left in steps:
        on = date(2025, 11, 1) + timedelta(days=days)
        details = {
            "matter": matter.value,
            "person": "丙",
            "signer": "丁",
            "section": "科",
            "due": "2025-11-20",
            "count": 1,
            "reason": "不办了",
            "by": by,
            "left": left,
        }
        was = standing
        try:
            standing = standing.take(Step(act.value, on, details), CALENDAR)  # type: ignore[arg-type]
        except Unlawful:
            assert standing is was
            continue
        assert FLOW.after(was.state, act) == standing.state
        if standing.state is ChangeState.EFFECTIVE:
            assert by != "甲"
            assert on >= standing.effective_on
            moved = {each for each in Matter if left.get(each.value) and WAYS[each] is not Way.CARRIED}
            assert not moved or not (kind.ends or kind.has_heir)


@pytest.mark.parametrize(
    ("kind", "lacking"), [(ChangeKind.RENAME, "name"), (ChangeKind.MOVE, "above"), (ChangeKind.MERGE, "heir")]
)
def test_each_kind_asks_for_what_it_needs(kind: ChangeKind, lacking: str) -> None:
    details = {
        "kind": kind.value,
        "unit": "a",
        "heir": "b" if kind.has_heir else "",
        "name": "新名",
        "above": "c",
        "basis": PAPER,
        "effective_on": "2025-11-20",
        "by": "甲",
    }
    with pytest.raises(Unlawful) as refused:
        open_change(Step("begin", TODAY, details | {lacking: ""}), CALENDAR)  # type: ignore[arg-type]
    assert refused.value.field == lacking


# -- a merger ------------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_merger_waits_until_everything_has_somebody_and_then_leaves_nothing_behind(today: None) -> None:
    place = furnished(cast())
    unit, heir = place.people.bureau, place.bureaus[1]
    file = Application.objects.of(unit).get()
    due, number = file.dossier.due_on, file.dossier.number
    review = register_review(unit, title="一则", checks={}, reviewers=[], on=TODAY, by=place.people.li)
    column = Column.objects.of(unit).get(slug="bjdt")
    item = Item(ContentClass.NOTICE, "一则动态", text="正文")
    content = disclosure.publish(column, item, on=TODAY, today=TODAY, by=place.people.wang, review=review)
    given = Proposed(ChangeKind.MERGE, PAPER, TODAY, heir)
    change = acts.begin(place.people.county, unit, given, on=TODAY, today=TODAY, by=place.office)
    with pytest.raises(Unlawful, match="还有办理中的机构变动"):
        acts.begin(place.people.county, unit, given, on=TODAY, today=TODAY, by=place.office)
    with pytest.raises(Unlawful, match="还有栏目、公开目录条目、未关闭的应公开时点、登记簿"):
        acts.take_effect(change, on=TODAY, today=TODAY, by=place.mayor)
    unit.refresh_from_db()
    assert unit.dissolved_on is None
    lead(place, change, heir, TODAY)
    with pytest.raises(Unlawful, match="登记变动的人不能使变动生效"):
        acts.take_effect(change, on=TODAY, today=TODAY, by=place.office)
    acts.take_effect(change, on=TODAY, today=TODAY, by=place.mayor)
    unit.refresh_from_db()
    assert heir_of(unit, TODAY) == heir
    assert heir_of(unit, TODAY - timedelta(days=1)) == unit
    assert list(orphans(TODAY)) == []
    found = catalogued.by_slug(unit, "bjdt")
    assert found is not None and (found.moved, found.column.authority_id) == (True, heir.pk)
    moved = Client().get(f"/{unit.code}/fdzdgknr/bjdt/")
    assert (moved.status_code, moved.headers["Location"]) == (301, f"/{heir.code}/fdzdgknr/bjdt/")
    content.refresh_from_db()
    assert content.is_public
    assert UnitItem.objects.of(heir).filter(name=unit.name, ended_on=None).count() == 1
    assert keepings(heir).filter(kind=KIND.key).count() == 1
    assert Mailbox.objects.of(unit).filter(closed_on=None).count() == 0
    assert {posting.official.name for posting in Posting.objects.of(heir).filter(until=None)} >= {"王小样", "李示例"}
    file.dossier.refresh_from_db()
    assert (file.dossier.due_on, file.dossier.number) == (due, number)
    clerk, head = people_of(heir)
    applications.act(
        file,
        Step("draft", TODAY, {"outcome": "disclosed", "elements": {"means": "复印件"}}),
        today=TODAY,
        by=clerk,
    )
    assert applied.standing(file).closed_on is None
    with pytest.raises(Unlawful, match="由承继机关的在任人员接着办"):
        establishment.post(place.people.zhao, unit, "informant", on=TODAY, by=head)
    call_command("verify", "--all")


@pytest.mark.django_db
def test_what_the_heir_carried_on_for_others_goes_on_to_its_own_heir(today: None) -> None:
    place = furnished(cast())
    first, second, third = place.bureaus
    merged(place, first, second)
    merged(place, second, third, TODAY + timedelta(days=1))
    day = TODAY + timedelta(days=1)
    assert heir_of(first, day) == third
    assert list(orphans(day)) == []
    there = {posting.official.pk for posting in Posting.objects.of(third).filter(until=None)}
    assert {posting.official_id for posting in Posting.objects.of(first).filter(until=None)} <= there


ACTIONS = st.lists(
    st.tuples(st.sampled_from(ChangeKind), st.integers(0, 2), st.integers(0, 2), st.booleans()), min_size=1, max_size=4
)


@pytest.mark.django_db
@settings(max_examples=8)
@given(ACTIONS)
def test_after_any_sequence_of_changes_nothing_belongs_to_an_authority_that_has_ended(
    actions: list[tuple[ChangeKind, int, int, bool]],
) -> None:
    with transaction.atomic(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(clock, "today", lambda: TODAY)
        place = furnished(cast())
        for number, action in enumerate(actions):
            day = TODAY + timedelta(days=number)
            try:
                with transaction.atomic():
                    _changed(place, day, number, *action)
            except Unlawful:
                pass
            assert [str(each) for each in orphans(day)] == []
        transaction.set_rollback(True)


def _changed(place: Place, on: date, number: int, kind: ChangeKind, unit_at: int, heir_at: int, whole: bool) -> None:
    unit, heir = (Authority.objects.get(pk=place.bureaus[at].pk) for at in (unit_at, heir_at))
    given = Proposed(
        kind,
        PAPER,
        on,
        heir if kind.has_heir else None,
        f"示例县改名{number}局",
        place.people.county,
        AuthorityKind.CENTRE.value,
    )
    change = acts.begin(place.people.county, unit, given, on=on, today=on, by=place.office)
    if kind is ChangeKind.FUNCTIONS:
        column = Column.objects.of(unit).filter(closed_on=None, children=None).order_by("pk").first()
        clerk, _ = people_of(heir)
        details: dict[str, JSON] = {
            "matter": "columns",
            "person": clerk.username,
            "section": "综合科",
            "due": on.isoformat(),
            "keys": [column.pk] if column else [],
        }
        acts.assign(change, Step("assign", on, details), today=on, by=place.office)
        acts.hand_over(change, Matter.COLUMNS, on=on, today=on, by=place.office)
    elif kind is ChangeKind.MERGE and whole:
        lead(place, change, heir, on)
    acts.take_effect(change, on=on, today=on, by=place.mayor)


# -- the other kinds -----------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_renamed_unit_is_found_by_its_old_name(today: None, monkeypatch: pytest.MonkeyPatch) -> None:
    place = furnished(cast())
    unit = place.people.bureau
    given = Proposed(ChangeKind.RENAME, PAPER, TODAY + timedelta(days=3), name="示例县民政和退役军人事务局")
    change = acts.begin(place.people.county, unit, given, on=TODAY, today=TODAY, by=place.office)
    assert change.dossier.due_on == TODAY + timedelta(days=3)
    with pytest.raises(Unlawful, match="尚未到期"):
        acts.take_effect(change, on=TODAY, today=TODAY, by=place.mayor)
    day = TODAY + timedelta(days=3)
    acts.take_effect(change, on=day, today=day, by=place.mayor)
    monkeypatch.setattr(clock, "today", lambda: day)
    unit.refresh_from_db()
    assert unit.name == "示例县民政和退役军人事务局"
    [old] = queries.former_names(place.people.county, day)
    assert (old.name, old.now) == ("示例县民政局", unit)
    page = Client().get(f"/{place.people.county.code}/bmdf/").content.decode()
    assert "示例县民政局" in page


@pytest.mark.django_db
def test_a_unit_without_an_heir_ends_only_when_nothing_is_left(today: None) -> None:
    place = furnished(cast())
    empty = establishment.create_authority(
        "shili-kong", "示例县空置中心", AuthorityKind.CENTRE, on=BEGINNING, by=place.office, parent=place.people.county
    )
    official("kong", "孔在任", empty, "informant")
    for unit, ends in ((place.people.bureau, False), (empty, True)):
        given = Proposed(ChangeKind.DISSOLVE, PAPER, TODAY)
        change = acts.begin(place.people.county, unit, given, on=TODAY, today=TODAY, by=place.office)
        if ends:
            acts.take_effect(change, on=TODAY, today=TODAY, by=place.mayor)
        else:
            with pytest.raises(Unlawful, match="没有着落"):
                acts.take_effect(change, on=TODAY, today=TODAY, by=place.mayor)
            acts.abandon(change, "暂不撤销", on=TODAY, today=TODAY, by=place.office)
        unit.refresh_from_db()
        assert (unit.dissolved_on is not None) == ends
    assert list(orphans(TODAY)) == []


@pytest.mark.django_db
def test_functions_that_move_take_only_what_was_named(today: None) -> None:
    place = furnished(cast())
    unit, heir = place.bureaus[:2]
    given = Proposed(ChangeKind.FUNCTIONS, PAPER, TODAY, heir)
    change = acts.begin(place.people.county, unit, given, on=TODAY, today=TODAY, by=place.office)
    with pytest.raises(Unlawful, match="还没有划转任何职责"):
        acts.take_effect(change, on=TODAY, today=TODAY, by=place.mayor)
    column = Column.objects.of(unit).get(slug="bjdt")
    before = len(inventory(unit, ChangeKind.FUNCTIONS, TODAY)[Matter.COLUMNS])
    details: dict[str, JSON] = {
        "matter": "columns",
        "person": "clerk1",
        "section": "综合科",
        "due": "2025-11-20",
        "keys": [column.pk],
    }
    acts.assign(change, Step("assign", TODAY, details), today=TODAY, by=place.office)
    with pytest.raises(Unlawful, match="没有示例县第1局的在任岗位"):
        acts.assign(change, Step("assign", TODAY, details | {"person": "zhao"}), today=TODAY, by=place.office)
    with pytest.raises(Unlawful, match="不随职能划转"):
        acts.assign(change, Step("assign", TODAY, details | {"matter": "mailboxes"}), today=TODAY, by=place.office)
    acts.hand_over(change, Matter.COLUMNS, on=TODAY, today=TODAY, by=place.office)
    acts.take_effect(change, on=TODAY, today=TODAY, by=place.mayor)
    assert len(inventory(unit, ChangeKind.FUNCTIONS, TODAY)[Matter.COLUMNS]) == before - 1
    unit.refresh_from_db()
    assert unit.dissolved_on is None


# -- the pages -----------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_the_desk_leads_a_merger_line_by_line(today: None) -> None:
    place = furnished(cast())
    unit, heir = place.people.bureau, place.bureaus[1]
    office, mayor, wang = (Client() for _ in range(3))
    office.force_login(place.office)
    mayor.force_login(place.mayor)
    wang.force_login(place.people.wang)
    assert wang.get("/desk/people/changes/begin/").status_code == 403
    sent = {
        "kind": "merge",
        "unit": unit.code,
        "heir": "",
        "basis": PAPER,
        "effective_on": "2025-11-20",
        "form_of_the_house": "1",
    }
    assert "应写明承接的机关" in office.post("/desk/people/changes/begin/", sent).content.decode()
    made = office.post("/desk/people/changes/begin/", sent | {"heir": heir.code})
    change = InstitutionalChange.objects.of(place.people.county).get()
    at = f"/desk/people/changes/{change.pk}/"
    assert made.headers["Location"] == at
    page = office.get(at).content.decode()
    assert "没有着落" in page and "确定去向" in page and "本局动态" in page
    assert wang.get(at).status_code == 404
    given = {"on": "2025-11-20", "seen": change.dossier.version, "person": "clerk1", "section": "", "due": "2025-11-20"}
    assert "请填写承接的科室" in office.post(f"{at}assign/columns/", given).content.decode()
    assert office.post(f"{at}assign/columns/", given | {"section": "综合科"}).status_code == 302
    assert office.post(f"{at}hand/columns/").status_code == 302
    assert office.get(f"{at}assign/beneath/").status_code == 200
    refused = mayor.post(
        f"{at}effect/", {"on": "2025-11-20", "seen": change.dossier.version + 2, "form_of_the_house": "1"}
    )
    assert "没有着落" in refused.content.decode()
    lead(place, InstitutionalChange.objects.of(place.people.county).get(), heir, TODAY)
    change.dossier.refresh_from_db()
    done = mayor.post(f"{at}effect/", {"on": "2025-11-20", "seen": change.dossier.version})
    assert done.status_code == 302
    listed = office.get("/desk/people/changes/").content.decode()
    assert "已生效" in listed and "曾用名和已撤销的机关" in listed
    zone = Client().get(f"/{unit.code}/").content.decode()
    assert "已于2025年11月20日撤销" in zone
    assert "示例县第1局" in zone


@pytest.mark.django_db
def test_a_new_authority_is_set_up_at_the_desk(today: None) -> None:
    place = furnished(cast())
    office = Client()
    office.force_login(place.office)
    sent = {
        "name": "示例县数据局",
        "short_name": "县数据局",
        "code": "shili",
        "kind": "department",
        "parent": place.people.county.code,
        "basis": PAPER,
        "form_of_the_house": "1",
    }
    assert office.post("/desk/people/changes/set-up/", sent).status_code in (200, 422)
    assert office.post("/desk/people/changes/set-up/", sent | {"code": "shili-shuju"}).status_code == 302
    assert Authority.objects.get(code="shili-shuju").parent == place.people.county
