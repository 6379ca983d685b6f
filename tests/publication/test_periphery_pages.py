"""公文外围的页面: through the forms, as people; what is refused says why, and nothing typed is lost."""

from __future__ import annotations

import io
import re
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, RequestFactory

from gongkai.law.decision_drafts import Act, DecisionKind, State
from gongkai.law.documents import CHECKS
from gongkai.law.grammar.flow import Step
from gongkai.law.validity import Validity
from gongkai.office.journal.models import Access
from gongkai.papers.grid import Grid
from gongkai.papers.xlsx import read_xlsx, write_xlsx
from gongkai.publication.documents.decisions import acts as decisions
from gongkai.publication.documents.decisions import queries as drafts
from gongkai.publication.documents.decisions.acts import Draft
from gongkai.publication.documents.models import (
    AuditFinding,
    CleanUp,
    DecisionDraft,
    Instrument,
    InstrumentChange,
    LabelAudit,
    Meeting,
    PublicOpinion,
)
from gongkai.web import clock, traps
from tests.cast import PASSWORD, official
from tests.publication.conftest import DAY, House
from tests.publication.instruments import registered, signed

STAMP = {"form_of_the_house": "1"}


def desk(username: str) -> Client:
    client = Client()
    assert client.login(request=RequestFactory().post("/desk/login/"), username=username, password=PASSWORD)
    return client


def text(response: object) -> str:
    return response.content.decode()  # type: ignore[attr-defined, no-any-return]


def test_the_library_answers_for_any_day_and_can_be_taken_away(house: House) -> None:
    registered(house, "示民发〔2015〕1号", expires_on=date(2020, 12, 31))
    wang = desk("wang")
    assert "失效" in text(wang.get("/desk/instruments/"))
    page = text(wang.get("/desk/instruments/?on=2020-06-01&status=in_force"))
    assert "示民发〔2015〕1号" in page and "效力截至2020年6月1日" in page
    assert "没有符合条件的文件" in text(wang.get("/desk/instruments/?on=2014-01-01"))
    [grid] = read_xlsx(wang.get("/desk/instruments/list.xlsx?on=2020-06-01").content)
    assert grid.texts[1][2] == "示民发〔2015〕1号" and grid.texts[1][7] == "有效"
    assert Access.objects.of(house.people.bureau).filter(kind="download").exists()


def test_a_document_is_registered_on_a_page_and_what_is_wrong_comes_back_whole(house: House) -> None:
    wang = desk("wang")
    given = {
        "kind": "normative",
        "title": "示例县旧办法",
        "number": "示民发〔2015〕7号",
        "issuer": "示例县民政局",
        "made_on": "2015-06-01",
        "effective_on": "2015-05-01",
        **STAMP,
    }
    refused = wang.post("/desk/instruments/register/", given)
    assert (
        refused.status_code == 422 and "施行日期不能早于成文日期" in text(refused) and "示例县旧办法" in text(refused)
    )
    assert wang.post("/desk/instruments/register/", {**given, "effective_on": ""}).status_code == 302
    row = Instrument.objects.of(house.people.bureau).get()
    assert f'href="/desk/instruments/{row.pk}/change/"' in text(wang.get(f"/desk/instruments/{row.pk}/"))
    change = {"kind": "repeal", "on": "2024-01-01", **STAMP}
    assert "没有依据文件的，应当写明理由" in text(wang.post(f"/desk/instruments/{row.pk}/change/", change))
    assert wang.post(f"/desk/instruments/{row.pk}/change/", {**change, "reason": "调整对象消失"}).status_code == 302
    row.refresh_from_db()
    assert row.course.status(DAY) is Validity.REPEALED
    made = InstrumentChange.objects.of(house.people.bureau).get()
    li = desk("li")
    assert (
        li.post(f"/desk/instruments/{row.pk}/changes/{made.pk}/void/", {"reason": "登记错了", **STAMP}).status_code
        == 302
    )
    page = text(li.get(f"/desk/instruments/{row.pk}/"))
    assert "作废" in page and "登记错了" not in page
    assert wang.get(f"/desk/instruments/{row.pk}/correct/").status_code == 403
    corrected = {**given, "effective_on": "", "title": "示例县旧办法（改）", "reason": "标题漏字"}
    assert li.post(f"/desk/instruments/{row.pk}/correct/", corrected).status_code == 302
    assert "标题漏字" in text(li.get(f"/desk/instruments/{row.pk}/"))


def listed(*rows: tuple[str, ...]) -> SimpleUploadedFile:
    heads = ("文件名称", "发文字号", "成文日期", "有效期")
    data = write_xlsx([Grid.from_rows([heads, *rows], head_rows=1, caption="目录")])
    return SimpleUploadedFile("目录.xlsx", data)


def test_a_list_is_imported_whole_or_not_at_all_and_each_wrong_row_is_named(house: House) -> None:
    wang = desk("wang")
    wrong = listed(
        ("示例县甲办法", "示民发[2015]1号", "2015年6月1日", "5"),
        ("示例县乙办法", "", "2016-06-01", ""),
        ("示例县丙办法", "示民发〔2016〕3号", "去年", ""),
    )
    page = text(wang.post("/desk/instruments/import/", {"file": wrong, **STAMP}))
    assert "第3行：没有文号" in page and "第4行：成文日期" in page
    assert not Instrument.objects.of(house.people.bureau).exists()
    right = listed(
        ("示例县甲办法", "示民发[2015]1号", "2015年6月1日", "5"),
        ("示例县乙办法", "示民发〔2016〕2号", "2016-06-01", ""),
    )
    assert wang.post("/desk/instruments/import/", {"file": right, **STAMP}).status_code == 302
    first = Instrument.objects.of(house.people.bureau).get(number="示民发〔2015〕1号")
    assert first.expires_on == date(2020, 5, 31) and first.issuer == "示例县民政局"
    not_a_list = SimpleUploadedFile("x.xlsx", io.BytesIO(b"not a workbook").getvalue())
    assert "不是Excel" in text(wang.post("/desk/instruments/import/", {"file": not_a_list, **STAMP}))


def test_an_abolishing_decision_is_confirmed_on_a_page_that_shows_sentence_and_unknown_number(house: House) -> None:
    target = registered(house, "示民发〔2015〕1号")
    other = registered(house, "示民发〔2015〕2号", "示例县原来的标题")
    decision = signed(
        house,
        "示例县民政局关于废止部分文件的决定",
        "决定废止《示例县临时救助办法》（示民发〔2015〕1号）、《示例县后来的标题》（示民发〔2015〕2号）和《示例县慰问办法》（示民发〔2015〕33号）。",
    )
    wang = desk("wang")
    assert "已签发的文件写明废止" in text(wang.get("/desk/instruments/"))
    address = f"/desk/abolitions/{decision.dossier_id}/"
    page = text(wang.get(address))
    assert "没有登记这个文号" in page and "示民发〔2015〕33号" in page and "登记的标题是《示例县原来的标题》" in page
    assert (
        re.findall(r'name="target_\d"[^>]*checked', page)
        and len(re.findall(r'name="target_\d"[^>]*checked', page)) == 1
    )
    assert "请勾选要标注的文件" in text(wang.post(address, STAMP))
    ticked = {"target_0": "on", "target_0_on": "2025-09-18", **STAMP}
    assert wang.post(address, ticked).status_code == 302
    target.refresh_from_db()
    other.refresh_from_db()
    assert target.ends_on == DAY and other.ends_on is None
    assert f"/desk/instruments/{target.pk}/" in text(wang.get(address))
    assert decision.number in text(wang.get(f"/desk/instruments/{target.pk}/"))


def test_the_public_reads_the_banner_the_chain_and_the_abolished_but_nothing_unpublished(house: House) -> None:
    target = registered(house, "示民发〔2015〕1号")
    hidden = registered(house, "示民发〔2015〕2号", "示例县无人知晓办法", published_on=None)
    successor = registered(house, "示民发〔2018〕1号", "示例县新办法", made_on=date(2018, 1, 1))
    wang, public = desk("wang"), Client()
    change = {"kind": "repeal", "on": "2018-01-01", "source_number": "示民发[2018]1号", **STAMP}
    assert wang.post(f"/desk/instruments/{target.pk}/change/", change).status_code == 302
    page = text(public.get("/shili-minzheng/gfxwj/"))
    assert "示例县新办法" in page and "无人知晓" not in page
    assert "示例县新办法" not in text(public.get("/shili-minzheng/gfxwj/abolished/"))
    old = text(public.get(f"/shili-minzheng/gfxwj/{target.pk}/"))
    assert "本文件已废止" in old and f"/shili-minzheng/gfxwj/{successor.pk}/" in old and "保留的原文" in old
    new = text(public.get(f"/shili-minzheng/gfxwj/{successor.pk}/"))
    assert "本文件现行有效" in new and f"/shili-minzheng/gfxwj/{target.pk}/" in new
    assert public.get(f"/shili-minzheng/gfxwj/{hidden.pk}/").status_code == 404
    assert "示例县临时救助办法" in text(public.get("/shili-minzheng/gfxwj/?on=2017-01-01&status=in_force"))


def test_a_clean_up_goes_through_its_pages_and_prints_three_catalogues(house: House) -> None:
    kept, ended = registered(house, "示民发〔2015〕1号"), registered(house, "示民发〔2015〕2号", "示例县旧办法")
    wang, li = desk("wang"), desk("li")
    today = clock.today().isoformat()
    given = {"title": "文件清理", "as_of": today, **STAMP}
    assert wang.post("/desk/clean-ups/open/", given).status_code == 302
    round_ = CleanUp.objects.of(house.people.bureau).get()
    items = {item.instrument_id: item.pk for item in round_.items.of(house.people.bureau)}
    address = f"/desk/clean-ups/{round_.pk}/"
    close = {"title": "通知", "number": "示民发〔2025〕9号", "made_on": today, "effective_on": today, **STAMP}
    assert "还有2件没有清理意见" in text(li.post(f"{address}close/", close))
    wang.post(f"{address}items/{items[kept.pk]}/", {"decision": "continue", **STAMP})
    wang.post(f"{address}items/{items[ended.pk]}/", {"decision": "repeal", "reason": "已被代替", **STAMP})
    assert li.post(f"{address}close/", close).status_code == 302
    ended.refresh_from_db()
    assert ended.course.status(clock.today()) is Validity.REPEALED
    first, second, third = read_xlsx(wang.get(f"{address}catalogues/xlsx").content)
    assert (
        first.texts[1][2] == "示民发〔2015〕1号"
        and second.texts[1][2] == "示民发〔2015〕2号"
        and third.texts[1][1] == "无"
    )
    assert wang.get(f"{address}catalogues/docx").content[:2] == b"PK"
    assert wang.get(f"{address}catalogues/exe").status_code == 404


def test_a_meeting_goes_through_its_pages(house: House) -> None:
    wang, qian, public = desk("wang"), desk("qian"), Client()
    today = clock.today().isoformat()
    given = {
        "kind": "executive",
        "name": "第12次常务会议",
        "held_on": today,
        "title_1": "研究临时救助办法",
        "attribute_1": "proactive",
        "publish_1": "on",
        "decision_1": "会议原则同意。",
        "title_2": "研究人事任免",
        "attribute_2": "withheld",
        **STAMP,
    }
    page = text(wang.post("/desk/meetings/register/", given))
    assert "不主动公开的议题应当选明理由" in page and "研究人事任免" in page
    given |= {"ground_2": "internal", "reason_2": "内部人事"}
    assert wang.post("/desk/meetings/register/", given).status_code == 302
    meeting = Meeting.objects.of(house.people.bureau).get()
    address = f"/desk/meetings/{meeting.pk}/"
    assert "尚未经过保密审查" in text(wang.get(address))
    assert wang.get(f"{address}check/").status_code == 403
    assert "未确认" in text(qian.post(f"{address}check/", {"seen": 1, "checks": ["secret"], **STAMP}))
    assert qian.post(f"{address}check/", {"seen": 1, "checks": list(CHECKS), **STAMP}).status_code == 302
    assert public.get(f"/shili-minzheng/hygk/{meeting.pk}/").status_code == 404
    assert "已被他人修改" in text(wang.post(f"{address}publish/", {"seen": 1, "on": today, **STAMP}))
    assert wang.post(f"{address}publish/", {"seen": 2, "on": today, **STAMP}).status_code == 302
    told = text(public.get(f"/shili-minzheng/hygk/{meeting.pk}/"))
    assert "临时救助" in told and "人事任免" not in told
    assert "第12次常务会议" in text(public.get("/shili-minzheng/hygk/"))
    assert "共召开1次，公开1次" in text(wang.get("/desk/meetings/"))
    assert wang.post(f"{address}withdraw/", {"seen": 3, "reason": "有误", **STAMP}).status_code == 302
    assert public.get(f"/shili-minzheng/hygk/{meeting.pk}/").status_code == 404
    assert wang.post(f"{address}change/", {**given, "seen": 4, "title_2": ""}).status_code == 302


def opened(house: House) -> DecisionDraft:
    today = clock.today()
    given = Draft(DecisionKind.NORMATIVE, "示例县救助办法（征求意见稿）", "第一条 样例。", "为做好救助工作起草。")
    draft = decisions.plan(house.people.bureau, given, planned_on=today, on=today, today=today, by=house.people.wang)
    checked = Step(Act.CHECK.value, today, {"checks": dict.fromkeys(CHECKS, True)})
    decisions.act(draft, checked, today=today, by=house.qian)
    until = (today + timedelta(days=30)).isoformat()
    open_ = Step(Act.OPEN.value, today, {"until": until, "ways": "来信、来电"})
    decisions.act(draft, open_, today=today, by=house.people.wang)
    return draft


def filled_in(client: Client, address: str, values: dict[str, str]) -> dict[str, str]:
    once = re.search(r'name="once" value="([0-9a-f]{32})"', text(client.get(address)))
    assert once
    token = traps.opening_token(clock.now() - timedelta(minutes=1))
    return {**values, "once": once[1], "opened": token, "leave_blank": "", **STAMP}


def test_a_citizen_reads_a_draft_and_sends_an_opinion_that_nobody_else_sees(house: House) -> None:
    draft = opened(house)
    public, address = Client(), f"/shili-minzheng/zqyj/{draft.pk}/"
    assert draft.title in text(public.get("/shili-minzheng/zqyj/"))
    form = filled_in(public, address, {"text": "建议提高标准。", "name": "陈样例", "contact": "13900000000"})
    assert "意见已经收到" in text(public.post(address, form))
    assert "意见已经收到" in text(public.post(address, form)), "a double click"
    assert PublicOpinion.objects.of(house.people.bureau).count() == 1
    assert "请不要填写隐藏的栏目" in text(public.post(address, {**form, "leave_blank": "x"}))
    assert "请填写意见" in text(public.post(address, filled_in(public, address, {"text": ""})))
    for page in (address, "/shili-minzheng/zqyj/"):
        assert "陈样例" not in text(public.get(page)) and "提高标准" not in text(public.get(page))
    wang = desk("wang")
    page = text(wang.get(f"/desk/decisions/{draft.pk}/opinions/"))
    assert "陈*例" in page and "139****0000" in page and "建议提高标准" in page and "13900000000" not in page
    assert Access.objects.of(house.people.bureau).filter(what="查看公众意见").exists()
    assert desk("zhao").get(f"/desk/decisions/{draft.pk}/opinions/").status_code == 404


def test_too_many_opinions_from_one_network_are_put_off(house: House) -> None:
    address = f"/shili-minzheng/zqyj/{opened(house).pk}/"
    public = Client()
    answers = [public.post(address, STAMP).status_code for _ in range(21)]
    assert answers[:20] == [200] * 20 and answers[20] == 429


def test_a_draft_is_closed_only_after_its_result_stands_on_its_page(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = opened(house)
    public, address = Client(), f"/shili-minzheng/zqyj/{draft.pk}/"
    public.post(address, filled_in(public, address, {"text": "建议提高标准。"}))
    opinion = PublicOpinion.objects.of(house.people.bureau).get()
    wang, here = desk("wang"), f"/desk/decisions/{draft.pk}/"
    assert "期限届满之前不能结束" in text(wang.get(here))
    assert "应当先公布征求结果" in text(wang.get(f"{here}act/decide/"))
    assert draft.until is not None
    after = draft.until + timedelta(days=1)
    monkeypatch.setattr(clock, "today", lambda: after)

    def act(name: str, **more: str) -> int:
        draft.dossier.refresh_from_db()
        sent = {"on": after.isoformat(), "seen": str(draft.dossier.version), **more, **STAMP}
        return wang.post(f"{here}act/{name}/", sent).status_code

    assert 'id="opinion"' not in text(public.get(address)) and "结果将在本页公布" in text(public.get(address))
    assert act("end") == 302
    assert act("answer", statement="结果如下。") == 422, "an opinion is not answered yet"
    given = {"answer": "not_adopted", "gist": "提高标准", **STAMP}
    assert "应当说明理由" in text(wang.post(f"{here}opinions/{opinion.pk}/", given))
    assert wang.post(f"{here}opinions/{opinion.pk}/", {**given, "reason": "超出财力"}).status_code == 302
    assert act("answer", statement="感谢参与。") == 302
    page = text(public.get(address))
    assert "共收到意见1条，未采纳1条" in page and "超出财力" in page and "感谢参与" in page
    assert act("decide", decision="示民发〔2025〕1号") == 302
    assert drafts.standing(draft).state is State.DECIDED


def test_a_period_that_is_too_short_comes_back_with_the_earliest_day(house: House) -> None:
    today = clock.today()
    given = Draft(DecisionKind.MAJOR, "示例规划", "正文", "说明")
    draft = decisions.plan(house.people.bureau, given, planned_on=today, on=today, today=today, by=house.people.wang)
    qian, wang, here = desk("qian"), desk("wang"), f"/desk/decisions/{draft.pk}/act/"
    checked = {"on": today.isoformat(), "seen": "1", "checks": list(CHECKS), **STAMP}
    assert qian.post(f"{here}check/", checked).status_code == 302
    sent = {"on": today.isoformat(), "seen": "2", "until": (today + timedelta(days=7)).isoformat(), "ways": "来信样例"}
    sent |= {"asked": "online"}
    page = text(wang.post(f"{here}open/", {**sent, **STAMP}))
    assert "不少于30日" in page and (today + timedelta(days=30)).isoformat() in page and "来信样例" in page
    assert Client().get(f"/shili-minzheng/zqyj/{draft.pk}/").status_code == 404


def test_a_decision_is_planned_revised_and_listed(house: House) -> None:
    wang, today = desk("wang"), clock.today().isoformat()
    given = {"kind": "other", "title": "示例方案", "body": "正文", "explanation": "说明", "planned_on": today, **STAMP}
    assert wang.post("/desk/decisions/plan/", given).status_code == 302
    draft = DecisionDraft.objects.of(house.people.bureau).get()
    revised = {**given, "body": "改过的正文", "seen": "1"}
    assert wang.post(f"/desk/decisions/{draft.pk}/revise/", revised).status_code == 302
    assert "改过的正文" in text(wang.get(f"/desk/decisions/{draft.pk}/"))
    assert "案卷已被他人办理" in text(wang.post(f"/desk/decisions/{draft.pk}/revise/", revised))
    assert draft.dossier.number in text(wang.get("/desk/decisions/"))


def test_the_practice_is_set_with_its_source_and_never_below_the_law(house: House) -> None:
    li = desk("li")
    given = {
        "expiry_months": 9,
        "major_days": 20,
        "rules_days": 30,
        "normative_days": 10,
        "other_days": 7,
        "source": "示例",
    }
    assert "不能少于30日" in text(li.post("/desk/practice/", {**given, **STAMP}))
    assert li.post("/desk/practice/", {**given, "major_days": 30, **STAMP}).status_code == 302
    assert 'value="9"' in text(li.get("/desk/practice/"))


def test_an_audit_goes_through_its_pages(house: House) -> None:
    label = {"attribute": "on_application", "ground": "internal", "reason": "内部管理"}
    signed(house, "示例办事指南", "样例。", label=label, section="救助科")  # type: ignore[arg-type]
    official("zheng", "郑抽查", house.people.bureau, "legal")
    zheng, wang = desk("zheng"), desk("wang")
    given = {"title": "抽查", "since": "2025-01-01", "through": "2025-12-31", "size": "3", "seed": "6142", **STAMP}
    assert wang.get("/desk/label-audits/draw/").status_code == 403
    assert zheng.post("/desk/label-audits/draw/", given).status_code == 302
    audit = LabelAudit.objects.of(house.people.bureau).get()
    address = f"/desk/label-audits/{audit.pk}/"
    assert "重新抽样，结果相同" in text(zheng.get(address)) and "6142" in text(zheng.get(address))
    finding = AuditFinding.objects.of(house.people.bureau).get()
    here = f"{address}findings/{finding.pk}/"
    assert "选明正确的公开属性" in text(zheng.post(f"{here}find/", {"verdict": "wrong", **STAMP}))
    found = {"verdict": "wrong", "right": "proactive", "note": "办事指南应当主动公开", **STAMP}
    assert zheng.post(f"{here}find/", found).status_code == 302
    assert wang.post(f"{here}remark/", {"text": "同意变更。", **STAMP}).status_code == 302
    settled = {"settlement": "relabelled", "reason": "抽查发现", **STAMP}
    assert zheng.post(f"{here}settle/", settled).status_code == 302
    page = text(zheng.get(here))
    assert "已变更公开属性" in page and "同意变更" in page
    assert zheng.post(f"{address}close/").status_code == 302
    assert "100.0%" in text(zheng.get("/desk/label-audits/")) and "救助科" in text(zheng.get("/desk/label-audits/"))


def test_no_public_page_names_a_document_that_is_not_public(house: House) -> None:
    target = registered(house, "示民发〔2015〕1号")
    hidden = registered(house, "示民发〔2015〕2号", "示例县无人知晓办法", published_on=None)
    label = {"attribute": "withheld", "ground": "internal", "reason": "内部事务"}
    text_ = "决定废止《示例县临时救助办法》（示民发〔2015〕1号）、《示例县无人知晓办法》（示民发〔2015〕2号）。"
    secret = signed(house, "示例县民政局保密决定", text_, label=label)  # type: ignore[arg-type]
    wang, public = desk("wang"), Client()
    ticked = {"target_0": "on", "target_0_on": "2025-09-18", "target_1": "on", "target_1_on": "2025-09-18", **STAMP}
    assert wang.post(f"/desk/abolitions/{secret.dossier_id}/", ticked).status_code == 302
    page = text(public.get(f"/shili-minzheng/gfxwj/{target.pk}/"))
    assert "本文件已废止" in page and "保密决定" not in page and secret.number not in page
    open_one = registered(house, "示民发〔2018〕1号", "示例县新办法", made_on=date(2018, 1, 1))
    change = {"kind": "amend", "on": "2018-01-01", "source_number": "示民发〔2018〕1号", **STAMP}
    other = registered(house, "示民发〔2016〕9号", "示例县不公开办法", published_on=None)
    assert wang.post(f"/desk/instruments/{other.pk}/change/", change).status_code == 302
    assert "不公开办法" not in text(public.get(f"/shili-minzheng/gfxwj/{open_one.pk}/"))
    hidden.refresh_from_db()
    assert hidden.ends_on == DAY
    draft = opened(house)
    draft.document = secret
    draft.save(update_fields=["document"])
    assert drafts.final(draft) is None
