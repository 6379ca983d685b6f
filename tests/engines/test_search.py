"""检索引擎: one contract, whatever engine is behind it; what is found is what holds the words, said without any index."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from opensearchpy import OpenSearch

from gongkai.engines.search.segment import Lexicon
from gongkai.engines.search.values import Facet, Order, Query, Search, Text
from tests.engines.searching import FACETS, ClusteredMade, EmbeddedMade, cluster, holds, text

SUBSIDY = text(
    "subsidy",
    "关于印发《县财政补贴资金管理办法》的通知",
    "为规范财政补贴资金管理，结合我县实际，制定本办法。农机购置补贴按季度公示。",
    numbers=("云政办发〔2024〕5号", "530123-2024-00012"),
    issuer="某县人民政府办公室",
)
EXPLAINED = text(
    "explained",
    "一图读懂财政补贴资金管理办法",
    "谁可以领补贴",
    group="subsidy",
    facets={**FACETS, Facet.KIND: "interpretation"},
)
REGULATION = text(
    "regulation",
    "中华人民共和国政府信息公开条例",
    "行政机关公开政府信息，应当坚持以公开为常态、不公开为例外。",
    published_on=date(2019, 4, 3),
    facets={Facet.AUTHORITY: "530000", Facet.KIND: "law", Facet.YEAR: "2019"},
    numbers=("国令第711号",),
)
HOUSING = text(
    "housing",
    "商品房摇号公告",
    "按照云政办发〔2024〕5号的规定组织。",
    attached=("附件里的文字：公租房租金标准5.5元", "XLSX 表 2024年5G基站"),
)
TEXTS = (SUBSIDY, EXPLAINED, REGULATION, HOUSING)
ENGINES = ("embedded", "clustered")


@pytest.fixture(scope="module")
def client() -> Iterator[OpenSearch]:
    with cluster() as one:
        yield one


@pytest.fixture(params=ENGINES)
def made(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[EmbeddedMade | ClusteredMade]:
    """Makes engines of one kind; each test begins without any."""
    one = EmbeddedMade(tmp_path) if request.param == "embedded" else ClusteredMade(request.getfixturevalue("client"))
    one.forget()
    yield one
    one.forget()


@pytest.fixture
def engine(made: EmbeddedMade | ClusteredMade) -> Search:
    """The four texts."""
    one = made()
    one.put(TEXTS)
    one.commit()
    return one


def found(engine: Search, words: str, **more: object) -> list[str]:
    told = engine.find(Query(words, **more))  # type: ignore[arg-type]
    assert told.total >= len(told.hits)
    return [] if told.loosened else [hit.key for hit in told.hits]


class TestContract:
    """What every engine must do."""

    @pytest.mark.parametrize(
        ("words", "keys"),
        [
            ("补贴", {"subsidy", "explained"}),
            ("政府", {"regulation", "subsidy"}),  # hidden inside 中华人民共和国政府 by the segmenter
            ("信息公开", {"regulation"}),
            ("摇号", {"housing"}),
            ("房摇号", {"housing"}),
            ("租金", {"housing"}),  # inside a file
            ("5g", {"housing"}),
            ("５Ｇ 基站", {"housing"}),  # full width
            ("2024年", {"housing", "subsidy"}),
            ("補貼 資金", {"subsidy", "explained"}),
            ("財政", {"subsidy", "explained"}),
            ("县", {"subsidy"}),
            ("补贴 通知", {"subsidy"}),
            ("补贴怎么领", {"subsidy", "explained"}),
            ("补贴 -读懂", {"subsidy"}),
            ("-补贴", {"regulation", "housing"}),
            ("办公室", {"subsidy"}),  # the issuer
            ("月球基地", set()),
        ],
    )
    def test_a_text_is_found_by_what_stands_in_it(self, engine: Search, words: str, keys: set[str]) -> None:
        assert set(found(engine, words)) == keys

    @pytest.mark.parametrize(
        ("words", "keys"),
        [
            ('"财政补贴资金"', {"subsidy", "explained"}),
            ('"补贴资金财政"', set()),
            ('"印发县财政"', {"subsidy"}),  # a book-title mark stands between
            ("“以公开为常态”", {"regulation"}),
            ('"公开条例', {"regulation"}),
            ('"政信息"', set()),
        ],
    )
    def test_a_phrase_is_found_where_its_characters_stand_in_a_row(
        self, engine: Search, words: str, keys: set[str]
    ) -> None:
        assert set(found(engine, words)) == keys

    @pytest.mark.parametrize(
        "words",
        [
            "云政办发〔2024〕5号", "云政办发[2024]5号", "云政办发（2024）5号", "云政办发【2024】 5 号", "云政办发2024 5",
            "政办发 2024 5", "政办发〔２０２４〕５号", "〔2024〕5号", "(2024)5", "云政办发【2024】第005号", "政办发5号",
        ],
    )  # fmt: skip
    def test_a_document_comes_first_by_its_number_however_it_is_typed(self, engine: Search, words: str) -> None:
        assert found(engine, words)[0] == "subsidy"

    def test_a_text_that_mentions_a_number_is_found_after_the_one_that_bears_it(self, engine: Search) -> None:
        assert found(engine, "云政办发〔2024〕5号") == ["subsidy", "housing"]

    def test_no_other_number_is_found(self, engine: Search) -> None:
        assert found(engine, "云政办发〔2024〕6号") == []
        assert found(engine, "云政办发〔2023〕5号") == []
        assert found(engine, "云政办发〔2024〕55号") == []

    @pytest.mark.parametrize(
        "words", ["530123-2024-00012", "530123 2024 00012", "530123/2024-00012", "530123202400012"]
    )
    def test_an_index_number_is_found_with_any_separator(self, engine: Search, words: str) -> None:
        assert found(engine, words) == ["subsidy"]

    def test_a_word_in_the_title_comes_before_one_in_the_text(self, engine: Search) -> None:
        engine.put([text("aside", "别的事", "管理办法" * 3), text("named", "管理办法", "别的事")])
        engine.commit()
        keys = found(engine, "管理办法")
        assert keys.index("named") < keys.index("aside")

    def test_only_titles_are_asked_when_only_titles_are_meant(self, engine: Search) -> None:
        assert set(found(engine, "公示", titles_only=True)) == set()
        assert set(found(engine, "公告", titles_only=True)) == {"housing"}

    def test_a_boosted_text_comes_first(self, engine: Search) -> None:
        engine.put([text("low", "同样的话"), text("high", "同样的话", boost=5)])
        engine.commit()
        assert found(engine, "同样的话") == ["high", "low"]

    def test_hits_are_counted_by_facet(self, engine: Search) -> None:
        told = engine.find(Query("补贴"))
        assert told.total == 2
        assert told.counts[Facet.KIND] == {"policy": 1, "interpretation": 1}
        assert told.counts[Facet.AUTHORITY] == {"530123": 2}
        assert told.counts[Facet.THEME] == {}

    def test_a_filter_narrows_and_leaves_the_other_values_of_its_facet_counted(self, engine: Search) -> None:
        told = engine.find(Query("", filters={Facet.KIND: ("policy",), Facet.YEAR: ("2024", "2019")}))
        assert {hit.key for hit in told.hits} == {"subsidy", "housing"}
        assert told.counts[Facet.KIND] == {"policy": 2, "interpretation": 1, "law": 1}
        assert told.counts[Facet.AUTHORITY] == {"530123": 2}

    def test_days_narrow_both_ends_included(self, engine: Search) -> None:
        day = date(2019, 4, 3)
        assert found(engine, "", since=day, until=day) == ["regulation"]
        assert found(engine, "", until=date(2019, 4, 2)) == []
        assert len(found(engine, "", since=date(2019, 4, 4))) == 3

    def test_the_newest_come_first_when_asked_for(self, engine: Search) -> None:
        assert found(engine, "政府", order=Order.NEWEST) == ["subsidy", "regulation"]

    def test_pages_do_not_overlap_and_hold_everything(self, engine: Search) -> None:
        engine.put([text(f"page {place}", "分页的文件") for place in range(45)])
        engine.commit()
        pages = [found(engine, "分页", order=order, start=start) for order in Order for start in (0, 20, 40)]
        assert [len(page) for page in pages] == [20, 20, 5] * 2
        assert len({key for page in pages for key in page}) == 45
        assert engine.find(Query("分页", start=9_999_999)).total == 45

    def test_where_nothing_holds_all_what_holds_most_is_told_so(self, engine: Search) -> None:
        told = engine.find(Query("财政 补贴 办法 火星"))
        assert told.loosened
        assert {hit.key for hit in told.hits} == {"subsidy", "explained"}

    def test_equal_words_find_each_other_both_ways(self, made: EmbeddedMade | ClusteredMade) -> None:
        engine = made(Lexicon(synonyms=(("公租房", "公共租赁住房", "保障性 住房"),)))
        engine.put(
            [
                text("one", "公共租赁住房分配"),
                text("two", "公租房申请"),
                text("three", "保障性住房规划"),
                text("four", "住房"),
            ]
        )
        engine.commit()
        for words in ("公租房", "公共租赁住房", "保障性住房", "保障性 住房"):
            told = engine.find(Query(words))
            assert {hit.key for hit in told.hits} == {"one", "two", "three"}, words
            assert {"公租房", "公共租赁住房"} <= set(told.words)

    def test_a_word_of_the_county_stays_whole(self, made: EmbeddedMade | ClusteredMade) -> None:
        engine = made(Lexicon(words=("一窗通办",)))
        engine.put([text("whole", "一窗通办服务"), text("apart", "通办事项一览，窗口一个")])
        engine.commit()
        assert found(engine, "一窗通办") == ["whole"]

    def test_a_better_spelling_is_told_when_nothing_is_found(self, engine: Search) -> None:
        assert engine.find(Query("商品房遥号公告")).instead == "商品房摇号公告"
        assert engine.find(Query("财政补贴资金管里")).instead == "财政补贴资金管理"
        assert engine.find(Query("信息公开条列")).instead == "信息公开条例"
        assert engine.find(Query("财政补贴")).instead == ""

    def test_the_words_to_be_marked_are_told(self, engine: Search) -> None:
        assert engine.find(Query('怎么领补贴 "财政资金" -通知')).words == ("补贴", "财政资金")

    def test_what_is_put_again_is_there_once(self, engine: Search) -> None:
        engine.put([text("subsidy", "换了题目", digest="another")])
        engine.commit()
        assert engine.digests()["subsidy"] == "another"
        assert engine.find(Query("")).total == 4
        assert found(engine, "农机") == []

    def test_what_is_dropped_is_gone(self, engine: Search) -> None:
        engine.drop(["subsidy", "never there"])
        engine.commit()
        assert set(engine.digests()) == {"explained", "regulation", "housing"}
        assert found(engine, "农机") == []

    def test_nothing_is_seen_before_it_is_committed(self, engine: Search) -> None:
        engine.put([text("new", "刚刚来的文件")])
        engine.drop(["housing"])
        assert found(engine, "摇号") == ["housing"]
        assert found(engine, "刚刚") == []
        assert set(engine.digests()) == {each.key for each in TEXTS}

    def test_whoever_is_killed_between_putting_and_committing_leaves_nothing_half(
        self, made: EmbeddedMade | ClusteredMade, engine: Search
    ) -> None:
        engine.put([text("new", "刚刚来的文件")])
        engine.drop(["housing"])
        engine.close()
        after = made()
        after.commit()
        assert set(after.digests()) == {each.key for each in TEXTS}
        after.put([text("new", "刚刚来的文件")])
        after.commit()
        assert found(after, "刚刚") == ["new"]

    def test_cleared_is_empty(self, engine: Search) -> None:
        engine.clear()
        engine.commit()
        assert engine.digests() == {}
        assert engine.find(Query("")).total == 0

    def test_a_rebuild_takes_the_place_of_what_was(self, engine: Search) -> None:
        with engine.rebuilding() as other:
            other.put([REGULATION])
            assert engine.find(Query("")).total == 4
        assert set(engine.digests()) == {"regulation"}
        assert found(engine, "信息公开") == ["regulation"]
        engine.put([HOUSING])
        engine.commit()
        assert set(engine.digests()) == {"regulation", "housing"}

    def test_a_rebuild_that_fails_changes_nothing(self, engine: Search) -> None:
        with pytest.raises(KeyError), engine.rebuilding() as other:
            other.put([REGULATION])
            raise KeyError
        assert set(engine.digests()) == {each.key for each in TEXTS}

    def test_an_index_made_with_other_words_says_so(self, made: EmbeddedMade | ClusteredMade, engine: Search) -> None:
        assert not engine.is_stale
        other = made(Lexicon(words=("一窗通办",), version="2"))
        assert other.is_stale
        with other.rebuilding():
            pass
        assert not other.is_stale


class TestHostile:
    """What somebody may type, or send, to break it."""

    @pytest.mark.parametrize(
        "words",
        [
            "补贴" * 5_000, "a " * 5_000, '"' * 10_000, "(" * 5_000 + ")" * 5_000, "-" * 10_000, "- " * 5_000,
            "补贴 AND (OR NOT) -\"", '"补贴', '补贴"', '""', "\x00\x01补贴\ufffe", "\ud800补贴", "补贴~99999999 title:* OR *:*",
            ".*{1000}[a-z", "^$\\", "〔〔〔2024〕〕〕5号号号", "《》、。！", "\u202e补贴", "[2024]" * 500, "5" * 10_000,
            "1-" * 5_000, "-".join("补贴" for _ in range(2_000)), "𠮷野家", "ß ŒİK", "🙂",
        ],
    )  # fmt: skip
    def test_nothing_that_is_typed_breaks_it(self, engine: Search, words: str) -> None:
        told = engine.find(Query(words))
        assert len(told.hits) <= 20
        assert len(told.words) <= 64

    @pytest.mark.parametrize("value", ["", "\x00", "\ud800", "' OR 1=1 --", "x" * 40_000, "∅", "*"])
    def test_no_filter_breaks_it(self, engine: Search, value: str) -> None:
        assert engine.find(Query("补贴", filters={Facet.THEME: (value,)})).total in (0, 2)

    def test_a_thousand_values_of_a_facet_are_all_counted(self, made: EmbeddedMade | ClusteredMade) -> None:
        engine = made()
        engine.put(text(str(place), "文件", facets={Facet.COLUMN: f"column-{place}"}) for place in range(1_000))
        engine.commit()
        told = engine.find(Query("文件"))
        assert told.counts[Facet.COLUMN] == {f"column-{place}": 1 for place in range(1_000)}
        assert (
            engine.find(Query("文件", filters={Facet.COLUMN: [f"column-{place}" for place in range(1_000)]})).total
            == 1_000
        )

    def test_no_text_breaks_it(self, engine: Search) -> None:
        odd = [
            text("empty", ""), text("half", "半个\ud800字"),
            text("nul", "\x00\x01", "\ufffe" * 10), text("long", "长" * 1_000, "x" * 100_000),
            text("markup", "<script>alert(1)</script>", "a b\u2028c"),
            text("引 号\"'", "怪键", numbers=("", "〔〕号", "x" * 500)),
        ]  # fmt: skip
        engine.put(odd)
        engine.commit()
        assert {each.key for each in odd} <= set(engine.digests())
        assert found(engine, "怪键") == ["引 号\"'"]
        assert found(engine, "alert") == ["markup"]


PIECES = st.sampled_from([*"政府信息公开补贴税收 2024〔〕号a《", "人民政府", "办公室", "人民", "社会保险"])
WORDS = st.lists(PIECES, max_size=12).map("".join)
ROWS = st.lists(
    st.sampled_from([*"政府信息公开补贴税收a2024", "人民政府", "办公室", "社会保险"]), min_size=1, max_size=5
).map("".join)
MADE = st.builds(
    lambda key, title, body, kind, number: text(
        key,
        title,
        body,
        facets={Facet.KIND: kind} if kind else {},
        numbers=(number,),
        digest=f"{title}|{body}|{kind}|{number}",
    ),
    st.sampled_from("abcdef"),
    WORDS,
    WORDS,
    st.sampled_from(["", "policy", "notice"]),
    st.sampled_from(["", "政办发〔2024〕5号"]),
)
MANY = st.lists(MADE, max_size=6, unique_by=lambda one: one.key)
STEPS = st.lists(st.one_of(MADE, st.sampled_from("abcdef"), st.just(None)), max_size=20)


class TestProperties:
    """Whatever happens in whatever order."""

    @given(steps=STEPS, asked=WORDS)
    @settings(max_examples=25, deadline=None)
    def test_an_index_that_was_kept_up_equals_one_that_was_made_anew(
        self, tmp_path_factory: pytest.TempPathFactory, steps: list[Text | str | None], asked: str
    ) -> None:
        made = EmbeddedMade(tmp_path_factory.mktemp("index"))
        kept_up, anew = made(name="kept"), made(name="anew")
        there: dict[str, Text] = {}
        for step in steps:
            if isinstance(step, Text):
                kept_up.put([step])
                there[step.key] = step
            elif step is None:
                kept_up.commit()
            else:
                kept_up.drop([step])
                there.pop(step, None)
        kept_up.commit()
        anew.put(there.values())
        anew.commit()
        assert kept_up.digests() == anew.digests() == {key: each.digest for key, each in there.items()}
        for words in (asked, "", "政府", "政办发〔2024〕5号", "-补贴"):
            one, other = kept_up.find(Query(words)), anew.find(Query(words))
            assert (one.total, one.counts, one.loosened) == (other.total, other.counts, other.loosened)
            assert {hit.key for hit in one.hits} == {hit.key for hit in other.hits}
        made.forget()

    @given(
        texts=st.lists(MADE, max_size=6, unique_by=lambda one: one.key),
        row=st.text("政府信息公开补贴税收a2024", min_size=1, max_size=5),
    )
    @settings(max_examples=30, deadline=None)
    def test_a_phrase_finds_exactly_the_texts_that_hold_it(
        self, tmp_path_factory: pytest.TempPathFactory, texts: list[Text], row: str
    ) -> None:
        made = EmbeddedMade(tmp_path_factory.mktemp("index"))
        engine = made()
        engine.put(texts)
        engine.commit()
        for titles_only in (False, True):
            told = engine.find(Query(f'"{row}"', titles_only=titles_only))
            assert {hit.key for hit in told.hits} == {each.key for each in texts if holds(each, row, titles_only)}
            assert told.total == len(told.hits)
        made.forget()
