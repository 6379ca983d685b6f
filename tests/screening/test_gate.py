"""公开前筛查: nothing personal goes out before a named person has decided; what went out before is found and waits."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client

from gongkai.engines.privacy import Kind
from gongkai.law.disclosure import ContentClass
from gongkai.law.documents import DocumentKind, State
from gongkai.law.grammar.flow import Unlawful
from gongkai.law.screening import KeepGround, Ruling, Verdict
from gongkai.office.authorities.models import Official
from gongkai.publication.disclosure import acts as disclosure
from gongkai.publication.disclosure.acts import WEBSITE, Item
from gongkai.publication.disclosure.models import Content
from gongkai.publication.disclosure.screened import SUBJECTS
from gongkai.publication.documents import acts as documents
from gongkai.publication.documents import attachments
from gongkai.publication.gate import acts, queries, sweeping, verifying
from gongkai.publication.gate.acts import HeldBack
from gongkai.publication.gate.lists import read_list
from gongkai.publication.gate.models import Screening, ScreeningDecision, ScreeningRun, WordList
from gongkai.publication.gate.parts import Part, of_text
from gongkai.web import clock
from gongkai.web.uploads import XLSX
from tests.publication.conftest import DAY, House
from tests.publication.test_contents import review, signed
from tests.publication.test_disclosure_pages import desk, hidden, page
from tests.publication.test_walk import drafted, reviewed
from tests.screening import carriers as made
from tests.screening.people import Person, person

KEEP = Ruling(Verdict.KEEP, KeepGround.PUNISHMENT, "失信惩戒名单", "名单公布规定第七条")


@pytest.fixture(autouse=True)
def kept_in_a_folder(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def who() -> Person:
    return person(Random(11))


def publish(house: House, text: str, title: str = "公示") -> Content:
    item = Item(ContentClass.DOCUMENT, title, text=text)
    row = review(house, title)
    return disclosure.publish(house.files, item, (WEBSITE,), on=DAY, today=DAY, by=house.people.wang, review=row)


def screened(house: House, text: str, by: Official | None = None) -> Screening:
    row = acts.screen(house.people.bureau, of_text("content", "正文", text), on=DAY, by=by)
    assert row is not None
    return row


def decide(row: Screening, ruling: Ruling, by: Official) -> None:
    keys = [each.key for each in queries.findings(row)]
    acts.decide(row, keys, ruling, on=DAY, today=DAY, by=by)


# -- publishing ------------------------------------------------------------------------------------------------------------


def test_15_a_text_with_a_persons_number_does_not_go_out(house: House, who: Person) -> None:
    with pytest.raises(HeldBack, match="公开前筛查有3处没有处理，不得公开") as held:
        publish(house, f"失信人{who.name}，身份证号{who.identity}，电话{who.mobile}。")
    assert who.identity not in str(held.value) and who.mobile not in str(held.value) and who.name not in str(held.value)
    assert not Content.objects.everywhere().exists()


def test_15_it_goes_out_once_a_named_person_has_decided_to_keep_each_of_it(house: House, who: Person) -> None:
    text = f"失信被执行人{who.name}，身份证号{who.identity}。"
    decide(screened(house, text, by=house.people.wang), KEEP, house.qian)
    assert publish(house, text).is_public


@pytest.mark.parametrize("verdict", [Verdict.COVER, Verdict.WITHHOLD])
def test_a_decision_to_cover_or_to_withhold_lets_nothing_pass(house: House, who: Person, verdict: Verdict) -> None:
    text = f"身份证号{who.identity}"
    decide(screened(house, text), Ruling(verdict), house.qian)
    with pytest.raises(HeldBack):
        publish(house, text)


def test_15_a_hidden_sheet_of_an_attachment_holds_its_document_back(house: House, who: Person) -> None:
    document = drafted(house, DocumentKind.OTHER)
    upload = SimpleUploadedFile("名单.xlsx", made.book_very_hidden(who.identity))
    attachments.attach(document, upload, XLSX, on=DAY, today=DAY, by=house.people.wang)
    reviewed(house, document)
    documents.sign(document, "示民发", on=DAY, today=DAY, by=house.people.li)
    with pytest.raises(HeldBack, match=r"名单\.xlsx工作表“底册”（深度隐藏）第4行第3列"):
        disclosure.publish_document(document, house.files, on=DAY, today=DAY, by=house.people.wang)
    document.dossier.refresh_from_db()
    assert document.dossier.state == State.TO_PUBLISH


def test_a_correction_passes_the_gate_as_well(house: House, who: Person) -> None:
    content = publish(house, "名单见附件。")
    with pytest.raises(HeldBack):
        disclosure.correct(
            content,
            {"text": f"名单：{who.identity}"},
            on=DAY,
            today=DAY,
            by=house.people.wang,
            reason="补名单",
            note="补充了名单",
        )


# -- deciding --------------------------------------------------------------------------------------------------------------


def test_17_whoever_brought_it_in_cannot_decide_to_keep_it(house: House, who: Person) -> None:
    row = screened(house, f"身份证号{who.identity}", by=house.qian)
    with pytest.raises(Unlawful, match="须由上传人以外的人决定"):
        decide(row, KEEP, house.qian)


@pytest.mark.parametrize(
    ("ruling", "why"),
    [
        (Ruling(Verdict.KEEP), "保留应当选明依据"),
        (Ruling(Verdict.KEEP, KeepGround.PUNISHMENT, "", "第七条"), "应当写明理由"),
        (Ruling(Verdict.KEEP, KeepGround.PUNISHMENT, "名单", ""), "应当写明条款或者文书"),
        (Ruling(Verdict.KEEP, KeepGround.NO_SECRET, "已解密", "决定书"), "不能作为保留“个人信息”的依据"),
    ],
)
def test_15_to_keep_asks_for_a_ground_a_reason_and_a_provision(
    house: House, who: Person, ruling: Ruling, why: str
) -> None:
    with pytest.raises(Unlawful, match=why):
        decide(screened(house, f"身份证号{who.identity}"), ruling, house.qian)


def test_14_a_marking_of_secrecy_is_kept_only_because_it_is_none(house: House) -> None:
    row = screened(house, "秘密★3年")
    with pytest.raises(Unlawful, match="不能作为保留“密级和涉密标志”的依据"):
        decide(row, KEEP, house.qian)
    decide(row, Ruling(Verdict.KEEP, KeepGround.NO_SECRET, "样式说明", "保密审查意见3号"), house.qian)
    assert queries.open_findings(row) == []


def test_the_number_itself_lies_in_no_row(house: House, who: Person) -> None:
    data = made.table([["姓名", "身份证号"], [who.name, who.identity]])
    part = Part("drop", f"{who.identity}.xlsx", "xlsx", "1" * 64, lambda: data)
    row = acts.drop(house.people.bureau, part, on=DAY, by=house.people.wang)
    row.refresh_from_db()
    for said in (
        repr(row.findings),
        row.name,
        bytes(row.preview or b"").decode("latin-1"),
        repr(queries.preview_of(row)),
    ):
        assert who.identity not in said and who.name not in said
    assert who.identity.encode() not in bytes(row.content or b"")


# -- the desk --------------------------------------------------------------------------------------------------------------


def dropped(client: Client, name: str, data: bytes) -> str:
    response = client.post("/desk/gate/drop/", {"file": SimpleUploadedFile(name, data)})
    assert response.status_code == 302, response.getvalue().decode()
    return str(response.headers["Location"])


def test_a_clerk_drops_a_workbook_sees_its_columns_judged_and_takes_a_cleaned_copy(house: House, who: Person) -> None:
    wang = desk("wang")
    data = made.table([["户主", "身份证号", "致贫原因"], [who.name, who.identity, "因病"], ["李样例", "", "缺资金"]])
    address = dropped(wang, "名单.xlsx", data)
    text = page(wang, address)
    assert who.identity not in text and who.name not in text
    assert f"{who.identity[:6]}********{who.identity[14:]}" in text
    assert "第1列“户主”" in text and "健康和残疾状况" in text
    copy = wang.post(f"{address}copy/")
    assert copy.status_code == 200 and copy.getvalue()[:2] == b"PK"
    assert wang.post(f"{address}throw-away/").status_code == 302
    assert "原件已经删除" in wang.post(f"{address}copy/").getvalue().decode()


def test_the_refusal_of_a_form_leaves_what_was_found_at_the_desk_of_those_who_decide(house: House, who: Person) -> None:
    wang, row = desk("wang"), review(house, "公示", on=clock.today())
    address = f"/desk/disclosure/publish/?website=on&review={row.pk}"
    form = {
        **hidden(page(wang, address)),
        **{"review": row.pk, "kind": "document", "title": "公示", "text": f"身份证号{who.identity}"},
        **{"column": house.files.pk, "on": f"{clock.today()}", "source": "own"},
    }
    text = wang.post(address, form).getvalue().decode()
    if "公开前筛查有1处没有处理" not in text:
        pytest.fail(re.sub(r"<[^>]+>|\s+", " ", text)[:3000])
    (waiting,) = queries.waiting(house.people.bureau)
    assert waiting.by == house.people.wang
    qian = desk("qian")
    assert "被公开前筛查拦下，有1处待决定" in page(qian, "/desk/notices/")
    told = page(qian, "/desk/gate/")
    assert f"/desk/gate/{waiting.pk}/" in told
    found = page(qian, f"/desk/gate/{waiting.pk}/")
    (key,) = re.findall(r'name="findings" value="([0-9a-f]{16})"', found)
    decision = {
        "findings": [key],
        "verdict": "keep",
        "ground": "consent",
        "reason": "本人要求公开",
        "basis": "同意书1号",
    }
    assert qian.post(f"/desk/gate/{waiting.pk}/", decision).status_code == 302
    assert not queries.waiting(house.people.bureau).exists()


def test_a_document_is_screened_before_anybody_publishes_it(house: House, who: Person) -> None:
    wang, document = desk("wang"), signed(house)
    address = f"/desk/disclosure/publish/{document.dossier_id}/"
    assert f"{address}screen/" in page(wang, address)
    assert wang.post(f"{address}screen/").headers["Location"] == address
    assert "没有须决定的发现" in page(wang, address)


def test_the_page_of_a_publisher_offers_no_decision(house: House, who: Person) -> None:
    row = screened(house, f"身份证号{who.identity}")
    text = page(desk("wang"), f"/desk/gate/{row.pk}/")
    assert "由审核人、保密审查人或者签发人决定" in text and 'name="verdict"' not in text


def test_a_file_nobody_takes_up_is_thrown_away_after_a_week(house: House, who: Person) -> None:
    part = Part("drop", "a.txt", "txt", "2" * 64, lambda: who.identity.encode())
    row = acts.drop(house.people.bureau, part, on=DAY, by=house.people.wang)
    acts.throw_away_old(DAY + acts.KEPT)
    row.refresh_from_db()
    assert row.content
    acts.throw_away_old(DAY + acts.KEPT + timedelta(days=1))
    row.refresh_from_db()
    assert not row.content and queries.findings(row)


# -- words -----------------------------------------------------------------------------------------------------------------


def test_words_that_the_county_imports_are_found_through_blanks_and_widths_here_and_beneath(house: House) -> None:
    listed = read_list("词,级别,推荐修改\n拔付,错误,拨付\n某代号ＡＢ,密,\n".encode())
    top = house.people.bureau.parent
    assert top is not None
    acts.import_words(top, "本县词表", "县委宣传部2025年", listed, on=DAY, by=house.sun)
    row = screened(house, "资金拔 付到位，某代 号ab。")
    told = {(each.concern, each.suggestion, each.holds) for each in queries.findings(row)}
    assert told == {("wrong", "改为“拨付”", False), ("secret", "改去或者说明", True)}


@pytest.mark.parametrize(
    ("data", "why"),
    [
        ("名称\n拔付\n", "应有“词”这一列"),
        ("词,级别\n拔付,很坏\n", "第2行的级别“很坏”应为"),
        ("词,级别\n,错误\n", "第2行没有词"),
    ],
)
def test_a_list_with_a_wrong_row_is_refused_whole_and_the_row_named(data: str, why: str) -> None:
    with pytest.raises(Unlawful, match=why):
        read_list(data.encode())


def test_a_list_is_imported_and_ended_at_the_desk(house: House) -> None:
    qian = desk("qian")
    form = {"name": "词表", "source": "本县", "file": SimpleUploadedFile("词.csv", "词,级别\n拔付,敏感\n".encode())}
    assert qian.post("/desk/gate/words/", form).status_code == 302
    row = WordList.objects.of(house.people.bureau).get()
    assert "本县" in page(qian, "/desk/gate/words/")
    assert qian.post(f"/desk/gate/words/{row.pk}/end/").status_code == 302
    assert queries.lists_of(house.people.bureau) == []


def test_a_decision_or_a_list_changed_behind_the_back_of_the_acts_is_told(house: House, who: Person) -> None:
    decide(screened(house, f"身份证号{who.identity}"), KEEP, house.qian)
    acts.import_words(
        house.people.bureau, "词", "县", read_list("词,级别\n名单,敏感\n".encode()), on=DAY, by=house.qian
    )
    assert list(verifying.findings(whole=True)) == []
    ScreeningDecision.objects.of(house.people.bureau).update(reason="另一个理由")
    WordList.objects.of(house.people.bureau).update(words=[])
    assert [each.what for each in verifying.findings(whole=True)] == [
        "与条目登记的不符，内容被改动",
        "词语与条目登记的摘要不符",
    ]


# -- what is public already ------------------------------------------------------------------------------------------------


@pytest.fixture
def old_page(house: House, who: Person) -> Iterator[Content]:
    """A content from before the gate: what it says now was put there behind the back of every act."""
    contents = [publish(house, f"第{number}号名单。", f"公示{number}") for number in range(5)]
    Content.objects.of(house.people.bureau).filter(pk=contents[2].pk).update(text=f"身份证号{who.identity}")
    yield contents[2]


def test_what_is_public_already_is_looked_through_step_by_step_and_taken_up_where_it_stood(
    house: House, old_page: Content, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sweeping, "STEP", 2)
    subject = SUBJECTS[0]
    run = sweeping.sweep(house.people.bureau, subject, on=DAY, seconds=0)
    assert (run.looked, run.finished_on) == (2, None)
    run = sweeping.sweep(house.people.bureau, subject, on=DAY)
    assert (run.looked, run.found, run.finished_on) == (5, 1, DAY)
    (row,) = queries.waiting(house.people.bureau)
    assert row.published and row.subject == f"content {old_page.pk}"
    again = sweeping.sweep(house.people.bureau, subject, on=DAY + timedelta(days=1))
    assert (again.looked, again.finished_on) == (5, DAY)


def test_new_words_begin_the_run_anew(house: House, old_page: Content) -> None:
    subject = SUBJECTS[0]
    sweeping.sweep(house.people.bureau, subject, on=DAY)
    acts.import_words(
        house.people.bureau, "词", "县", read_list("词,级别\n名单,敏感\n".encode()), on=DAY, by=house.qian
    )
    assert sweeping.sweep(house.people.bureau, subject, on=DAY).found == 5


def test_the_command_says_what_it_looked_through(house: House, old_page: Content) -> None:
    out = io.StringIO()
    call_command("screen", house.people.bureau.code, stdout=out)
    assert "公开内容查了5件，有发现1件，待决定1件，查完" in out.getvalue()
    call_command("screen", house.people.bureau.code, "--again", stdout=out)
    assert ScreeningRun.objects.everywhere().get(subject="contents").looked == 5


# -- persons named alone ---------------------------------------------------------------------------------------------------


def test_a_person_named_alone_holds_nothing_back_and_waits_for_an_answer(house: House) -> None:
    assert publish(house, "记者走进村民王测试家里。").is_public
    (row,) = queries.asking(house.people.bureau)
    assert (row.open, row.asked) == (0, 1) and list(queries.waiting(house.people.bureau)) == []
    decide(row, Ruling(Verdict.KEEP, KeepGround.CONSENT, "本人同意", "同意书3号"), house.qian)
    row.refresh_from_db()
    assert row.asked == 0 and not queries.asking(house.people.bureau).exists()


def test_the_desk_lists_who_is_to_be_asked_and_takes_the_answer(house: House) -> None:
    screened(house, "记者走进村民王测试家里。")
    (row,) = queries.asking(house.people.bureau)
    client = desk("qian")
    assert "请核实的姓名" in page(client, "/desk/gate/") and "王测试" not in page(client, "/desk/gate/")
    shown = page(client, f"/desk/gate/{row.pk}/")
    assert "登记核实" in shown and "王*试" in shown and "王测试" not in shown
    found = [each.key for each in queries.findings(row)]
    answer = {"findings": found, "verdict": "keep", "ground": "official", "reason": "驻村干部", **hidden(shown)}
    assert client.post(f"/desk/gate/{row.pk}/", answer).status_code == 302
    assert "请核实的姓名" not in page(client, "/desk/gate/")


# -- rows of other rooms ---------------------------------------------------------------------------------------------------


def test_rows_of_a_register_are_judged_cell_by_cell_and_by_their_columns(who: Person) -> None:
    found = queries.personal_in([["1", who.name, who.identity], ["2", "李样例", ""]], ["序号", "姓名", "证件号码"])
    assert [(each.row, each.column, each.kind) for each in found] == [
        (0, 1, Kind.NAME),
        (0, 2, Kind.IDENTITY),
        (1, 1, Kind.NAME),
    ]
    assert queries.personal_in([["示例有限公司", "91620800MA72000X1B"]], ["企业名称", "统一社会信用代码"]) == []


def test_a_day_of_tomorrow_is_no_day_of_a_decision(house: House, who: Person) -> None:
    row = screened(house, f"身份证号{who.identity}")
    with pytest.raises(Unlawful):
        acts.decide(row, [queries.findings(row)[0].key], KEEP, on=date(2025, 9, 19), today=DAY, by=house.qian)
