"""附件: judged by content, stored by digest before anything speaks of it, looked through, swept, verified."""

from __future__ import annotations

import io
import os
import zipfile
from datetime import timedelta
from pathlib import Path
from typing import Any

import docx
import pytest
import xlsxwriter
from django.conf import settings as configured
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import transaction
from django.http import Http404
from django.test import Client, RequestFactory
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai.law.documents import Act
from gongkai.law.grammar.flow import Unlawful
from gongkai.office.journal import queries as journal
from gongkai.office.journal.entries import Entry
from gongkai.office.journal.models import Access
from gongkai.office.journal.verify import verify
from gongkai.papers.traces import traces
from gongkai.publication.documents import acts, attachments, storage
from gongkai.publication.documents.chores import CHORES
from gongkai.publication.documents.models import Document, StoredFile
from gongkai.web import clock
from gongkai.web.uploads import DOC, DOCX, PDF, TXT, XLSX, FileKind, UploadField
from tests.buckets import SECRET, a_bucket
from tests.cast import PASSWORD
from tests.publication.conftest import DAY, House
from tests.publication.test_walk import drafted, take
from tests.web.test_uploads import with_macros

IDENTITY = "110101190001010014"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, settings: Any) -> Path:
    settings.MEDIA_ROOT = tmp_path / "files"
    return tmp_path / "files"


@pytest.fixture
def document(house: House) -> Document:
    return drafted(house)


def attach(house: House, document: Document, name: str, content: bytes, kind: FileKind, **how: Any) -> StoredFile:
    upload = SimpleUploadedFile(name, content)
    return attachments.attach(document, upload, kind, on=DAY, today=DAY, by=house.people.wang, **how)


def spoken_of(content: bytes) -> Path:
    return storage.path_of(storage.keep(SimpleUploadedFile("x", content)).digest)


def content_of(file: StoredFile) -> bytes:
    with storage.opened(file) as content:
        return content.read()


def workbook() -> bytes:
    """A workbook with a hidden sheet of people, a hidden row and column, a comment, and who made it."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        book.set_properties({"author": "王小样"})
        sheet = book.add_worksheet("公示")
        sheet.write_row(0, 0, ["姓名", "手机"])
        sheet.write_row(1, 0, ["陈样例", "13900000000"])
        sheet.write_comment(1, 0, "须核实")
        sheet.set_row(1, None, None, {"hidden": True})
        sheet.set_column(3, 3, None, None, {"hidden": True})
        hidden = book.add_worksheet("底稿")
        hidden.write_row(0, 0, ["姓名", "身份证号"])
        hidden.write_row(1, 0, ["陈样例", IDENTITY])
        hidden.hide()
    return out.getvalue()


def word(text: str = "为做好临时救助工作。", extra: str = "") -> bytes:
    file = docx.Document()
    file.core_properties.author = "李示例"
    file.core_properties.last_modified_by = ""
    file.add_paragraph(text)
    out = io.BytesIO()
    file.save(out)
    if not extra:
        return out.getvalue()
    changed = io.BytesIO()
    with zipfile.ZipFile(out) as old, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            content = old.read(part)
            new.writestr(
                part,
                content.replace(b"</w:body>", f"{extra}</w:body>".encode()) if part == "word/document.xml" else content,
            )
    return changed.getvalue()


# -- storing -----------------------------------------------------------------------------------------------------------


@given(st.lists(st.binary(max_size=100), max_size=5))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_every_content_is_stored_once_under_its_digest_and_nothing_else_is_left(contents: list[bytes]) -> None:
    kept = [spoken_of(content) for content in contents]
    assert [place.read_bytes() for place in kept] == contents
    assert len(set(kept)) == len(set(contents))
    assert not list(storage.folder().rglob("*.part"))
    assert not any(place.name != storage.digest_of(place) for place in kept)


def test_nothing_stands_where_a_server_would_serve_it(house: House, document: Document) -> None:
    attach(house, document, "说明.txt", b"a", TXT)
    assert not list(Path(configured.STATIC_ROOT).rglob("*" + "a" * 64))
    assert not storage.folder().is_relative_to(configured.STATIC_ROOT)
    with pytest.raises(ValueError, match="不是摘要"):
        storage.path_of("../../etc/passwd")


def test_a_file_joins_a_document_with_its_row_and_its_entry(house: House, document: Document) -> None:
    version = document.dossier.version
    file = attach(house, document, "..\\花名册.PDF", b"%PDF-1.7\nx", PDF)
    assert (file.name, file.kind, file.size) == ("花名册.pdf", "pdf", 10)
    assert content_of(file) == b"%PDF-1.7\nx"
    assert document.dossier.version == version + 1
    entry = Entry.objects.of(house.people.bureau).get(act="attach")
    assert entry.seq == file.entry
    assert [str(finding) for finding in verify(whole=True)] == []
    assert journal.standing(document.dossier).state.value == "drafting"


def test_an_act_that_breaks_leaves_a_file_and_no_row_and_the_file_is_swept_after_a_day(
    house: House, document: Document
) -> None:
    class Broken(Exception):
        pass

    with pytest.raises(Broken), transaction.atomic():
        attach(house, document, "甲.txt", b"orphan", TXT)
        raise Broken
    kept = attach(house, document, "乙.txt", b"kept", TXT)
    (orphan,) = [place for place in storage.folder().rglob("*") if place.is_file() and place.name != kept.digest]
    half = storage.folder() / "half.part"
    half.write_bytes(b"half")
    assert storage.sweep(clock.now()) == 0
    two_days = (clock.now() - timedelta(days=2)).timestamp()
    for place in (orphan, half, storage.path_of(kept.digest)):
        os.utime(place, (two_days, two_days))
    (chore,) = CHORES
    chore.do(clock.now())
    assert not orphan.exists() and not half.exists()
    assert content_of(kept) == b"kept"


def test_uploading_again_what_is_an_orphan_keeps_it_from_the_broom(house: House, document: Document) -> None:
    place = spoken_of(b"again")
    old = (clock.now() - timedelta(days=2)).timestamp()
    os.utime(place, (old, old))
    storage.keep(SimpleUploadedFile("x", b"again"))
    assert storage.sweep(clock.now()) == 0 and place.exists()


def test_the_same_file_and_the_same_name_are_refused_twice_in_one_document(house: House, document: Document) -> None:
    attach(house, document, "甲.txt", b"one", TXT)
    with pytest.raises(Unlawful, match=r"已经上传过，名为“甲\.txt”"):
        attach(house, document, "乙.txt", b"one", TXT)
    with pytest.raises(Unlawful, match="已有同名的附件"):
        attach(house, document, "甲.txt", b"two", TXT)


def test_17_a_file_leaves_only_while_the_document_is_drafted_and_tells_why(house: House, document: Document) -> None:
    file = attach(house, document, "甲.txt", b"one", TXT)
    other = attach(house, document, "乙.txt", b"two", TXT)
    with pytest.raises(Unlawful, match="理由"):
        attachments.detach(file, on=DAY, today=DAY, by=house.people.wang, reason=" ")
    attachments.detach(file, on=DAY, today=DAY, by=house.people.wang, reason="传错了")
    assert [each.name for each in attachments.files(document)] == ["乙.txt"]
    take(document, Act.LABEL, house.people.wang, attribute="proactive")
    take(document, Act.SUBMIT, house.people.wang)
    with pytest.raises(Unlawful, match="不能撤下附件"):
        attachments.detach(other, on=DAY, today=DAY, by=house.people.wang, reason="传错了")
    with pytest.raises(Unlawful, match="已在审查之列"):
        attach(house, document, "丙.txt", b"three", TXT)
    attach(house, document, "全真版.pdf", b"%PDF-1.7", PDF, original=True)
    assert [str(finding) for finding in verify(whole=True)] == []


def test_nobody_without_the_portal_s_leave_opens_a_file_of_a_document_that_is_not_public(
    house: House, document: Document
) -> None:
    with pytest.raises(Http404):
        attachments.open_public(attach(house, document, "甲.txt", b"one", TXT))


# -- what is looked for ------------------------------------------------------------------------------------------------


def test_a_workbook_is_looked_through_and_no_warning_holds_a_number(house: House, document: Document) -> None:
    told = attach(house, document, "名单.xlsx", workbook(), XLSX).warnings
    text = "\n".join(told)
    for expected in ("有1处批注", "有1处隐藏的工作表", "有1处隐藏的行", "有1处隐藏的列", "作者“王小样”"):
        assert expected in text
    assert "确定有1处手机号码" in text and "139****0000" in text
    assert "确定有1处身份证件号码：工作表“底稿”（隐藏）第2行第2列" in text and IDENTITY not in text
    assert "13900000000" not in text


def test_a_word_file_tells_its_revisions_hidden_words_and_author(house: House, document: Document) -> None:
    extra = '<w:p><w:ins w:id="1"><w:r><w:rPr><w:vanish/></w:rPr><w:t>甲</w:t></w:r></w:ins><w:del w:id="2"/></w:p>'
    told = attach(house, document, "办法.docx", word("电话13900000000", extra), DOCX).warnings
    assert "有2处修订标记" in told and "有1处隐藏文字" in told and "文件属性中有作者“李示例”" in told
    assert any("确定有1处手机号码：第1段" in each for each in told)


def test_a_clean_text_has_nothing_to_tell(house: House, document: Document) -> None:
    assert attach(house, document, "说明.txt", "示政发〔2025〕1号".encode("gb18030"), TXT).warnings == []


def bomb() -> bytes:
    out = io.BytesIO(word())
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive, archive.open("word/media/x.bin", "w") as part:
        for _ in range(20):
            part.write(b"\x00" * (1024 * 1024))
    return out.getvalue()


def test_a_zip_bomb_is_refused_and_not_stored(house: House, document: Document, own_folder: Path) -> None:
    with pytest.raises(Unlawful, match="疑似压缩炸弹"):
        attach(house, document, "办法.docx", bomb(), DOCX)
    assert not own_folder.exists() and not attachments.files(document).exists()


@given(st.binary(max_size=300))
def test_whatever_calls_itself_a_package_is_looked_through_or_refused_in_chinese(content: bytes) -> None:
    try:
        traces(io.BytesIO(content))
    except ValueError as refusal:
        assert not str(refusal).isascii()


def test_attachments_that_the_text_lists_and_nobody_uploaded_are_told(house: House) -> None:
    document = drafted(house)
    from_text = '<p class="enclosure">附件：1．申请表</p><p class="enclosure">2．花名册</p>'
    acts.write(document, from_text, "", on=DAY, by=house.people.wang, seen=1)
    attach(house, document, "附件1申请表.txt", b"x", TXT)
    assert attachments.missing_files(document) == ("花名册",)


# -- verifying ---------------------------------------------------------------------------------------------------------


def test_a_changed_a_shortened_and_a_lost_file_are_found(house: House, document: Document) -> None:
    changed, short, lost, sound = (
        attach(house, document, f"{name}.txt", name.encode() * 5, TXT) for name in ("甲", "乙", "丙", "丁")
    )
    call_command("files")
    storage.path_of(changed.digest).write_bytes("癸".encode() * 5)
    storage.path_of(short.digest).write_bytes(b"")
    storage.path_of(lost.digest).unlink()
    out = io.StringIO()
    with pytest.raises(CommandError, match="发现3个文件不符"):
        call_command("files", stdout=out)
    said = out.getvalue()
    assert "“甲.txt”：内容与登记的摘要不符" in said and "“乙.txt”：大小" in said and "“丙.txt”：文件不见了" in said
    with pytest.raises(CommandError, match="发现2个文件不符"):
        call_command("files", "--quick", stdout=out)
    assert content_of(sound) == "丁".encode() * 5


# -- the page ----------------------------------------------------------------------------------------------------------


def logged_in(username: str) -> Client:
    client = Client()
    assert client.login(request=RequestFactory().post("/desk/login/"), username=username, password=PASSWORD)
    return client


def address(document: Document) -> str:
    return f"/desk/documents/{document.dossier_id}/files/"


def upload(client: Client, document: Document, name: str, content: bytes, **more: object) -> Any:
    document.dossier.refresh_from_db()
    given = {"seen": document.dossier.version, "file": SimpleUploadedFile(name, content), "form_of_the_house": "1"}
    return client.post(address(document), given | more)


def test_a_handler_uploads_reads_the_warnings_downloads_and_takes_away(house: House, document: Document) -> None:
    wang = logged_in("wang")
    response = upload(wang, document, "名单.xlsx", workbook())
    assert response.status_code == 302
    page = wang.get(address(document)).content.decode()
    assert f"{len(workbook()) / 1024:.1f}KB" in page
    assert "名单.xlsx" in page and "有1处隐藏的工作表" in page and IDENTITY not in page
    (file,) = attachments.files(document)
    taken = wang.get(f"{address(document)}{file.pk}/")
    assert content_of(file) == taken.getvalue()
    assert taken.headers["Content-Disposition"].startswith('attachment; filename="file-')
    assert "filename*=UTF-8''%E5%90%8D%E5%8D%95.xlsx" in taken.headers["Content-Disposition"]
    assert taken.headers["X-Content-Type-Options"] == "nosniff"
    assert Access.objects.of(house.people.bureau).filter(what__contains="名单.xlsx").exists()
    assert "撤下附件" in wang.get(f"{address(document)}{file.pk}/detach/").content.decode()
    document.dossier.refresh_from_db()
    given = {"seen": document.dossier.version, "reason": "传错了", "form_of_the_house": "1"}
    assert wang.post(f"{address(document)}{file.pk}/detach/", given).status_code == 302
    assert "还没有上传文件" in wang.get(address(document)).content.decode()


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("假.pdf", b"\x89PNG\r\n\x1a\n123", "的内容是PNG图片，与文件名不符"),
        ("包.zip", b"PK\x05\x06" + b"\x00" * 18, "不是PDF、Word（docx）"),
        ("空.docx", b"", "空文件"),
        ("宏.docx", with_macros(word()), "含宏"),
        ("程序.exe", b"MZ\x90\x00", "不是PDF、Word（docx）"),
        ("旧.doc", OLE + b"\x00" * 600 + "WordDocument".encode("utf-16-le"), "只能作为原件上传"),
        ("旧.doc", OLE + "WordDocument".encode("utf-16-le") + "_VBA_PROJECT".encode("utf-16-le"), "含宏"),
        ("密.docx", OLE + "EncryptedPackage".encode("utf-16-le"), "已加密"),
    ],
)
def test_what_is_not_what_it_says_is_refused_with_the_rule(
    house: House, document: Document, own_folder: Path, name: str, content: bytes, reason: str
) -> None:
    page = upload(logged_in("wang"), document, name, content)
    assert page.status_code == 200 and reason in page.content.decode()
    assert not own_folder.exists() and not attachments.files(document).exists()


def test_an_old_word_file_is_taken_as_an_original(house: House, document: Document) -> None:
    content = OLE + b"\x00" * 600 + "WordDocument".encode("utf-16-le")
    assert upload(logged_in("wang"), document, "旧.doc", content, original="on").status_code == 302
    (file,) = attachments.files(document)
    assert (file.kind, file.original) == (DOC.extension, True)


def test_a_large_text_is_judged_piece_by_piece() -> None:
    content = "政府信息公开".encode("gb18030") * 400_000
    assert UploadField(label="文件", kinds=[TXT]).clean(SimpleUploadedFile("长.txt", content)) is not None


class Endless(io.RawIOBase):
    """A body of any length that nobody has to make: it counts what is read of it."""

    def __init__(self, head: bytes, size: int) -> None:
        self.head, self.size, self.told = head, size, 0

    def read(self, size: int = -1) -> bytes:
        left = self.size - self.told
        take_now = min(left, 65536 if size < 0 else size)
        piece = self.head[self.told : self.told + take_now]
        self.told += take_now
        return piece + b"x" * (take_now - len(piece))


def test_a_file_of_200_megabytes_is_refused_unread(house: House, document: Document, own_folder: Path) -> None:
    head = b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF-1.7'
    body = Endless(head, 200 * 1024 * 1024)
    response = logged_in("wang").request(
        **{
            "REQUEST_METHOD": "POST",
            "PATH_INFO": address(document),
            "CONTENT_TYPE": "multipart/form-data; boundary=b",
            "CONTENT_LENGTH": str(body.size),
            "wsgi.input": body,
        }
    )
    assert response.status_code == 400
    assert "上传的文件超过50兆字节，没有接收" in response.content.decode()
    assert body.told < 1024 * 1024
    assert not own_folder.exists()


def test_a_file_that_grows_beyond_the_limit_is_stopped_at_the_limit(
    house: House, document: Document, settings: Any
) -> None:
    settings.UPLOAD_MEGABYTES = 1
    page = upload(logged_in("wang"), document, "大.pdf", b"%PDF-" + b"x" * (2 * 1024 * 1024))
    assert page.status_code == 400 and "超过1兆字节" in page.content.decode()


def test_strangers_other_authorities_and_those_who_may_only_read_change_nothing(
    house: House, document: Document
) -> None:
    file = attach(house, document, "甲.txt", b"one", TXT)
    places = [address(document), f"{address(document)}{file.pk}/", f"{address(document)}{file.pk}/detach/"]
    for place in places:
        assert Client().get(place).status_code == 302
        assert logged_in("zhao").get(place).status_code == 404
    assert logged_in("zhao").post(places[2], {"reason": "x", "seen": 1}).status_code == 404
    reviewer = logged_in("sun")
    assert reviewer.get(places[0]).status_code == 200
    assert "上传附件" not in reviewer.get(places[0]).content.decode()
    assert upload(reviewer, document, "乙.txt", b"two").status_code == 403
    assert [each.name for each in attachments.files(document)] == ["甲.txt"]


def test_files_may_lie_in_a_bucket(house: House, settings: Any) -> None:
    """The whole way of an upload: kept, opened, swept once no row names it."""
    with a_bucket() as address:
        settings.FILES, settings.FILES_SECRET = f"{address}/whole", SECRET
        kept = storage.keep(SimpleUploadedFile("x", b"content"))
        assert not storage.path_of(kept.digest).exists()
        file = StoredFile(digest=kept.digest, size=kept.size, name="x")
        with storage.opened(file) as content:
            assert content.read() == b"content"
        assert storage.sweep(clock.now()) == 0
        assert storage.sweep(clock.now() + timedelta(days=2)) == 1
        with pytest.raises(FileNotFoundError):
            storage.opened(file)
