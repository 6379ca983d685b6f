"""公文: whatever order of acts, nothing is numbered unlabelled, signed unexplained, or judged twice by one person."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.documents import (
    CHECKS,
    FLOW,
    FORKS,
    KIND,
    PRIVATE,
    RE_REVIEW,
    SIGNED,
    Act,
    Attribute,
    DocumentKind,
    Ground,
    ReturnCode,
    Review,
    Standing,
    State,
    due_label,
    open_document,
)
from gongkai.law.grammar.calendar import months_after, national
from gongkai.law.grammar.flow import JSON, Role, Step, Unlawful
from gongkai.law.procedures import replay
from gongkai.law.reviews import require_three

CHINA = national()
DAY = date(2025, 3, 3)
ALL: dict[str, JSON] = dict.fromkeys(CHECKS, True)
PEOPLE = ("wang", "sun", "qian", "wu", "li")
PROACTIVE: dict[str, JSON] = {"attribute": "proactive"}
WITHHELD: dict[str, JSON] = {"attribute": "withheld", "ground": "internal", "reason": "内部人事"}
ON_APPLICATION: dict[str, JSON] = {**WITHHELD, "attribute": "on_application"}


def opened(*, must_explain: bool = False, re_review_months: int = 12) -> Standing:
    details: dict[str, JSON] = {
        "kind": "other",
        "by": "wang",
        "order": ["section", "secrecy"],
        "must_explain": must_explain,
        "re_review_months": re_review_months,
    }
    return open_document(Step("draft", DAY, details), CHINA)


def taken(standing: Standing, *acts: tuple[Act, dict[str, JSON]], on: date = DAY) -> Standing:
    for act, details in acts:
        standing = standing.take(Step(act.value, on, details), CHINA)
    return standing


def reviewed(label: dict[str, JSON] = PROACTIVE, checks: dict[str, JSON] = ALL, re_review_months: int = 12) -> Standing:
    return taken(
        opened(re_review_months=re_review_months),
        (Act.LABEL, label),
        (Act.SUBMIT, {}),
        (Act.REVIEW, {"by": "sun"}),
        (Act.REVIEW, {"by": "qian", "checks": checks}),
    )


SIGN: tuple[Act, dict[str, JSON]] = (Act.SIGN, {"by": "li", "number": "示民发〔2025〕1号"})


# -- whatever the order of acts ---------------------------------------------------------------------------------------------


@st.composite
def steps(draw: st.DrawFn) -> Step:
    """Any act with details that are mostly right and sometimes not."""
    labels: list[dict[str, JSON]] = [PROACTIVE, WITHHELD, {"attribute": "withheld"}, {"attribute": "nonsense"}]
    checks: list[dict[str, JSON]] = [ALL, {**ALL, "privacy": False}, {}]
    codes: list[list[JSON]] = [["content"], ["no_interpretation"], [], ["nonsense"]]
    details: dict[str, JSON] = {
        **draw(st.sampled_from(labels)),
        "by": draw(st.sampled_from(PEOPLE)),
        "checks": draw(st.sampled_from(checks)),
        "codes": draw(st.sampled_from(codes)),
        "number": draw(st.sampled_from(["示民发〔2025〕1号", "示民发〔2025〕2号", ""])),
        "reason": draw(st.sampled_from(["内部人事", "另一种说法", ""])),
    }
    return Step(draw(st.sampled_from([*Act])).value, DAY + timedelta(days=draw(st.integers(0, 3))), details)


LIKELY = (
    *(Act.LABEL, Act.PACKAGE_COMPLETE, Act.SUBMIT, Act.REVIEW, Act.REVIEW, Act.SIGN, Act.PUBLISH, Act.WITHDRAW),
    *(Act.REOPEN, Act.SUBMIT, Act.REVIEW, Act.REVIEW, Act.SIGN, Act.RELABEL, Act.ARCHIVE, Act.RENEW, Act.RELABEL),
)
"""The long way, so that the far states are visited too; each step is taken or left out, with odd ones in between."""


@st.composite
def walks(draw: st.DrawFn) -> list[Step]:
    odd = draw(st.lists(steps(), max_size=12))
    usual = [Step(act.value, DAY, _usual(act, number)) for number, act in enumerate(LIKELY) if draw(st.booleans())]
    mixed: list[Step] = []
    while odd or usual:
        mixed.append((odd if odd and (not usual or draw(st.integers(0, 3)) == 0) else usual).pop(0))
    return mixed


def _usual(act: Act, number: int) -> dict[str, JSON]:
    label = WITHHELD if number % 5 == 0 and act is Act.RELABEL else PROACTIVE
    by = {Act.REVIEW: ("sun", "qian", "wu")[number % 3], Act.SIGN: "li", Act.RELABEL: "wu", Act.RETURN: "sun"}.get(
        act, ""
    )
    return {**label, "by": by, "checks": ALL, "codes": ["content"], "number": "示民发〔2025〕1号", "reason": "理由"}


def walked(standing: Standing, walk: list[Step]) -> Iterator[tuple[Standing, Step, Standing]]:
    for step in walk:
        before = standing
        try:
            standing = standing.take(step, CHINA)
        except Unlawful:
            continue
        yield before, step, standing


@given(walks(), st.booleans())
def test_whatever_the_acts_no_number_without_a_label_nobody_judges_twice_and_no_package_stays_owed(
    walk: list[Step], must_explain: bool
) -> None:
    for before, step, after in walked(opened(must_explain=must_explain), walk):
        assert not after.number or after.label is not None
        judges = [each.by for each in after.passed]
        assert len(judges) == len(set(judges)) and after.drafted_by not in judges
        assert [each.review for each in after.passed] == list(after.order[: len(after.passed)])
        if step.act == Act.SIGN:
            assert not after.owes_package and len(after.passed) == len(after.order)
            assert step.details["by"] not in {*judges, after.drafted_by}
            assert before.number in {"", after.number}, "a number once given is kept"
        if after.state in SIGNED:
            assert after.number and after.signed_on
        if after.state is State.PUBLISHED:
            assert after.label is not None and after.label.attribute is Attribute.PROACTIVE
        if before.closed_on is not None:
            assert step.act == Act.WITHDRAW, "closed stays closed except by withdrawal"
        assert (after.closed_on is not None) == (after.state in {State.PUBLISHED, State.ABANDONED})
        here = next(row.target for row in FLOW.rows if row.source == before.state and row.act == step.act)
        assert after.state in {here, *FORKS.get((before.state, Act(step.act)), ())}


@given(walks(), st.booleans(), st.text(min_size=1, max_size=20).filter(str.strip))
def test_no_outcome_of_the_flow_depends_on_wording(walk: list[Step], must_explain: bool, wording: str) -> None:
    plain = reworded = opened(must_explain=must_explain)
    for step in walk:
        told = {
            name: wording if name in PRIVATE and isinstance(value, str) and value.strip() else value
            for name, value in step.details.items()
        }
        plain = _or_same(plain, step)
        reworded = _or_same(reworded, Step(step.act, step.on, told))
        assert (plain.state, plain.due(CHINA), plain.closed_on, plain.outcome, plain.passed) == (
            reworded.state,
            reworded.due(CHINA),
            reworded.closed_on,
            reworded.outcome,
            reworded.passed,
        )


def _or_same(standing: Standing, step: Step) -> Standing:
    try:
        return standing.take(step, CHINA)
    except Unlawful:
        return standing


def test_every_transition_of_the_table_and_every_fork_can_be_walked() -> None:
    """A search from the draft by everything lawful: no row of the table is dead."""
    seen: set[tuple[object, ...]] = set()
    walked_rows: set[tuple[State, Act, State]] = set()
    waiting = [opened(), opened(must_explain=True)]
    for standing in waiting:
        for act, label, by in product(Act, (PROACTIVE, WITHHELD, ON_APPLICATION), PEOPLE):
            number = standing.number or "示民发〔2025〕1号"
            details: dict[str, JSON] = {
                **label,
                "by": by,
                "checks": ALL,
                "codes": ["content"],
                "number": number,
                "reason": "理由",
                "explained": "示例/2025-1",
            }
            try:
                after = standing.take(Step(act.value, DAY, details), CHINA)
            except Unlawful:
                continue
            walked_rows.add((standing.state, act, after.state))
            owes = after.must_explain, bool(after.exempt_reason), after.owes_package
            key = (after.state, after.label and after.label.attribute, len(after.passed), bool(after.number), owes)
            place = (*key, after.archived_on, after.withdrawn_on, tuple(each.by for each in after.passed))
            if place not in seen:
                seen.add(place)
                waiting.append(after)
    rows = {(State(row.source), Act(row.act), State(row.target)) for row in FLOW.rows}
    forks = {(state, act, target) for (state, act), targets in FORKS.items() for target in targets}
    assert rows | forks == walked_rows


# -- article by article ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("ground", [*Ground])
def test_13_anything_but_proactive_names_its_ground_and_says_why(ground: Ground) -> None:
    with pytest.raises(Unlawful, match="不公开的理由") as refused:
        taken(opened(), (Act.LABEL, {"attribute": "withheld"}))
    assert refused.value.field == "ground"
    with pytest.raises(Unlawful, match="具体理由不能为空"):
        taken(opened(), (Act.LABEL, {"attribute": "on_application", "ground": ground.value}))
    label = taken(opened(), (Act.LABEL, {**WITHHELD, "ground": ground.value})).label
    assert label is not None and label.article is not None and label.article.statute == "条例"
    assert label.article.number in {14, 15, 16}


def test_17_the_secrecy_review_confirms_every_check_of_what_is_to_go_out() -> None:
    with pytest.raises(Unlawful, match="未确认：不涉及个人隐私") as refused:
        reviewed(checks={**ALL, "privacy": False})
    assert refused.value.field == "checks"


def test_17_of_what_is_kept_back_it_answers_every_check_and_keeps_what_it_found() -> None:
    assert reviewed(WITHHELD, {**ALL, "internal": False}).findings == ("internal",)
    with pytest.raises(Unlawful, match="未确认"):
        reviewed(WITHHELD, {"secret": True})


def test_17_what_was_found_must_be_confirmed_again_before_it_goes_out() -> None:
    kept = taken(reviewed(WITHHELD, {**ALL, "internal": False}), SIGN)
    relabel: dict[str, JSON] = {"attribute": "proactive", "reason": "事项已经公开", "by": "wu"}
    with pytest.raises(Unlawful, match="未确认"):
        taken(kept, (Act.RELABEL, relabel))
    moved = taken(kept, (Act.RELABEL, {**relabel, "checks": ALL}))
    assert moved.state is State.TO_PUBLISH
    [trace] = moved.relabelled
    assert (trace.was, trace.now, trace.reason) == (Attribute.WITHHELD, Attribute.PROACTIVE, "事项已经公开")


def test_17_nobody_reviews_their_own_draft_nor_twice_nor_signs_what_they_reviewed() -> None:
    sent = taken(opened(), (Act.LABEL, PROACTIVE), (Act.SUBMIT, {}))
    with pytest.raises(Unlawful, match="拟稿人不能审查"):
        taken(sent, (Act.REVIEW, {"by": "wang"}))
    with pytest.raises(Unlawful, match="同一人不能承担两个审查环节"):
        taken(sent, (Act.REVIEW, {"by": "sun"}), (Act.REVIEW, {"by": "sun", "checks": ALL}))
    with pytest.raises(Unlawful, match="审查和签发两个环节"):
        taken(reviewed(), (Act.SIGN, {"by": "sun", "number": "示民发〔2025〕1号"}))
    with pytest.raises(Unlawful, match="拟稿人不能签发"):
        taken(reviewed(), (Act.SIGN, {"by": "wang", "number": "示民发〔2025〕1号"}))


def test_each_kind_of_review_is_made_by_its_role() -> None:
    sent = taken(opened(), (Act.LABEL, PROACTIVE), (Act.SUBMIT, {}))
    assert sent.role_for(Act.REVIEW) is Role.REVIEWER
    assert taken(sent, (Act.REVIEW, {"by": "sun"})).role_for(Act.REVIEW) is Role.SECRECY_REVIEWER


@pytest.mark.parametrize(
    ("order", "reason"),
    [
        (["section", "attribute"], "不能没有保密审查"),
        (["secrecy", "section", "secrecy"], "不能出现两次"),
        (["secrecy", "nonsense"], "本平台没有的一种"),
        ("", "不能没有保密审查"),
    ],
)
def test_an_order_of_reviews_without_secrecy_or_with_one_twice_is_refused(order: JSON, reason: str) -> None:
    with pytest.raises(Unlawful, match=reason):
        open_document(Step("draft", DAY, {"kind": "other", "by": "wang", "order": order}), CHINA)


def test_a_return_names_its_codes_counts_the_round_and_begins_the_reviews_anew() -> None:
    sent = taken(opened(must_explain=True), (Act.PACKAGE_COMPLETE, {}), (Act.LABEL, PROACTIVE), (Act.SUBMIT, {}))
    with pytest.raises(Unlawful, match="退文应当选明"):
        taken(sent, (Act.RETURN, {"by": "sun"}))
    back = taken(
        sent, (Act.REVIEW, {"by": "sun"}), (Act.RETURN, {"by": "qian", "codes": ["secrecy"], "remark": "第三页"})
    )
    assert (back.state, back.round, back.passed, back.owes_package) == (State.DRAFTING, 2, (), False)
    [returned] = back.returned
    assert (returned.round, returned.review, returned.by) == (1, Review.SECRECY, "qian")
    assert returned.codes == (ReturnCode.SECRECY,) and returned.remark == "第三页"


def test_what_is_returned_for_its_interpretation_owes_it_again() -> None:
    sent = taken(opened(must_explain=True), (Act.PACKAGE_COMPLETE, {}), (Act.LABEL, PROACTIVE), (Act.SUBMIT, {}))
    back = taken(sent, (Act.RETURN, {"by": "sun", "codes": ["interpretation_incomplete"]}))
    assert back.owes_package
    again = taken(back, (Act.SUBMIT, {}), (Act.REVIEW, {"by": "sun"}), (Act.REVIEW, {"by": "qian", "checks": ALL}))
    with pytest.raises(Unlawful, match="解读方案和材料没有一并报送"):
        taken(again, SIGN)


def test_26_a_signed_document_is_public_within_twenty_working_days() -> None:
    signed = taken(reviewed(), SIGN)
    due = signed.due(CHINA)
    assert due is not None and due.on == CHINA.after(DAY, 20).on
    assert signed.due_label == due_label(State.TO_PUBLISH) == "公开期限"


def test_26_what_is_changed_to_proactive_has_its_twenty_days_from_the_change() -> None:
    kept = taken(reviewed(WITHHELD), SIGN, (Act.ARCHIVE, {}))
    later = date(2025, 9, 1)
    moved = taken(kept, (Act.RELABEL, {"attribute": "proactive", "reason": "可以公开", "by": "wu"}), on=later)
    due = moved.due(CHINA)
    assert due is not None and due.on == CHINA.after(later, 20).on


@given(st.integers(1, 12), st.integers(0, 800))
def test_18_a_label_that_withholds_holds_for_its_months_and_lapses_the_day_after(months: int, days: int) -> None:
    kept = taken(reviewed(WITHHELD, re_review_months=months), SIGN, (Act.ARCHIVE, {}))
    last = months_after(DAY, months)
    assert kept.label_holds_until == last
    assert kept.label_lapsed(DAY + timedelta(days=days)) == (DAY + timedelta(days=days) > last)
    renewed = taken(kept, (Act.RENEW, {"reason": "仍在进行"}), on=last + timedelta(days=3))
    assert renewed.label_holds_until == months_after(last + timedelta(days=3), months)
    assert not renewed.label_lapsed(last + timedelta(days=3)) and renewed.due_label == "不公开的复审期限"


def test_18_what_is_open_never_lapses_and_no_authority_waits_longer_than_a_year() -> None:
    assert taken(reviewed(), SIGN).label_holds_until is None
    with pytest.raises(Unlawful, match="复审周期"):
        opened(re_review_months=RE_REVIEW.length + 1)


def test_a_public_document_is_withdrawn_before_its_label_changes_or_its_text_is_put_right() -> None:
    public = taken(reviewed(), SIGN, (Act.PUBLISH, {}))
    for act in (Act.RELABEL, Act.REOPEN):
        with pytest.raises(Unlawful, match="应当先办“撤回公开”"):
            taken(public, (act, {**WITHHELD, "by": "wu"}))


def test_a_withdrawn_document_is_put_right_reviewed_again_and_published_under_its_own_number() -> None:
    withdrawn = taken(reviewed(), SIGN, (Act.PUBLISH, {}), (Act.WITHDRAW, {"reason": "附件有误"}))
    back = taken(withdrawn, (Act.REOPEN, {"reason": "换附件"}))
    assert (back.state, back.number, back.passed, back.round) == (State.DRAFTING, "示民发〔2025〕1号", (), 2)
    again = taken(back, (Act.SUBMIT, {}), (Act.REVIEW, {"by": "sun"}), (Act.REVIEW, {"by": "qian", "checks": ALL}))
    with pytest.raises(Unlawful, match="更正后仍用原号"):
        taken(again, (Act.SIGN, {"by": "li", "number": "示民发〔2025〕2号"}))
    public = taken(again, SIGN, (Act.PUBLISH, {}))
    assert public.state is State.PUBLISHED and public.number == "示民发〔2025〕1号"


def test_18_a_relabelling_that_changes_nothing_is_none() -> None:
    kept = taken(reviewed(WITHHELD), SIGN)
    with pytest.raises(Unlawful, match="都没有变"):
        taken(kept, (Act.RELABEL, {**WITHHELD, "by": "wu"}))
    assert taken(kept, (Act.RELABEL, {**ON_APPLICATION, "by": "wu"})).state is State.TO_ARCHIVE


def test_what_was_never_public_is_not_reopened_but_its_signature_amended() -> None:
    with pytest.raises(Unlawful, match="更正“签发编号”的登记"):
        taken(taken(reviewed(), SIGN), (Act.REOPEN, {"reason": "有误"}))


def test_a_number_bears_the_year_of_its_signature() -> None:
    with pytest.raises(Unlawful, match="年份与签发年份"):
        taken(reviewed(), (Act.SIGN, {"by": "li", "number": "示民发〔2024〕9号"}))


def test_the_day_a_drafter_asks_for_is_when_it_falls_due_and_never_lies_before() -> None:
    labelled = taken(opened(), (Act.LABEL, PROACTIVE))
    with pytest.raises(Unlawful, match="要求办结日期不能早于送审日期"):
        taken(labelled, (Act.SUBMIT, {"wanted_on": "2025-03-02"}))
    due = taken(labelled, (Act.SUBMIT, {"wanted_on": "2025-03-10"})).due(CHINA)
    assert due is not None and due.on == date(2025, 3, 10)
    assert taken(labelled, (Act.SUBMIT, {})).due(CHINA) is None


@pytest.mark.parametrize("step", [Step("nonsense", DAY), Step("label", DAY, PROACTIVE)])
def test_a_document_begins_with_its_draft(step: Step) -> None:
    with pytest.raises(Unlawful):
        replay(KIND, [step], CHINA)


def test_what_is_no_document_is_reviewed_three_times_by_three_people() -> None:
    require_three(("wang", "sun", "li"), set(CHECKS))
    for people, checks, reason in (
        (("wang", "sun", "sun"), set(CHECKS), "同一人"),
        (("wang", "sun"), set(CHECKS), "没有三审人"),
        (("wang", "sun", "li"), {"secret"}, "审查清单未确认"),
    ):
        with pytest.raises(Unlawful, match=reason):
            require_three(people, checks)


@pytest.mark.parametrize("kind", [*DocumentKind])
def test_every_kind_of_document_can_be_drafted(kind: DocumentKind) -> None:
    details: dict[str, JSON] = {"kind": kind.value, "by": "wang", "order": ["secrecy"]}
    assert open_document(Step("draft", DAY, details), CHINA).kind is kind
