"""台账导入的页面: through the forms, as people; nothing typed is lost, and nobody of another authority sees a row."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, RequestFactory

from gongkai.law.ledgers import Stage
from gongkai.office.jobs import running
from gongkai.publication.disclosure.ledger.models import Ledger
from gongkai.publication.disclosure.models import Content
from tests.cast import PASSWORD
from tests.publication.conftest import House
from tests.publication.ledger_files import imported, read, row, workbook

OPEN = "/desk/ledgers/open/"
GIVEN = {"year": "2018", "kind": "document", "channel": "website", "title": "", "sheet": "", "form_of_the_house": "1"}


def desk(username: str) -> Client:
    client = Client()
    assert client.login(request=RequestFactory().post("/desk/login/"), username=username, password=PASSWORD)
    return client


def upload(path: Path) -> SimpleUploadedFile:
    return SimpleUploadedFile(path.name, path.read_bytes())


def page_of(client: Client, address: str) -> str:
    return client.get(address).content.decode()


@pytest.fixture
def wang(house: House) -> Client:
    return desk("wang")


def test_a_ledger_goes_from_the_form_to_the_public(house: House, wang: Client, tmp_path: Path) -> None:
    rows = [row(1), row(2, 公开类目="乡村振兴"), row(3, 上载日期="三月")]
    sent = wang.post(OPEN, {**GIVEN, "file": upload(workbook(tmp_path / "台账.xlsx", rows))})
    ledger = Ledger.objects.of(house.people.bureau).get()
    home = f"/desk/ledgers/{ledger.pk}/"
    assert sent.headers["Location"] == home
    page = page_of(wang, home)
    assert "各列是什么" in page and "关于第1号事项的通知" in page and "refresh" not in page
    assert re.search(r'name="column_6".*?<option value="published_on" selected>', page, re.DOTALL)
    mapped = {f"column_{place}": target for place, (_, target) in enumerate(ledger.mapping)}
    wang.post(f"{home}columns/", {**mapped, "form_of_the_house": "1"})
    page = page_of(wang, home)
    assert '<noscript><meta http-equiv="refresh"' in page and "<progress" in page, "progress is shown without a script"
    running.work_off("甲机")
    page = page_of(wang, home)
    assert "日期不能读出" in page and "目录中没有的栏目" in page and "新设为补录栏目" in page
    report = page_of(wang, f"{home}rows/?rule=day_unreadable")
    assert "台账第5行" in report and "台账第4行" not in report
    assert not Content.objects.of(house.people.bureau).exists()
    wang.post(f"{home}accept/", {"choice": "skip", "name_0": "new", "form_of_the_house": "1"})
    running.work_off("甲机")
    page = page_of(wang, home)
    assert "已导入" in page and "清除暂存的行和文件" in page
    assert Content.objects.of(house.people.bureau).count() == 2
    assert "2018年主动公开台账" in page_of(wang, "/desk/ledgers/")
    book = wang.get(f"{home}report.xlsx")
    assert book.getvalue().startswith(b"PK") and "attachment" in book.headers["Content-Disposition"]


def test_what_cannot_be_read_is_refused_on_the_form_with_its_reason(house: House, wang: Client, tmp_path: Path) -> None:
    locked = SimpleUploadedFile("锁.xlsx", b"\xd0\xcf\x11\xe0" + bytes(900))
    page = wang.post(OPEN, {**GIVEN, "file": locked, "title": "我的台账"}).content.decode()
    assert "打开密码" in page and "我的台账" in page
    picture = SimpleUploadedFile("图.xlsx", b"\x89PNG\r\n\x1a\n")
    assert "不是Excel" in wang.post(OPEN, {**GIVEN, "file": picture}).content.decode()
    sound = workbook(tmp_path / "a.xlsx", [row(1)])
    claims = {"total": "8430", "by_website": "8000", "by_wechat": "285"}
    assert "差145条" in wang.post(OPEN, {**GIVEN, **claims, "file": upload(sound)}).content.decode()
    assert "台账应当写明年度" in wang.post(OPEN, {**GIVEN, "year": "", "file": upload(sound)}).content.decode()
    assert not Ledger.objects.of(house.people.bureau).exists()


def test_a_refusal_of_the_law_brings_the_form_back_as_it_was(house: House, wang: Client, tmp_path: Path) -> None:
    ledger = read(house.people.bureau, workbook(tmp_path / "a.xlsx", [row(1), row(2, 上载日期="")]))
    home = f"/desk/ledgers/{ledger.pk}/"
    refused = wang.post(f"{home}accept/", {"choice": "whole", "form_of_the_house": "1"})
    assert refused.status_code == 422
    kept = dict(re.findall(r'<input type="hidden" name="([\w]+)" value="([^"]*)"', refused.content.decode()))
    again = wang.post(f"{home}accept/", kept).content.decode()
    assert "有1行不收" in again and re.search(r'value="whole"[^>]*checked', again)


def test_cancelling_leaves_nothing_and_a_second_press_finds_nothing(house: House, wang: Client, tmp_path: Path) -> None:
    ledger = read(house.people.bureau, workbook(tmp_path / "a.xlsx", [row(1)]))
    assert wang.post(f"/desk/ledgers/{ledger.pk}/cancel/").status_code == 302
    running.work_off("甲机")
    assert wang.post(f"/desk/ledgers/{ledger.pk}/cancel/").status_code == 404


def test_only_a_publisher_accepts_and_others_see_nothing(house: House, tmp_path: Path) -> None:
    ledger = read(house.people.bureau, workbook(tmp_path / "a.xlsx", [row(1)]))
    home = f"/desk/ledgers/{ledger.pk}/"
    signer, zhao = desk("li"), desk("zhao")
    page = page_of(signer, home)
    assert "核对结果" in page and "接受并导入" not in page
    assert signer.post(f"{home}accept/", {"choice": "whole"}).status_code == 403
    for address in (home, f"{home}rows/", f"{home}report.xlsx"):
        assert zhao.get(address).status_code == 404
    for deed in ("columns", "accept", "cancel", "discard"):
        assert zhao.post(f"{home}{deed}/").status_code == 404
    ledger.refresh_from_db()
    assert ledger.stage == Stage.TO_ACCEPT


def test_discarding_what_was_staged_leaves_what_was_imported(house: House, wang: Client, tmp_path: Path) -> None:
    ledger = imported(house.people.bureau, workbook(tmp_path / "a.xlsx", [row(1), row(2, 上载日期="")]))
    wang.post(f"/desk/ledgers/{ledger.pk}/discard/")
    page = page_of(wang, f"/desk/ledgers/{ledger.pk}/")
    assert "清除暂存的行和文件" not in page and Content.objects.of(house.people.bureau).count() == 1


def test_an_old_address_leads_to_where_the_content_stands_now(house: House, tmp_path: Path) -> None:
    imported(house.people.bureau, workbook(tmp_path / "a.xlsx", [row(1)]))
    code = house.people.bureau.code
    found = Client().get(f"/{code}/jwz/", {"url": "http://www.example.invalid/2018/1.html"})
    assert (found.status_code, found.headers["Location"]) == (301, f"/{code}/zfxxgk/A001~2018/")
    assert Client().get(f"/{code}/jwz/", {"url": "http://www.example.invalid/2018/2.html"}).status_code == 404
    other = house.people.elsewhere.code
    assert Client().get(f"/{other}/jwz/", {"url": "http://www.example.invalid/2018/1.html"}).status_code == 404
