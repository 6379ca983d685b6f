"""文字: the one rule by which text becomes fit for every carrier."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from gongkai.papers.text import clean, tidy, width


@given(st.text())
def test_clean_text_fits_an_xml_file_and_cleaning_again_changes_nothing(text: str) -> None:
    cleaned = clean(text)
    element = etree.Element("t")
    element.text = cleaned
    assert etree.fromstring(etree.tostring(element)).text in (cleaned, None)
    assert clean(cleaned) == cleaned
    assert not [character for character in cleaned if unicodedata.category(character) == "Cc" and character != "\n"]


@given(st.text())
def test_tidy_text_has_no_blanks_at_its_edges_and_tidying_again_changes_nothing(text: str) -> None:
    tidied = tidy(text)
    assert tidy(tidied) == tidied
    assert all(line == line.strip() and "  " not in line for line in tidied.split("\n"))


def test_line_ends_of_every_kind_become_one() -> None:
    assert clean("一\r\n二\r三\x0b四\x85五\u2028六") == "一\n二\n三\n四\n五\n六"


def test_marks_that_turn_the_direction_cannot_disguise_a_number() -> None:
    assert clean("金额\u202e321\u202c元") == "金额321元"


def test_letters_of_right_to_left_scripts_joiners_and_emoji_are_kept() -> None:
    for text in ("شىنجاڭ", "مى\u200cخواهم", "👩\u200d⚕️", "é", "\ue000"):
        assert clean(text) == text


def test_full_width_blanks_inside_a_label_are_kept() -> None:
    assert tidy("\u3000合\u3000计 \xa0") == "合\u3000计"


def test_a_digit_is_half_as_wide_as_a_character() -> None:
    assert width("2025年1月") == 4.5
