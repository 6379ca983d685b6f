"""旧网站: a saved site of some hundred pages comes in with its files; every old address leads to where its content stands."""

from __future__ import annotations

import re
from io import StringIO
from pathlib import Path
from urllib.parse import quote

import pytest
from django.core.management import call_command
from django.test import Client
from selectolax.lexbor import LexborHTMLParser

from gongkai.law.grammar.flow import Unlawful
from gongkai.law.ledger_rows import RowRule
from gongkai.law.ledgers import Choice
from gongkai.office.journal.verify import verify
from gongkai.publication.disclosure import acts as disclosure
from gongkai.publication.disclosure import queries as disclosed
from gongkai.publication.disclosure.ledger import acts, queries
from gongkai.publication.disclosure.ledger.models import Ledger, OldAddress, PastFile
from gongkai.publication.disclosure.ledger.old_addresses import leads_to, stood_at
from gongkai.publication.disclosure.models import Content
from tests.publication.conftest import House
from tests.publication.ledger_files import TODAY, accepted, opened, read, row, workbook

HOST, OTHER = "www.jiu.gov.cn", "mz.jiu.gov.cn"
PAGES = 240
IDENTITY = "110101190001010014"
TEXT = "现将第{n}号有关事项通知如下，请各乡镇人民政府、县直各部门认真贯彻执行，第{n}号事项自印发之日起施行。"


def page(number: int, more: str = "", *, title: str = "", day: str = "", text: str = "") -> str:
    told = title or f"关于第{number}号事项的通知"
    on = day or f"{2008 + number % 15}-0{number % 9 + 1}-1{number % 9}"
    head = f'<meta charset="gb2312"><meta name="ArticleTitle" content="{told}"><meta name="PubDate" content="{on}">'
    head += '<meta name="ColumnName" content="行政规范性文件">'
    body = (text or TEXT.format(n=number)) * 2
    return f"<html><head>{head}<title>{told}_旧网站</title></head><body><div id='zoom'><p>{body}</p>{more}</div></body></html>"


def keep(path: Path, html: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(html.encode("gb18030"))


def old_site(root: Path) -> Path:
    """Half of its pages by number, half made by a script; some with files, stubs and frames; some broken or personal."""
    site = root / HOST
    for number in range(PAGES):
        more = f'<a href="{number + 1}.html">下一篇</a>'
        if number % 10 == 0:
            more += f'<a href="files/{number}.pdf">附件：第{number}号.pdf</a>'
            file = site / "art" / "files" / f"{number}.pdf"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(b"%PDF-1.7\n" + str(number).encode())
        if number % 2:
            keep(site / "art" / f"{number}.html", page(number, more))
        else:
            keep(site / "art" / f"show.shtml?id={number}&Type=A", page(number, more))
        if number % 20 == 0:
            keep(site / "old" / f"{number}.htm", f'<meta http-equiv=refresh content="0;url=/go/{number}.htm">')
            keep(site / "go" / f"{number}.htm", f"<script>location='/art/show.shtml?id={number}&Type=A'</script>")
    keep(site / "f" / "index.html", "<frameset><frame src='menu.htm'><frame src='/art/1.html'></frameset>")
    keep(site / "f" / "menu.htm", "<a href='/'>首页</a>")
    keep(site / "bad" / "p.html", page(900, text=f"低保对象张样例，身份证号{IDENTITY}，"))
    keep(site / "bad" / "undated.html", page(901, day="某年某月"))
    (site / "bad" / "empty.html").write_bytes(b"")
    (site / "bad" / "x.html").write_bytes(b"\x89PNG\r\n")
    files = '<a href="list.txt">名单.txt</a>'
    keep(site / "bad" / "files.html", page(902, files))
    (site / "bad" / "list.txt").write_text(f"张样例 {IDENTITY}", encoding="utf-8")
    keep(site / "bad" / "fake.html", page(903, '<a href="fake.pdf">假.pdf</a><a href="缺.doc">缺</a>'))
    (site / "bad" / "fake.pdf").write_bytes(b"MZ\x90\x00 not a pdf")
    keep(root / OTHER / "art" / "1.html", page(904))
    return root


@pytest.fixture
def moved(house: House, tmp_path: Path) -> Ledger:
    ledger = read(house.people.bureau, old_site(tmp_path / "旧网站"), year=0, chunk=100)
    accepted(ledger, choice=Choice.SKIP)
    acts.publish_on(ledger, chunk=60)
    return ledger


def content(house: House, number: int) -> Content:
    return Content.objects.of(house.people.bureau).select_related("authority").get(title=f"关于第{number}号事项的通知")


def goes(path: str) -> tuple[int, str]:
    answer = Client().get(path)
    return answer.status_code, answer.headers.get("Location", "")


def test_every_page_of_every_year_comes_in_with_its_files_and_every_old_address_leads_to_it(
    house: House, moved: Ledger
) -> None:
    bureau = house.people.bureau
    assert moved.imported == PAGES + 2 and moved.year_told == "各年"
    for number in range(PAGES):
        target = quote(disclosed.address(content(house, number)), safe="/~")
        if number == 1:
            assert goes("/art/1.html")[0] == 404, "two hosts had it: never guessed"
            assert leads_to("/art/1.html", HOST) == target
            continue
        old = f"/art/show.shtml?id={number}&Type=A" if number % 2 == 0 else f"/art/{number}.html"
        assert goes(old) == (301, target)
        if number % 20 == 0:
            assert goes(f"/old/{number}.htm") == goes(f"/GO/{number}.HTM") == (301, target)
    assert leads_to("/f/", HOST) == leads_to("/f/index.html", f"{HOST}:8000") == leads_to("/art/1.html", HOST)
    assert leads_to("/art/1.html", OTHER) == disclosed.address(content(house, 904))
    assert PastFile.objects.of(bureau).count() == PAGES // 10
    assert [str(each) for each in verify(whole=True)] == []


def test_a_file_is_taken_along_by_content_and_its_old_address_leads_to_it(house: House, moved: Ledger) -> None:
    found = content(house, 20)
    (file,) = disclosed.attachments(found)
    assert (file.name, file.kind) == ("附件：第20号.pdf", "pdf")
    status, target = goes("/art/files/20.pdf")
    assert (status, target) == (301, f"/shili-minzheng/fj/{file.pk}/")
    answer = Client().get(target)
    assert answer.getvalue() == b"%PDF-1.7\n20"
    page = LexborHTMLParser(Client().get(disclosed.address(found)).text)
    body = page.css_first(".disclosed-body")
    assert (
        body is not None and body.css_first('a[href="/art/files/20.pdf"]') and body.css_first('a[href="/art/21.html"]')
    )
    assert page.css_first(f'.disclosed-files a[href="{target}"]')


def test_what_is_broken_or_personal_is_listed_row_by_row_and_stays_behind(house: House, moved: Ledger) -> None:
    told = {row.where.partition("/")[2]: {fault.rule for fault in row.faults} for row in queries.report_rows(moved)}
    assert RowRule.PERSONAL in told["bad/p.html"] and RowRule.PERSONAL in told["bad/files.html"]
    assert RowRule.DAY_UNREADABLE in told["bad/undated.html"]
    assert told["bad/empty.html"] == told["bad/x.html"] == {RowRule.PAGE_UNREADABLE}
    assert RowRule.ATTACHMENT_BROKEN in told["bad/fake.html"]
    assert disclosed.attachments(content(house, 903)) == []
    assert not any(IDENTITY in each.text for each in Content.objects.of(house.people.bureau))


def test_a_page_that_did_not_come_in_is_looked_for_by_its_title_unless_it_names_people(
    house: House, moved: Ledger
) -> None:
    answer = Client().get("/bad/undated.html")
    assert answer.status_code == 404 and "关于第901号事项的通知" in answer.text
    for path in ("/bad/p.html", "/bad/files.html"):
        other = Client().get(path)
        assert other.status_code == 404 and "号事项的通知" not in other.text


def test_what_was_withdrawn_is_not_led_to_and_nothing_of_it_is_said(house: House, moved: Ledger) -> None:
    gone = content(house, 20)
    assert goes("/art/show.shtml?id=20&Type=A")[0] == 301
    (file,) = disclosed.attachments(gone)
    disclosure.withdraw(gone, on=TODAY, by=house.people.wang, reason="有误")
    for path in ("/art/show.shtml?id=20&Type=A", "/old/20.htm", "/art/files/20.pdf", f"/shili-minzheng/fj/{file.pk}/"):
        answer = Client().get(path)
        assert answer.status_code == 404 and "第20号" not in answer.text, path
    assert stood_at(house.people.bureau, f"{HOST}/old/20.htm") is None


HOSTILE = [
    "/art/show.shtml?id=20&Type=A%0d%0aSet-Cookie:%20a=b",
    "//evil.example.com/art/3.html",
    "/art/3.html%0d%0aX-Evil:%201",
    "/\\evil.example.com/art/3.html",
    "/art/..%2f..%2fdesk%2f",
    "/http://evil.example.com/",
    "/art/3.html\x00",
    "/" + "a" * 8000,
    "/art/show.shtml?" + "x=1&" * 3000,
]


@pytest.mark.parametrize("path", HOSTILE)
def test_nobody_is_led_off_the_site_and_nothing_asked_comes_into_a_header(
    house: House, moved: Ledger, path: str
) -> None:
    answer = Client().get(path)
    assert answer.status_code in {301, 400, 404}
    location = answer.headers.get("Location", "/")
    assert location.startswith("/") and not location.startswith("//") and "evil" not in location
    assert "X-Evil" not in answer.headers and "Set-Cookie" not in answer.headers


def test_the_way_back_is_only_taken_where_nothing_of_ours_stands_and_only_for_reading(
    house: House, moved: Ledger
) -> None:
    one = OldAddress.objects.of(house.people.bureau).filter(file=None).exclude(content=None)[0]
    OldAddress.objects.of(house.people.bureau).filter(pk=one.pk).update(key="/shili/", address="/shili/")
    assert Client().get("/shili/").status_code == 200
    assert Client().post("/art/3.html").status_code == 404
    assert Client().head("/art/3.html").status_code == 301


def test_the_press_is_told_the_same_and_nothing_that_could_break_its_file(
    house: House, moved: Ledger, tmp_path: Path
) -> None:
    evil = f'http://{HOST}/x"; return 301 http://evil.example.com/; #.html'
    one = OldAddress.objects.of(house.people.bureau).filter(file=None).exclude(content=None)[0]
    OldAddress.objects.of(house.people.bureau).create(
        authority=house.people.bureau, content=one.content, address=evil, host="jiu.gov.cn", key="/x"
    )
    out = tmp_path / "old.map"
    call_command("oldsite", str(out), stdout=StringIO())
    text = out.read_text()
    for line in text.splitlines():
        assert "evil" not in line or re.fullmatch(r' +"[^"\s$\\]+" "/[^"\s$\\]+";', line), "a key and nothing more"
    told = dict(re.findall(r'^    "(/[^"]*)" "([^"]*)";$', text, re.MULTILINE))
    for number in range(2, PAGES):
        old = f"/art/show.shtml?id={number}&type=a" if number % 2 == 0 else f"/art/{number}.html"
        assert told[old] == goes(old)[1]
    assert "/art/1.html" not in told
    assert re.search(rf'"{OTHER}/art/1\.html" "/', text)


def test_only_a_saved_site_may_be_of_many_years(house: House, tmp_path: Path) -> None:
    with pytest.raises(Unlawful, match="应当写明年度"):
        opened(house.people.bureau, workbook(tmp_path / "a.xlsx", [row(1)]), year=0)
