"""机关与人员: a tree with history, offices from a day to a day, accounts that close only after a handover."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.contrib.auth.backends import ModelBackend
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from gongkai.law.authorities import AuthorityKind
from gongkai.law.grammar.flow import Role, Unlawful
from gongkai.office.authorities import acts, queries
from gongkai.office.authorities.models import Authority, Official, Period, Posting
from tests.cast import BEGINNING, PASSWORD, Cast, authority, official

DAY = date(2025, 9, 8)
LATER = date(2025, 10, 9)


# --- the tree ---------------------------------------------------------------------------------------------------------


class Tree(RuleBasedStateMachine):
    """Sets up, moves and renames at random; the stored paths and periods must say what a naive model says."""

    @initialize()
    def begin(self) -> None:
        self.rolled_back = transaction.atomic()
        self.rolled_back.__enter__()
        root = authority("root", "样本州人民政府", AuthorityKind.PREFECTURE)
        self.parents: dict[int, int | None] = {root.pk: None}
        self.names: dict[int, list[tuple[date, str]]] = {root.pk: [(BEGINNING, root.name)]}
        self.today = BEGINNING

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.rolled_back.__exit__(None, None, None)

    @rule(of=st.integers(0, 99))
    def found(self, of: int) -> None:
        parent = self.pick(of)
        made = acts.create_authority(
            f"a{len(self.parents)}", f"机关{len(self.parents)}", AuthorityKind.DEPARTMENT, on=self.today, parent=parent
        )
        self.parents[made.pk] = parent.pk
        self.names[made.pk] = [(self.today, made.name)]

    @rule(which=st.integers(0, 99), to=st.integers(0, 99), passing=st.integers(0, 2))
    def move(self, which: int, to: int, passing: int) -> None:
        self.today += timedelta(days=passing)
        moved, parent = self.pick(which), self.pick(to)
        if parent.pk in self.beneath(moved.pk):
            with pytest.raises(Unlawful, match="下级"):
                acts.move(moved, parent, on=self.today)
        else:
            acts.move(moved, parent, on=self.today)
            self.parents[moved.pk] = parent.pk

    @rule(which=st.integers(0, 99), passing=st.integers(0, 2))
    def rename(self, which: int, passing: int) -> None:
        self.today += timedelta(days=passing)
        renamed = self.pick(which)
        acts.rename(renamed, f"{renamed.name}新", on=self.today)
        self.names[renamed.pk].append((self.today, renamed.name))

    @invariant()
    def everything_agrees(self) -> None:
        for one in Authority.objects.all() if hasattr(self, "parents") else ():
            assert one.parent_id == self.parents[one.pk]
            assert {each.pk for each in Authority.objects.under(one)} == self.beneath(one.pk)
            for since, _ in self.names[one.pk]:
                last = [known for day, known in self.names[one.pk] if day <= since][-1]
                period = queries.as_of(one, since)
                assert period is not None and period.name == last

    def pick(self, of: int) -> Authority:
        return Authority.objects.get(pk=sorted(self.parents)[of % len(self.parents)])

    def beneath(self, top: int) -> set[int]:
        return {top}.union(*(self.beneath(one) for one, parent in self.parents.items() if parent == top))


def test_a_tree_that_is_moved_about_keeps_its_subtrees_and_its_history(db: None) -> None:
    run_state_machine_as_test(Tree, settings=settings(max_examples=15, stateful_step_count=15, deadline=None))


def test_the_history_of_an_authority_has_no_gap_and_no_overlap(people: Cast) -> None:
    acts.rename(people.bureau, "示例县民政和社会事务局", on=DAY, basis="机构改革")
    acts.move(people.bureau, people.prefecture, on=LATER)
    periods = list(Period.objects.filter(authority=people.bureau).order_by("since"))
    assert [(one.since, one.until) for one in periods] == [(BEGINNING, DAY), (DAY, LATER), (LATER, None)]
    before, between = (queries.as_of(people.bureau, day) for day in (DAY - timedelta(days=1), DAY))
    assert before and between and (before.name, between.name) == ("示例县民政局", "示例县民政和社会事务局")
    assert between.parent == people.county
    assert queries.as_of(people.bureau, BEGINNING - timedelta(days=1)) is None


def test_a_change_cannot_take_effect_before_the_last_one(people: Cast) -> None:
    acts.rename(people.bureau, "示例县民政和社会事务局", on=DAY)
    with transaction.atomic(), pytest.raises(Unlawful, match="2025-09-08"):
        acts.rename(people.bureau, "别的名称", on=DAY - timedelta(days=1))


@pytest.mark.parametrize("code", ["", "a", "中文", "9a", "A-b", "a b", "a/b", "x" * 41, "a_b", "desk", "static"])
def test_a_code_that_cannot_stand_in_an_address_is_refused(db: None, code: str) -> None:
    with pytest.raises(Unlawful, match="网址代码") as refused:
        acts.create_authority(code, "某局", AuthorityKind.COUNTY, on=DAY)
    assert refused.value.field == "code"


def test_a_code_is_used_once(people: Cast) -> None:
    with pytest.raises(Unlawful, match="网址代码已被使用") as refused:
        authority("shili", "另一个县", AuthorityKind.COUNTY)
    assert refused.value.field == "code"


def test_an_authority_with_bodies_beneath_it_or_people_in_office_is_not_dissolved(people: Cast) -> None:
    with pytest.raises(Unlawful, match="下级机关"):
        acts.dissolve(people.county, on=DAY)
    with pytest.raises(Unlawful, match="在任"):
        acts.dissolve(people.bureau, on=DAY, successor=people.county)
    for posting in Posting.objects.of(people.bureau):
        acts.end_posting(posting, on=DAY)
    acts.dissolve(people.bureau, on=DAY, successor=people.county)
    assert people.bureau not in Authority.objects.standing(DAY)
    assert people.bureau in Authority.objects.standing(DAY - timedelta(days=1))
    assert queries.as_of(people.bureau, DAY) is None


def test_the_review_body_follows_from_the_kind_unless_the_profile_says_otherwise(people: Cast) -> None:
    village = authority("cun", "样例村村民委员会", AuthorityKind.VILLAGE, parent=people.bureau)
    assert queries.review_body(people.bureau) == "示例县人民政府"
    assert queries.review_body(people.county) == "样本州人民政府"
    assert queries.review_body(people.prefecture) == ""
    assert queries.review_body(village) == ""
    people.prefecture.profile.review_body = "样本省人民政府"
    assert queries.review_body(people.prefecture) == "样本省人民政府"


def test_what_an_authority_must_have_is_asked_for_by_name(people: Cast) -> None:
    for refuse, field in (
        (lambda: acts.create_authority("ju", " ", AuthorityKind.DEPARTMENT, on=DAY, parent=people.county), "name"),
        (lambda: acts.create_authority("ju", "某局", AuthorityKind.DEPARTMENT, on=DAY), "level"),
        (lambda: acts.rename(people.bureau, " ", on=DAY), "name"),
    ):
        with pytest.raises(Unlawful) as refused:
            refuse()
        assert refused.value.field == field


# --- people -----------------------------------------------------------------------------------------------------------


def test_roles_are_those_of_the_offices_held_on_the_day(people: Cast) -> None:
    (posting,) = people.wang.postings.of(people.bureau)
    acts.end_posting(posting, on=DAY)
    day_before = DAY - timedelta(days=1)
    assert Role.HANDLER in queries.roles_of(people.wang, people.bureau, day_before)
    assert queries.roles_of(people.wang, people.bureau, DAY) == frozenset()
    assert queries.roles_of(people.wang, people.elsewhere, day_before) == frozenset()
    assert queries.holders(people.bureau, Role.SIGNER, DAY) == [people.li]


def test_an_office_is_not_held_twice_at_once_but_may_be_held_again(people: Cast) -> None:
    with transaction.atomic(), pytest.raises(Unlawful, match="已在本机关担任此岗位"):
        acts.post(people.wang, people.bureau, "informant", on=DAY, by=None)
    (posting,) = people.wang.postings.of(people.bureau)
    acts.end_posting(posting, on=DAY)
    acts.post(people.wang, people.bureau, "informant", on=LATER, by=None)


@given(st.permutations(["engineer", "security", "audit", "informant", "unit_head"]))
def test_the_three_administrators_are_never_one_person_and_do_no_business(people: Cast, offices: list[str]) -> None:
    with transaction.atomic():
        person = acts.enrol("someone", "孙示范", on=BEGINNING, password=PASSWORD)
        for office in offices:
            try:
                acts.post(person, people.bureau, office, on=DAY, by=None)
            except Unlawful:
                continue
        held = {posting.office for posting in queries.postings_of(person, DAY)}
        assert len(held) == 1 or not held & {"engineer", "security", "audit"}
        transaction.set_rollback(True)


def test_an_account_closes_only_after_its_handover_was_accepted(people: Cast) -> None:
    successor = official("qian", "钱样张", people.bureau)
    (posting,) = people.wang.postings.of(people.bureau)
    with pytest.raises(Unlawful, match="尚有在任岗位"):
        acts.close_account(people.wang, on=DAY)
    handover = acts.open_handover(posting, successor, on=DAY, note="两件在办申请")
    with pytest.raises(Unlawful, match="尚未签字"):
        acts.accept_handover(handover, on=DAY, by=successor)
    with pytest.raises(Unlawful, match="移交人本人"):
        acts.sign_handover(handover, on=DAY, by=successor)
    acts.sign_handover(handover, on=DAY, by=people.wang)
    with pytest.raises(Unlawful, match="接任人本人"):
        acts.accept_handover(handover, on=DAY, by=people.li)
    acts.accept_handover(handover, on=LATER, by=successor)
    assert Role.HANDLER in queries.roles_of(successor, people.bureau, LATER)
    assert queries.roles_of(people.wang, people.bureau, LATER) == frozenset()
    acts.close_account(people.wang, on=LATER)
    assert ModelBackend().authenticate(None, username="wang", password=PASSWORD) is None


def test_offices_and_handovers_are_for_people_and_authorities_that_are_there(people: Cast) -> None:
    gone = official("gone", "郑样空", people.elsewhere)
    acts.close_account(gone, on=DAY)
    (posting,) = people.wang.postings.of(people.bureau)
    closed = acts.create_authority("closed", "已撤机构", AuthorityKind.CENTRE, on=DAY, parent=people.county)
    acts.dissolve(closed, on=LATER)
    for refuse, reason in (
        (lambda: acts.post(gone, people.bureau, "informant", on=LATER, by=None), "已停用或注销"),
        (lambda: acts.post(people.wang, closed, "informant", on=LATER, by=None), "机关已撤销"),
        (lambda: acts.open_handover(posting, people.wang, on=DAY), "移交人本人"),
        (lambda: acts.open_handover(posting, gone, on=DAY), "接任人的账号"),
        (lambda: acts.enrol("", "无名", on=DAY, password=PASSWORD), "不能为空"),
        (lambda: acts.issue_password(gone, PASSWORD, on=LATER), "不能重置密码"),
    ):
        with pytest.raises(Unlawful, match=reason):
            refuse()


def test_who_was_dismissed_without_a_handover_cannot_close_the_account(people: Cast) -> None:
    (posting,) = people.wang.postings.of(people.bureau)
    acts.end_posting(posting, on=DAY)
    with pytest.raises(Unlawful, match="交接尚未完成"):
        acts.close_account(people.wang, on=DAY)


@pytest.mark.parametrize(
    ("password", "reason"),
    [
        ("Short-1", "至少12个字符"),
        ("Password123", "过于常见"),
        ("alllowercase", "三种"),
        ("1234567890", "三种"),
        ("Jiulu-1234567", ""),
        ("LONG-ENOUGH", "三种"),
    ],
)
def test_a_weak_password_is_refused_in_chinese(people: Cast, password: str, reason: str) -> None:
    if not reason:
        acts.set_password(people.wang, password, on=DAY)
        return
    with pytest.raises(Unlawful, match=reason) as refused:
        acts.set_password(people.wang, password, on=DAY)
    assert refused.value.field == "password"


def test_none_of_the_last_five_passwords_is_used_again(people: Cast) -> None:
    used = [PASSWORD, *(f"Changed-again-{count}" for count in range(4))]
    for password in used[1:]:
        acts.set_password(people.wang, password, on=DAY)
    for password in used:
        with pytest.raises(Unlawful, match="最近5次"):
            acts.set_password(people.wang, password, on=DAY)
    acts.set_password(people.wang, "Changed-again-9", on=DAY)
    acts.set_password(people.wang, PASSWORD, on=DAY)


def test_a_password_is_changed_at_the_first_log_in_and_every_ninety_days(people: Cast) -> None:
    newcomer = acts.enrol("new", "孙示范", on=DAY, password=PASSWORD)
    assert newcomer.owes_new_password(DAY)
    acts.set_password(newcomer, "Changed-it-0001", on=DAY)
    assert not newcomer.owes_new_password(DAY + timedelta(days=90))
    assert newcomer.owes_new_password(DAY + timedelta(days=91))


def test_a_user_name_is_used_once(people: Cast) -> None:
    with pytest.raises(Unlawful, match="用户名已被使用") as refused:
        acts.enrol("wang", "王示众", on=DAY, password=PASSWORD)
    assert refused.value.field == "username"


def test_lists_show_a_telephone_number_with_its_middle_hidden() -> None:
    assert Official(phone="13800000123").masked_phone == "138****0123"
    assert Official(phone="12345").masked_phone == "*****"
