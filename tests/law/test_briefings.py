"""吹风会、宣讲的规则: what counts was held with its proof, the parts add up to the whole, and nothing moves once called off."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.briefings import (
    STANDING,
    AttendanceProof,
    Audience,
    Briefing,
    BriefingAct,
    BriefingFact,
    BriefingKind,
    Turnout,
    after,
    by_section,
    together,
)
from gongkai.law.gatherings import GatheringState
from gongkai.law.grammar.flow import Unlawful
from gongkai.law.interpretation import AuthorRole

FACTS = st.lists(
    st.builds(
        BriefingFact,
        st.sampled_from(["社会救助股", "办公室", "养老股"]),
        st.sampled_from(BriefingKind),
        st.integers(1, 900),
        st.integers(0, 20),
    )
)


@given(FACTS)
def test_what_the_sections_held_adds_up_to_the_whole(facts: list[BriefingFact]) -> None:
    parts, whole = by_section(facts).values(), together(facts)
    assert sum(each.sessions for each in parts) == whole.sessions == len(facts)
    assert sum(each.attended for each in parts) == whole.attended == sum(fact.attended for fact in facts)
    assert sum(each.questions for each in parts) == whole.questions
    assert all(each.sessions for each in parts), "no section stands there that held nothing"


@given(st.lists(st.sampled_from(BriefingAct)))
def test_whatever_is_tried_nothing_moves_once_it_is_called_off_and_nothing_is_held_twice(
    acts: list[BriefingAct],
) -> None:
    state, held = GatheringState.ANNOUNCED, 0
    for act in acts:
        before = state
        try:
            state = after(act, state)
        except Unlawful:
            state = before
            assert before not in STANDING or (act is BriefingAct.HOLD and before is GatheringState.HELD)
            continue
        assert before in STANDING
        held += act is BriefingAct.HOLD
    assert held <= 1


@pytest.mark.parametrize(
    ("attended", "kept", "questions", "refusal"),
    [(0, "签到表", 0, "正整数"), (3, " ", 0, "存放处"), (3, "签到表", -1, "负数")],
)
def test_a_number_of_people_without_its_proof_is_no_turnout(
    attended: int, kept: str, questions: int, refusal: str
) -> None:
    with pytest.raises(Unlawful, match=refusal):
        Turnout(attended, AttendanceProof.SHEET, kept, questions)


@pytest.mark.parametrize(
    ("place", "speakers", "refusal"),
    [
        (" ", ((AuthorRole.DRAFTER, "王小样"),), "地点"),
        ("大厅", (), "至少一位"),
        ("大厅", ((AuthorRole.DRAFTER, " "),), "主讲人"),
    ],
)
def test_an_event_says_where_it_is_and_who_speaks(
    place: str, speakers: tuple[tuple[AuthorRole, str], ...], refusal: str
) -> None:
    with pytest.raises(Unlawful, match=refusal):
        Briefing(BriefingKind.BRIEFING, date(2025, 9, 18), place, Audience.MEDIA, speakers)
