"""正文与表格: a report that is right in everything, with one sentence about its figures put in."""

from __future__ import annotations

import pytest

from gongkai.reading.checks.checking import check
from gongkai.reading.report import read
from tests.published.drafts import draft

REPLACED = "依法办理每一件申请，全部按期答复。"
"""The sample's own sentence on applications; its tables have 15 new, 2 carried in, 16 closed, 1 carried out, 2 reviews."""


def raised(sentence: str) -> list[tuple[str, str]]:
    """Level and code of all that is found once the sentence stands in the sample."""
    found = check(read(draft(2022).replace(REPLACED, sentence)))
    return [(finding.level.value, finding.code) for finding in found]


@pytest.mark.parametrize(
    "sentence",
    [
        "全年收到政府信息公开申请15件，上年结转2件，办结16件，结转下年度1件。",
        "全年共收到政府信息公开申请17件，均已答复。",
        "2021年收到政府信息公开申请30件，2022年收到15件。",
        "收到网上申请10件、信函申请5件。",
        "收到申请15件。予以公开12件，部分公开4件。",
        "全年发生行政复议案件2件，结果维持2件，未发生行政诉讼。",
        "没有被复议机关纠错的案件。",
        "全年未发生行政诉讼案件。",
        "作出行政许可决定321件。",
    ],
)
def test_sentences_that_agree_with_the_tables_raise_nothing(sentence: str) -> None:
    assert raised(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "level", "code"),
    [
        ("全年收到政府信息公开申请14件。", "yellow", "A10"),
        ("收到申请15件。予以公开11件。", "yellow", "A10"),
        ("全年发生行政复议案件3件。", "yellow", "A10"),
        ("作出行政许可决定300件。", "yellow", "A10"),
        ("县政府办公室收到政府信息公开申请5件。", "question", "A10"),
        ("全年未收到政府信息公开申请。", "red", "A10.1"),
        ("县本级未收到政府信息公开申请。", "question", "A10.1"),
        ("全年未发生因政府信息公开引起的行政复议、行政诉讼案件。", "red", "A10.1"),
    ],
)
def test_a_sentence_that_contradicts_a_table_is_told_and_asked_where_its_scope_differs(
    sentence: str, level: str, code: str
) -> None:
    assert raised(sentence) == [(level, code)]
