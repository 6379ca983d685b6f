"""登记簿的页面: through the forms, as people; what is typed is never lost, what stays inside is seen only by a noted act."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, RequestFactory

from gongkai.law.disclosure import Withdrawal
from gongkai.law.registers import KINDS
from gongkai.law.registers.decisions import PERMIT
from gongkai.law.registers.powers import POWER
from gongkai.law.registers.standing import Standing
from gongkai.law.registers.trades import PURCHASE
from gongkai.office.jobs import running
from gongkai.office.journal.models import Access
from gongkai.office.notices.models import Message
from gongkai.publication.gate.models import Screening
from gongkai.publication.registers import acts, chores, queries, reminders
from gongkai.publication.registers.interface.models import RegisterKey
from gongkai.publication.registers.models import Keeping, Record, RecordVersion
from gongkai.web import clock
from tests.cast import PASSWORD, Cast, cast, official
from tests.publication.registers.files import kept_kind, workbook
from tests.publication.registers.rows import IDENTITY, row

pytestmark = pytest.mark.django_db
STAMP = {"form_of_the_house": "1"}
HOME = "/desk/registers/permit/"


def desk(username: str) -> Client:
    client = Client()
    assert client.login(request=RequestFactory().post("/desk/login/"), username=username, password=PASSWORD)
    return client


def page(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, (address, response.status_code)
    return response.content.decode()


@pytest.fixture
def people() -> Cast:
    company = cast()
    official("wu", "吴经手", company.bureau, "drafter")
    return company


@pytest.fixture
def wang(people: Cast) -> Client:
    return desk("wang")


def entered(people: Cast, number: int = 1, **other: str) -> Record:
    today = clock.today()
    return acts.enter(people.bureau, PERMIT, row(PERMIT, number, **other), on=today, today=today, by=people.wang)


def fault_at(text: str, name: str) -> str:
    found = re.search(rf'id="id_{name}_error">(.*?)</p>', text)
    return found[1] if found else ""


def test_a_register_is_kept_entered_previewed_published_and_withdrawn(people: Cast, wang: Client) -> None:
    kept = {**STAMP, "kind": "permit", "unit": "审批股", "owner": str(people.wang.pk)}
    assert wang.post("/desk/registers/keep/", kept).headers["Location"] == HOME
    form = page(wang, f"{HOME}enter/")
    assert "公众看到的是脱敏后的" in form and "只归集，不公开" in form and "国家数据项XK_XDR_MC" in form
    assert wang.post(f"{HOME}enter/", {**STAMP, **row(PERMIT)}).status_code == 302
    record = Record.objects.of(people.bureau).get()
    assert record.standing == Standing.WAITING
    overview = page(wang, "/desk/registers/")
    assert "行政许可决定" in overview and "?state=waiting" in overview
    preview = page(wang, f"{HOME}publish/?record={record.pk}")
    assert "张*试" in preview and "张测试" not in preview and IDENTITY not in preview
    assert "法定代表人证件号码" in preview, "what stays inside is named beside it"
    wang.post(f"{HOME}publish/", {"seen": f"{record.pk}:1"})
    assert queries.public_records(people.bureau, PERMIT, clock.today()).count() == 1
    file = f"{HOME}{record.pk}/"
    assert "公开（第" in page(wang, file)
    gone = {**STAMP, "kind": Withdrawal.WRONG.value, "reason": "决定已撤销", "seen": "1"}
    assert wang.post(f"{file}withdraw/", gone).status_code == 302
    assert not queries.public_records(people.bureau, PERMIT, clock.today()).exists()
    assert "内容有误" in page(wang, file)


def test_a_wrong_row_comes_back_with_all_that_was_typed_and_every_fault_at_its_field(
    people: Cast, wang: Client
) -> None:
    kept_kind(people.bureau, PERMIT)
    wrong = row(PERMIT, credit_code="91350100M000100Y44", made_on="1900-01-01", content="")
    text = wang.post(f"{HOME}enter/", {**STAMP, **wrong}).content.decode()
    assert "校验码不符" in fault_at(text, "credit_code") and "1900年" in fault_at(text, "made_on")
    assert "许可内容" in fault_at(text, "content")
    assert "91350100M000100Y44" in text and "行政许可决定文书号1" in text
    assert not Record.objects.of(people.bureau).exists()
    entered(people)
    text = wang.post(f"{HOME}enter/", {**STAMP, **row(PERMIT)}).content.decode()
    assert "同样的记录已经登记" in text and "许可内容1" in text, "the law's refusal keeps the draft as well"


def test_an_amount_as_if_in_yuan_is_asked_about_once(people: Cast, wang: Client) -> None:
    kept_kind(people.bureau, PURCHASE)
    large, address = {**STAMP, **row(PURCHASE, amount="20000000")}, "/desk/registers/purchase/enter/"
    assert "可能以元填写" in wang.post(address, large).content.decode()
    assert wang.post(address, {**large, "confirmed_amounts": "1"}).status_code == 302


def test_a_correction_shows_what_was_keeps_it_and_is_refused_on_an_old_edition(people: Cast, wang: Client) -> None:
    file = f"{HOME}{entered(people).pk}/"
    form = page(wang, f"{file}correct/")
    assert "许可内容1" in form and IDENTITY in form
    assert Access.objects.of(people.bureau).filter(kind="look").count() == 1, "the inside was shown, and it was noted"
    changed = {**STAMP, **row(PERMIT, content="改后的内容"), "why_changed": "内容写错", "seen": "1"}
    assert "请填写更正理由" in wang.post(f"{file}correct/", {**changed, "why_changed": ""}).content.decode()
    assert wang.post(f"{file}correct/", changed).status_code == 302
    late = wang.post(f"{file}correct/", {**changed, "content": "别人后改的"}).content.decode()
    assert "已被他人改动" in late and "别人后改的" in late
    assert RecordVersion.objects.of(people.bureau).get().reason == "内容写错"
    told = page(wang, file)
    assert "许可内容1" in told and "改后的内容" in told and "第1版" in told


def test_what_stays_inside_is_shown_only_by_an_act_that_the_log_keeps(people: Cast, wang: Client) -> None:
    file = f"{HOME}{entered(people).pk}/"
    assert IDENTITY not in page(wang, file)
    assert wang.get(f"{file}sealed/").status_code == 405
    assert not Access.objects.of(people.bureau).filter(kind="look").exists()
    assert IDENTITY in wang.post(f"{file}sealed/").content.decode()
    look = Access.objects.of(people.bureau).get(kind="look")
    assert look.official == people.wang and "行政许可决定" in look.what and IDENTITY not in look.what


def test_what_shows_a_person_in_its_text_is_told_with_its_place_and_not_let_out(people: Cast, wang: Client) -> None:
    record = entered(people, content=f"经营者身份证号{IDENTITY}")
    preview = page(wang, f"{HOME}publish/")
    assert "许可内容：第8字" in preview and "公开以上" not in preview
    wang.post(f"{HOME}publish/", {"seen": f"{record.pk}:1"})
    assert not queries.public_records(people.bureau, PERMIT, clock.today()).exists()


def test_what_was_changed_after_the_preview_is_not_let_out(people: Cast, wang: Client) -> None:
    record, today = entered(people), clock.today()
    acts.correct(record, row(PERMIT, content="改后"), "写错", on=today, today=today, by=people.wang, seen=1)
    assert "请重新预览" in wang.post(f"{HOME}publish/", {"seen": f"{record.pk}:1"}).content.decode()
    assert Record.objects.of(people.bureau).get().standing == Standing.WAITING


def test_who_handles_enters_and_who_publishes_lets_out(people: Cast, wang: Client) -> None:
    kept_kind(people.bureau, PERMIT)
    wu, record = desk("wu"), entered(people)
    assert wu.post(f"{HOME}enter/", {**STAMP, **row(PERMIT, 2)}).status_code == 302
    for address in ("publish/", f"{record.pk}/withdraw/", f"{record.pk}/leave/"):
        assert wu.post(f"{HOME}{address}", {"seen": f"{record.pk}:1"}).status_code == 403, address
    acts.publish(people.bureau, PERMIT, [record.pk], on=clock.today(), today=clock.today(), by=people.wang)
    changed = {**STAMP, **row(PERMIT, content="改"), "why_changed": "改", "seen": "1"}
    assert "由有公开职责的人更正" in wu.post(f"{HOME}{record.pk}/correct/", changed).content.decode()
    assert Record.objects.of(people.bureau).get(pk=record.pk).edition == 1


def test_an_official_of_another_authority_finds_no_record(people: Cast) -> None:
    record, zhao = entered(people), desk("zhao")
    for end in ("", "correct/", "withdraw/", "leave/"):
        assert zhao.get(f"{HOME}{record.pk}/{end}").status_code == 404, end
    assert zhao.post(f"{HOME}{record.pk}/sealed/").status_code == 404
    assert record.title not in page(zhao, HOME)
    assert "没有待公开的记录" in zhao.post(f"{HOME}publish/", {"seen": f"{record.pk}:1"}).content.decode()


def test_the_list_is_narrowed_by_state_and_words_and_marks_the_late(people: Cast, wang: Client) -> None:
    kept_kind(people.bureau, PERMIT)
    entered(people, 1, made_on="2020-03-02", party="很久以前的商行")
    entered(people, 2, made_on=f"{clock.today():%Y-%m-%d}", party="今天的商行")
    late = page(wang, f"{HOME}?state=overdue")
    assert "很久以前的商行" in late and "今天的商行" not in late and "逾期" in late
    assert "今天的商行" in page(wang, f"{HOME}?q=今天")
    for hostile in ("?state=%00", "?q=%27%22%3Cscript%3E", "?page=99999999999999999999"):
        assert "<script>" not in page(wang, HOME + hostile)
    page(wang, f"{HOME}publish/?record=99999999999999999999&record=x")
    assert wang.get("/desk/registers/nothing/").status_code == 404


def test_an_item_leaves_its_list_from_the_desk(people: Cast, wang: Client) -> None:
    today = clock.today()
    item = acts.enter(people.bureau, POWER, row(POWER, made_on="2024-01-01"), on=today, today=today, by=people.wang)
    address = f"/desk/registers/power_item/{item.pk}/"
    assert "移出" in page(wang, address)
    before = {**STAMP, "on": "2023-01-01", "reason": "上级取消", "seen": "1"}
    assert "不能早于列入日期" in wang.post(f"{address}leave/", before).content.decode()
    assert wang.post(f"{address}leave/", {**before, "on": f"{today:%Y-%m-%d}"}).status_code == 302
    assert Record.objects.of(people.bureau).get().left_on == today


def test_an_import_goes_from_the_form_to_the_register_with_a_report_of_every_wrong_row(
    people: Cast, wang: Client
) -> None:
    kept_kind(people.bureau, PURCHASE)
    rows = [row(PURCHASE, 1), row(PURCHASE, 2, amount="八千"), row(PURCHASE, 3)]
    file = SimpleUploadedFile("采购.xlsx", workbook(PURCHASE, rows))
    home = wang.post("/desk/registers/purchase/import/", {**STAMP, "file": file}).headers["Location"]
    text = page(wang, home)
    assert "各列是什么" in text and "refresh" not in text
    mapped = dict(re.findall(r'name="(column_\d+)".*?<option value="(\w+)" selected>', text, re.DOTALL))
    wang.post(f"{home}columns/", {**STAMP, **mapped})
    assert '<noscript><meta http-equiv="refresh"' in page(wang, home), "progress is shown without a script"
    running.work_off("本机")
    assert "写法不能读出" in page(wang, home)
    assert "八千" in page(wang, f"{home}rows/?verdict=refused")
    assert "有1行不收" in wang.post(f"{home}accept/", {**STAMP, "choice": "whole"}).content.decode()
    book = wang.get(f"{home}faulty.xlsx")
    assert book.getvalue().startswith(b"PK")
    assert Access.objects.of(people.bureau).filter(kind="download").count() == 1
    assert not Record.objects.of(people.bureau).exists()
    wang.post(f"{home}accept/", {**STAMP, "choice": "skip", "publishes": "1"})
    running.work_off("本机")
    assert "已登记2条，其中公开2条" in page(wang, home)
    assert desk("zhao").get(home).status_code == 404


def test_a_file_that_is_no_table_is_refused_on_the_form(people: Cast, wang: Client) -> None:
    kept_kind(people.bureau, PURCHASE)
    picture = SimpleUploadedFile("图.xlsx", b"\x89PNG\r\n\x1a\n")
    assert "不是Excel" in wang.post("/desk/registers/purchase/import/", {**STAMP, "file": picture}).content.decode()
    other = SimpleUploadedFile("别的.csv", "甲,乙\n1,2\n".encode())
    assert "找不到表头" in wang.post("/desk/registers/purchase/import/", {**STAMP, "file": other}).content.decode()


def test_a_key_is_shown_once(people: Cast, wang: Client) -> None:
    kept_kind(people.bureau, PERMIT)
    until = f"{clock.today() + timedelta(days=30):%Y-%m-%d}"
    given = {**STAMP, "name": "审批系统", "kinds": ["permit"], "until": until, "differing": "refuse"}
    text = wang.post("/desk/registers/keys/", given).content.decode()
    assert re.search(r"<code>djb_[\w-]{40,}</code>", text)
    again = page(wang, "/desk/registers/keys/")
    assert "审批系统" in again and not re.search(r"djb_[\w-]{40,}", again)
    key = RegisterKey.objects.of(people.bureau).get()
    assert desk("zhao").post(f"/desk/registers/keys/{key.pk}/revoke/").status_code in (403, 404)
    wang.post(f"/desk/registers/keys/{key.pk}/revoke/")
    assert "已停用" in page(wang, "/desk/registers/keys/")
    far = {**given, "until": "2099-01-01"}
    assert "最长3年" in wang.post("/desk/registers/keys/", far).content.decode()


def test_the_owner_is_told_once_of_what_is_due_and_others_where_there_is_none(people: Cast) -> None:
    kept_kind(people.bureau, PERMIT)
    Keeping.objects.of(people.bureau).update(owner=people.li)
    today = clock.today()
    entered(people, 1, made_on="2024-03-04")
    assert reminders.remind(today) == 1 and reminders.remind(today) == 0
    told = Message.objects.of(people.bureau).get()
    assert told.official == people.li and "1条逾期未公开" in told.subject
    assert reminders.remind(today + timedelta(days=7)) == 1, "what is late is told again the next week"
    Keeping.objects.of(people.bureau).update(owner=None)
    assert reminders.remind(today) == 1
    assert Message.objects.of(people.bureau).exclude(official=people.li).get().official == people.wang
    assert "行政许可决定" in page(desk("wang"), "/desk/due/")


def test_what_has_been_shown_long_enough_comes_down_by_itself(people: Cast) -> None:
    penalty, day = KINDS["penalty"], date(2025, 9, 18)
    said = row(penalty, shown_to="2025-09-30")
    record = acts.enter(people.bureau, penalty, said, on=day, today=day, by=people.wang)
    acts.publish(people.bureau, penalty, [record.pk], on=day, today=day, by=people.wang)
    chores.end_shown(clock.now())
    assert Record.objects.of(people.bureau).get().standing == Standing.ENDED


def test_what_is_perhaps_personal_goes_from_the_preview_to_the_gate_and_the_rest_is_let_out(
    people: Cast, wang: Client
) -> None:
    kept_kind(people.bureau, PERMIT)
    record = entered(people, content="当事人身份证号110105194912310021")
    entered(people, 2)
    text = page(wang, f"{HOME}publish/")
    assert (
        "疑似有个人信息" in text and "公开以上1条" in text and "110105194912310021" not in text.partition("<details")[0]
    )
    held = wang.post(f"{HOME}publish/", {"seen": f"{record.pk}:1"}, follow=True).content.decode()
    assert "公开前筛查有1处没有处理" in held
    (screening,) = Screening.objects.of(people.bureau)
    assert (screening.subject, screening.open) == (f"record {record.pk}", 1)
