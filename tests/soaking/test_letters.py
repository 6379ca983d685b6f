"""长跑的信的判断: whatever becomes of a letter, the soak says where it is otherwise than mail allows, and nothing elsewhere."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from tests.soaking.letters import Post
from tests.soaking.mail import Arrived, arrived

STATES = ("sent", "waiting", "failed", "uncertain", "sending", "void")


def post(letters: dict[str, tuple[str, int]], deaths: Counter[str]) -> Post:
    """By their mark, the state of letters and how often each arrived."""
    book = [
        Arrived(mark, f"{mark}@example.org", "示例县民政局：政府信息公开申请〔2025〕001号已登记")
        for mark, (_, times) in letters.items()
        for _ in range(times)
    ]
    receipts = {f"{mark}@example.org": mark for mark in letters}
    return Post(
        {mark: state for mark, (state, _) in letters.items()}, len(letters), len(letters), book, receipts, deaths
    )


@given(
    st.dictionaries(st.sampled_from("abcdefg"), st.tuples(st.sampled_from(STATES), st.integers(0, 3)), max_size=6),
    st.integers(0, 2),
    st.integers(0, 2),
)
def test_it_is_right_where_each_arrived_once_but_for_those_in_the_hands_of_who_died(
    letters: dict[str, tuple[str, int]], offices: int, workers: int
) -> None:
    held = [times for state, times in letters.values() if state in {"sending", "uncertain"}]
    right = (
        all(state in {"sent", "sending", "uncertain"} for state, _ in letters.values())
        and all(times for state, times in letters.values() if state == "sent")
        and sum(max(times - 1, 0) for _, times in letters.values()) <= offices
        and len(held) <= workers
    )
    assert (not list(post(letters, Counter(mail=offices, work=workers)).wrong())) == right


def test_a_step_nobody_wrote_of_and_a_letter_nobody_wrote_are_both_told() -> None:
    good = post({"a": ("sent", 1)}, Counter())
    assert not list(good.wrong())
    assert len(list(Post(good.letters, 2, 1, good.book, good.receipts, Counter()).wrong())) == 1
    assert len(list(Post({}, 0, 0, good.book, {}, Counter()).wrong())) == 1


def test_a_line_of_the_book_that_was_torn_off_is_no_letter(tmp_path: Path) -> None:
    book = tmp_path / "mail.log"
    book.write_text('["<1@h>", "p@example.org", "已登记"]\nTraceback\n["<2@h>", "p@exa', encoding="utf-8")
    assert [each.mark for each in arrived(book)] == ["<1@h>"]
