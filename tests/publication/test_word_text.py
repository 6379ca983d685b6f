"""从Word文件取正文: the text becomes a version, the file is kept as the original, and the timeline says so in words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongkai.law.documents import Act
from gongkai.law.grammar.flow import Unlawful
from gongkai.office.journal.verify import verify
from gongkai.publication.documents import attachments, events, queries
from gongkai.publication.documents.models import Document, StoredFile, Version
from gongkai.publication.documents.word_text import take_text
from gongkai.web.uploads import TXT
from tests.publication.conftest import DAY, House
from tests.publication.papers import desk, take
from tests.publication.test_attachments import word
from tests.publication.test_disclosure_pages import page
from tests.publication.test_walk import drafted

DELETED = '<w:p><w:del w:author="陈样例"><w:r><w:delText>旧</w:delText></w:r></w:del><w:r><w:t>末段。</w:t></w:r></w:p>'


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def document(house: House) -> Document:
    return drafted(house)


def taken(house: House, document: Document, content: bytes, edition: int, name: str = "通知.docx") -> Version:
    upload = SimpleUploadedFile(name, content)
    version, _ = take_text(document, upload, on=DAY, today=DAY, by=house.people.wang, edition=edition)
    return version


def test_the_text_becomes_a_version_and_the_file_is_kept_as_the_original(house: House, document: Document) -> None:
    version = taken(house, document, word("第一条 从文件来。"), 1)
    assert (version.number, version.text) == (2, "第一条 从文件来。")
    file = StoredFile.objects.of(house.people.bureau).get()
    assert file.original and file.name == "通知.docx" and file.document == document
    assert [str(finding) for finding in verify(whole=True)] == []


def test_the_same_file_is_kept_once_and_a_corrected_one_beside_it(house: House, document: Document) -> None:
    first = word("第一稿。")
    taken(house, document, first, 1)
    taken(house, document, first, 2)
    taken(house, document, word("第二稿。"), 3)
    assert [file.name for file in attachments.files(document)] == ["通知.docx", "通知（第4版正文）.docx"]


@pytest.mark.parametrize(
    ("content", "edition", "says"),
    [(word("新。"), 0, "您看到的是第0版"), (b"PK\x03\x04broken", 1, "不是有效的docx文件"), (word(""), 1, "没有文字")],
)
def test_what_cannot_be_taken_changes_nothing(
    house: House, document: Document, content: bytes, edition: int, says: str
) -> None:
    with pytest.raises(Unlawful, match=says):
        taken(house, document, content, edition)
    document.refresh_from_db()
    assert document.edition == 1 and not StoredFile.objects.of(house.people.bureau).exists()


def test_the_edit_page_takes_a_word_file_and_tells_what_did_not_come_along(house: House, document: Document) -> None:
    wang, address = desk("wang"), f"/desk/documents/{document.dossier_id}/edit/"
    assert "从上传的Word文件取正文" in page(wang, address)
    wrong = wang.post(f"{address}word/", {"edition": "1", "file": SimpleUploadedFile("甲.txt", "甲".encode())})
    assert wrong.status_code == 200 and "不是Word（docx）" in wrong.content.decode()
    given = {"edition": "1", "file": SimpleUploadedFile("通知.docx", word("首段。", DELETED))}
    response = wang.post(f"{address}word/", given, follow=True)
    assert "已从Word文件取为第2版" in response.content.decode()
    assert "修订标记为删除的文字，没有带入" in response.content.decode()
    latest = queries.latest(document)
    assert latest is not None and latest.text == "首段。\n末段。"
    stale = wang.post(f"{address}word/", {"edition": "1", "file": SimpleUploadedFile("又.docx", word("迟到。"))})
    assert stale.status_code == 422 and "第2版已由他人保存" in stale.content.decode()


def test_once_sent_for_review_no_text_is_taken(house: House, document: Document) -> None:
    take(document, Act.LABEL, house.people.wang, attribute="proactive")
    take(document, Act.SUBMIT, house.people.wang)
    address = f"/desk/documents/{document.dossier_id}/edit/word/"
    given = {"edition": "1", "file": SimpleUploadedFile("通知.docx", word("晚了。"))}
    response = desk("wang").post(address, given)
    assert response.status_code == 422 and "送审以后不能再改" in response.content.decode()
    assert not StoredFile.objects.of(house.people.bureau).exists()


def test_files_that_come_and_go_are_told_in_words(house: House, document: Document) -> None:
    given: dict[str, Any] = {"on": DAY, "today": DAY, "by": house.people.wang}
    file = attachments.attach(document, SimpleUploadedFile("标准.txt", "一".encode()), TXT, **given)
    attachments.detach(file, reason="传错了", **given)
    taken(house, document, word("第一稿。"), 1)
    told = [(event.title, event.text) for event in events.office(document)]
    assert told[-3:] == [
        ("上传附件", "“标准.txt”"),
        ("撤下附件", "“标准.txt”；理由：传错了"),
        ("上传附件", "“通知.docx”；原件"),
    ]
