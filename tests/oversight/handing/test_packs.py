"""接力包: every room puts in what belongs to who leaves; nothing is without a holder, whatever is done in whatever order."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client, RequestFactory
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai.casework.proposals.models import PromiseTask
from gongkai.law.documents import DocumentKind
from gongkai.law.grammar.flow import Role, Unlawful
from gongkai.law.handing import LineState
from gongkai.office.authorities import acts as authorities
from gongkai.office.authorities.models import Handover, Official
from gongkai.office.authorities.queries import roles_of
from gongkai.office.journal import establishment
from gongkai.office.journal.models import Dossier, Entry
from gongkai.office.journal.verify import verify
from gongkai.office.notices.models import Message
from gongkai.oversight.handing.packs import acts, background, figures, queries
from gongkai.oversight.handing.packs.models import Holding, Pack, PackLine
from gongkai.oversight.handing.shadow.queries import shadowing
from gongkai.publication.catalogue.models import Column
from gongkai.publication.catalogue.slots.models import Slot
from gongkai.publication.documents import acts as documents
from gongkai.publication.documents.acts import Draft
from gongkai.web import clock
from tests.cast import PASSWORD, cast, official
from tests.oversight.handing.world import DAY, World, world

pytestmark = pytest.mark.django_db


@pytest.fixture
def today(monkeypatch: pytest.MonkeyPatch) -> date:
    monkeypatch.setattr(clock, "today", lambda: DAY)
    return DAY


@pytest.fixture
def leaving(today: date) -> World:
    return world(cast())


@pytest.fixture
def security(leaving: World) -> Official:
    return official("anquan", "郑安全", leaving.people.county, "security")


def write(leaving: World, security: Official) -> Pack:
    return acts.write(leaving.posting, leaving.qian, on=DAY, by=security)


def keys(pack: Pack) -> dict[str, list[PackLine]]:
    found: dict[str, list[PackLine]] = {}
    for row in PackLine.objects.of(pack.authority).filter(pack=pack):
        found.setdefault(row.sort, []).append(row)
    return found


def all_lines(pack: Pack) -> list[str]:
    return list(queries.standing(pack).open_lines)


def test_the_platform_writes_the_pack_from_what_every_room_knows(leaving: World, security: Official) -> None:
    pack = write(leaving, security)
    found = keys(pack)
    assert {"application", "document", "column", "deputy", "slot", "promise", "keeping", "proposal"} <= set(found)
    assert [row.due_on for row in found["application"]] == [date(2025, 10, 14)]
    assert [row.due_on for row in found["promise"]] == [date(2025, 10, 17)]
    assert [row.due_on for row in found["slot"]] == [
        date(2025, 10, 15),
        date(2025, 11, 17),
    ]
    assert [row.name for row in found["column"]] == ["社会救助"]
    shared = {each.item.sort for each in queries.shared(leaving.posting, leaving.qian, DAY)}
    assert "rectification" in shared, "nobody has it in hand and 孙 may mend it as well: it is listed, not handed over"
    assert "rectification" not in found
    names = " ".join(row.name for row in PackLine.objects.of(pack.authority))
    assert "陈样例" not in names and "农村道路" not in names, "titles may name people and are never kept"
    told = Message.objects.of(pack.authority).filter(subject__contains="接力包已生成")
    assert {each.official for each in told} == {leaving.wang, leaving.qian}


def test_from_the_signature_on_everything_open_is_the_successors(leaving: World, security: Official) -> None:
    pack = write(leaving, security)
    acts.sign(pack, on=DAY, by=leaving.wang)
    assert Role.PUBLISHER in roles_of(leaving.qian, pack.authority, DAY), "the office begins at once"
    leaving.column.refresh_from_db()
    assert (leaving.column.owner, leaving.column.deputy) == (leaving.qian, leaving.sun)
    other = Column.objects.of(pack.authority).get(slug="ylfw")
    assert (other.owner, other.deputy) == (leaving.sun, leaving.qian)
    assert {row.holder for row in PackLine.objects.of(pack.authority)} == {leaving.qian}
    entry = Entry.objects.of(pack.authority).get(act=acts.PASSED_ON)
    assert {row.entry for row in Holding.objects.of(pack.authority)} == {entry.seq}
    held = {each.item.line for each in queries.held_by(leaving.qian, pack.authority, DAY)}
    assert f"application/{leaving.application.dossier_id}" in held
    assert queries.held_by(leaving.wang, pack.authority, DAY) == []
    assert [str(each) for each in verify(whole=True)] == []


def test_an_account_closes_only_when_every_line_has_a_taker(leaving: World, security: Official) -> None:
    pack = write(leaving, security)
    acts.sign(pack, on=DAY, by=leaving.wang)
    first, second, *rest = all_lines(pack)
    acts.accept(pack, rest, on=DAY, by=leaving.qian)
    with pytest.raises(Unlawful, match="还有2项没有接受"):
        acts.complete(pack, on=DAY, by=leaving.qian)
    handover = Handover.objects.everywhere().get()
    with pytest.raises(Unlawful, match="还有2项没有接受"):
        authorities.accept_handover(handover, on=DAY, by=leaving.qian)
    establishment.end_posting(leaving.posting, on=DAY, by=security)
    with pytest.raises(Unlawful, match="接力包中还有2项没有着落"):
        establishment.close_account(leaving.wang, at=pack.authority, on=DAY, by=security)
    acts.ask(pack, first, "补正到哪一步了", on=DAY, by=leaving.qian)
    with pytest.raises(Unlawful, match="答复后再接受"):
        acts.accept(pack, [first], on=DAY, by=leaving.qian)
    acts.answer(pack, first, "已告知", on=DAY, by=leaving.wang)
    acts.accept(pack, [first, second], on=DAY, by=leaving.qian)
    acts.complete(pack, on=DAY, by=leaving.qian)
    establishment.close_account(leaving.wang, at=pack.authority, on=DAY, by=security)
    told = figures.before_closure(leaving.people.county)
    assert (told.closed, told.handed_over, told.share) == (1, 1, 100.0)
    assert [str(each) for each in verify(whole=True)] == []


def test_who_leaves_suddenly_is_signed_for_by_the_head(leaving: World, security: Official) -> None:
    pack = write(leaving, security)
    for stranger in (leaving.sun, leaving.qian, security):
        with pytest.raises(Unlawful):
            acts.sign(pack, on=DAY, by=stranger, reason="住院")
    with pytest.raises(Unlawful, match="理由"):
        acts.sign(pack, on=DAY, by=leaving.people.li)
    acts.sign(pack, on=DAY, by=leaving.people.li, reason="突然住院")
    line = all_lines(pack)[0]
    acts.ask(pack, line, "原件在哪里", on=DAY, by=leaving.qian)
    acts.answer(pack, line, "在档案柜", on=DAY, by=leaving.people.li)
    assert queries.standing(pack).signed_for
    assert Handover.objects.everywhere().get().signed_by == leaving.people.li


def test_the_head_gives_a_line_to_somebody_else_who_may_do_it(leaving: World, security: Official) -> None:
    pack = write(leaving, security)
    acts.sign(pack, on=DAY, by=leaving.wang)
    line = f"column/{leaving.column.pk}"
    li = leaving.people.li
    with pytest.raises(Unlawful, match="应由本机关负责人决定"):
        acts.reassign(pack, line, leaving.sun, "熟悉", on=DAY, by=leaving.qian)
    with pytest.raises(Unlawful, match="不在本机关任职"):
        acts.reassign(pack, line, leaving.people.zhao, "熟悉", on=DAY, by=li)
    with pytest.raises(Unlawful, match="没有“发布人”职责"):
        acts.reassign(pack, line, official("wu", "吴样张", pack.authority, "drafter"), "熟悉", on=DAY, by=li)
    acts.reassign(pack, line, leaving.sun, "熟悉", on=DAY, by=li)
    leaving.column.refresh_from_db()
    assert (leaving.column.owner, leaving.column.deputy) == (leaving.sun, None)
    row = PackLine.objects.of(pack.authority).get(pack=pack, sort="column")
    assert (row.state, row.holder) == (LineState.REASSIGNED, leaving.sun)


def test_what_comes_after_the_pack_was_written_is_added_and_what_is_done_is_struck_off(
    leaving: World, security: Official
) -> None:
    pack = write(leaving, security)
    acts.sign(pack, on=DAY, by=leaving.wang)
    acts.accept(pack, all_lines(pack), on=DAY, by=leaving.qian)
    given = Draft(DocumentKind.OTHER, "临走前又拟了一件", "", "")
    documents.draft(pack.authority, given, on=DAY, today=DAY, by=leaving.wang)
    with pytest.raises(Unlawful, match="又有1项新的事项"):
        acts.complete(pack, on=DAY, by=leaving.qian)
    assert acts.refresh(pack, on=DAY, by=leaving.qian) == 1
    new = PackLine.objects.of(pack.authority).get(pack=pack, state=LineState.WAITING)
    assert (new.sort, new.holder) == ("document", leaving.qian)
    PromiseTask.objects.everywhere().update(given_up_on=DAY)
    assert acts.refresh(pack, on=DAY, by=leaving.qian) == 0, "what was accepted stays as it was"


def test_a_successor_who_is_replaced_midway_hands_on_what_they_had_and_closes_no_sooner(
    leaving: World, security: Official
) -> None:
    pack = write(leaving, security)
    acts.sign(pack, on=DAY, by=leaving.wang)
    lines = all_lines(pack)
    acts.accept(pack, lines[:3], on=DAY, by=leaving.qian)
    given = Draft(DocumentKind.OTHER, "接手后拟的一件", "", "")
    own = documents.draft(pack.authority, given, on=DAY, today=DAY, by=leaving.qian)
    wu = official("wu", "吴样张", pack.authority, "drafter")
    with pytest.raises(Unlawful, match="本机关负责人决定"):
        acts.replace_successor(pack, wu, "另有任用", on=DAY, by=leaving.qian)
    with pytest.raises(Unlawful, match="更换的理由"):
        acts.replace_successor(pack, wu, " ", on=DAY, by=leaving.people.li)
    standing = acts.replace_successor(pack, wu, "另有任用", on=DAY, by=leaving.people.li)
    assert (standing.successor, standing.former, standing.taking_since) == ("wu", ("qian",), DAY)
    assert set(lines) <= set(standing.open_lines), "what was accepted is the new one's to accept again"
    assert {line.holder for line in standing.lines.values() if line.is_open} == {"wu"}
    assert roles_of(wu, pack.authority, DAY) >= leaving.posting.post.roles
    leaving.column.refresh_from_db()
    assert leaving.column.owner == wu
    kept = {each.item.line for each in queries.held_by(leaving.qian, pack.authority, DAY)}
    assert not kept & set(lines)
    assert f"document/{own.dossier_id}" in kept, "her own office still lets her draft: what is hers there stays hers"
    with pytest.raises(Unlawful, match="接任人本人"):
        acts.accept(pack, lines[:1], on=DAY, by=leaving.qian)
    passed = Handover.objects.everywhere().get(within=pack.handover)
    assert (passed.posting.official, passed.successor, passed.lines_open) == (
        leaving.qian,
        wu,
        len(standing.open_lines),
    )
    assert [str(each) for each in verify(whole=True)] == []
    acts.accept(pack, all_lines(pack), on=DAY, by=wu)
    acts.complete(pack, on=DAY, by=wu)
    passed.refresh_from_db()
    assert (passed.accepted_on, passed.lines_open) == (DAY, 0)
    establishment.close_account(leaving.wang, at=pack.authority, on=DAY, by=security)
    assert [str(each) for each in verify(whole=True)] == []


def test_before_the_signature_only_the_name_changes_and_the_signers_own_is_refused(
    leaving: World, security: Official
) -> None:
    pack = write(leaving, security)
    wu = official("wu", "吴样张", pack.authority, "drafter")
    standing = acts.replace_successor(pack, wu, "填错了人", on=DAY, by=security)
    assert (standing.successor, standing.taking_since) == ("wu", None)
    assert {line.holder for line in standing.lines.values()} == {"wang"}
    assert not Handover.objects.everywhere().filter(within=pack.handover).exists()
    assert Role.PUBLISHER not in roles_of(wu, pack.authority, DAY)
    with pytest.raises(Unlawful, match="该人员已是接任人"):
        acts.replace_successor(pack, wu, "再换", on=DAY, by=security)
    with pytest.raises(Unlawful, match="移交人本人"):
        acts.replace_successor(pack, leaving.wang, "再换", on=DAY, by=security)
    zheng = official("zheng", "郑负责", pack.authority, "unit_head")
    acts.sign(pack, on=DAY, by=zheng, reason="突然住院")
    with pytest.raises(Unlawful, match="替移交人签字的人"):
        acts.replace_successor(pack, zheng, "再换", on=DAY, by=leaving.people.li)


def test_two_successors_who_both_leave_pass_everything_to_the_third(leaving: World, security: Official) -> None:
    pack, li = write(leaving, security), leaving.people.li
    acts.sign(pack, on=DAY, by=leaving.wang)
    second = official("wu", "吴样张", pack.authority, "drafter")
    acts.replace_successor(pack, second, "另有任用", on=DAY, by=li)
    acts.accept(pack, all_lines(pack), on=DAY, by=second)
    third = official("feng", "冯样张", pack.authority, "drafter")
    acts.replace_successor(pack, third, "又有任用", on=DAY + timedelta(days=2), by=li)
    passed = Handover.objects.everywhere().filter(within=pack.handover)
    assert {each.posting.official.username for each in passed} == {"qian", "wu"}
    assert {each.successor for each in passed} == {third}
    assert {row.holder for row in PackLine.objects.of(pack.authority).filter(pack=pack)} == {third}
    assert [each.pk for each in shadowing(third, DAY + timedelta(days=15))] == [pack.pk]
    assert shadowing(third, DAY + timedelta(days=16)) == [] == shadowing(second, DAY + timedelta(days=3))
    assert [str(each) for each in verify(whole=True)] == []


OPEN_ACTS = st.sampled_from(
    [
        *("refresh", "sign", "sign_for", "accept", "ask", "answer", "reassign", "replace", "complete", "draft"),
        *("end", "close"),
    ]
)


@given(st.lists(st.tuples(OPEN_ACTS, st.integers(0, 30)), max_size=14))
@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_after_any_acts_nothing_of_the_leaver_is_without_a_holder(
    leaving: World, security: Official, tries: list[tuple[str, int]]
) -> None:
    from django.db import transaction

    with transaction.atomic():
        pack = write(leaving, security)
        official("wu", "吴样张", pack.authority, "drafter")
        for name, number in tries:
            try:
                with transaction.atomic():
                    attempt(leaving, security, pack, name, number)
            except Unlawful:
                pass
            assert_nothing_is_orphaned(leaving, pack)
        assert [str(each) for each in verify(whole=True)] == []
        transaction.set_rollback(True)


def attempt(leaving: World, security: Official, pack: Pack, name: str, number: int) -> None:
    pack = queries.packs().get(pk=pack.pk)
    rows = list(PackLine.objects.of(pack.authority).filter(pack=pack).order_by("pk"))
    line = rows[number % len(rows)].line
    wang, qian, li = leaving.wang, pack.handover.successor, leaving.people.li
    match name:
        case "refresh":
            acts.refresh(pack, on=DAY, by=qian)
        case "sign":
            acts.sign(pack, on=DAY, by=wang)
        case "sign_for":
            acts.sign(pack, on=DAY, by=li, reason="突然调离")
        case "accept":
            acts.accept(pack, all_lines(pack) if number % 3 else [line], on=DAY, by=qian)
        case "ask":
            acts.ask(pack, line, "怎么办", on=DAY, by=qian)
        case "answer":
            acts.answer(pack, line, "这样办", on=DAY, by=wang)
        case "reassign":
            acts.reassign(pack, line, leaving.sun, "熟悉", on=DAY, by=li)
        case "replace":
            others = [leaving.qian, leaving.sun, Official.objects.get(username="wu")]
            acts.replace_successor(pack, others[number % 3], "另有任用", on=DAY, by=li)
        case "complete":
            acts.complete(pack, on=DAY, by=qian)
        case "draft":
            given = Draft(DocumentKind.OTHER, f"新拟{number}", "", "")
            documents.draft(pack.authority, given, on=DAY, today=DAY, by=wang)
        case "end":
            leaving.posting.refresh_from_db()
            establishment.end_posting(leaving.posting, on=DAY, by=security)
        case "close":
            establishment.close_account(wang, at=pack.authority, on=DAY, by=security)


def assert_nothing_is_orphaned(leaving: World, pack: Pack) -> None:
    """Every open file, column, slot and promise has a holder who is not a closed account."""
    people = queries.roster(pack.authority, DAY)
    for each in queries.everything(pack.authority, DAY):
        holders = queries.holders_of(each, people)
        assert holders, f"{each.item.line}无人承接"
        assert set(holders) <= people.serving
    wang = Official.objects.get(pk=leaving.wang.pk)
    if not wang.is_active:
        assert queries.standing(pack).closed_on is not None
    assert not Column.objects.of(pack.authority).filter(owner__is_active=False).exists()


def test_every_open_thing_of_the_bureau_is_asked_for(leaving: World) -> None:
    """A slow count of its own: what the tables hold open against what the collectors find."""
    bureau = leaving.people.bureau
    found = queries.everything(bureau, DAY)
    lines = {each.item.line for each in found}
    for dossier in Dossier.objects.of(bureau).filter(closed_on=None):
        assert f"{dossier.kind}/{dossier.pk}" in lines
    for column in Column.objects.of(bureau).filter(closed_on=None):
        assert f"column/{column.pk}" in lines
    ahead = Slot.objects.of(bureau).filter(due__lte=DAY + timedelta(days=60), waived_on=None, fulfilments=None)
    assert {f"slot/{slot.pk}" for slot in ahead} == {each for each in lines if each.startswith("slot/")}


# -- what the leaver knew besides ----------------------------------------------------------------------------------------


def test_contacts_are_posts_and_last_year_is_the_week_of_the_same_number(leaving: World, security: Official) -> None:
    told = background.contacts(leaving.people.bureau, leaving.wang, DAY)
    assert ("示例县民政局", "单位主要负责人") in {(each.authority, each.post) for each in told}
    assert all(each.steps >= 1 for each in told)
    done = background.last_year(leaving.people.bureau, leaving.wang, date(2026, 9, 21))
    assert [(each.on, each.what, each.about[:2]) for each in done] == [(date(2025, 9, 22), "拟稿", "公文")]
    assert background.habits(leaving.people.bureau, leaving.wang, DAY)[0].what == "检查发现：栏目空白"


# -- pages -----------------------------------------------------------------------------------------------------------------


def at_desk(username: str) -> Client:
    client = Client()
    assert client.login(request=RequestFactory().post("/desk/login/"), username=username, password=PASSWORD)
    return client


def test_a_handover_through_the_pages(leaving: World, security: Official) -> None:
    admin, wang, qian = at_desk("anquan"), at_desk("wang"), at_desk("qian")
    stamp = {"form_of_the_house": "1"}
    page = admin.post(f"/desk/postings/{leaving.posting.pk}/handover/", {**stamp, "successor": "nobody"}).text
    assert "没有启用中的账号" in page
    admin.post(f"/desk/postings/{leaving.posting.pk}/handover/", {**stamp, "successor": "qian", "note": "钥匙在抽屉"})
    pack = queries.packs().get()
    address = f"/desk/handovers/{pack.dossier_id}/"
    assert address in wang.get("/desk/handovers/").text
    page = wang.get(address).text
    assert "签字移交" in page and "钥匙在抽屉" in page and "2025-10-14" in page and "条例第三十三条" in page
    wang.post(f"{address}sign/")
    page = qian.get(address).text
    assert "接受勾选的事项" in page
    refused = qian.post(f"{address}accept/", {}, follow=True)
    assert "请先勾选要接受的事项" in refused.text
    line = PackLine.objects.of(pack.authority).get(pack=pack, sort="application")
    qian.post(f"{address}lines/{line.pk}/ask/", {**stamp, "text": "补正到哪一步了"})
    assert "补正到哪一步了" in wang.get(address).text
    wang.post(f"{address}lines/{line.pk}/answer/", {**stamp, "text": "尚未告知"})
    qian.post(f"{address}accept/", {"line": all_lines(pack)})
    page = qian.post(f"{address}complete/", follow=True).text
    assert "由您接任" in page and "没有着落" not in page
    assert qian.get(f"{address}pack.docx").content[:2] == b"PK"
    assert "已完成" in qian.get("/desk/handovers/").text


def test_the_head_replaces_the_successor_at_the_desk(leaving: World, security: Official) -> None:
    pack = write(leaving, security)
    acts.sign(pack, on=DAY, by=leaving.wang)
    official("wu", "吴样张", pack.authority, "drafter")
    address = f"/desk/handovers/{pack.dossier_id}/"
    head, stamp = at_desk("li"), {"form_of_the_house": "1"}
    assert "更换接任人" in head.get(address).text
    assert "更换接任人" not in at_desk("qian").get(address).text
    page = head.post(f"{address}replace/", {**stamp, "successor": "qian", "reason": "另有任用"}).text
    assert "该人员已是接任人" in page and "另有任用" in page
    page = head.post(f"{address}replace/", {**stamp, "successor": "wu", "reason": "另有任用"}, follow=True).text
    assert "接任人已换为吴样张" in page and "原定钱样张" in page
    assert "接受勾选的事项" in at_desk("wu").get(address).text
    assert at_desk("qian").get(address).status_code == 404


def test_a_pack_is_for_those_it_concerns(leaving: World, security: Official) -> None:
    pack = write(leaving, security)
    address = f"/desk/handovers/{pack.dossier_id}/"
    for username in ("sun", "zhao", "zhou"):
        assert at_desk(username).get(address).status_code == 404
    for username in ("wang", "qian", "li", "anquan"):
        assert at_desk(username).get(address).status_code == 200
    assert at_desk("sun").post(f"{address}sign/").status_code == 404


def test_the_effects_are_shown_to_who_answers_for_people(leaving: World, security: Official) -> None:
    pack = write(leaving, security)
    acts.sign(pack, on=DAY, by=leaving.wang)
    page = at_desk("li").get("/desk/handovers/effects/").text
    assert "注销以前交接完毕" in page and "钱样张" in page
    (change,) = figures.changes(pack.authority, DAY + timedelta(days=40))
    assert (change.change.before, change.change.after) == (0, 1), "that of October was never closed"
