"""先找后办: alike applications are found without being read, a repetition needs proof, and what several ask for is turned."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from gongkai.casework.applications import acts, queries
from gongkai.casework.applications.acts import Past
from gongkai.casework.applications.finding import acts as finding
from gongkai.casework.applications.finding import chores
from gongkai.casework.applications.finding import queries as found
from gongkai.casework.applications.finding.models import Conversion, Mark
from gongkai.casework.applications.finding.queries import KEPT_MARKS, SameApplicant, marks_of
from gongkai.casework.applications.models import Application, Reply
from gongkai.doors.portal.suggestions import LOOKING
from gongkai.engines import similar
from gongkai.law.application_form import Filled
from gongkai.law.applications import Act, ApplicantKind
from gongkai.law.expansions import Decision, Phrase, Wish
from gongkai.law.grammar.flow import JSON, Step, Unlawful
from gongkai.law.outcome_path import questions
from gongkai.law.outcomes import Version
from gongkai.law.receipt import Channel
from gongkai.law.repetition import OUTSIDE, Earlier, bare, may_be_turned, same_figures
from gongkai.office.authorities.models import Official
from gongkai.office.journal.acts import Deed
from gongkai.office.journal.verify import verify
from gongkai.office.notices.work import chores as all_chores
from gongkai.publication.catalogue import proposals
from gongkai.publication.catalogue.models import Expansion
from gongkai.publication.disclosure import queries as disclosure
from gongkai.publication.disclosure.acts import withdraw
from gongkai.publication.institution import acts as institution
from gongkai.publication.institution.acts import SectionCard
from gongkai.web import clock
from tests.casework.conftest import PERSON, Receive, take
from tests.casework.test_application_pages import APPLY, desk, filled_in
from tests.cast import Cast
from tests.publication.conftest import furnish
from tests.publication.shelf import opened, published

DAY = date(2025, 9, 18)
ROADS = "示例县2024年农村道路养护资金的分配结果"
OTHER = "110101190001010022"
THIRD = "110101190001010030"
LETTERS = st.text(alphabet="道路养护资金分配结果补贴标准水质监测学校招生计划", min_size=1, max_size=40)


def answered(application: Application, people: Cast, on: date, outcome: str = "disclosed", **elements: str) -> str:
    """Drafted, signed and served on one day; the number of the letter."""
    said: dict[str, JSON] = dict(elements) or {"means": "随本答复提供复印件一份"}
    take(application, Act.DRAFT, on, people.wang, outcome=outcome, elements=said)
    take(application, Act.REPLY, on, people.li)
    take(application, Act.SERVE, on, people.wang, method="electronic", proof="邮箱回执", agreed=True)
    return str(Reply.objects.of(people.bureau).get(application=application).number)


# -- alike ------------------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
@given(LETTERS)
def test_the_marks_of_a_text_are_few_the_same_every_time_and_blind(text: str) -> None:
    marks = marks_of(text, [])
    assert marks == marks_of(f"申请公开：{text}。", []), "the words of asking and the stops are no part of it"
    assert 1 <= len(marks) <= KEPT_MARKS and marks == sorted(marks)


@pytest.mark.django_db
@given(st.lists(LETTERS, min_size=1, max_size=6), st.integers(0, 60))
def test_texts_that_agree_in_most_of_their_pieces_have_marks_in_common(parts: list[str], cut: int) -> None:
    text = "".join(parts)
    other = text[: max(len(text) - cut % 3, 1)]
    share = similar.share(text, other, found.PIECE)
    if share >= 0.9:
        assert set(marks_of(text, [])) & set(marks_of(other, []))


def test_what_is_stored_for_finding_tells_nobody_what_was_asked_for(receive: Receive, people: Cast) -> None:
    application = receive(DAY)
    marks = list(Mark.objects.of(people.bureau).filter(application=application).values_list("mark", flat=True))
    assert marks == marks_of(
        PERSON["description"], ["示例县民政局", "示例县人民政府", "示例县", "样本州人民政府", "样本州"]
    )
    assert all(0 <= mark < 1 << 60 for mark in marks)


def test_an_alike_application_is_told_with_its_share_outcome_reply_and_whether_it_is_the_same_applicant(
    receive: Receive, people: Cast
) -> None:
    first = receive(date(2025, 3, 3), description=ROADS)
    number = answered(first, people, date(2025, 3, 10))
    receive(date(2025, 4, 1), description="示例县2024年度学校招生计划")
    strangers = receive(date(2025, 5, 6), description="请提供2024年农村道路养护资金分配结果", identity_number=OTHER)
    unknown = receive(date(2025, 5, 7), description=ROADS, identity_number="")
    application = receive(DAY, description="申请公开：2024年农村道路养护资金的分配结果。")
    rows = {each.dossier.number: each for each in found.alike(application, top=people.bureau, on=DAY)}
    assert set(rows) == {row.dossier.number for row in (first, strangers, unknown)}
    mine = rows[first.dossier.number]
    assert (mine.reply, mine.replied_on, mine.outcome_label) == (number, date(2025, 3, 10), "予以公开")
    assert mine.share == 1.0 and mine.nearly_same and mine.applicant is SameApplicant.SAME
    assert rows[strangers.dossier.number].applicant is SameApplicant.OTHER and not rows[strangers.dossier.number].reply
    assert rows[unknown.dossier.number].applicant is SameApplicant.UNKNOWN
    assert found.alike(first, top=people.bureau, on=DAY) == [], "only earlier ones"


def test_a_letter_made_void_answered_nothing(receive: Receive, people: Cast) -> None:
    first = receive(date(2025, 3, 3), description=ROADS)
    take(first, Act.DRAFT, date(2025, 3, 4), people.wang, outcome="disclosed", elements={"means": "复印件"})
    take(first, Act.REPLY, date(2025, 3, 5), people.li)
    acts.amend(first, 3, None, today=date(2025, 3, 6), by=people.li, reason="误签发")
    (each,) = found.alike(receive(DAY, description=ROADS), top=people.bureau, on=DAY)
    assert (each.reply, each.replied_on) == ("", None)


def test_what_became_public_of_it_is_told_and_what_was_withdrawn_is_not(receive: Receive, people: Cast) -> None:
    house = furnish(people)
    receive(date(2025, 3, 3), description=ROADS)
    content = published(house, opened(people, "公示", "gs"), "2024年农村道路养护资金分配结果")
    (each,) = found.alike(receive(DAY, description=ROADS), top=people.bureau, on=DAY)
    assert each.public and each.public.address == disclosure.address(content)
    withdraw(content, on=DAY, by=people.wang, reason="有误")
    found_again = found.alike(receive(DAY, description=ROADS), top=people.bureau, on=DAY)
    assert [each.public for each in found_again] == [None, None]


def test_those_of_other_authorities_are_found_only_by_who_may_read_them(receive: Receive, people: Cast) -> None:
    receive(date(2025, 3, 3), description=ROADS)
    filled = Filled(ApplicantKind.PERSON, Channel.IN_PERSON, {**PERSON, "description": ROADS})
    asked = acts.receive(people.county, filled, on=DAY, today=DAY, once="a" * 32, by=people.zhou).application
    assert found.alike(asked, top=people.county, on=DAY) == []
    assert len(found.alike(asked, top=people.county, beneath=True, on=DAY)) == 1
    elsewhere = acts.receive(people.elsewhere, filled, on=DAY, today=DAY, once="b" * 32, by=people.zhao).application
    assert found.alike(elsewhere, top=people.elsewhere, beneath=True, on=DAY) == []


def test_what_was_made_clear_is_what_counts_and_what_was_shredded_is_gone(receive: Receive, people: Cast) -> None:
    first = receive(date(2025, 3, 3), description="有关道路的文件")
    take(first, Act.ASK_CLARIFICATION, date(2025, 3, 4), people.wang, points="请写明年份", days=10)
    step = Step(Act.CLARIFY.value, date(2025, 3, 5))
    acts.act(first, step, today=date(2025, 3, 5), by=people.wang, clarified=ROADS)
    application = receive(DAY, description=ROADS)
    assert [each.share for each in found.alike(application, top=people.bureau, on=DAY)] == [1.0]
    take(first, Act.WITHDRAW, DAY, people.wang, reason="不再需要")
    acts.shred(first, on=DAY, by=people.li, reason="保存期满")
    assert not Mark.objects.of(people.bureau).filter(application=first).exists()
    assert found.alike(application, top=people.bureau, on=DAY) == []


def test_those_of_an_import_and_those_from_before_there_were_marks_are_found_too(
    receive: Receive, people: Cast
) -> None:
    filled = Filled(ApplicantKind.PERSON, Channel.IN_PERSON, {**PERSON, "description": ROADS})
    submit = Step(Act.SUBMIT.value, date(2025, 3, 3), {"applicant": "person", "channel": "in_person"})
    list(acts.receive_many(people.bureau, [Past(filled, (Deed(submit),))]))
    application = receive(DAY, description=ROADS)
    assert len(found.alike(application, top=people.bureau, on=DAY)) == 1
    Mark.objects.everywhere().delete()
    assert found.alike(application, top=people.bureau, on=DAY) == []
    assert set(chores.CHORES) <= set(all_chores())
    assert (finding.mark_missing(1), finding.mark_missing(), finding.mark_missing()) == (1, 1, 0)
    assert len(found.alike(application, top=people.bureau, on=DAY)) == 1


def test_the_page_of_a_file_asks_no_more_for_many_alike_ones_than_it_shows(receive: Receive, people: Cast) -> None:
    for day in range(1, 21):
        receive(date(2025, 8, day), description=ROADS, identity_number=OTHER)
    application = receive(DAY, description=ROADS)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        rows = found.beside(application, top=people.bureau, on=DAY)
    assert len(rows.rows) == found.SHOWN and rows.asked == 2
    assert len(asked) <= 16


def test_the_file_shows_the_alike_ones_and_nobodys_name(receive: Receive, people: Cast) -> None:
    first = receive(date(2025, 3, 3), description=ROADS, name="欧阳示例", identity_number=OTHER)
    application = receive(DAY, description=ROADS)
    address = f"/desk/applications/{application.dossier_id}/similar/"
    assert f'hx-get="{address}"' in desk("wang").get(f"/desk/applications/{application.dossier_id}/").content.decode()
    part = desk("wang").get(address, headers={"HX-Request": "true"}).content.decode()
    page = desk("wang").get(address).content.decode()
    assert "<html" not in part and "相似的申请" in part and "<html" in page
    assert "相似的申请" in page and "100%" in page and "其他申请人" in page
    assert f"/desk/applications/{first.dossier_id}/" in page
    assert "欧阳" not in page and OTHER not in page


# -- repetition -------------------------------------------------------------------------------------------------------------


@given(
    st.booleans(),
    st.none() | st.dates(date(2025, 1, 1), date(2025, 12, 31)),
    st.sampled_from(["", "示民公复〔2025〕1号"]),
    st.floats(0, 1),
    st.booleans(),
)
def test_36_6_nothing_proves_a_repetition_but_the_same_applicant_an_answer_and_the_same_content(
    same: bool, replied_on: date | None, reply: str, share: float, figures: bool
) -> None:
    earlier = Earlier("〔2025〕001号", date(2025, 1, 1), replied_on, reply, same, share, figures)
    against = list(earlier.shortcomings(DAY))
    proven = same and replied_on is not None and replied_on <= DAY and bool(reply) and share >= 0.6 and figures
    assert (against == []) == proven
    assert all("第三十六条第（六）项" in str(objection) for objection in against)


@given(LETTERS, st.integers(2000, 2030), st.integers(2000, 2030))
def test_what_is_asked_of_another_year_is_not_the_same(text: str, one: int, other: int) -> None:
    assert same_figures(f"{one}年{text}", f"{text}（{other}年）") == (one == other)


@given(LETTERS)
def test_the_words_of_asking_are_no_part_of_what_is_asked_for(text: str) -> None:
    assert bare(f"本人申请公开示例县{text}", ["示例县"]) == bare(text)


def draft_repeated(application: Application, by: Official, **details: JSON) -> None:
    step = Step(Act.DRAFT.value, DAY, {"outcome": "repeated", **details})
    acts.act(application, step, today=DAY, by=by)


def test_36_6_a_repetition_without_an_answered_application_of_the_same_applicant_is_refused(
    receive: Receive, people: Cast
) -> None:
    open_one = receive(date(2025, 3, 3), description=ROADS)
    strangers = receive(date(2025, 4, 1), description=ROADS, identity_number=OTHER)
    answered(strangers, people, date(2025, 4, 8))
    other_year = receive(date(2025, 5, 6), description=ROADS.replace("2024", "2023"))
    answered(other_year, people, date(2025, 5, 9))
    other_thing = receive(date(2025, 5, 6), description="示例县2024年学校招生计划")
    answered(other_thing, people, date(2025, 5, 9))
    application = receive(DAY, description=ROADS)
    later = receive(DAY, description=ROADS)
    said: JSON = {"earlier": "以前答复过"}
    for number, reason in (
        ("", "须指明本机关已经答复的"),
        ("〔2019〕999号", "没有编号为〔2019〕999号的其他申请"),
        (application.dossier.number, "没有编号为"),
        (open_one.dossier.number, "尚未作出答复"),
        (strangers.dossier.number, "不是同一申请人"),
        (other_year.dossier.number, "年份、文号等数字与本件不同"),
        (other_thing.dossier.number, "内容不同"),
        (later.dossier.number, "不能据以认定重复申请"),
    ):
        with pytest.raises(Unlawful, match=re.escape(reason)) as refused:
            draft_repeated(application, people.wang, proof=number, elements=said)
        assert refused.value.field == "proof" and "第三十六条第（六）项" in str(refused.value)
    assert queries.standing(application).draft is None


def test_36_6_the_letter_says_of_the_earlier_answer_what_the_record_says(receive: Receive, people: Cast) -> None:
    first = receive(date(2025, 3, 3), description=ROADS)
    number = answered(first, people, date(2025, 3, 10))
    application = receive(DAY, description=f"请提供{ROADS}")
    with pytest.raises(Unlawful, match="应当与记录一致") as refused:
        draft_repeated(application, people.wang, proof=first.dossier.number, elements={"earlier": "三月答复过"})
    assert refused.value.field == "earlier"
    client = desk("wang")
    address = f"/desk/applications/{application.dossier_id}/draft/repeated/"
    page = client.get(address).content.decode()
    assert first.dossier.number in page and number in page and OUTSIDE in page
    seen = re.search(r'name="seen" value="(\d+)"', page)
    assert seen
    form = {"on": f"{DAY:%Y-%m-%d}", "seen": seen[1], "form_of_the_house": "1", "earlier": "内容完全一致"}
    assert "请选择此前的申请" in client.post(address, form).content.decode()
    done = client.post(address, {**form, "proof": first.dossier.number})
    assert done.status_code == 302
    draft = queries.standing(application).draft
    told = f"2025年3月3日提出的申请（{first.dossier.number}），已于2025年3月10日以{number}答复"
    assert draft and draft.elements["earlier"] == f"{told}。内容完全一致"
    take(application, Act.REPLY, clock.today(), people.li)
    assert list(verify(whole=True)) == []


def test_36_6_an_answer_from_before_the_system_needs_its_day_its_number_and_a_reviewer(
    receive: Receive, people: Cast
) -> None:
    application = receive(DAY, description=ROADS)
    told = "此前的申请已于2018年3月1日以示民公复〔2018〕3号答复"
    outside: dict[str, JSON] = {
        "proof": OUTSIDE,
        "outside_on": "2018-03-01",
        "outside_number": "示民公复〔2018〕3号",
        "elements": {"earlier": told},
    }
    wrong: list[tuple[dict[str, JSON], str]] = [
        ({"outside_on": ""}, "outside_on"),
        ({"outside_number": " "}, "outside_number"),
        ({"outside_on": "2025-09-19", "elements": {"earlier": told}}, "outside_on"),
        ({"elements": {"earlier": "答复过"}}, "earlier"),
    ]
    for changed, field in wrong:
        with pytest.raises(Unlawful) as refused:
            draft_repeated(application, people.li, **{**outside, **changed})
        assert refused.value.field == field
    with pytest.raises(Unlawful, match="应由审核人核对原件"):
        draft_repeated(application, people.wang, **outside)
    draft_repeated(application, people.li, **outside)
    draft = queries.standing(application).draft
    assert draft and draft.elements["earlier"] == told


# -- the right authority, and the path -----------------------------------------------------------------------------------------


def test_36_5_the_right_authority_is_chosen_from_the_tree_and_the_letter_tells_how_to_reach_it(
    receive: Receive, people: Cast
) -> None:
    people.county.profile.phone, people.county.profile.address = "0900-1111111", "示例县示例路9号"
    people.county.profile.save()
    application = receive(DAY)
    client, address = desk("wang"), f"/desk/applications/{application.dossier_id}/draft/other_authority/"
    page = client.get(address).content.decode()
    assert "示例县人民政府" in page and f'value="{people.bureau.pk}"' not in page, "never itself"
    form = {
        "on": f"{DAY:%Y-%m-%d}",
        "seen": application.dossier.version,
        "form_of_the_house": "1",
        "reason": "由县政府制作",
    }
    assert client.post(address, {**form, "body": people.county.pk}).status_code == 302
    draft = queries.standing(application).draft
    assert (
        draft and draft.elements["right_authority"] == "示例县人民政府，联系电话：0900-1111111，地址：示例县示例路9号"
    )
    application.dossier.refresh_from_db()
    form["seen"] = application.dossier.version
    client.post(address, {**form, "body": people.county.pk, "right_authority": "省档案馆"})
    draft = queries.standing(application).draft
    assert draft and draft.elements["right_authority"] == "省档案馆", "what is written prevails"


def test_the_path_asks_one_question_a_page_and_ends_at_a_draft_with_what_follows_filled_in(
    receive: Receive, people: Cast
) -> None:
    application = receive(DAY)
    client, address = desk("wang"), f"/desk/applications/{application.dossier_id}/path/"
    assert address in client.get(f"/desk/applications/{application.dossier_id}/draft/").content.decode()
    wanted = {"exempt": "deliberation", "separable_deliberation": "no"}
    given: dict[str, str] = {}
    for question in questions(Version.R2019)[:9]:
        page = client.get(address, given).content.decode()
        assert question.text in page and question.gist in page and question.example in page
        assert all(f'name="{name}" value="{value}"' in page for name, value in given.items())
        step = {"asked_for": "information", "clear": "yes", "responsible": "yes", "held": "held"} | wanted
        given[question.key] = step.get(question.key, "no")
    given |= wanted
    page = client.get(address, given).content.decode()
    assert "属于四类过程性信息" in page and "按此结果拟办答复" in page
    link = re.search(r'href="(/desk/applications/\d+/draft/deliberation/\?[^"]+)"', page)
    assert link
    href = link[1].replace("&amp;", "&")
    form_page = client.get(href).content.decode()
    assert "该信息属于行政机关在履行行政管理职能过程中形成的过程性信息" in form_page
    form = {"on": f"{DAY:%Y-%m-%d}", "seen": application.dossier.version, "form_of_the_house": "1"}
    assert client.post(href, {**form, "facts": "会议讨论记录", "reason": "属于过程性信息"}).status_code == 302
    file = client.get(f"/desk/applications/{application.dossier_id}/").content.decode()
    assert "选择过程：申请人要求的是什么？获取政府信息" in file
    nonsense = client.get(address, {"asked_for": "<script>", "x": "y"}).content.decode()
    assert "申请人要求的是什么？" in nonsense and "<script>" not in nonsense.partition("<main")[2]


def test_the_path_of_an_unclear_application_says_what_must_be_done_first(receive: Receive, people: Cast) -> None:
    application = receive(clock.today())
    address = f"/desk/applications/{application.dossier_id}/path/"
    page = desk("wang").get(address, {"asked_for": "information", "clear": "no"}).content.decode()
    assert "还不能以此答复" in page and f"/desk/applications/{application.dossier_id}/act/ask_clarification/" in page
    assert "按此结果拟办答复" not in page
    old = receive(clock.today() - timedelta(days=60))
    late = desk("wang").get(f"/desk/applications/{old.dossier_id}/path/", {"asked_for": "information", "clear": "no"})
    assert "现已逾期，应在答复期限内直接答复" in late.content.decode()


# -- 条例44 -----------------------------------------------------------------------------------------------------------------


@given(st.integers(0, 9), st.lists(st.sampled_from(["", "disclosed", "partly_disclosed", "already_public", "privacy"])))
def test_44_only_what_several_asked_for_and_may_be_disclosed_is_turned(asked: int, outcomes: list[str]) -> None:
    fit = any(key in ("disclosed", "partly_disclosed", "already_public") for key in outcomes)
    objection = may_be_turned(asked, outcomes)
    assert (objection is None) == (asked >= 3 and fit)
    assert objection is None or "第四十四条" in str(objection)


def test_44_what_three_asked_for_is_proposed_once_and_followed_until_it_is_public(
    receive: Receive, people: Cast
) -> None:
    first = receive(date(2025, 3, 3), description=ROADS)
    again = receive(date(2025, 3, 4), description=ROADS)
    receive(date(2025, 4, 1), description=ROADS, identity_number=OTHER)
    application = receive(date(2025, 5, 6), description=ROADS, identity_number=THIRD)
    client, file = desk("wang"), f"/desk/applications/{application.dossier_id}/"
    beside = f"{file}similar/"
    with pytest.raises(Unlawful, match="尚不能认定属于可以公开"):
        finding.propose_conversion(application, "养护资金分配", on=DAY, by=people.wang)
    answered(first, people, date(2025, 3, 10))
    with pytest.raises(Unlawful, match="2人申请，不足3人"):
        finding.propose_conversion(
            Application.objects.of(people.bureau).get(dossier__number="〔2025〕003号"), "x", on=DAY, by=people.wang
        )
    assert "提出转为主动公开" in client.get(beside).content.decode()
    page = client.get(f"{file}convert/").content.decode()
    assert "共3人申请相同信息" in page
    with pytest.raises(Unlawful, match="含有个人信息"):
        finding.propose_conversion(application, "13900000000的资金", on=DAY, by=people.wang)
    assert client.post(f"{file}convert/", {"phrase": "农村道路养护资金分配结果"}).status_code == 302
    row = Conversion.objects.of(people.bureau).get()
    assert (row.asked, row.expansion.phrase, row.expansion.wish) == (3, "农村道路养护资金分配结果", Wish.APPLICATIONS)
    assert "提出转为主动公开" not in client.get(beside).content.decode(), "once"
    with pytest.raises(Unlawful, match="已经提出转为主动公开"):
        finding.propose_conversion(application, "农村道路养护资金分配结果", on=DAY, by=people.wang)
    house = furnish(people)
    column = opened(people, "财政资金", "czzj")
    proposals.decide_expansion(row.expansion, Decision.ACCEPTED, on=DAY, by=people.li, column=column)
    with pytest.raises(Unlawful, match="没有索引号为"):
        finding.record_publication(row, "无此号", on=DAY, by=people.wang)
    content = published(house, column, "2024年农村道路养护资金分配结果")
    done = client.post(f"/desk/applications/conversions/{row.pk}/", {"index_number": content.index_number})
    assert done.status_code == 302
    listed = client.get("/desk/applications/conversions/").content.decode()
    assert "采纳：财政资金" in listed and disclosure.address(content) in listed
    with pytest.raises(Unlawful, match="已经登记"):
        finding.record_publication(row, content.index_number, on=DAY, by=people.wang)
    assert again.pk and list(verify(whole=True)) == []


def test_44_a_wish_that_was_proposed_already_is_linked_and_not_proposed_again(receive: Receive, people: Cast) -> None:
    answered(receive(date(2025, 3, 3), description=ROADS), people, date(2025, 3, 10))
    receive(date(2025, 4, 1), description=ROADS, identity_number=OTHER)
    application = receive(date(2025, 5, 6), description=ROADS, identity_number=THIRD)
    made = proposals.propose_expansions(people.bureau, [Phrase("道路养护资金分配", 3, Wish.APPLICATIONS)], on=DAY)
    row = finding.propose_conversion(application, "道路养护资金分配", on=DAY, by=people.wang)
    assert [row.expansion] == made and Expansion.objects.of(people.bureau).count() == 1


def test_conversions_of_others_are_not_to_be_found(receive: Receive, people: Cast) -> None:
    answered(receive(date(2025, 3, 3), description=ROADS), people, date(2025, 3, 10))
    receive(date(2025, 4, 1), description=ROADS, identity_number=OTHER)
    application = receive(date(2025, 5, 6), description=ROADS, identity_number=THIRD)
    row = finding.propose_conversion(application, "道路养护资金分配", on=DAY, by=people.wang)
    client = desk("zhao")
    for page in ("convert", "path", "similar"):
        assert client.get(f"/desk/applications/{application.dossier_id}/{page}/").status_code == 404
    assert client.get(f"/desk/applications/conversions/{row.pk}/").status_code == 404
    assert "道路养护" not in client.get("/desk/applications/conversions/").content.decode()


# -- before applying -----------------------------------------------------------------------------------------------------------


def test_who_looks_first_keeps_everything_typed_and_has_applied_for_nothing(people: Cast) -> None:
    house = furnish(people)
    content = published(house, opened(people, "公示", "gs"), "示例县农村道路养护资金分配结果")
    institution.open_section(
        people.county, SectionCard("交通科", "承担农村道路养护资金的分配和监督", DAY), on=DAY, by=people.zhou
    )
    client = Client()
    form = filled_in(client, APPLY, PERSON)
    assert f'formaction="{APPLY}find/#found"' in client.get(APPLY).content.decode()
    page = client.post(f"{APPLY}find/", form).content.decode()
    assert disclosure.address(content) in page and "不必申请" in page
    assert 'formaction="/shili/ysqgk/person/find/#found"' in page and "机构职能中有" in page
    for name in ("name", "identity_number", "phone", "address", "description"):
        assert PERSON[name] in page
    assert f'name="once" value="{form["once"]}"' in page, "it stays one application"
    assert f'action="{APPLY}"' in page and not Application.objects.of(people.bureau).exists()
    elsewhere = client.post("/shili/ysqgk/person/find/", form).content.decode()
    assert 'action="/shili/ysqgk/person/"' in elsewhere and PERSON["description"] in elsewhere
    assert client.get(f"{APPLY}find/").status_code == 302
    assert client.post("/shili-minzheng/ysqgk/nobody/find/", form).status_code == 404


def test_nothing_found_says_so_and_looking_is_limited(people: Cast) -> None:
    client = Client()
    page = client.post(f"{APPLY}find/", {"description": "某件从未听说之事"}).content.decode()
    assert "没有找到已经公开的相近信息" in page
    codes = {client.post(f"{APPLY}find/", {"description": ""}).status_code for _ in range(61)}
    assert codes == {200, 429}


def test_while_typing_the_likely_authority_is_told_and_the_looks_are_limited(people: Cast) -> None:
    client, address = Client(), "/shili-minzheng/already-public/"
    headers = {"HX-Request": "true", "HX-Current-URL": "https://example.cn/shili-minzheng/ysqgk/organization/"}
    part = client.post(address, {"description": "民政局的低保标准"}, headers=headers).content.decode()
    assert "示例县民政局（即本机关）" in part and "名称中有" in part and "<html" not in part
    assert client.post(address, {"description": ""}, headers=headers).content.decode().strip() == ""
    codes = [client.post(address, {"description": ""}, headers=headers).status_code for _ in range(LOOKING.limit)]
    assert codes[0] == 200 and codes[-1] == 429
