"""检索的办公页: the list of what was sought in vain and the proposal made of it; the book of words, its versions and refusals."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.test import Client

from gongkai.doors.followers import index as follower
from gongkai.doors.search import acts, book, chores, counting, index, queries
from gongkai.doors.search.models import Searched, WordBook
from gongkai.engines.search.values import Query
from gongkai.law.disclosure import ContentClass
from gongkai.law.grammar.flow import Unlawful
from gongkai.office.authorities.models import Official
from gongkai.office.journal import queries as journal
from gongkai.office.notices.work import chores as all_chores
from gongkai.publication.catalogue.models import Expansion
from gongkai.web import clock
from tests.cast import official
from tests.doors.search.conftest import worked
from tests.publication.conftest import DAY, House
from tests.publication.shelf import published

SYNONYMS, WORDS = "低保、最低生活保障\n残疾人 残障人士", "雨露计划 河西走廊"


@pytest.fixture
def keeper(house: House) -> Official:
    """Of the disclosure office at the top of the tree."""
    return official("zheng", "郑公开", house.people.prefecture, "disclosure_office")


def at_the_desk(who: Official) -> Client:
    client = Client()
    client.force_login(who, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_what_was_sought_in_vain_becomes_a_proposal(house: House) -> None:
    today = clock.today()
    for _ in range(4):
        counting.count(house.people.bureau, "雨露计划", 0, today)
    counting.count(house.people.elsewhere, "别处的词", 0, today)
    client = at_the_desk(house.people.wang)
    page = client.get("/desk/search/vain/").content.decode()
    assert "雨露计划" in page and "别处的词" not in page
    client.post("/desk/search/vain/widen/", {"term": "雨露计划", "times": 9999})
    row = Expansion.objects.of(house.people.bureau).get()
    assert (row.phrase, row.wish, row.count) == ("雨露计划", "searches", 4), "the count is ours, not the form's"
    assert "已列入扩展建议" in client.get("/desk/search/vain/").content.decode()
    assert client.post("/desk/search/vain/widen/", {"term": "没有搜过的", "times": 1}).status_code >= 400


def test_the_weekly_chore_proposes_what_was_sought_often_and_forgets_what_is_long_past(house: House) -> None:
    today = clock.today()
    for _ in range(3):
        counting.count(house.people.bureau, "光伏扶贫电站", 0, today)
    counting.count(house.people.bureau, "只搜一次", 0, today)
    counting.count(house.people.bureau, "很久以前", 0, today.replace(year=today.year - 4))
    chores.propose_what_was_sought(datetime(today.year, today.month, today.day, tzinfo=clock.BEIJING))
    assert [row.phrase for row in Expansion.objects.of(house.people.bureau)] == ["光伏扶贫电站"]
    assert not Searched.objects.of(house.people.bureau).filter(term="很久以前").exists()
    assert set(chores.CHORES) <= set(all_chores())


def test_the_book_of_words_is_entered_kept_and_followed(house: House, keeper: Official) -> None:
    content = published(house, house.files, "最低生活保障标准", ContentClass.DOCUMENT)
    worked()
    assert not index.find(Query("低保")).hits
    client = at_the_desk(keeper)
    given = {"seen": 0, "synonyms": SYNONYMS, "words": WORDS, "reason": "群众常搜低保", "form_of_the_house": "1"}
    assert client.post("/desk/search/words/change/", given).status_code == 302
    assert [hit.key for hit in index.find(Query("低保")).hits] == [str(content.pk)], "equal words hold at once"
    told = client.get("/desk/search/words/").content.decode()
    assert "第1版" in told and "低保、最低生活保障" in told and "正在重建" in told
    [note] = journal.notes(house.people.prefecture, "change_search_words")
    assert note.data["synonyms"][0] == ["低保", "最低生活保障"]
    assert follower.is_due() and follower.follow() == 0
    worked()
    assert not follower.is_due() and "已按现行词典建好" in client.get("/desk/search/words/").content.decode()
    page = Client().get("/search/?q=低保").content.decode()
    assert "同时查找了：最低生活保障" in page and "<mark>最低生活保障</mark>" in page
    assert client.post("/desk/search/words/change/", given | {"seen": 0, "synonyms": ""}).status_code == 409 or (
        WordBook.objects.everywhere().count() == 1
    )
    assert "雨露计划" in client.get("/desk/search/words/1/").content.decode()


@pytest.mark.parametrize(
    ("synonyms", "words", "reason"),
    [
        ("低保、保", "", "只有一个字"),
        ("低保、最低生活保障\n低保、五保", "", "同时在第1组和第2组"),
        ("低保、低保", "", "写了两次"),
        ("低保", "", "至少两个词"),
        ("低保、" + "长" * 21, "", "超过20个字"),
        ("", "县", "只有一个字"),
        ("", "<b>词", "不能用作词的符号"),
    ],
)
def test_a_book_that_contradicts_itself_is_refused_with_the_line(synonyms: str, words: str, reason: str) -> None:
    with pytest.raises(Unlawful, match=reason):
        book.read(synonyms, words)


def test_the_book_is_kept_at_the_top_by_one_hand_at_a_time(house: House, keeper: Official) -> None:
    top = house.people.prefecture
    with pytest.raises(Unlawful, match="首级机关"):
        acts.change_words(house.people.bureau, SYNONYMS, "", on=DAY, by=house.people.wang, reason="试", seen=0)
    with pytest.raises(Unlawful, match="为什么"):
        acts.change_words(top, SYNONYMS, "", reason=" ", seen=0, on=DAY, by=keeper)
    acts.change_words(top, SYNONYMS, "", reason="始", seen=0, on=DAY, by=keeper)
    with pytest.raises(Unlawful, match="已由他人"):
        acts.change_words(top, "", WORDS, reason="又", seen=0, on=DAY, by=keeper)
    with pytest.raises(Unlawful, match="没有任何改动"):
        acts.change_words(top, SYNONYMS, "", reason="又", seen=1, on=DAY, by=keeper)
    assert queries.book_in_force().number == 1


def test_a_refused_book_comes_back_as_it_was_typed(house: House, keeper: Official) -> None:
    given = {"seen": 0, "synonyms": "低保、保", "words": "", "reason": "试", "form_of_the_house": "1"}
    answer = at_the_desk(keeper).post("/desk/search/words/change/", given)
    told = answer.content.decode()
    assert "只有一个字" in told and "低保、保" in told and not WordBook.objects.everywhere().exists()
