"""区分处理: what is hidden stays hidden, two persons answer for it, and the letter says how much on which ground."""

from __future__ import annotations

import io
from datetime import date

import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client, RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from gongkai.casework.applications import acts as applications
from gongkai.casework.applications import queries as file
from gongkai.casework.applications.models import Application
from gongkai.casework.applications.redacting import acts, queries
from gongkai.casework.applications.redacting.acts import Patterns
from gongkai.casework.applications.redacting.models import Redaction
from gongkai.engines.privacy import Kind
from gongkai.law.applications import Act
from gongkai.law.grammar.flow import JSON, Unlawful
from gongkai.law.outcomes import Version
from gongkai.law.redaction import Hidden, Hiding, grounds, objection_to_hiding, read_numbers
from gongkai.office.authorities.models import Official
from gongkai.office.journal import access
from gongkai.office.journal import queries as journal
from gongkai.office.journal.models import Access
from gongkai.office.journal.verify import verify
from gongkai.papers.document import Document, Paragraph
from gongkai.papers.docx import write_docx
from gongkai.papers.pdf import write_pdf
from gongkai.papers.redacting import paint
from gongkai.web import clock
from tests.casework.conftest import Receive, take
from tests.cast import PASSWORD, Cast

RECEIVED, SIGNED, SERVED = date(2025, 9, 18), date(2025, 9, 24), date(2025, 9, 25)
IDENTITY = "110101190001010014"
TEXT = f"吴样例领取农村道路养护资金三千元，身份证号码{IDENTITY}，手机13900000000。验收人钱样本。"


@pytest.fixture
def application(receive: Receive) -> Application:
    return receive(RECEIVED)


def pdf(*texts: str) -> bytes:
    return write_pdf(Document("拨付明细", tuple(Paragraph(text) for text in texts or (TEXT,)))).data


def brought(application: Application, people: Cast, data: bytes | None = None) -> Redaction:
    upload = SimpleUploadedFile("明细.pdf", data or pdf())
    return acts.bring(application, upload, "拨付明细", on=SIGNED, by=people.wang)


def hidden(row: Redaction, people: Cast, *words: str) -> Redaction:
    asked = [Hiding("privacy", words or ("吴样例", "钱样本"))]
    return acts.hide(row, asked, Patterns("privacy", (Kind.IDENTITY, Kind.MOBILE)), on=SIGNED, by=people.wang)


def looked(row: Redaction, by: Official) -> None:
    for page in range(1, row.pages + 1):
        access.look(by, row.application.dossier, queries.look_of(row, page))


def confirmed(application: Application, people: Cast) -> Redaction:
    row = hidden(brought(application, people), people)
    looked(row, people.li)
    return acts.confirm(row, on=SIGNED, by=people.li, seen=row.made_entry or 0)


def logged_in(username: str) -> Client:
    client = Client()
    assert client.login(request=RequestFactory().post("/desk/login/"), username=username, password=PASSWORD)
    return client


# -- the law -----------------------------------------------------------------------------------------------------------------


@given(st.sets(st.integers(1, 60), min_size=1))
def test_pages_are_read_as_they_are_written(pages: set[int]) -> None:
    assert read_numbers("、".join(map(str, pages))) == tuple(sorted(pages))
    assert read_numbers(f"{min(pages)}-{max(pages)}") == tuple(range(min(pages), max(pages) + 1))


@pytest.mark.parametrize("text", ["0", "5-3", "二", "1.5", "-4"])
def test_what_is_no_page_is_refused_by_name(text: str) -> None:
    with pytest.raises(Unlawful, match="看不懂"):
        read_numbers(text)


def test_37_every_ground_is_one_on_which_a_reply_may_refuse_and_is_told_with_its_article() -> None:
    for version in Version:
        for leaf in grounds(version):
            told = Hidden("甲", {leaf.key: 3}, {leaf.key: [2]}).told(version)
            assert (
                leaf.label in told
                and "隐去3处" in told
                and "第2页整页未提供" in told
                and leaf.citation(version) in told
            )


@pytest.mark.parametrize(
    ("hidings", "reason"),
    [
        ([], "没有要隐去的内容"),
        ([Hiding("", ("甲",))], "依据"),
        ([Hiding("disclosed", ("甲",))], "依据"),
        ([Hiding("privacy", (), (3,))], "没有第3页"),
        ([Hiding("privacy", (), (1,)), Hiding("deliberation", (), (1,))], "两项依据"),
        ([Hiding("privacy", (), (1, 2))], "不是部分公开"),
    ],
)
def test_37_what_may_not_be_hidden_so(hidings: list[Hiding], reason: str) -> None:
    objection = objection_to_hiding(hidings, 2, Version.R2019)
    assert objection is not None and reason in objection.reason
    assert objection_to_hiding([Hiding("privacy", ("甲",), (1,))], 2, Version.R2019) is None


# -- the acts ----------------------------------------------------------------------------------------------------------------


def test_what_is_hidden_is_counted_in_the_journal_and_never_told_there(application: Application, people: Cast) -> None:
    row = hidden(brought(application, people), people)
    assert row.hidden == {"places": {"privacy": 4}, "pages": {}}
    with pypdfium2.PdfDocument(queries.result(row)) as document:
        assert "".join(page.get_textpage().get_text_bounded() for page in document).strip() == ""
    secret = ("吴样例", "钱样本", IDENTITY, "13900000000", "拨付明细")
    told = [str(line.data) for line in journal.timeline(application.dossier)]
    assert not any(word in text for word in secret for text in told)
    stored = Redaction.objects.of(people.bureau).get()
    lying = b"".join(bytes(part or b"") for part in (stored.name, stored.original, stored.result, stored.told))
    assert not any(word.encode() in lying for word in secret) and b"%PDF" not in lying
    assert list(verify(whole=True)) == []


def test_nothing_is_stored_when_a_word_stands_nowhere_and_it_is_told_which(
    application: Application, people: Cast
) -> None:
    row = brought(application, people)
    before = len(journal.timeline(application.dossier))
    with pytest.raises(Unlawful, match="没有找到：“周无人”。") as refused:
        hidden(row, people, "吴样例", "周无人")
    assert refused.value.field == "words_1" and "吴样例" not in str(refused.value)
    kept = Redaction.objects.of(people.bureau).get()
    assert kept.result is None and kept.told is None and kept.hidden == {} and kept.made_entry is None
    assert len(journal.timeline(application.dossier)) == before


def test_what_was_recognised_in_one_place_is_hidden_in_every_other(application: Application, people: Cast) -> None:
    data = pdf("开户银行账号812345678901", "（另见附表）812345678901")
    row = acts.hide(
        brought(application, people, data), [], Patterns("privacy", (Kind.BANK,)), on=SIGNED, by=people.wang
    )
    assert row.hidden["places"] == {"privacy": 2}


def scanned(data: bytes) -> bytes:
    """The same pages as a scanner would have left them: images without a word."""
    return paint(data, [], {}).data


def test_a_scanned_page_is_refused_unless_it_is_left_out_as_a_whole(application: Application, people: Cast) -> None:
    with pypdfium2.PdfDocument(pdf()) as whole, pypdfium2.PdfDocument(scanned(pdf("旧账"))) as scan:
        whole.import_pages(scan)
        out = io.BytesIO()
        whole.save(out)
    row = brought(application, people, out.getvalue())
    with pytest.raises(Unlawful, match="第2页没有文字层") as refused:
        hidden(row, people)
    assert refused.value.field == "pages_1"
    asked = [Hiding("privacy", ("吴样例",)), Hiding("deliberation", (), (2,))]
    acts.hide(row, asked, on=SIGNED, by=people.wang)
    assert row.hidden == {"places": {"privacy": 1}, "pages": {"deliberation": [2]}}
    (shown,) = queries.shown(application)
    assert "第2页整页未提供" in shown.told and "第十六条第二款" in shown.told


@pytest.mark.parametrize(("data", "reason"), [(b"%PDF-1.4 broken", "已损坏"), (b"%PDF-", "已损坏")])
def test_a_broken_original_is_not_taken(application: Application, people: Cast, data: bytes, reason: str) -> None:
    with pytest.raises(Unlawful, match=reason) as refused:
        brought(application, people, data)
    assert refused.value.field == "file" and not Redaction.objects.of(people.bureau).exists()


def test_two_persons_and_every_page_looked_at(application: Application, people: Cast) -> None:
    row = hidden(brought(application, people), people)
    made = row.made_entry or 0
    looked(row, people.wang)
    with pytest.raises(Unlawful, match="经办人以外"):
        acts.confirm(row, on=SIGNED, by=people.wang, seen=made)
    with pytest.raises(Unlawful, match="没有看过第1页"):
        acts.confirm(row, on=SIGNED, by=people.li, seen=made)
    looked(row, people.li)
    hidden(row, people, "吴样例")
    with pytest.raises(Unlawful, match="已经重做"):
        acts.confirm(row, on=SIGNED, by=people.li, seen=made)
    with pytest.raises(Unlawful, match="没有看过第1页"):
        acts.confirm(row, on=SIGNED, by=people.li, seen=row.made_entry or 0)
    looked(row, people.li)
    acts.confirm(row, on=SIGNED, by=people.li, seen=row.made_entry or 0)
    with pytest.raises(Unlawful, match="已经复核"):
        hidden(row, people)
    with pytest.raises(IntegrityError), transaction.atomic():
        Redaction.objects.of(people.bureau).filter(pk=row.pk).update(confirmed_by=people.wang)
    assert list(verify(whole=True)) == []


def test_whoever_changes_a_result_behind_the_journal_is_found_out(application: Application, people: Cast) -> None:
    row = confirmed(application, people)
    Redaction.objects.of(people.bureau).filter(pk=row.pk).update(hidden={"places": {"privacy": 1}, "pages": {}})
    assert [finding.what for finding in verify(whole=True)] == [f"区分处理件与第{row.made_entry}号条目不符"]


def test_the_draft_begins_with_what_was_hidden_and_the_paper_goes_with_the_reply(
    application: Application, people: Cast
) -> None:
    row = confirmed(application, people)
    given = queries.prefilled(application, Version.R2019)
    assert "“拨付明细”中：" in given["withheld_part"] and "隐去4处" in given["withheld_part"]
    assert "第十五条" in given["withheld_part"] and "吴样例" not in given["withheld_part"]
    assert queries.going_with(application) == []
    elements: JSON = {"disclosed_part": "随信提供", "withheld_part": given["withheld_part"]}
    take(application, Act.DRAFT, SIGNED, people.wang, outcome="partly_disclosed", elements=elements)
    take(application, Act.REPLY, SIGNED, people.li)
    assert [each.row.pk for each in queries.going_with(application)] == [row.pk]
    with pytest.raises(Unlawful, match="在办理中"):
        acts.drop(row, on=SIGNED, by=people.wang, reason="换一份")
    with pytest.raises(Unlawful, match="在办理中"):
        brought(application, people, pdf("另一份"))


def test_a_paper_goes_with_no_reply_that_gives_nothing_in_part(application: Application, people: Cast) -> None:
    confirmed(application, people)
    take(application, Act.DRAFT, SIGNED, people.wang, outcome="disclosed", elements={"means": "复印件"})
    take(application, Act.REPLY, SIGNED, people.li)
    assert queries.going_with(application) == []


def test_a_dropped_paper_is_offered_to_no_draft(application: Application, people: Cast) -> None:
    row = confirmed(application, people)
    with pytest.raises(Unlawful, match="理由"):
        acts.drop(row, on=SIGNED, by=people.wang, reason=" ")
    acts.drop(row, on=SIGNED, by=people.wang, reason="上传错了")
    assert queries.prefilled(application, Version.R2019) == {}
    with pytest.raises(Unlawful, match="已经停用"):
        hidden(row, people)
    assert list(verify(whole=True)) == []


def test_when_the_file_is_shredded_nothing_can_be_read_again(application: Application, people: Cast) -> None:
    row = confirmed(application, people)
    elements: JSON = {"disclosed_part": "随信提供", "withheld_part": "隐去姓名"}
    take(application, Act.DRAFT, SIGNED, people.wang, outcome="partly_disclosed", elements=elements)
    take(application, Act.REPLY, SIGNED, people.li)
    take(application, Act.SERVE, SERVED, people.wang, method="direct", proof="回证1号")
    applications.shred(application, on=SERVED, by=people.li, reason="保存期满")
    for read in (queries.original, queries.result):
        with pytest.raises(Unlawful, match="销毁"):
            read(row)
    assert [each.name for each in queries.shown(application)] == ["（已销毁）"]
    assert list(verify(whole=True)) == []


# -- the pages ---------------------------------------------------------------------------------------------------------------


def test_the_pages_from_the_original_to_the_reply(application: Application, people: Cast) -> None:
    wang, li, base = logged_in("wang"), logged_in("li"), f"/desk/applications/{application.dossier_id}/"
    assert "区分处理和隐去" in wang.get(base).content.decode()
    word = SimpleUploadedFile("明细.pdf", b"MZ no pdf")
    assert "不是" in wang.post(f"{base}redactions/new/", {"name": "甲", "file": word}).content.decode()
    upload = SimpleUploadedFile("明细.pdf", pdf())
    page = wang.post(f"{base}redactions/new/", {"name": "拨付明细", "file": upload}, follow=True).content.decode()
    assert "身份证件号码（1个）" in page and "checked" in page and IDENTITY not in page
    row = Redaction.objects.of(people.bureau).get()
    one = f"{base}redactions/{row.pk}/"
    form = {"kinds": ["identity", "mobile"], "ground_found": "privacy", "ground_1": "privacy", "words_1": "周无人"}
    refused = wang.post(f"{one}hide/", {**form, "form_of_the_house": "1"})
    assert refused.status_code == 422 and "没有找到：“周无人”" in refused.content.decode()
    assert "请选择不予公开的依据" in wang.post(f"{one}hide/", {"ground_1": "", "words_1": "吴样例"}).content.decode()
    page = wang.post(f"{one}hide/", {**form, "words_1": "吴样例\n钱样本"}, follow=True).content.decode()
    assert "隐去4处" in page and "您是经办人" in page and f"{one}pages/1/" in page
    row.refresh_from_db()
    seen = {"seen": str(row.made_entry), "sure": "on"}
    assert "没有看过第1页" in li.post(f"{one}confirm/", {**seen, "form_of_the_house": "1"}).content.decode()
    assert li.get(f"{one}pages/1/").content[:4] == b"\x89PNG" and li.get(f"{one}pages/2/").status_code == 404
    page = li.post(f"{one}confirm/", seen, follow=True).content.decode()
    assert "已复核" in page
    draft = wang.get(f"{base}draft/partly_disclosed/").content.decode()
    assert "隐去4处" in draft and "拨付明细（已作区分处理）" in draft
    assert wang.get(f"{one}result/").content[:5] == b"%PDF-" and wang.get(f"{one}original/").content == pdf()
    logged = list(Access.objects.of(people.bureau).values_list("what", flat=True))
    for what in ("查看区分处理原件", "查看隐去结果", "隐去后的文件", "区分处理原件（"):
        assert any(what in each for each in logged)
    assert not any("吴样例" in each or "拨付明细" in each for each in logged)


def test_word_is_refused_with_the_way_out(application: Application) -> None:
    word = SimpleUploadedFile("明细.docx", write_docx(Document("明细", (Paragraph("吴样例"),))))
    address = f"/desk/applications/{application.dossier_id}/redactions/new/"
    page = logged_in("wang").post(address, {"name": "甲", "file": word}).content.decode()
    assert "请在Word中另存为PDF" in page


def test_an_official_of_another_authority_finds_nothing(application: Application, people: Cast) -> None:
    row = confirmed(application, people)
    zhao, base = logged_in("zhao"), f"/desk/applications/{application.dossier_id}/redactions/"
    one = f"{base}{row.pk}/"
    for page in (base, f"{base}new/", one, *(f"{one}{last}/" for last in ("hide", "original", "result", "pages/1"))):
        assert zhao.get(page).status_code == 404
    for page in (f"{one}confirm/", f"{one}drop/"):
        assert zhao.post(page).status_code == 404


def test_the_applicant_fetches_the_paper_with_the_reply_by_code_alone(receive: Receive, people: Cast) -> None:
    application, today = receive(clock.today()), clock.today()
    row = confirmed(application, people)
    code = "ABCDEFGHJK234567"
    Application.objects.of(people.bureau).filter(pk=application.pk).update(code_digest=file.code_digest(code))
    client, base = Client(), "/shili-minzheng/ysqgk/status/"
    known = {"number": application.dossier.number, "code": code}
    sent = {**known, "paper": str(row.pk)}
    assert client.post(f"{base}redacted/", sent).status_code == 422
    elements: JSON = {"disclosed_part": "随信提供", "withheld_part": "隐去姓名"}
    take(application, Act.DRAFT, today, people.wang, outcome="partly_disclosed", elements=elements)
    take(application, Act.REPLY, today, people.li)
    take(application, Act.SERVE, today, people.wang, method="direct", proof="回证1号")
    page = client.post(base, known).content.decode()
    assert "随答复提供的信息" in page and "拨付明细，共1页" in page
    wrong = client.post(f"{base}redacted/", {**sent, "code": "wrong"})
    assert "申请编号或者查询码不正确" in wrong.content.decode()
    assert client.post(f"{base}redacted/", {**known, "paper": str(row.pk + 1)}).status_code == 422
    fetched = client.post(f"{base}redacted/", sent)
    assert fetched.content == queries.result(row) and fetched.headers["Content-Type"] == "application/pdf"
    logged = Access.objects.of(people.bureau).filter(official=None, kind="download").values_list("what", flat=True)
    assert [each for each in logged if "隐去后的文件" in each]
