"""证据与案卷: searches carry the letter that says nothing was found; the file is bound with its index and packed."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, RequestFactory

from gongkai.casework.applications import acts as applications
from gongkai.casework.applications import queries
from gongkai.casework.applications.case_file.compiling import CASE_FILE, compiled, pack
from gongkai.casework.applications.case_file.pieces import Options
from gongkai.casework.applications.evidence import acts
from gongkai.casework.applications.evidence import queries as evidence
from gongkai.casework.applications.evidence.acts import Joined
from gongkai.casework.applications.evidence.listing import exhibits
from gongkai.casework.applications.evidence.models import EvidencePaper, SearchRecord
from gongkai.casework.applications.models import Application
from gongkai.law.applications import Act
from gongkai.law.evidence import PaperKind, Search, SearchPlace
from gongkai.law.grammar.flow import Step, Unlawful
from gongkai.office.journal import queries as journal
from gongkai.office.journal.models import Access
from gongkai.office.journal.verify import verify
from gongkai.papers.document import Document, Paragraph
from gongkai.papers.pdf import write_pdf
from gongkai.papers.xlsx import read_xlsx
from gongkai.web import uploads
from tests.casework.conftest import PERSON, Receive, take
from tests.cast import PASSWORD, Cast

RECEIVED, LOOKED, SIGNED, SERVED = date(2025, 9, 18), date(2025, 9, 22), date(2025, 9, 24), date(2025, 9, 25)
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108020000009077"
    "53de0000000c49444154789c63606060000000040001f61738550000000049454e44ae426082"
)


def search(where: str = "2024年收文登记簿", on: date = LOOKED, *, hit: bool = False) -> Search:
    return Search(SearchPlace.ARCHIVE, where, "农村道路 养护资金", "没有见到该文件", on, "王小样", hit)


def look_through(application: Application, people: Cast, found: Search | None = None) -> SearchRecord:
    return acts.register_search(application, found or search(), today=LOOKED, by=people.wang)


def say_not_held(application: Application, people: Cast) -> None:
    take(application, Act.DRAFT, SIGNED, people.wang, outcome="not_held", elements={})
    take(application, Act.REPLY, SIGNED, people.li)
    take(application, Act.SERVE, SERVED, people.wang, method="direct", proof="回证1号")


def joined(application: Application, people: Cast, data: bytes, kind: uploads.FileKind, **said: Any) -> EvidencePaper:
    upload = SimpleUploadedFile(f"scan.{kind.extension}", data)
    paper = Joined(PaperKind.SERVICE_RETURN, said.pop("name", "送达回证"), "答复已经送达", **said)
    return acts.join(application, upload, kind, paper, on=SERVED, by=people.wang)


@pytest.fixture
def application(receive: Receive) -> Application:
    return receive(RECEIVED)


def logged_in(username: str) -> Client:
    client = Client()
    assert client.login(request=RequestFactory().post("/desk/login/"), username=username, password=PASSWORD)
    return client


# -- searches --------------------------------------------------------------------------------------------------------------


def test_36_4_without_a_search_nobody_answers_that_it_does_not_exist(application: Application, people: Cast) -> None:
    with pytest.raises(Unlawful, match="还没有一条检索记录") as refused:
        take(application, Act.DRAFT, SIGNED, people.wang, outcome="not_held", elements={"search": "检索了档案室"})
    assert refused.value.field == "search"
    assert queries.standing(application).draft is None


def test_36_4_the_letter_says_what_the_records_say_whatever_was_typed(application: Application, people: Cast) -> None:
    look_through(application, people)
    look_through(application, people, search("养护股电子文件夹"))
    take(application, Act.DRAFT, SIGNED, people.wang, outcome="not_held", elements={"search": "随便写写"})
    draft = queries.standing(application).draft
    assert draft is not None
    told = draft.elements["search"]
    assert "随便写写" not in told and "2024年收文登记簿" in told and "养护股电子文件夹" in told
    assert "王小样" in told and "2025年9月22日" in told
    take(application, Act.REPLY, SIGNED, people.li)
    with pytest.raises(Unlawful, match="答复已经签发"):
        look_through(application, people)


def test_a_search_made_void_carries_no_letter_and_stays_in_the_journal(application: Application, people: Cast) -> None:
    record = look_through(application, people)
    with pytest.raises(Unlawful, match="理由"):
        acts.void_search(record, on=LOOKED, by=people.wang, reason=" ")
    acts.void_search(record, on=LOOKED, by=people.wang, reason="登记到了别的申请上")
    assert evidence.searches(application) == []
    with pytest.raises(Unlawful, match="已经作废"):
        acts.void_search(record, on=LOOKED, by=people.wang, reason="再来一次")
    with pytest.raises(Unlawful, match="还没有一条检索记录"):
        evidence.search_text(application)
    assert [line.act for line in journal.timeline(application.dossier)] == ["submit", "search_record", "void_search"]
    assert list(verify(whole=True)) == []


@pytest.mark.parametrize(
    ("on", "reason"), [(date(2025, 9, 17), "不能早于提交申请"), (date(2025, 9, 23), "不能晚于今天")]
)
def test_a_search_lies_between_the_application_and_today(
    application: Application, people: Cast, on: date, reason: str
) -> None:
    with pytest.raises(Unlawful, match=reason) as refused:
        look_through(application, people, search(on=on))
    assert refused.value.field == "on"
    assert not SearchRecord.objects.of(people.bureau).exists()


def test_what_was_searched_for_lies_sealed_and_is_gone_when_the_file_is_shredded(
    application: Application, people: Cast
) -> None:
    look_through(application, people)
    paper = joined(application, people, PIXEL, uploads.PNG)
    row = SearchRecord.objects.of(people.bureau).get()
    assert "养护资金".encode() not in bytes(row.told) and PIXEL not in bytes(paper.content)
    entered = [entry.data for entry in journal.entries(application.dossier)]
    assert not any("收文登记簿" in data or "送达回证" in data for data in entered)
    assert evidence.content(EvidencePaper.objects.of(people.bureau).get()) == PIXEL
    say_not_held(application, people)
    applications.shred(application, on=SERVED, by=people.li, reason="保存期满")
    assert evidence.searches(application) == [] and evidence.papers(application) == []
    assert list(verify(whole=True)) == []


def test_the_same_paper_is_joined_once(application: Application, people: Cast) -> None:
    joined(application, people, PIXEL, uploads.PNG)
    with pytest.raises(Unlawful, match="已经入卷") as refused:
        joined(application, people, PIXEL, uploads.PNG, name="又一份")
    assert refused.value.field == "file"
    assert EvidencePaper.objects.of(people.bureau).count() == 1


def test_the_list_of_evidence_follows_the_journal_without_the_offices_own_opinion(
    application: Application, people: Cast
) -> None:
    look_through(application, people)
    say_not_held(application, people)
    joined(application, people, PIXEL, uploads.PNG)
    listed = exhibits(application)
    assert [each.name for each in listed] == ["政府信息公开申请表", "检索记录", "答复书", "答复送达登记", "送达回证"]
    assert [each.number for each in listed] == [1, 2, 3, 4, 5]
    assert all(each.source and each.proves for each in listed)


# -- the case file ---------------------------------------------------------------------------------------------------------


def words(data: bytes) -> list[str]:
    with pypdfium2.PdfDocument(data) as document:
        return [page.get_textpage().get_text_bounded().replace("\u200b", "").replace("\r", "") for page in document]


@pytest.fixture
def handled(application: Application, people: Cast) -> Application:
    """A file with everything: a third party, a search, a reply, a photograph, a paper in Word, a broken one."""
    take(application, Act.CONSULT, LOOKED, people.wang, of="third_party", subject="是否同意公开吴第三的账户")
    step = {"consultation": "1", "opinion": "object"}
    take(application, Act.ANSWER_CONSULTATION, LOOKED, people.wang, **step)
    look_through(application, people)
    say_not_held(application, people)
    scan = write_pdf(Document("第三方意见", (Paragraph("吴第三不同意公开"),))).data
    joined(application, people, scan, uploads.PDF, name="第三方意见", third_party=True)
    joined(application, people, PIXEL, uploads.PNG)
    joined(application, people, b"%PDF-1.4 broken", uploads.PDF, name="坏了的扫描件")
    return application


def test_the_index_names_the_page_on_which_each_paper_begins(handled: Application) -> None:
    with compiled(handled, Options(third_parties=True, opinions=True, log=True), made_on=SERVED) as found:
        pages = words(found.bound.read_bytes())
        assert len(pages) == found.pages
        placed = [row for row in found.index if row.first]
        assert [row.number for row in found.index] == list(range(1, len(found.index) + 1))
        assert placed[0].first > 2, "after the cover and the index"
        for before, row in pairwise(placed):
            assert row.first == before.last + 1, "no page is without a paper, none belongs to two"
        for row in placed:
            if row.piece.held is None or row.piece.held.paper.extension != "png":
                title = row.piece.paper.title if row.piece.paper else row.piece.name
                assert title.replace(" ", "") in pages[row.first - 1].replace("\n", "").replace(" ", "")
        assert "证据清单" in pages[placed[-1].last], "the list of evidence closes the file"
        index = "".join(pages[1 : placed[0].first - 1])
        for row in placed:
            assert row.piece.name[:4] in index
        names = [row.piece.name for row in found.index]
        assert {"拟办意见", "查阅日志", "台账摘录", "检索记录", "办理时间线和期限计算"} <= set(names)
        text = "".join(pages)
        assert "吴第三" in text and "已经加密、损坏" in text and "计入" in text
        seals = "".join(pages[row.first - 1] for row in placed if row.piece.key == "journal").replace("\n", "")
        assert next(iter(journal.entries(handled.dossier))).seal[:12] in seals
    assert not found.folder.exists()


def test_what_is_of_third_parties_and_what_the_office_thought_stays_at_home(handled: Application) -> None:
    with compiled(handled, Options(), made_on=SERVED) as found:
        text = "".join(words(found.bound.read_bytes()))
        packed = io.BytesIO()
        pack(handled, found, packed, made_on=SERVED)
    assert "吴第三" not in text
    names = [row.piece.name for row in found.index]
    assert "拟办意见" not in names and "查阅日志" not in names
    (withheld,) = [row for row in found.index if row.piece.withheld]
    assert (withheld.piece.name, withheld.pages, "本次导出未附" in withheld.remark) == ("第三方意见", "—", True)
    with zipfile.ZipFile(packed) as package:
        assert not any("第三方意见" in name for name in package.namelist())


def test_the_package_holds_the_originals_and_the_digest_of_every_file(handled: Application, tmp_path: Path) -> None:
    out = tmp_path / "package.zip"
    with compiled(handled, Options(third_parties=True), made_on=SERVED) as found, out.open("w+b") as into:
        pack(handled, found, into, made_on=SERVED)
    with zipfile.ZipFile(out) as package:
        lines = [line.partition("  ") for line in package.read("SHA256SUMS.txt").decode().splitlines()]
        listed = {name: digest for digest, _, name in lines}
        assert set(listed) | {"SHA256SUMS.txt"} == set(package.namelist())
        for name, digest in listed.items():
            assert hashlib.sha256(package.read(name)).hexdigest() == digest
        assert PIXEL in [package.read(name) for name in listed if name.endswith(".png")]
        told = json.loads(package.read("目录.json"))
        (grid,) = read_xlsx(package.read("目录.xlsx"))
        assert [row[1] for row in grid.texts[1:]] == [paper["name"] for paper in told["papers"]]
        assert told["pages"] == len(words(package.read(CASE_FILE)))
        assert any(name.endswith(".docx") for name in listed), "the reply as it can be edited and read"


# -- the pages -------------------------------------------------------------------------------------------------------------


def test_the_pages_from_the_search_to_the_export(application: Application, people: Cast) -> None:
    wang, base = logged_in("wang"), f"/desk/applications/{application.dossier_id}/"
    assert "还没有检索记录" in wang.get(base + "evidence/").content.decode()
    assert "还没有一条检索记录" in wang.get(base + "draft/not_held/").content.decode()
    refused = wang.post(base + "draft/not_held/", {"on": "2025-09-24", "seen": "1", "form_of_the_house": "1"})
    assert refused.status_code == 422 and "还没有一条检索记录" in refused.content.decode()
    form = {"place": "archive", "where": "2024年收文登记簿", "words": "养护资金", "found": "未见", "on": "2025-09-22"}
    assert wang.post(base + "evidence/search/", {**form, "where": "", "seen": "1"}).status_code == 200
    page = wang.post(base + "evidence/search/", {**form, "seen": "1"}, follow=True).content.decode()
    assert "2024年收文登记簿" in page and "养护资金" in page
    assert "2024年收文登记簿" in wang.get(base + "draft/not_held/").content.decode()
    wang.post(base + "draft/not_held/", {"on": "2025-09-24", "seen": "2", "search": "篡改"})
    draft = queries.standing(application).draft
    assert draft is not None and "2024年收文登记簿" in draft.elements["search"]
    upload = SimpleUploadedFile("回证.png", PIXEL)
    page = wang.post(base + "evidence/join/", {"kind": "service_return", "file": upload}, follow=True).content.decode()
    assert "送达回证" in page and "文书已经送达及其日期" in page
    fake = SimpleUploadedFile("回证.pdf", b"MZ not a pdf")
    assert "不是" in wang.post(base + "evidence/join/", {"kind": "other", "file": fake}).content.decode()
    paper = EvidencePaper.objects.of(people.bureau).get()
    assert wang.get(f"{base}evidence/papers/{paper.pk}/").content == PIXEL
    for carrier in ("pdf", "zip"):
        response = wang.get(f"{base}case-file/{carrier}/?log=on")
        content = b"".join(response.streaming_content)  # type: ignore[attr-defined]
        assert content[:2] in (b"%P", b"PK")
    assert wang.get(f"{base}case-file/exe/").status_code == 404
    logged = Access.objects.of(people.bureau).filter(kind="download").values_list("what", flat=True)
    assert sum("导出案卷" in what for what in logged) == 2 and sum("证据材料" in what for what in logged) == 1
    assert not any(PERSON["name"] in what or "养护" in what for what in logged)


def test_the_log_goes_along_only_for_those_who_answer_for_the_file(application: Application, people: Cast) -> None:
    base = f"/desk/applications/{application.dossier_id}/case-file/"
    assert "附查阅日志" not in logged_in("wang").get(base).content.decode()
    assert "附查阅日志" in logged_in("li").get(base).content.decode()
    texts = {
        name: "".join(words(b"".join(logged_in(name).get(f"{base}pdf/?log=on").streaming_content)))  # type: ignore[attr-defined]
        for name in ("wang", "li")
    }
    assert "查阅日志" not in texts["wang"] and "查阅日志" in texts["li"]


def test_an_official_of_another_authority_finds_nothing(application: Application, people: Cast) -> None:
    look_through(application, people)
    zhao, base = logged_in("zhao"), f"/desk/applications/{application.dossier_id}/"
    for page in ("evidence/", "evidence/search/", "evidence/join/", "case-file/", "case-file/pdf/", "case-file/zip/"):
        assert zhao.get(base + page).status_code == 404


def test_the_page_of_the_file_says_until_when_a_remedy_may_be_sought(application: Application, people: Cast) -> None:
    look_through(application, people)
    say_not_held(application, people)
    page = logged_in("wang").get(f"/desk/applications/{application.dossier_id}/").content.decode()
    assert "申请人的救济期限" in page and "2025年11月24日" in page and "2026年3月25日" in page


def test_a_void_draft_is_not_amended_into_a_letter_without_searches(application: Application, people: Cast) -> None:
    take(application, Act.DRAFT, SIGNED, people.wang, outcome="disclosed", elements={"means": "复印件"})
    changed = Step(Act.DRAFT.value, SIGNED, {"outcome": "not_held", "elements": {"search": "检索了"}})
    with pytest.raises(Unlawful, match="还没有一条检索记录"):
        applications.amend(application, 2, changed, today=SIGNED, by=people.li, reason="选错了结果")


def test_whoever_changes_a_search_or_a_paper_behind_the_journal_is_found_out(
    application: Application, people: Cast
) -> None:
    record = look_through(application, people)
    paper = joined(application, people, PIXEL, uploads.PNG)
    assert list(verify(whole=True)) == []
    SearchRecord.objects.of(people.bureau).filter(pk=record.pk).update(hit=True)
    EvidencePaper.objects.of(people.bureau).filter(pk=paper.pk).update(content=b"\x01forged")
    found = [finding.what for finding in verify(whole=True)]
    assert found == ["检索记录与第2号条目不符", "证据材料与第3号条目登记的摘要不符"]
