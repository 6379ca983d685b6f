"""附件: names that can do no harm, and the times at which files may join and leave a document."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.attachments import LONGEST_NAME, file_name, objection_to_attaching, objection_to_detaching
from gongkai.law.documents import State


@given(st.text(max_size=200), st.sampled_from(["pdf", "docx"]))
def test_a_name_is_short_visible_one_part_and_ends_as_its_content_does(given_name: str, extension: str) -> None:
    name = file_name(given_name, extension)
    assert name.endswith(f".{extension}") and len(name) <= LONGEST_NAME and len(name.encode()) < 255
    assert not set(name) & set('/\\<>:"|?*\n\r\t\x00')
    assert not any(unicodedata.category(sign) in {"Cc", "Cs"} or "\u202a" <= sign <= "\u202e" for sign in name)
    assert not name.startswith(".") and name == name.strip()
    assert file_name(name, extension) == name


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("花名册.PDF", "花名册.pdf"),
        ("报告.pdf.exe", "报告.pdf"),
        ("..\\..\\etc\\passwd", "passwd.pdf"),
        ("C:\\资料\\办法.docx", "办法.pdf"),
        ("办法\u202efdp.exe", "办法fdp.pdf"),
        ("%E9%99%84%E4%BB%B61.pdf", "附件1.pdf"),
        ("%25E9%2599%2584%25E4%25BB%25B61.pdf", "附件1.pdf"),
        ("附件1.pdf".encode().decode("latin-1"), "附件1.pdf"),
        ("100%完成.pdf", "100%完成.pdf"),
        ("  .pdf", "附件.pdf"),
        ("示政发〔2025〕1号.关于救助.pdf", "示政发〔2025〕1号.关于救助.pdf"),
    ],
)
def test_a_name_people_have_keeps_what_is_a_name(name: str, clean: str) -> None:
    assert file_name(name, "pdf") == clean


def test_17_what_the_reviewers_read_does_not_change_under_their_hands() -> None:
    assert [state for state in State if objection_to_attaching(state, original=False) is None] == [State.DRAFTING]
    assert [state for state in State if objection_to_detaching(state) is None] == [State.DRAFTING]
    assert objection_to_attaching(State.TO_PUBLISH, original=True) is None
    refusal = objection_to_attaching(State.PUBLISHED, original=True)
    assert refusal is not None and "已公开" in refusal.reason
