"""栏目抽查规则: what a verdict must say, and who may give it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.column_audit import JUDGED, ColumnVerdict, objection_to_judging, objection_to_verdict

KEYS = st.integers(1, 5)
NOTES = st.sampled_from(["", "  ", "属于财政信息"])


@given(st.sampled_from(ColumnVerdict), KEYS, st.one_of(st.none(), KEYS), NOTES)
def test_a_verdict_is_taken_exactly_when_it_says_all_it_must(
    verdict: ColumnVerdict, here: int, belongs: int | None, note: str
) -> None:
    whole = {
        ColumnVerdict.RIGHT: True,
        ColumnVerdict.WRONG: belongs not in {None, here} and bool(note.strip()),
        ColumnVerdict.UNSURE: bool(note.strip()),
    }[verdict]
    assert (objection_to_verdict(verdict, here, belongs, note) is None) == whole


def test_whoever_is_concerned_does_not_judge_and_doubt_counts_in_no_rate() -> None:
    assert objection_to_judging("wang", {"wang", "li"}) is not None
    assert objection_to_judging("qian", {"wang", "li"}) is None
    assert ColumnVerdict.UNSURE not in JUDGED
