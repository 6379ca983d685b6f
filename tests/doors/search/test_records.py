"""登记记录的检索: every public record is found with its register, no sealed field ever is, and what is gone is gone."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from gongkai.doors.followers import index as follower
from gongkai.doors.search import index, record_texts, sources
from gongkai.engines.search.values import Facet, Query, Text
from gongkai.law.disclosure import ContentClass, Withdrawal
from gongkai.law.grammar.kinds import Shown
from gongkai.law.registers import KINDS
from gongkai.law.registers.decisions import PERMIT
from gongkai.law.registers.powers import POWER
from gongkai.publication.registers import acts, storing
from gongkai.publication.registers.models import Record
from gongkai.web import clock
from tests.doors.search.conftest import worked
from tests.publication.conftest import House
from tests.publication.registers.many import TODAY
from tests.publication.registers.rows import IDENTITY, row
from tests.publication.shelf import published


def held() -> dict[str, str]:
    return dict(index.engine().digests())


def of_a_rebuild() -> dict[str, str]:
    on = clock.today()
    return {
        text.key: text.digest
        for source in sources.SOURCES
        for text in source.texts(source.rows().order_by("pk").values_list("pk", flat=True), on)
    }


def found(words: str) -> list[str]:
    told = index.find(Query(words))
    return [] if told.loosened else [hit.key for hit in told.hits]


def out(house: House, kind: str, serial: int = 1, /, **other: str) -> Record:
    """A record let out by a publisher."""
    declared = KINDS[kind]
    said = row(declared, serial, **other)
    record = acts.enter(house.people.bureau, declared, said, on=TODAY, today=TODAY, by=house.people.wang)
    acts.publish(house.people.bureau, declared, [record.pk], on=TODAY, today=TODAY, by=house.people.li)
    record.refresh_from_db()
    return record


def test_a_record_is_found_from_the_day_it_is_public_until_it_is_withdrawn(house: House) -> None:
    people = house.people
    record = acts.enter(people.bureau, POWER, row(POWER, 1, name="取水许可审批"), on=TODAY, today=TODAY, by=people.wang)
    worked()
    assert not found("取水许可"), "it waits inside"
    acts.publish(people.bureau, POWER, [record.pk], on=TODAY, today=TODAY, by=people.li)
    worked()
    assert found("取水许可") == [f"r{record.pk}"] and held() == of_a_rebuild()
    record.refresh_from_db()
    acts.correct(
        record, row(POWER, 1, name="水域占用审批"), "写错", on=TODAY, today=TODAY, by=people.li, seen=record.edition
    )
    worked()
    assert found("水域占用") == [f"r{record.pk}"] and not found("取水许可") and held() == of_a_rebuild()
    record.refresh_from_db()
    acts.withdraw(record, Withdrawal.WRONG, "有误", on=TODAY, today=TODAY, by=people.li, seen=record.edition)
    address = "/search/results.json?q=水域占用"
    assert Client().get(address).json()["结果"] == [], "before the worker has heard of it"
    worked()
    assert not found("水域占用") and held() == of_a_rebuild() == {}


def test_the_page_names_the_register_and_narrows_to_it(house: House) -> None:
    record = out(house, "permit", name="取水许可决定")
    published(house, house.files, "取水许可办法", kind=ContentClass.DOCUMENT, text="取水许可。")
    worked()
    told = Client().get("/search/results.json?q=取水许可").json()
    assert told["分面"]["类别"] == {"文件": 1, "登记记录": 1}
    first, _ = told["结果"]
    assert first["标题"] == "取水许可办法", "a document stands before a record"
    [only] = Client().get("/search/results.json?q=取水许可&register=permit").json()["结果"]
    assert only["网址"] == record.address and only["栏目"] == PERMIT.label and only["类别"] == "登记记录"
    assert only["文号"] == record.data["number"]
    page = Client().get("/search/?q=取水许可&kind=record").content.decode()
    assert PERMIT.label in page and f'href="{record.address}"' in page and "取水许可办法" not in page


def test_a_record_is_found_by_its_number(house: House) -> None:
    record = out(house, "permit", number="示水许〔2025〕17号")
    worked()
    assert found("示水许〔2025〕17号") == [f"r{record.pk}"]


@given(st.sampled_from(sorted(KINDS)))
def test_no_text_holds_what_is_covered_or_kept_inside(key: str) -> None:
    kind = KINDS[key]
    values = acts.understood(kind, row(kind), TODAY)
    record = Record(pk=1, kind=key, published_on=TODAY, data=dict(storing.part(kind, values).shown), title="名称")
    body = record_texts.plain_text(record)
    hidden = [str(values[each.key]) for each in kind.fields if each.shown is not Shown.WHOLE and each.key in values]
    whole = {str(values[each.key]) for each in kind.fields if each.shown is Shown.WHOLE and each.key in values}
    for value in hidden:
        assert value in whole or len(value) < 3 or value not in body
    assert IDENTITY not in body


def test_what_a_person_wrote_inside_is_found_by_nobody(house: House) -> None:
    out(house, "permit")
    worked()
    assert held() and not found(IDENTITY) and not found("13800000000") and not found('"张测试"')


def test_an_item_leaves_the_search_with_its_list_and_a_notice_with_its_last_day(house: House) -> None:
    record = out(house, "power_item")
    worked()
    assert len(held()) == 1
    acts.leave(record, "取消", on=TODAY, today=TODAY, by=house.people.li, seen=record.edition)
    worked()
    assert held() == of_a_rebuild() == {}
    shown = out(house, "poverty_notice", shown_to="2099-01-01")
    worked()
    assert shown.ends_on is None or (
        follower.renew_by_date(date(2098, 1, 1)) == 0 and follower.renew_by_date(date(2099, 1, 2)) == 1 and not held()
    )


def test_what_came_by_the_thousand_is_rebuilt_checked_and_repaired(house: House) -> None:
    bureau, kind = house.people.bureau, PERMIT
    values = [acts.understood(kind, row(kind, number), TODAY) for number in range(1200)]
    for some in (values[:1000], values[1000:]):
        acts.enter_many(bureau, kind, some, on=TODAY, by=None, published=True)
    content = published(house, house.files, "一件文件", kind=ContentClass.DOCUMENT)
    worked()
    assert len(held()) == 1201 and held() == of_a_rebuild() and not follower.check()
    first = Record.objects.everywhere().order_by("pk")[0]
    engine = index.engine()
    engine.drop([f"r{first.pk}", str(content.pk)])
    engine.put([next(iter(record_texts.texts([first.pk + 1], TODAY)))])
    engine.put([_strange("r99999999"), _strange("x1"), _strange("99999999")])
    engine.commit()
    engine.close()
    differs = follower.check()
    assert set(differs.missing) == {f"r{first.pk}", str(content.pk)} and not differs.different
    assert set(differs.extra) == {"r99999999", "x1", "99999999"}
    follower.check(repair=True)
    assert not follower.check() and held() == of_a_rebuild()


def _strange(key: str) -> Text:
    return Text(key, "不该在的", "", {Facet.KIND: "record"}, TODAY, "x")


@pytest.mark.parametrize("key", ["", "r", "x1", "r1x", "１", "r-1", "9" * 30])
def test_a_key_nobody_gives_belongs_to_no_row(key: str) -> None:
    assert sources.of(key) is None
