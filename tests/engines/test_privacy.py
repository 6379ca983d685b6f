"""个人信息: found by its checksum or by the words beside it; figures of the office are left alone; one cover a kind."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import luhn
from stdnum.cn import ric

from gongkai.engines.privacy import Certainty, Kind, covered, find, find_in, mask

IDENTITY = "110101190001010014"
CARD = "622848" + "000000000001" + luhn.calc_check_digit("622848000000000001")
WORDS = st.text(alphabet="根据条例公开。，；的了\n 　", max_size=20)


@st.composite
def identities(draw: st.DrawFn) -> str:
    day = draw(st.dates(min_value=date(1920, 1, 1), max_value=date(2020, 1, 1)))
    number = (
        f"{draw(st.sampled_from(['110101', '620821', '620102', '630222']))}{day:%Y%m%d}{draw(st.integers(0, 999)):03}"
    )
    return number + ric.calc_check_digit(number + "0")


def kinds(text: str, context: str = "") -> list[Kind]:
    return [found.kind for found in find(text, context)]


@given(WORDS, identities(), WORDS)
def test_every_sound_identity_number_is_found_where_it_stands_and_covered_as_the_county_covers(
    before: str, number: str, after: str
) -> None:
    (found,) = find(before + number + after)
    assert (found.kind, found.certainty) == (Kind.IDENTITY, Certainty.SURE)
    assert (found.start, found.end) == (len(before), len(before) + 18)
    assert found.masked == f"{number[:6]}********{number[14:]}"


@given(st.text(max_size=300))
def test_what_was_covered_once_has_nothing_left_to_find(text: str) -> None:
    once = covered(text, likely=True)
    assert len(once) == len(text)
    assert covered(once, likely=True) == once


@given(st.sampled_from(Kind), st.text(max_size=40))
def test_a_cover_keeps_the_length_hides_enough_and_is_the_same_every_time(kind: Kind, text: str) -> None:
    hidden = mask(kind, text)
    assert len(hidden) == len(text)
    assert mask(kind, hidden) == hidden
    assert mask(kind, text) == hidden
    assert all(new in ("*", old) for old, new in zip(text, hidden, strict=True))


@pytest.mark.parametrize(
    ("kind", "text", "hidden"),
    [
        (Kind.IDENTITY, IDENTITY, "110101********0014"),
        (Kind.IDENTITY, "110101 19000101 0014", "110101 ******** 0014"),
        (Kind.MOBILE, "13900000000", "139****0000"),
        (Kind.MOBILE, "139-0000-0000", "139-****-0000"),
        (Kind.BANK, CARD, f"622848*********{CARD[-4:]}"),
        (Kind.NAME, "王样", "王*"),
        (Kind.NAME, "王小样", "王*样"),
        (Kind.NAME, "司马样例", "司**例"),
        (Kind.EMAIL, "yangli@example.com", "y*****@example.com"),
        (Kind.PLATE, "甘A12345", "甘A****5"),
        (Kind.PASSPORT, "E12345678", "E******78"),
        (Kind.PHONE, "0930-8221234", "****-*****34"),
        (Kind.ADDRESS, "示例县城关镇人民路12号3单元402室", "示例县城关镇*************"),
    ],
)
def test_each_kind_has_one_cover(kind: Kind, text: str, hidden: str) -> None:
    assert mask(kind, text) == hidden


@pytest.mark.parametrize(
    ("text", "kind", "certainty"),
    [
        (f"身份证号码：{IDENTITY}", Kind.IDENTITY, Certainty.SURE),
        ("身份证号：１１０１０１１９０００１０１００１４", Kind.IDENTITY, Certainty.SURE),
        (f"身份证号码：{IDENTITY[:-1]}5", Kind.IDENTITY, Certainty.LIKELY),
        ("身份证 110101900101001", Kind.IDENTITY, Certainty.LIKELY),
        ("联系人王小样，13900000000。", Kind.MOBILE, Certainty.SURE),
        ("电话+86 139 0000 0000", Kind.MOBILE, Certainty.SURE),
        (f"一卡通{CARD}", Kind.BANK, Certainty.SURE),
        (f"{CARD[:4]} {CARD[4:8]} {CARD[8:12]} {CARD[12:16]} {CARD[16:]}", Kind.BANK, Certainty.SURE),
        ("开户银行账号：101234567890123", Kind.BANK, Certainty.LIKELY),
        ("0930-8221234", Kind.PHONE, Certainty.LIKELY),
        ("（0930）8221234", Kind.PHONE, Certainty.LIKELY),
        ("座机：8221234", Kind.PHONE, Certainty.LIKELY),
        ("护照号码E12345678", Kind.PASSPORT, Certainty.SURE),
        ("邮箱：yangli@example.com", Kind.EMAIL, Certainty.LIKELY),
        ("车牌号甘A12345", Kind.PLATE, Certainty.SURE),
        ("甘AD12345在路边", Kind.PLATE, Certainty.LIKELY),
        ("住址：示例县城关镇人民路12号3单元402室", Kind.ADDRESS, Certainty.SURE),
        ("家住示例县样本乡王家村三社12号", Kind.ADDRESS, Certainty.SURE),
        ("示例县城关镇幸福小区3栋2单元501室", Kind.ADDRESS, Certainty.LIKELY),
    ],
)
def test_each_kind_is_found_in_the_shape_people_write_it(text: str, kind: Kind, certainty: Certainty) -> None:
    assert [(found.kind, found.certainty) for found in find(text)] == [(kind, certainty)]


@pytest.mark.parametrize(
    "text",
    [
        "示政办发〔2025〕13号",
        "国办公开办函〔2021〕30号，2021年9月26日印发",
        "索引号：11620821013900000T/2025-00123",
        "索引号 013900000/2025-13900",
        "统一社会信用代码 91110000600037341L",
        "统一社会信用代码：916208210000000000",
        "2025-09-18 14:30",
        "20250918153012",
        "金额13900000000元",
        "总投资13900000000.00元",
        "共13800000000立方米",
        "编号：20250918000000001",
        "项目代码2506-620821-04-01-139000",
        "ISBN 9787010012345",
        "第12345678号注册商标",
        "邮编744000",
        "12345政务服务便民热线",
        "示例县人民路12号",
        "第三组第五名",
        "京ICP备12345678号",
        "甘B2-20100012",
        "甘公网安备62082102000096号",
        "0930-20250918",
        "办公室邮箱 bgs@shili.gov.cn",
        "网址 https://www.example.gov.cn/art/2025/9/18/art_13900_13900000000.html",
        "面积 1390.0000000 亩",
        "110101190001010014123",
        "规格：E20250918",
        "见附表1-12号样品",
        "",
    ],
)
def test_the_figures_of_an_office_are_no_false_alarm(text: str) -> None:
    assert kinds(text) == []


def test_a_column_says_by_its_head_what_its_numbers_are() -> None:
    rows = [
        ["序号", "姓名", "一卡通账号", "补贴金额"],
        ["1", "王小样", "101234567890123", "101234567890"],
        ["2", "陈样例", "", "1200"],
    ]
    (found,) = find_in(rows)
    assert (found.kind, found.row, found.column) == (Kind.BANK, 1, 2)
    assert str(found) == "第2行第3列：疑似有银行账号（101234*****0123）"
    assert list(find_in(rows[1:], heads=0)) == []


def test_a_finding_never_holds_the_number_itself() -> None:
    for found in find(f"{IDENTITY}，13900000000，{CARD}"):
        assert IDENTITY not in repr(found) and "13900000000" not in repr(found) and CARD not in repr(found)


@pytest.mark.parametrize(
    "text",
    ["1" * 200_000, "县" * 200_000, "12号" * 60_000, "a@" * 80_000, "1-" * 80_000, "a." * 80_000 + "@", "62 " * 60_000],
    ids=["digits", "county", "houses", "at", "dashes", "dots", "cards"],
)
def test_no_text_takes_longer_than_its_length_allows(text: str) -> None:
    begun = time.monotonic()
    find(text)
    assert time.monotonic() - begun < 5
