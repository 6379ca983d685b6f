"""年报校对的公众页面: a file is read, what does not add up is shown and can be taken away, and nothing of it remains."""

from __future__ import annotations

import io
import json
import re
import shutil
import sys
import tempfile
import threading
import zipfile
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from django.apps import apps
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from gongkai.office.journal.models import Entry
from gongkai.oversight.reports.proofreading import opening, portal
from gongkai.oversight.reports.proofreading.carrying import told, untold
from gongkai.oversight.reports.proofreading.opening import Given, opened
from gongkai.papers.xlsx import read_xlsx
from gongkai.reading.carriers import page
from gongkai.web.models import Attempt
from tests.cast import Cast
from tests.oversight.sheets_of import SOUND, WRONG_TOTAL, web_page, word_file
from tests.oversight.test_pages import STAMP, text_of

SECRET = "司马藏名"


def address(people: Cast, name: str = "proofread", *more: str) -> str:
    return reverse(f"reports:{name}", args=[people.county.code, *more])


def upload(client: Client, people: Cast, data: bytes, name: str = "年报.html", **more: Any) -> Any:
    return client.post(address(people), {**STAMP, "file": SimpleUploadedFile(name, data), "text": "", **more})


# ---- what the page says


def test_the_form_says_what_is_read_how_often_and_that_nothing_is_kept(people: Cast) -> None:
    told_there = text_of(Client().get(address(people)))
    for words in ("不保存", "docx", "PDF", "10兆字节", str(portal.CHECKS), "10秒"):
        assert words in told_there


def test_a_broken_report_is_told_with_its_arithmetic_and_its_cell_is_marked(people: Cast) -> None:
    answer = upload(Client(), people, web_page("示例县", 2024, SOUND, WRONG_TOTAL))
    said = text_of(answer)
    assert "示例县，2024年度，2021年格式" in said
    assert re.search(r"有\d+处不符：文中的数自相矛盾", said)
    assert "相差1" in said
    page = answer.content.decode()
    assert 'class="cell-fault"' in page and 'href="#finding-1"' in page and 'id="finding-1"' in page
    assert answer.headers["Cache-Control"].startswith("max-age=0") and "no-store" in answer.headers["Cache-Control"]


def test_a_sound_report_is_told_to_be_sound(people: Cast) -> None:
    said = text_of(upload(Client(), people, web_page("示例县", 2024)))
    assert "没有发现不符" in said and "查出的问题" not in said


def test_a_pasted_text_is_read_too(people: Cast) -> None:
    text = web_page("示例县", 2024, SOUND, WRONG_TOTAL).decode()
    said = text_of(Client().post(address(people), {**STAMP, "text": text}))
    assert "粘贴的文本" in said and "相差1" in said


def test_what_is_no_report_comes_back_with_the_reason_at_its_field(people: Cast) -> None:
    said = text_of(upload(Client(), people, b"\x89PNG\r\n\x1a\n" + b"0" * 99, "年报.docx"))
    assert "有1处需要修改" in said and "图片" in said
    assert "请上传报告文件，或者粘贴报告全文" in text_of(Client().post(address(people), {**STAMP, "text": " "}))
    assert "不是政府信息公开工作年度报告" in text_of(
        Client().post(address(people), {**STAMP, "text": "今天天气很好。"})
    )


def test_a_file_of_last_year_that_cannot_be_read_is_told_at_its_own_field(people: Cast) -> None:
    before = SimpleUploadedFile("去年.txt", "今天天气很好。".encode())
    answer = upload(Client(), people, web_page("示例县", 2024), before=before)
    assert 'id="id_before_error"' in answer.content.decode()


CARRIED_OUT = {("new", "person"): 5, ("granted", "person"): 3, ("carried_out", "person"): 2}


def test_a_report_is_held_against_last_years_where_that_is_sent_along(people: Cast) -> None:
    before = SimpleUploadedFile("去年.html", web_page("示例县", 2023, CARRIED_OUT))
    said = text_of(upload(Client(), people, web_page("示例县", 2024), before=before))
    assert "已与示例县2023年度的报告对照" in said and re.search(r"有\d+处不符", said)
    assert "上年" in said and "相差2" in said


def test_a_report_of_another_year_is_not_taken_for_last_years(people: Cast) -> None:
    before = SimpleUploadedFile("前年.html", web_page("示例县", 2022, CARRIED_OUT))
    said = text_of(upload(Client(), people, web_page("示例县", 2024), before=before))
    assert "对照的是本机关上一年度的报告" in said and "处不符" not in said


# ---- limits


def test_a_file_that_is_too_large_is_refused_and_so_is_a_request(people: Cast) -> None:
    assert "超过10兆字节" in text_of(upload(Client(), people, b"a" * (10 * 2**20 + 1)))
    answer = upload(Client(), people, b"a" * (23 * 2**20))
    assert answer.status_code == 400 and "合计超过22兆字节" in text_of(answer)


def test_who_checks_too_often_is_told_the_rule(people: Cast) -> None:
    client = Client()
    for _ in range(portal.CHECKS.limit):
        assert client.post(address(people), {**STAMP, "text": ""}).status_code == 200
    answer = client.post(address(people), {**STAMP, "text": ""})
    assert answer.status_code == 429 and str(portal.CHECKS) in text_of(answer)


def test_a_form_from_elsewhere_is_refused(people: Cast) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(address(people), {**STAMP, "text": "年报"}).status_code == 403


def test_who_comes_while_too_many_are_read_is_asked_to_come_again(
    people: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "PATIENCE", 0)
    monkeypatch.setattr(opening, "_places", threading.BoundedSemaphore(1))
    with opening._places:
        assert "请过一会儿再提交" in text_of(upload(Client(), people, web_page("示例县", 2024)))
    assert "没有发现不符" in text_of(upload(Client(), people, web_page("示例县", 2024)))


def test_a_file_that_takes_too_long_is_stopped_and_the_next_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    sleeper = ("sleep", "60")
    command = opening._COMMAND
    monkeypatch.setattr(opening, "MOST_SECONDS", 0.3)
    monkeypatch.setattr(opening, "_COMMAND", sleeper)
    [stopped] = opened([Given("慢.html", b"x" * 10_000_000)])
    assert stopped.page is None and "秒内完成" in stopped.error
    monkeypatch.setattr(opening, "MOST_SECONDS", 10)
    monkeypatch.setattr(opening, "_COMMAND", command)
    bad, good = opened([Given("坏.pdf", b"%PDF-1.7 broken"), Given("好.html", web_page("示例县", 2024))])
    assert bad.page is None and bad.error
    assert good.page is not None and good.error == ""


def bomb() -> bytes:
    """压缩炸弹: a small Word file that says it is large, and is."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", b" " * 200 * 2**20)
    return out.getvalue()


HOSTILE = {
    "深.html": b"<html><body>" + b"<div>" * 200_000 + "政府信息公开".encode(),
    "炸弹.docx": bomb(),
    "实体.docx": b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
    "截断.docx": word_file("示例县", 2024)[:4000],
    "大话.pdf": b"%PDF-1.7\n1 0 obj<</Length 2147483648>>stream\n",
}


def test_files_made_to_harm_are_told_and_the_next_one_is_read() -> None:
    *bad, good = opened(
        [*(Given(name, data) for name, data in HOSTILE.items()), Given("好.html", web_page("示例县", 2024))]
    )
    assert [each.name for each in bad if each.page is not None] == []
    assert all(each.error and "root:" not in each.error for each in bad)
    assert good.page is not None


def rich_text(words: str) -> bytes:
    """旧格式: a text as word processors kept it before docx."""
    told = "".join(f"\\u{ord(each)}?" if ord(each) > 127 else "\\par " if each == "\n" else each for each in words)
    return f"{{\\rtf1\\ansi {told}}}".encode()


OLD = rich_text("示例县2024年政府信息公开工作年度报告\n2024年，新收政府信息公开申请3件，办结3件。")


@pytest.mark.office
@pytest.mark.skipif(not shutil.which("soffice"), reason="没有LibreOffice，旧版文件不能转换 (no LibreOffice)")
def test_an_old_file_is_converted_and_its_folder_is_gone_afterwards(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    [read] = opened([Given("年报.doc", OLD)])
    assert read.page is not None and "新收政府信息公开申请3件" in read.page.text, read.error
    assert list(tmp_path.iterdir()) == []


def test_what_a_stopped_process_had_written_is_thrown_away_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    writes = "import pathlib, os, time; pathlib.Path(os.environ['TMPDIR'], 'x').write_text('x'); time.sleep(60)"
    monkeypatch.setattr(opening, "_COMMAND", (sys.executable, "-c", writes))
    monkeypatch.setattr(opening, "MOST_SECONDS", 2)
    [stopped] = opened([Given("年报.txt", b"x")])
    assert stopped.page is None
    assert list(tmp_path.iterdir()) == []


def test_a_batch_that_takes_too_long_says_which_files_were_not_reached() -> None:
    [one] = opened([Given("一.html", web_page("示例县", 2024))], together=-1)
    assert one.page is None and "请分批提交" in one.error


def test_the_program_that_opens_files_knows_none_of_our_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GONGKAI_SECRET_KEY", "a key of the house")
    reader = opening._Reader()
    try:
        environment = Path(f"/proc/{reader.minded.number}/environ").read_bytes()
    finally:
        reader.stop()
    assert b"a key of the house" not in environment


# ---- nothing remains


def test_no_file_row_or_entry_remains_of_what_was_checked(
    people: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(settings, "MEDIA_ROOT", str(tmp_path))
    monkeypatch.setattr(settings, "FILE_UPLOAD_TEMP_DIR", str(tmp_path))
    caplog.set_level("DEBUG")
    before = rows()
    filler = f"<p>{SECRET}，联系电话13900001234。</p>" * 60_000
    data = web_page("示例县", 2024, SOUND, WRONG_TOTAL).replace(b"</body>", filler.encode() + b"</body>")
    assert len(data) > 2.5 * 2**20
    answer = upload(Client(), people, data, f"{SECRET}.html")
    assert answer.status_code == 200
    small = web_page("示例县", 2024).replace(b"</body>", f"<p>{SECRET}</p></body>".encode())
    assert "没有发现不符" in text_of(upload(Client(), people, small, f"{SECRET}.html"))
    assert rows() == before
    assert list(tmp_path.rglob("*")) == []
    assert SECRET not in caplog.text
    assert Attempt.objects.filter(scope=portal.CHECKS.scope).exists()


def rows() -> dict[str, int]:
    """How many rows every table has; attempts are counted by a digest of the network alone."""
    models = [model for model in apps.get_models() if model is not Attempt]
    return {model._meta.label: model._base_manager.count() for model in models} | {
        "entries": Entry.objects.everywhere().count()
    }


# ---- taking away


def packed_in(answer: Any) -> str:
    found = re.search(r'name="packed" value="([^"]+)"', answer.content.decode())
    assert found is not None
    return unescape(found[1])


def test_the_result_is_taken_away_as_data(people: Cast) -> None:
    client = Client()
    answer = upload(client, people, web_page("示例县", 2024, SOUND, WRONG_TOTAL))
    file = client.post(address(people, "proof_file", "json"), {"packed": packed_in(answer)})
    assert file.headers["Content-Disposition"].startswith("attachment")
    told_there = json.loads(file.content)
    assert (told_there["authority"], told_there["year"], told_there["edition"]) == ("示例县", 2024, "2021")
    assert any(each["level"] == "red" for each in told_there["findings"])


def test_the_result_is_taken_away_as_a_workbook_and_as_a_page_without_touching_the_disk(
    people: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    client = Client()
    packed = packed_in(upload(client, people, web_page("示例县", 2024, SOUND, WRONG_TOTAL)))
    book = client.post(address(people, "proof_file", "xlsx"), {"packed": packed})
    told_there = [cell.text for grid in read_xlsx(book.content) for cell in grid.cells]
    assert any("相差1" in text for text in told_there) and "示例县" in told_there
    marked = client.post(address(people, "proof_file", "html"), {"packed": packed})
    assert marked.headers["Content-Disposition"].startswith("attachment")
    assert "相差1" in marked.content.decode() and "<script" not in marked.content.decode()
    assert list(tmp_path.rglob("*")) == []


def test_a_text_that_is_not_ours_or_lay_too_long_brings_no_file(people: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    client = Client()
    packed = packed_in(upload(client, people, web_page("示例县", 2024)))
    where = address(people, "proof_file", "json")
    assert client.post(where, {"packed": packed + "x"}).status_code == 422
    monkeypatch.setattr("gongkai.oversight.reports.proofreading.packing.KEPT_FOR", -1)
    answer = client.post(where, {"packed": packed})
    assert answer.status_code == 422 and "请重新上传" in text_of(answer)
    assert client.post(address(people, "proof_file", "exe"), {"packed": packed}).status_code == 404
    assert client.get(where).status_code == 405


def files() -> Iterator[tuple[str, bytes]]:
    yield "年报.html", web_page("示例县", 2024)
    yield "年报.docx", word_file("示例县", 2024)
    yield "年报.txt", "示例县2024年政府信息公开工作年度报告\n新收政府信息公开申请3件。".encode("gb18030")


@pytest.mark.parametrize(
    ("name", "data"), list(files()), ids=lambda each: str(each)[-8:] if isinstance(each, str) else ""
)
def test_the_lines_of_a_report_are_handed_on_as_they_are(name: str, data: bytes) -> None:
    read = page(data, name)
    assert untold(json.loads(json.dumps(told(read)))) == read


# ---- the sample


def test_the_sample_shows_in_one_click_what_the_check_says(people: Cast) -> None:
    said = text_of(Client().get(address(people, "proof_sample")))
    assert "样本县" in said and "都是虚构的" in said and "处不符" in said
    file = Client().get(address(people, "proof_sample_file"))
    again = text_of(upload(Client(), people, file.content, "示例年报.docx"))
    assert re.findall(r"有\d+处不符", again) == re.findall(r"有\d+处不符", said)


def test_the_page_is_found_by_links(people: Cast) -> None:
    index = Client().get(reverse("reports:index", args=[people.county.code])).content.decode()
    assert f'href="{address(people)}"' in index
    zone = Client().get(reverse("portal:zone", args=[people.county.code])).content.decode()
    assert f'href="{address(people)}"' in zone


# ---- with comments


def annotate(client: Client, people: Cast, data: bytes, name: str = "年报.docx", **more: Any) -> Any:
    return client.post(
        address(people, "proof_annotated"), {**STAMP, "file": SimpleUploadedFile(name, data), "text": "", **more}
    )


def comments(data: bytes) -> list[str]:
    """The comments of a Word file."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        xml = package.read("word/comments.xml").decode()
    return ["".join(re.findall(r"<w:t[^>]*>([^<]*)</w:t>", each)) for each in xml.split("<w:comment ")[1:]]


def test_a_word_file_comes_back_with_what_was_found_as_comments(people: Cast) -> None:
    data = word_file("示例县", 2024, SOUND, WRONG_TOTAL)
    answer = annotate(Client(), people, data, "示例县年报.docx")
    assert answer.headers["Content-Type"].endswith("wordprocessingml.document")
    assert unquote(answer.headers["Content-Disposition"]).endswith("示例县年报（批注）.docx")
    assert "no-store" in answer.headers["Cache-Control"]
    assert any("相差1" in each for each in comments(answer.content))
    assert page(answer.content, "x").text == page(data, "x").text
    assert any(
        "没有发现不符" in each for each in comments(annotate(Client(), people, word_file("示例县", 2024)).content)
    )


def test_comments_tell_what_last_year_says_otherwise(people: Cast) -> None:
    before = SimpleUploadedFile("去年.html", web_page("示例县", 2023, CARRIED_OUT))
    answer = annotate(Client(), people, word_file("示例县", 2024), before=before)
    assert any("上年" in each and "相差2" in each for each in comments(answer.content))


def test_what_cannot_take_comments_comes_back_with_the_reason_at_its_field(people: Cast) -> None:
    said = annotate(Client(), people, web_page("示例县", 2024), "年报.html").content.decode()
    assert "年报.html不是docx，没有加批注" in said and 'id="id_file_error"' in said
    assert f'action="{address(people)}"' in said
    pasted = Client().post(address(people, "proof_annotated"), {**STAMP, "text": web_page("示例县", 2024).decode()})
    assert 'id="id_text_error"' in pasted.content.decode()
    for data in HOSTILE.values():
        assert annotate(Client(), people, data).headers["Content-Type"].startswith("text/html")


def test_comments_leave_nothing_behind_and_count_as_a_check(
    people: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for setting in ("MEDIA_ROOT", "FILE_UPLOAD_TEMP_DIR"):
        monkeypatch.setattr(settings, setting, str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    before, client = rows(), Client()
    assert comments(annotate(client, people, word_file("示例县", 2024, SOUND, WRONG_TOTAL)).content)
    assert rows() == before
    assert list(tmp_path.rglob("*")) == []
    for _ in range(portal.CHECKS.limit - 1):
        client.post(address(people), {**STAMP, "text": ""})
    assert annotate(client, people, b"x").status_code == 429


def test_the_result_of_a_word_file_offers_its_comments_and_that_of_a_page_does_not(people: Cast) -> None:
    offered = f'action="{address(people, "proof_annotated")}"'
    assert offered in upload(Client(), people, word_file("示例县", 2024), "年报.docx").content.decode()
    assert offered not in upload(Client(), people, web_page("示例县", 2024)).content.decode()
