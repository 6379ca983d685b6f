"""办事指南和回应关切的检索: a guide is found while it counts, an answer while it stands, each named for what it is."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import count

import pytest
from django.test import Client

from gongkai.doors.followers import index as follower
from gongkai.doors.search import findables
from gongkai.law.response_flow import Act
from tests.casework.services.conftest import changed, put_in_force
from tests.cast import Cast, cast
from tests.doors.search.conftest import worked
from tests.doors.search.test_records import found, held, of_a_rebuild
from tests.law.services import PLAIN, item
from tests.publication.response.conftest import BEGAN, LATER, answered, handed, happened, staffed, take

pytestmark = pytest.mark.django_db
LATER_ON = date(2025, 6, 2)


@pytest.fixture
def people(db: None) -> Cast:
    return cast()


def told(words: str, **narrowed: str) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = Client().get("/search/results.json", {"q": words, **narrowed}).json()["结果"]
    return rows


def test_a_guide_is_found_by_its_words_its_code_and_its_materials_in_the_version_that_counts(people: Cast) -> None:
    guide = put_in_force(people, "SP001", item(name="食品经营许可", conditions="有固定的经营场所"))
    worked()
    key = f"{findables.GUIDE_MARK}{guide.pk}"
    assert found("食品经营许可") == found("固定经营场所") == found("SP001") == [key]
    [only] = told("食品经营许可", kind=findables.GUIDE)
    assert only["网址"] == f"/shili-minzheng/bszn/{guide.dossier_id}/" and only["类别"] == "办事指南"
    assert Client().get(str(only["网址"])).status_code == 200
    changed(people, guide, item(name="食品生产经营登记", conditions="有固定的经营场所"), LATER_ON)
    worked()
    assert found("食品生产经营登记") == [key] and held() == of_a_rebuild()
    assert told("食品生产经营登记")[0]["标题"] == "食品生产经营登记"


def test_a_guide_is_not_found_before_the_day_it_counts_from(people: Cast) -> None:
    guide = put_in_force(people, "SP001", PLAIN)
    worked()
    assert found(PLAIN.name) == [f"{findables.GUIDE_MARK}{guide.pk}"]
    assert follower.renew_by_date(date(2025, 1, 1)) == 1, "before the day it counts from"
    assert not found(PLAIN.name)
    assert follower.renew_by_date(date(2025, 3, 3)) == 1 and found(PLAIN.name)


def test_an_answer_is_found_with_its_rumour_and_truth_until_it_is_taken_down(people: Cast) -> None:
    staffed(people)
    event = happened(people.county, title="示例桥垮塌")
    handed(event)
    worked()
    assert not found("示例桥"), "nobody has answered yet"
    answered(event, "website", "weibo", text="无人员伤亡，请从二桥绕行。")
    worked()
    key = f"{findables.ANSWER_MARK}{event.pk}"
    assert found("二桥绕行") == [key] and held() == of_a_rebuild()
    [only] = told("二桥绕行", kind=findables.ANSWER)
    assert only["类别"] == "回应关切" and only["网址"] == f"/shili/hygq/{event.pk}/"
    assert Client().get(str(only["网址"])).status_code == 200
    for number in (1, 2):
        take(event, Act.WITHDRAW, "zheng", LATER, number=number, reason="数字有误")
    assert told("二桥绕行") == [], "before the worker has heard of it"
    worked()
    assert not found("二桥绕行") and held() == of_a_rebuild() == {}


def test_an_index_with_guides_and_answers_is_rebuilt_and_checked(people: Cast) -> None:
    staffed(people)
    serial = count()
    for title in ("示例桥垮塌", "供水中断"):
        event = happened(people.county, title=title, began=BEGAN + timedelta(minutes=next(serial)))
        handed(event)
        answered(event)
    put_in_force(people, "SP001", PLAIN)
    assert follower.rebuild() == 3 and held() == of_a_rebuild() and not follower.check()
    page = Client().get("/search/", {"q": "绕行"}).content.decode()
    assert "回应关切" in page and "供水中断" in page


def test_who_asks_how_to_get_a_licence_is_shown_its_guide_before_any_form(people: Cast) -> None:
    guide = put_in_force(people, "SP001", PLAIN)
    worked()
    page = Client().post("/shili/hd/", {"q": "食品经营许可怎么办"}).content.decode()
    assert f"/shili-minzheng/bszn/{guide.dossier_id}/" in page and PLAIN.name in page
    assert page.index(f"/bszn/{guide.dossier_id}/") < page.index("还没有解决的，这样办")
    other = Client().post("/shili/hd/", {"q": "路灯不亮"}).content.decode()
    assert f"/bszn/{guide.dossier_id}/" not in other
