"""隐藏的手法: whatever the place and the writing, what is hidden is found and what is nobody's is left alone."""

from __future__ import annotations

from random import Random

import pytest

from gongkai.papers.text import PaperError
from gongkai.publication.gate import cleaning
from gongkai.publication.gate.findings import findings_in
from gongkai.publication.gate.parts import Part
from gongkai.publication.gate.scanning import heard, scan
from tests.screening import carriers as made
from tests.screening.hiding import PRECISION, RECALL, Hidden, measured, rates, told_of, tricks
from tests.screening.people import person


def test_of_what_is_hidden_by_every_trick_nearly_all_is_found_and_nearly_nothing_is_told_without_cause() -> None:
    tallies = measured(4, 3)
    recall, precision = rates(list(tallies.values()))
    odd = {name: (tally.missed, tally.wrong) for name, tally in tallies.items() if tally.missed or tally.wrong}
    assert recall >= RECALL and precision >= PRECISION, odd
    assert all(tally.found for tally in tallies.values()), "一种藏法一处也没有查到"


COPIED = [(carrier, name, make) for carrier, name, make in tricks() if carrier not in ("body", "pdf")]


@pytest.mark.parametrize(("carrier", "name", "make"), COPIED, ids=[f"{carrier}-{name}" for carrier, name, _ in COPIED])
def test_a_cleaned_copy_tells_nothing_any_more(carrier: str, name: str, make: object) -> None:
    assert callable(make)
    file: Hidden = make(Random(5), True)
    if any(kind == "密级标志" for kind, _ in file.planted):
        if carrier != "jpg":
            with pytest.raises(PaperError, match="清洁后复查仍有"):
                cleaning.cleaned(file.data, file.kind, file.name)
        return
    copy = cleaning.cleaned(file.data, file.kind, file.name)
    again = Hidden(copy.name, file.kind, copy.data, frozenset())
    assert told_of(again) == frozenset()
    told, _ = heard(Part("test", copy.name, file.kind, "", lambda: copy.data))
    assert not any(board.hidden or board.hidden_columns for board in told.boards)


@pytest.mark.parametrize("make", [made.pdf_text, made.pdf_boxed, made.pdf_white, made.pdf_note, made.pdf_before])
def test_a_pdf_is_copied_as_pictures_without_a_text_beneath(make: object) -> None:
    assert callable(make)
    who = person(Random(1))
    copy = cleaning.cleaned(make(f"{who.identity}"), "pdf", "公示.pdf")
    told, _ = heard(Part("test", "公示.pdf", "pdf", "", lambda: copy.data))
    assert told.texts == [] and [each.why for each in told.unseen] == ["图片，机器看不见，须人工查看"]
    assert who.identity.encode() not in copy.data


def test_a_cleaned_workbook_keeps_what_shows_and_shows_it_where_it_stood() -> None:
    who = person(Random(2))
    data = made.table([["姓名", "身份证号", "金额"], [who.name, who.identity, 600.5], ["合计", "", 600.5]])
    copy = cleaning.cleaned(data, "xlsx", f"{who.identity}.xlsx")
    told, _ = heard(Part("test", "", "xlsx", "", lambda: copy.data))
    covered = who.name[0] + "*" * (len(who.name) - 2) + who.name[-1]
    assert [line.cells for line in told.boards[0].lines] == [
        ("姓名", "身份证号", "金额"),
        (covered, f"{who.identity[:6]}********{who.identity[14:]}", "600.5"),
        ("合计", "", "600.5"),
    ]
    assert copy.name == f"{who.identity[:6]}********{who.identity[14:]}.xlsx"


def test_places_are_told_as_people_find_them() -> None:
    who = person(Random(3))
    told, _ = heard(Part("test", "", "xlsx", "", lambda: made.book_hidden(who.identity)))
    (found,) = [each for each in findings_in(told) if each.holds]
    assert found.where == "工作表“底册”（隐藏）第4行第3列" and found.hidden
    told, _ = heard(Part("test", "", "pdf", "", lambda: made.pdf_boxed(who.identity)))
    assert "第1页：黑框下的文字" in {each.where for each in findings_in(told)}


def test_a_picture_and_a_broken_file_are_told_to_be_looked_at_by_a_person() -> None:
    (found,) = scan(Part("test", "照片.jpg", "jpg", "", lambda: made.jpg())).findings
    assert (found.concern, found.note) == ("unseen", "图片，机器看不见，须人工查看")
    (found,) = scan(Part("test", "表.xlsx", "xlsx", "", lambda: b"PK broken")).findings
    assert found.concern == "unseen" and "有效的xlsx" in found.note


def test_links_that_only_the_office_can_open_and_attachments_that_did_not_come_are_told() -> None:
    body = (
        '<p>见<a href="http://192.168.1.8/a.doc">附件</a>和<a href="https://www.example.gov.cn/">网站</a></p>'.encode()
    )
    found = scan(Part("test", "正文", "body", "", lambda: body, listed=("1. 名单",))).findings
    assert [(each.concern, each.shown) for each in found] == [
        ("link", "http://192.168.1.8/a.doc"),
        ("missing", "1. 名单"),
    ]
