"""读废止条款: as decisions and closing articles write them; what matches nothing is reported, never guessed."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.abolition import Candidate, Match, Mention, match, normal_number, read_provisions
from gongkai.law.validity import ChangeKind

DECISION = """示例县人民政府关于废止部分规范性文件的决定
根据《重大行政决策程序暂行条例》（国务院令第713号）和《示例县规范性文件管理办法》（示政发〔2019〕8号），县人民政府决定废止《示例县临时救助办法》（示政发〔2015〕12号）、《示例县燃煤管理规定》（示政办发〔2012〕3号）和《关于印发〈示例县养犬管理办法〉的通知》（示政发〔2010〕5号）。
本决定自公布之日起施行。"""


def told(text: str) -> list[tuple[ChangeKind, str, str]]:
    return [(each.kind, each.title, each.number) for each in read_provisions(text).mentions]


def test_a_decision_repeals_three_and_not_what_it_rests_on() -> None:
    assert told(DECISION) == [
        (ChangeKind.REPEAL, "示例县临时救助办法", "示政发〔2015〕12号"),
        (ChangeKind.REPEAL, "示例县燃煤管理规定", "示政办发〔2012〕3号"),
        (ChangeKind.REPEAL, "关于印发〈示例县养犬管理办法〉的通知", "示政发〔2010〕5号"),
    ]
    assert read_provisions(DECISION).from_publication


def test_a_closing_article_says_from_when_until_when_and_what_ends_with_it() -> None:
    text = "第十条 本办法自2025年1月1日起施行，有效期五年。《示例县临时救助办法》（示政发[2015]12号）同时废止。"
    found = read_provisions(text)
    assert (found.effective_on, found.years) == (date(2025, 1, 1), 5)
    assert found.last_day(date(2024, 12, 1)) == date(2029, 12, 31)
    [one] = found.mentions
    assert (one.kind, one.number) == (ChangeKind.REPEAL, "示政发〔2015〕12号")
    until = read_provisions("本规定自2025年3月1日起施行，有效期至2027年2月28日。")
    assert until.last_day(date(2025, 2, 1)) == date(2027, 2, 28)


def test_the_day_of_the_repeal_is_read_where_it_is_written() -> None:
    [one] = read_provisions("《示例县燃煤管理规定》（示政办发〔2012〕3号）自2026年1月1日起废止。").mentions
    assert one.on == date(2026, 1, 1)
    [other] = read_provisions(
        "本办法自2025年1月1日起施行，《示例县燃煤管理规定》（示政办发〔2012〕3号）同时废止。"
    ).mentions
    assert other.on == date(2025, 1, 1)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("《甲办法》（示政发〔2015〕1号）宣布失效。", ChangeKind.LAPSE),
        ("《甲办法》（示政发〔2015〕1号）自2025年5月1日起失效。", ChangeKind.LAPSE),
        ("县政府决定对《甲办法》（示政发〔2015〕1号）作如下修改：", ChangeKind.AMEND),
        ("废止《甲办法》（示政发〔2015〕1号）第三条。", ChangeKind.REPEAL_PARTLY),
        ("《甲办法》（示政发〔2015〕1号）第三条、第四条同时废止。", ChangeKind.REPEAL_PARTLY),
        ("《甲办法》（示政发〔2015〕1号）有效期延长至2027年12月31日。", ChangeKind.EXTEND),
        ("《甲办法》（示政发〔2015〕1号）停止执行。", ChangeKind.REPEAL),
        ("根据《乙条例》（国务院令第711号），废止《甲办法》（示政发〔2015〕1号）。", ChangeKind.REPEAL),
    ],
)
def test_each_verb_says_what_is_done(text: str, kind: ChangeKind) -> None:
    assert told(text) == [(kind, "甲办法", "示政发〔2015〕1号")]


@pytest.mark.parametrize(
    "text",
    [
        "根据《甲办法》（示政发〔2015〕1号），制定本办法。",
        "《关于废止部分文件的决定》（示政发〔2015〕1号）已经公布。",
        "《甲办法》（示政发〔2015〕1号）废止前已经受理的，继续办理。",
        "本办法与《甲办法》（示政发〔2015〕1号）不一致的，以本办法为准。",
    ],
)
def test_what_is_only_named_is_not_taken_for_repealed(text: str) -> None:
    assert told(text) == []


def test_a_list_beneath_its_heading_is_read_row_by_row() -> None:
    text = """县人民政府决定对下列规范性文件予以废止：
1.《甲办法》（示政发〔2015〕1号）
2.关于加强乙类管理的通知（示政发〔2015〕2号）
附件2：宣布失效的规范性文件目录
序号 文件名称 文号
1 关于丙类管理的通知 示政发〔2015〕3号
附件3：继续有效的规范性文件目录
1 关于丁类管理的通知 示政发〔2015〕4号"""
    assert told(text) == [
        (ChangeKind.REPEAL, "甲办法", "示政发〔2015〕1号"),
        (ChangeKind.REPEAL, "关于加强乙类管理的通知", "示政发〔2015〕2号"),
        (ChangeKind.LAPSE, "关于丙类管理的通知", "示政发〔2015〕3号"),
    ]


def test_a_number_that_matches_nothing_is_reported_and_never_guessed() -> None:
    register = [
        Candidate(1, "示政发〔2015〕12号", "示例县临时救助办法"),
        Candidate(2, "示政发〔2016〕1号", "示例县别的办法"),
    ]

    def of(title: str, number: str) -> Mention:
        return Mention(ChangeKind.REPEAL, title, number, "")

    wrong, other, bare, right, renamed = match(
        [
            of("示例县临时救助办法", "示政发〔2015〕21号"),
            of("无人知晓的办法", "示政发〔1999〕1号"),
            of("示例县临时救助办法", ""),
            of("示例县临时救助办法", "示政发【2015】012号"),
            of("示例县特困救助办法", "示政发〔2015〕12号"),
        ],
        register,
    )
    assert (wrong.match, wrong.candidate) == (Match.UNKNOWN, None) and "示政发〔2015〕12号" in wrong.note
    assert (other.match, other.candidate) == (Match.UNKNOWN, None)
    assert (bare.match, bare.candidate) == (Match.NO_NUMBER, None) and "示政发〔2015〕12号" in bare.note
    assert right.match is Match.FOUND and right.candidate == register[0]
    assert renamed.match is Match.TITLE_DIFFERS and renamed.candidate == register[0]
    [twice] = match([of("", "示政发〔2015〕12号")], [*register, Candidate(3, "示政发[2015]12号", "又一件")])
    assert twice.match is Match.SEVERAL and twice.candidate is None


@given(st.integers(1, 99999), st.integers(1980, 2099), st.sampled_from(["〔〕", "[]", "［］", "（）", "()", "【】"]))
def test_a_number_is_the_same_however_its_brackets_are_typed(serial: int, year: int, pair: str) -> None:
    written = f"示政发 {pair[0]}{year}{pair[1]} 第 {serial:03d} 号"
    assert normal_number(written) == f"示政发〔{year}〕{serial}号"
    assert normal_number(normal_number(written)) == normal_number(written)


@given(
    st.text(max_size=300)
    | st.lists(
        st.sampled_from(
            [
                "《",
                "》",
                "废止",
                "（",
                "）",
                "示政发〔2015〕1号",
                "，",
                "。",
                "\n",
                "同时",
                "目录",
                "：",
                "有效期",
                "自2025年13月40日起施行",
            ]
        ),
        max_size=40,
    ).map("".join)
)
def test_no_text_whatever_breaks_the_reader(text: str) -> None:
    read_provisions(text)
