"""专家本人审核: whoever has an account passes his stage by his own words and sees nothing else; others are named as before."""

from __future__ import annotations

from typing import Any

import pytest

from gongkai.law.grammar.flow import Unlawful
from gongkai.law.interpretation import ExplainRule, Gap, Stage
from gongkai.office.authorities.models import Official
from gongkai.office.notices.queries import unread
from gongkai.publication.interpretation import acts, consulting, linking
from gongkai.publication.interpretation.models import Expert, ExpertRequest, MaterialReview, Package
from tests.cast import official
from tests.publication.conftest import DAY, House
from tests.publication.interpreting import PLAN, drafted
from tests.publication.test_interpretation_pages import desk, said

ON: dict[str, Any] = {"on": DAY, "today": DAY}


@pytest.fixture
def professor(house: House) -> Official:
    return official("he", "何专家", house.people.bureau, "invited_expert")


@pytest.fixture
def expert(house: House, professor: Official) -> Expert:
    row = linking.admit_expert(house.people.bureau, "何专家", "示例大学", "社会救助", on=DAY, by=house.people.li)
    consulting.give_account(row, professor, on=DAY, by=house.people.li)
    return row


@pytest.fixture
def package(house: House) -> Package:
    rule = ExplainRule(stages=(Stage.EXPERT, Stage.HEAD), source="示民〔2025〕1号")
    linking.set_rule(house.people.bureau, rule, since=DAY, by=house.people.li, **ON)
    return acts.submit(drafted(house), PLAN, by=house.people.wang, **ON)


def test_the_stage_of_an_expert_with_an_account_is_passed_by_his_own_opinion_alone(
    house: House, expert: Expert, professor: Official, package: Package
) -> None:
    with pytest.raises(Unlawful, match="有自己的账号"):
        acts.pass_material(package, by=house.sun, expert=expert, opinion="通俗易懂", **ON)
    row = consulting.ask(package, expert, by=house.sun, **ON)
    assert unread(professor).count() == 1
    with pytest.raises(Unlawful, match="已经送何专家审核"):
        consulting.ask(package, expert, by=house.sun, **ON)
    nobody = linking.admit_expert(house.people.bureau, "吕专家", "示例学院", "救助", on=DAY, by=house.people.li)
    with pytest.raises(Unlawful, match="等他写意见"):
        acts.pass_material(package, by=house.sun, expert=nobody, **ON)
    with pytest.raises(Unlawful, match="等他写意见"):
        acts.return_material(package, [], "再改改", by=house.sun, **ON)
    with pytest.raises(Unlawful, match="专家本人"):
        consulting.answer(row, "通俗易懂", passed=True, by=house.sun, **ON)
    with pytest.raises(Unlawful, match="意见不能为空"):
        consulting.answer(row, " ", passed=True, by=professor, **ON)
    review = consulting.answer(row, "通俗易懂", passed=True, by=professor, **ON)
    assert (review.by, review.expert, review.opinion) == (professor, expert, "通俗易懂")
    assert acts.material(package).next_stage is Stage.HEAD
    with pytest.raises(Unlawful, match="已经写了意见"):
        consulting.answer(row, "再说一遍", passed=True, by=professor, **ON)


def test_who_has_no_account_is_named_by_the_reviewer_as_before(house: House, package: Package) -> None:
    nobody = linking.admit_expert(house.people.bureau, "吕专家", "示例学院", "救助", on=DAY, by=house.people.li)
    with pytest.raises(Unlawful, match="有账号的专家"):
        consulting.ask(package, nobody, by=house.sun, **ON)
    review = acts.pass_material(package, by=house.sun, expert=nobody, opinion="可以", **ON)
    assert (review.by, review.expert) == (house.sun, nobody)


def test_what_he_sends_back_begins_anew_and_what_is_taken_back_is_his_no_more(
    house: House, expert: Expert, professor: Official, package: Package
) -> None:
    first = consulting.ask(package, expert, by=house.sun, **ON)
    consulting.answer(first, "主要内容太少", passed=False, by=professor, found=[Gap.CONTENT], **ON)
    document = package.document
    assert document is not None
    package = acts.submit(document, PLAN, by=house.people.wang, **ON)
    second = consulting.ask(package, expert, by=house.sun, **ON)
    with pytest.raises(Unlawful, match="写明理由"):
        consulting.take_back(second, " ", by=house.sun, **ON)
    consulting.take_back(second, "专家出差", by=house.sun, **ON)
    assert list(consulting.asked_of(house.people.bureau, professor)) == [first]
    with pytest.raises(Unlawful, match="已经收回"):
        consulting.answer(second, "可以", passed=True, by=professor, **ON)
    third = consulting.ask(package, expert, by=house.sun, **ON)
    package = acts.submit(document, PLAN, by=house.people.wang, **ON)
    third.package.refresh_from_db()
    with pytest.raises(Unlawful, match="已经改过"):
        consulting.answer(third, "可以", passed=True, by=professor, **ON)


def test_only_who_has_the_office_is_linked_and_nobody_by_themselves(house: House, professor: Official) -> None:
    row = linking.admit_expert(house.people.bureau, "何专家", "示例大学", "社会救助", on=DAY, by=house.people.li)
    with pytest.raises(Unlawful, match="没有“受邀专家”岗位"):
        consulting.give_account(row, house.sun, on=DAY, by=house.people.li)
    with pytest.raises(Unlawful, match="自己的账号"):
        consulting.give_account(row, professor, on=DAY, by=professor)
    assert list(consulting.possible(house.people.bureau, DAY)) == [professor]


def test_an_expert_sees_only_what_is_assigned_to_him_and_writes_at_the_desk(
    house: House, professor: Official, package: Package
) -> None:
    reviewer, form = desk("sun"), {"form_of_the_house": "1", "on": f"{DAY:%Y-%m-%d}"}
    row = linking.admit_expert(house.people.bureau, "何专家", "示例大学", "社会救助", on=DAY, by=house.people.li)
    account = f"/desk/interpretations/experts/{row.pk}/account/"
    assert account in said(reviewer, "/desk/interpretations/experts/")
    assert reviewer.post(account, {**form, "official": str(professor.pk)}).status_code == 302
    ask = f"/desk/interpretations/packages/{package.pk}/ask/"
    assert ask in said(reviewer, f"/desk/interpretations/packages/{package.pk}/review/")
    assert reviewer.post(ask, {**form, "expert": str(row.pk)}).status_code == 302
    assert "等他写意见" in said(reviewer, f"/desk/interpretations/packages/{package.pk}/review/")
    asked = ExpertRequest.objects.of(house.people.bureau).get()
    client, own = desk("he"), "/desk/interpretations/assigned/"
    assert client.get("/desk/", follow=True).redirect_chain[-1][0] == own
    assert package.title in said(client, own)
    assert "家里突然遇到困难的" in said(client, f"{own}{asked.pk}/")
    for closed in ("/desk/interpretations/all/", "/desk/interpretations/", f"{own}{asked.pk}/withdraw/"):
        assert client.get(closed).status_code == 403, closed
    other = official("lyu", "吕专家", house.people.bureau, "invited_expert")
    assert desk(other.username).get(f"{own}{asked.pk}/").status_code == 404, "assigned to somebody else"
    given = {**form, "passed": "passed", "opinion": "通俗易懂，可以发布"}
    assert client.post(f"{own}{asked.pk}/", {**given, "opinion": ""}).status_code == 200
    assert client.post(f"{own}{asked.pk}/", given).status_code == 302
    assert MaterialReview.objects.of(house.people.bureau).get().by == professor
    assert "通俗易懂，可以发布" in said(client, own)
    assert reviewer.get(f"{own}{asked.pk}/withdraw/").status_code == 200
    assert reviewer.post(f"{own}{asked.pk}/withdraw/", {**form, "reason": "改送"}).status_code == 422
