"""文实核对: where a text says otherwise of itself than its fields, the sentence is shown; what it cites is not its own."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.attributes import MARKS, Attribute
from gongkai.law.contradictions import ClaimField, Claims, contradictions, face, own_lines
from gongkai.law.grammar.dates import chinese_date

MADE = date(2024, 4, 29)
CLAIMS = Claims(
    title="关于印发《示例县救助办法》的通知",
    issuers=("示例县人民政府",),
    number="示政发〔2024〕5号",
    made_on=MADE,
    attribute=Attribute.PROACTIVE,
)
TEXT = """示例县人民政府文件
示政发〔2024〕5号
示例县人民政府关于印发
《示例县救助办法》的通知
各乡镇人民政府：
根据《样本州救助办法》（样政发〔2019〕12号），结合2023年5月4日会议的要求，现予印发。
示例县民政局负责解释。
示例县人民政府
2024年4月29日
（此件公开发布）
抄送：县委办公室。
示例县人民政府办公室 2024年4月30日印发"""


def found(text: str, claims: Claims = CLAIMS) -> list[tuple[ClaimField, str, str]]:
    return [(each.field, each.stated, each.sentence) for each in contradictions(claims, text)]


def test_a_text_that_says_what_its_fields_say_contradicts_nothing() -> None:
    assert found(TEXT) == []
    assert {each.field for each in face(TEXT)} == set(ClaimField), "and it said something of every field"


@pytest.mark.parametrize(
    ("was", "now", "field", "sentence"),
    [
        ("示例县人民政府\n2024", "示例县经济开发区管委会\n2024", ClaimField.ISSUER, "示例县经济开发区管委会"),
        ("示例县人民政府文件", "示例县财政局文件", ClaimField.ISSUER, "示例县财政局文件"),
        ("示政发〔2024〕5号", "示政发〔2024〕15号", ClaimField.NUMBER, "示政发〔2024〕15号"),
        ("2024年4月29日", "2024年5月14日", ClaimField.MADE_ON, "2024年5月14日"),
        ("4月30日印发", "4月28日印发", ClaimField.MADE_ON, "示例县人民政府办公室 2024年4月28日印发"),
        ("（此件公开发布）", "（此件不予公开）", ClaimField.ATTRIBUTE, "（此件不予公开）"),
        ("（此件公开发布）", "(此件依申请公开)", ClaimField.ATTRIBUTE, "(此件依申请公开)"),
        (
            "《示例县救助办法》的通知\n",
            "《示例县补助办法》的通知\n",
            ClaimField.TITLE,
            "示例县人民政府关于印发《示例县补助办法》的通知",
        ),
    ],
)
def test_6_each_contradiction_names_its_field_and_shows_the_sentence(
    was: str, now: str, field: ClaimField, sentence: str
) -> None:
    assert was in TEXT
    [contradiction] = contradictions(CLAIMS, TEXT.replace(was, now))
    assert (contradiction.field, contradiction.sentence) == (field, sentence)
    assert field.label in str(contradiction) and sentence in str(contradiction)


def test_numbers_and_days_that_are_cited_and_organs_that_are_named_are_not_the_documents_own() -> None:
    assert found("为落实示政发〔2020〕1号文件，自2020年1月1日起施行。\n由示例县财政局负责。") == []


def test_a_signature_with_blanks_in_its_date_and_two_organs_is_read() -> None:
    text = "通知如下。\n示例县民政局　示例县财政局\n2024 年 4 月 29 日"
    joint = replace(CLAIMS, issuers=("示例县民政局、示例县财政局",))
    assert found(text, joint) == []
    assert [each for each, _, _ in found(text)] == [ClaimField.ISSUER, ClaimField.ISSUER]


def test_a_short_name_of_the_issuer_is_the_issuer() -> None:
    assert found("通知如下。\n县人民政府\n2024年4月29日") == []


def test_before_it_is_signed_the_text_has_no_number_and_no_date_to_agree_with() -> None:
    draft = replace(CLAIMS, number="", made_on=None)
    assert found(TEXT, draft) == [(ClaimField.NUMBER, "示政发〔2024〕5号", "示政发〔2024〕5号")]


def test_a_date_that_is_none_is_no_date() -> None:
    assert found("通知如下。\n示例县人民政府\n2024年2月31日") == []


@given(st.integers(-400, 400), st.sampled_from([*Attribute]), st.sampled_from([*Attribute]))
def test_day_and_mark_contradict_exactly_when_they_differ(days: int, entered: Attribute, marked: Attribute) -> None:
    day = MADE + timedelta(days=days)
    text = f"现就有关事项通知如下。\n示例县人民政府\n{chinese_date(day)}\n（{MARKS[marked]}）"
    fields = [field for field, _, _ in found(text, replace(CLAIMS, attribute=entered))]
    assert (ClaimField.MADE_ON in fields) == (days != 0)
    assert (ClaimField.ATTRIBUTE in fields) == (entered is not marked)


@given(st.text(alphabet="关于的通知办法示例县人民政府局2024年月日〔〕号（此件公开）：。\n 　", max_size=200))
def test_no_text_is_too_odd_to_be_read_and_a_key_is_told_apart(text: str) -> None:
    told = contradictions(CLAIMS, text)
    assert len({(each.field, each.stated, each.sentence) for each in told}) == len({each.key for each in told})
    head, foot = own_lines(text)
    assert all(0 <= line <= text.count("\n") for line in head | foot)


def test_the_lines_that_print_sets_by_itself_are_those_of_head_and_foot() -> None:
    lines = TEXT.split("\n")
    head, foot = own_lines(TEXT)
    assert [lines[line] for line in sorted(head)] == lines[:4]
    assert [lines[line] for line in sorted(foot)] == ["示例县人民政府", "2024年4月29日", "（此件公开发布）"]
