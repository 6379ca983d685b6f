"""目录: no rule that is allowed writes one number twice; what is proposed says why."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.audiences import AUDIENCES
from gongkai.law.catalogue import (
    ELEMENTS,
    SUMMARY,
    USUAL_RULE,
    ColumnTraits,
    ContentTraits,
    IndexRule,
    Reset,
    Segment,
    SegmentKind,
    SerialScope,
    is_backfill,
    missing_from_catalogue,
    objection_to,
    on_time,
    placement,
    require_code,
    summary,
)
from gongkai.law.classifications import GBT_21063, Classification
from gongkai.law.disclosure import ContentClass, Source
from gongkai.law.expansions import OFTEN, Phrase, Wish, candidates, plain_phrase
from gongkai.law.genres import GENRES, genre_of
from gongkai.law.grammar.flow import Unlawful
from gongkai.law.guide import compose_guide, missing_in_text, review_due
from gongkai.law.matters import Matter
from gongkai.law.shares import ShareFact, shares
from gongkai.law.themes import THEMES

DAY = date(2025, 9, 18)
TABLES = [THEMES, GENRES, AUDIENCES, GBT_21063]


# -- index numbers -----------------------------------------------------------------------------------------------------

segment = st.builds(
    Segment,
    st.sampled_from(list(SegmentKind)),
    width=st.integers(0, 6),
    text=st.sampled_from(["", "PZ", "0", "-", "G1"]),
    before=st.sampled_from(["", "-", "/", "1", "A"]),
)
drawn = st.tuples(st.sampled_from(["1", "11", "A", "0101"]), st.integers(0, 800), st.integers(1, 1200))


@given(
    st.lists(segment, min_size=2, max_size=6),
    st.sampled_from(list(SerialScope)),
    st.sampled_from(list(Reset)),
    st.lists(drawn, min_size=2, max_size=30),
)
def test_no_rule_that_is_allowed_writes_two_serials_alike(
    segments: list[Segment], scope: SerialScope, reset: Reset, numbers: list[tuple[str, int, int]]
) -> None:
    try:
        rule = IndexRule(tuple(segments), scope, reset)
    except Unlawful as refused:
        assert refused.field in {"segments", "scope", "reset"}
        return
    written: dict[str, tuple[str, int, int]] = {}
    for category, days, serial in numbers:
        on = date(2024, 1, 1) + timedelta(days=days)
        series = (
            category if scope is SerialScope.CATEGORY else "",
            on.year if reset is Reset.YEARLY else 0,
            serial,
        )
        text = rule.written("N1", category, on, serial)
        assert written.setdefault(text, series) == series


@pytest.mark.parametrize(
    ("segments", "scope", "reset", "why"),
    [
        ("authority year", "unit", "yearly", "有且只有一个流水号"),
        ("year serial", "unit", "yearly", "应当有机构代码"),
        ("authority serial", "unit", "yearly", "应当有年份"),
        ("authority year serial", "category", "yearly", "应当有类别"),
        ("authority category serial year", "category", "yearly", "应当有分隔符"),
    ],
)
def test_12_a_rule_that_could_repeat_is_refused_and_says_why(segments: str, scope: str, reset: str, why: str) -> None:
    kinds = tuple(Segment(SegmentKind(each)) for each in segments.split())
    with pytest.raises(Unlawful, match=why):
        IndexRule(kinds, SerialScope(scope), Reset(reset))


def test_numbers_are_written_as_the_places_write_them() -> None:
    assert USUAL_RULE.written("000014349", "", date(2017, 6, 1), 110) == "000014349/2017-00110"
    pingtan = IndexRule(
        (
            Segment(SegmentKind.AUTHORITY),
            Segment(SegmentKind.CATEGORY, before="-"),
            Segment(SegmentKind.YEAR, before="-"),
            Segment(SegmentKind.SERIAL, width=5, before="-"),
        )
    )
    assert pingtan.written("PZ00101", "1700", date(2024, 3, 1), 452) == "PZ00101-1700-2024-00452"
    with pytest.raises(Unlawful, match="没有信息类别代码"):
        pingtan.written("PZ00101", "", DAY, 1)
    with pytest.raises(Unlawful, match="最长60个"):
        IndexRule((*USUAL_RULE.segments, Segment(SegmentKind.FIXED, text="长" * 60))).written("A", "", DAY, 1)


@pytest.mark.parametrize("code", ["", "有字", "-A", "A" * 21, "A B"])
def test_a_code_that_cannot_stand_in_a_number_is_refused(code: str) -> None:
    with pytest.raises(Unlawful, match="机构代码"):
        require_code(code)


# -- the elements ------------------------------------------------------------------------------------------------------


@given(st.sets(st.sampled_from(list(ELEMENTS))))
def test_12_the_catalogue_misses_exactly_the_elements_that_are_not_told(told: set[str]) -> None:
    missing = list(missing_from_catalogue(dict.fromkeys(told, "有")))
    assert missing == [label for name, label in ELEMENTS.items() if name not in told]


@given(st.text(alphabet="一二三。；，\n ", max_size=400))
def test_a_summary_is_short_and_a_beginning(text: str) -> None:
    short = summary(text)
    assert len(short) <= SUMMARY
    assert "".join(text.split()).startswith(short.removesuffix("…"))


@given(st.dates(), st.dates(), st.none() | st.dates())
def test_a_back_filled_content_is_never_on_time(entered: date, due: date, original: date | None) -> None:
    backfilled = is_backfill(original, entered)
    assert not (backfilled and on_time(entered, due, backfilled=backfilled))
    assert on_time(entered, due, backfilled=False) == (entered <= due)
    assert is_backfill(None, entered) is False


# -- classifications ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_classification_is_a_table_of_distinct_codes_under_known_ones(table: Classification) -> None:
    codes = [entry.code for entry in table.entries]
    assert len(codes) == len(set(codes)) == len(table.by_code)
    assert all(not entry.within or entry.within in table.by_code for entry in table.entries)
    assert set(table.words) <= set(codes), "words for a class that is not there"
    offered = [code for _, group in table.grouped for code, _ in group]
    leaves = [entry.code for entry in table.entries if not table.beneath(entry.code)]
    assert sorted(offered) == sorted(leaves)


def test_the_classifications_have_the_sizes_of_their_standards() -> None:
    assert len(THEMES.beneath("")) == 22
    assert len(GBT_21063.entries) == 21 and GBT_21063.entries[-1].code == "ZU"
    assert [entry.name for entry in GENRES.entries[:15]][-2:] == ["函", "纪要"]
    assert [len(AUDIENCES.beneath(group)) for group in "PLC"] == [32, 35, 11]


@pytest.mark.parametrize("table", [THEMES, AUDIENCES], ids=lambda table: table.name)
@given(title=st.text(alphabet="预算救助养老规划的通知县关于教育医疗", max_size=30), text=st.text(max_size=50))
def test_a_suggestion_is_in_the_table_and_its_word_in_the_paper(table: Classification, title: str, text: str) -> None:
    told = table.suggest(title, text)
    if told is not None:
        assert told.entry.code in table.by_code and not table.beneath(told.entry.code)
        word = told.reason.split("“")[1].split("”")[0]
        assert word in title + text


@pytest.mark.parametrize(
    ("title", "theme"),
    [
        ("示例县临时救助实施办法", "社会福利"),
        ("关于下达2025年农田水利专项资金预算的通知", "财政"),
        ("示例县突发环境事件应急预案", "应急管理"),
        ("2025年示例县义务教育学校招生工作方案", "教育"),
        ("关于食品安全监督抽检情况的公告", "食品药品监管"),
        ("示例县国有建设用地使用权出让公告", "土地"),
        ("关于高龄津贴发放的通知", "社会福利"),
    ],
)
def test_the_theme_is_proposed_from_the_title_with_its_reason(title: str, theme: str) -> None:
    told = THEMES.suggest(title)
    assert told is not None and told.entry.name == theme and "归入" in told.reason
    assert THEMES.suggest("甲乙丙") is None


@pytest.mark.parametrize(
    ("title", "genre"),
    [
        ("示例县人民政府关于废止部分行政规范性文件的决定", "决定"),
        ("示例县人民政府办公室关于印发《临时救助办法》的通知", "通知"),
        ("示例县临时救助办法（试行）", "办法、规定、细则、方案"),
        ("关于某某项目环评批复的公示", "公示"),
        ("《示例县临时救助办法》政策解读", "解读"),
        ("一图读懂示例县临时救助办法", "解读"),
        ("示例县2024年国民经济和社会发展统计公报", "统计数据"),
        ("示例县权责清单（2025年版）", "名录、清单"),
        ("关于暴雨红色预警信号", "预警"),
        ("关于同意某某方案的批复", "批复"),
        ("示例县民政局公函", "函"),
    ],
)
def test_the_genre_is_told_by_the_end_of_the_title(title: str, genre: str) -> None:
    told = genre_of(title)
    assert told is not None and told.entry.name == genre, told


def test_a_title_without_a_genre_gets_none() -> None:
    assert genre_of("春到示例县") is None


# -- placement ---------------------------------------------------------------------------------------------------------

_SUBSTANCE = tuple(kind.value for kind in ContentClass if kind is not ContentClass.NEWS)
COLUMNS = [
    ColumnTraits(1, "行政规范性文件", ("document",), Matter.A20_01),
    ColumnTraits(2, "其他主动公开文件", ("document",), Matter.A20_01),
    ColumnTraits(3, "政策解读", ("interpretation",), Matter.A20_01),
    ColumnTraits(4, "财政预算、决算", _SUBSTANCE, Matter.A20_07),
    ColumnTraits(5, "统计信息", _SUBSTANCE, Matter.A20_04),
    ColumnTraits(6, "行政处罚和行政强制", _SUBSTANCE, Matter.A20_06),
    ColumnTraits(7, "公务员招考", _SUBSTANCE, Matter.A20_14),
    ColumnTraits(8, "工作动态", ("news",)),
    ColumnTraits(9, "社会救助", _SUBSTANCE, Matter.A21_07),
    ColumnTraits(10, "公示公告", _SUBSTANCE),
    ColumnTraits(11, "突发公共事件应急", _SUBSTANCE, Matter.A20_12),
    ColumnTraits(12, "政府信息公开制度", ("document",)),
]
K = ContentClass
LABELLED = [
    ("示例县民政局2024年部门决算", K.DATA, False, 10, 4),
    ("示例县2025年一般公共预算公开", K.DATA, False, 5, 4),
    ("《临时救助办法》政策解读", K.INTERPRETATION, False, 1, 3),
    ("县小学举办秋季运动会", K.NEWS, False, 10, 8),
    ("示例县临时救助办法", K.DOCUMENT, True, 2, 1),
    ("示市监处罚〔2025〕3号行政处罚决定书", K.ENFORCEMENT, False, 10, 6),
    ("2025年度公务员招录面试公告", K.NOTICE, False, 9, 7),
    ("示例县2024年统计公报", K.DATA, False, 4, 5),
    ("示例县防汛应急预案", K.DOCUMENT, False, 9, 11),
    ("2025年第三季度低保对象名单公示", K.NOTICE, False, 7, 9),
    ("2025年第三季度低保对象名单公示", K.NOTICE, False, 9, None),
    ("示例县民政局2024年部门决算", K.DATA, False, 4, None),
    ("示例县临时救助办法", K.DOCUMENT, True, 1, None),
    ("关于调整办公时间的通知", K.DOCUMENT, False, 2, None),
    ("《临时救助办法》政策解读", K.INTERPRETATION, False, 3, None),
    ("县委县政府召开会议", K.NEWS, False, 8, None),
    ("关于某道路临时封闭的公告", K.NOTICE, False, 10, None),
]


def test_the_wrong_column_is_found_and_the_right_one_left_alone() -> None:
    wrong = []
    for title, kind, normative, here, expected in LABELLED:
        told = placement(ContentTraits(title, kind, here, normative), COLUMNS)
        if (told.column.key if told else None) != expected:
            wrong.append((title, here, expected, told))
    assert wrong == []


@given(
    st.sampled_from([title for title, *_ in LABELLED]),
    st.sampled_from(list(ContentClass)),
    st.none() | st.integers(1, 12),
    st.lists(st.sampled_from(COLUMNS), unique=True),
)
def test_a_proposed_column_takes_the_content_and_is_another_one(
    title: str, kind: ContentClass, here: int | None, columns: list[ColumnTraits]
) -> None:
    told = placement(ContentTraits(title, kind, here), columns)
    if told is not None:
        assert told.column.key != here and told.reasons
        assert objection_to(told.column.accepts, kind, told.column.name) is None


# -- shares ------------------------------------------------------------------------------------------------------------

fact = st.builds(
    ShareFact,
    st.sampled_from(["办公室", "救助科"]),
    st.sampled_from(list(ContentClass)),
    st.sampled_from(list(Source)),
    st.integers(0, 50),
)


@given(st.lists(fact, max_size=30))
def test_news_and_reprints_earn_nothing_and_every_content_is_in_one_share(facts: list[ShareFact]) -> None:
    found = shares(facts)
    assert sum(each.total for each in found) == sum(fact.count for fact in facts)
    for each in found:
        parts = sum((each.part(kind) for kind in ContentClass), Fraction(0))
        assert each.total == 0 or parts + Fraction(each.reprints, each.total) == 1
        assert each.padded == (each.total > 0 and each.idle * 2 >= each.total)
    idle = [fact for fact in facts if fact.kind is ContentClass.NEWS or fact.source is Source.REPRINT]
    assert all(each.earned == 0 for each in shares(idle))


def test_a_section_that_pads_its_figures_with_news_is_pointed_out() -> None:
    facts = [
        ShareFact("办公室", ContentClass.NEWS, Source.OWN, 90),
        ShareFact("办公室", ContentClass.DOCUMENT, Source.OWN, 10),
        ShareFact("救助科", ContentClass.DATA, Source.OWN, 12),
        ShareFact("救助科", ContentClass.DATA, Source.REPRINT, 3),
    ]
    best, worst = shares(facts)
    assert (best.section, best.padded, best.earned) == ("救助科", False, 24)
    assert (worst.section, worst.padded, worst.earned) == ("办公室", True, 20)


# -- expansions --------------------------------------------------------------------------------------------------------


@given(
    st.lists(
        st.builds(
            Phrase,
            st.sampled_from(["养老床位信息", "关于养老床位", "低保名单", "旅游路线", "", "，。"]),
            st.integers(0, 5),
            st.sampled_from(list(Wish)),
        )
    )
)
def test_only_what_was_wished_for_often_and_is_not_there_yet_is_proposed(phrases: list[Phrase]) -> None:
    found = candidates(phrases, ["低保名单公开"])
    assert all(each.count >= OFTEN and "低保名单" not in each.text and each.text for each in found)
    for each in found:
        asked = sum(p.count for p in phrases if plain_phrase(p.text) == each.text and p.wish is each.wish)
        assert each.count == asked


def test_phrases_that_differ_in_the_words_around_them_are_one() -> None:
    assert {plain_phrase(each) for each in ("关于养老床位的情况", "养老床位信息", "申请公开养老床位。")} == {"养老床位"}


# -- the guide ---------------------------------------------------------------------------------------------------------

TOLD = {
    "disclosure_office": "示例县民政局办公室",
    "address": "示例县解放路1号",
    "hours": "工作日8:30至18:00",
    "phone": "0900-0000001",
    "fax": "0900-0000002",
    "email": "gk@example.invalid",
}


def test_12_a_composed_guide_says_everything_and_an_outdated_one_is_told_so() -> None:
    text = compose_guide("示例县民政局", TOLD, answers=True)
    assert list(missing_in_text(text, TOLD)) == []
    assert list(missing_in_text(text, TOLD | {"address": "示例县新街2号"})) == ["办公地址"]
    assert list(missing_in_text("一、信息的分类", {})) == ["编排体系", "获取方式"]
    assert "20个工作日" in text and "20个工作日" not in compose_guide("某村", TOLD, answers=False).split("获取方式")[1]


def test_12_a_guide_is_looked_at_again_after_a_year() -> None:
    assert review_due(date(2024, 2, 29), None) == date(2025, 2, 28)
    assert review_due(date(2024, 2, 29), date(2025, 3, 3)) == date(2026, 3, 3)
