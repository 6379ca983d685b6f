"""村务公告: it hangs its days and leaves by itself; its proof is a picture and no more; paper, screen and stick say the same."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from gongkai.casework.villages.boards import acts, queries
from gongkai.casework.villages.boards.acts import NoticeText
from gongkai.casework.villages.boards.models import NoticePhoto, VillageNotice
from gongkai.casework.villages.visited import named
from gongkai.law.grammar.flow import Unlawful
from gongkai.law.village_affairs import VillageAffair
from gongkai.law.villages import Readership, VillageRule, Visitor
from gongkai.office.journal.models import Entry
from gongkai.office.journal.verify import verify
from gongkai.web import clock
from tests.casework.villages.conftest import (
    PHONE,
    Country,
    at_home,
    certified,
    logged_in,
    picture,
    posted,
    slip_of,
)
from tests.cast import official


def test_a_notice_is_posted_proved_and_taken_down_at_the_desk(country: Country) -> None:
    desk, today = logged_in("cun"), clock.today()
    said = {
        "affair": "aid",
        "title": "三季度补贴发放",
        "text": "共发放三万元。",
        "readership": "everybody",
        "since": f"{today}",
        "until": f"{today + timedelta(days=2)}",
        "contact": "0900-0000003",
    }
    short = desk.post("/desk/villages/notices/new/", said)
    assert "公示期至少7日" in str(short.content.decode())
    sent = desk.post("/desk/villages/notices/new/", said | {"until": f"{today + timedelta(days=6)}"})
    notice = VillageNotice.objects.of(country.village).get()
    page = f"/desk/villages/notices/{notice.pk}/"
    assert sent.headers["Location"] == page
    assert "三季度补贴发放" in desk.get("/desk/villages/notices/?bare=1").content.decode()
    upload = SimpleUploadedFile("照片.jpg", picture())
    form = {"photo": upload, "place": "村委会公告栏", "taken_on": f"{today}"}
    assert desk.post(f"{page}prove/", form).status_code == 302
    assert "三季度补贴发放" not in desk.get("/desk/villages/notices/?bare=1").content.decode()
    public = Client().get(f"{country.board}gs/{notice.pk}/").content.decode()
    assert "村委会公告栏" in public and "共7日" in public
    photo = NoticePhoto.objects.of(country.village).get()
    response = Client().get(f"{country.board}gs/{notice.pk}/zp/{photo.pk}")
    assert response.headers["Content-Type"] == "image/jpeg" and b"secret maker" not in response.content
    assert Image.open(io.BytesIO(response.content)).size == (64, 48)
    desk.post(f"{page}withdraw/", {"reason": "金额有误"})
    assert Client().get(f"{country.board}gs/{notice.pk}/").status_code == 404
    assert Client().get(f"{country.board}gs/{notice.pk}/zp/{photo.pk}").status_code == 404
    assert "金额有误" in desk.get(page).content.decode()
    assert [str(finding) for finding in verify()] == []


def test_it_hangs_from_its_first_to_its_last_day_and_leaves_by_itself(country: Country) -> None:
    notice = posted(country, days=7)
    for later in range(-2, 10):
        on = notice.since + timedelta(days=later)
        assert queries.up(country.village, on).exists() == (0 <= later <= 6)


def test_what_villagers_alone_may_read_is_seen_by_no_one_else(country: Country) -> None:
    hidden = posted(country, "二组分红", readership=Readership.VILLAGERS)
    address = f"{country.board}gs/{hidden.pk}/"
    outside = Client()
    assert "二组分红" not in outside.get(country.board).content.decode()
    assert "另有1份公告只给本村认证村民看" in outside.get(country.board).content.decode()
    for page in (address, f"{address}haibao.pdf", f"{address}ewm.svg"):
        assert outside.get(page).status_code == 404
    assert "二组分红" not in outside.get(f"{country.board}ping/").content.decode()
    assert b"\xe4\xba\x8c\xe7\xbb\x84\xe5\x88\x86" not in unzipped(outside.get(f"{country.board}lixian.zip").content)
    inside = at_home(country, slip_of(certified(country.village, country.clerk), country.clerk))
    assert "二组分红" in inside.get(country.board).content.decode()
    assert inside.get(address).status_code == 200
    assert inside.get(f"{address}haibao.pdf").status_code == 404, "what is for villagers is not put up where all pass"
    elsewhere = Visitor(country.other.code)
    assert queries.notice(country.village, hidden.pk, clock.today(), elsewhere) is None


def unzipped(content: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return b"".join(archive.read(name) for name in archive.namelist())


def test_the_bundle_opens_without_a_network_and_leads_nowhere_out(country: Country) -> None:
    notice = posted(country)
    acts.prove_notice(
        notice, picture(), "村口", taken_on=notice.since, on=notice.since, today=clock.today(), by=country.clerk
    )
    first = Client().get(f"{country.board}lixian.zip")
    assert first.headers["Content-Type"] == "application/zip"
    assert Client().get(f"{country.board}lixian.zip").content == first.content, "the same board is the same bytes"
    with zipfile.ZipFile(io.BytesIO(first.content)) as archive:
        assert archive.testzip() is None
        names = set(archive.namelist())
        pages = {name: archive.read(name).decode() for name in names if name.endswith(".html")}
        assert b"secret maker" not in archive.read(f"notices/{notice.pk}-1.jpg")
    assert {"index.html", "style.css", "说明.txt", f"notices/{notice.pk}.html", f"notices/{notice.pk}.svg"} <= names
    for name, page in pages.items():
        assert "<script" not in page and "style=" not in page
        for target in re.findall(r'(?:href|src)="([^"]*)"', page):
            folder = name.rpartition("/")[0]
            path = "/".join(part for part in f"{folder}/{target}".split("/") if part).replace("notices/../", "")
            assert path in names, f"{name}: {target}"
    assert "三季度财务收支" in pages["index.html"] and "收入一万元。" in pages[f"notices/{notice.pk}.html"]


def test_the_poster_and_the_code_lead_to_the_notice(country: Country) -> None:
    notice = posted(country)
    made = Client().get(f"{country.board}gs/{notice.pk}/haibao.pdf")
    assert made.headers["Content-Type"] == "application/pdf" and made.content.startswith(b"%PDF-")
    drawn = Client().get(f"{country.board}gs/{notice.pk}/ewm.svg")
    assert drawn.headers["Content-Type"] == "image/svg+xml" and b"<path" in drawn.content


def test_the_screen_goes_on_by_itself_and_back_to_the_beginning(country: Country) -> None:
    for number in range(3):
        posted(country, f"第{number}份")
    client, at, seen = Client(), f"{country.board}ping/", []
    for _ in range(5):
        response = client.get(at)
        page = response.content.decode()
        assert "<input" not in page and "<textarea" not in page, "nobody needs a keyboard"
        seen.append(next((f"第{n}份" for n in range(3) if f"<h1>第{n}份</h1>" in page), "全部"))
        seconds, at = response.headers["Refresh"].split("; url=")
        assert 10 <= int(seconds) <= 60
    assert seen == ["全部", "第2份", "第1份", "第0份", "全部"]
    held = client.get(f"{country.board}ping/?n=1&hold=1")
    assert held.headers["Refresh"] == f"180; url={country.board}ping/"
    for nonsense in ("99", "-1", "x", "٣", "1" * 40):
        assert "村务公告栏" in client.get(f"{country.board}ping/", {"n": nonsense}).content.decode()


def test_what_the_village_owes_is_read_from_the_days_of_its_notices(country: Country) -> None:
    posted(country, affair=VillageAffair.MONEY)
    page = Client().get(country.board).content.decode()
    assert "应当公布而没有公布的" in page and VillageAffair.AID.label in page
    owed = queries.board_of(country.village, clock.today()).owed
    assert VillageAffair.MONEY not in {each.affair for each in owed}
    assert VillageAffair.WEIGHTY not in {each.affair for each in owed}


def test_a_county_sets_the_days_and_a_village_does_not(country: Country) -> None:
    zheng = official("zheng", "郑复核", country.people.county, "disclosure_office")
    acts.set_rule(country.people.county, VillageRule(3, 2, 10, "示例县村务公开办法第八条"), on=clock.today(), by=zheng)
    with pytest.raises(Unlawful, match=r"公示期至少10日.*示例县村务公开办法第八条"):
        posted(country, days=7)
    with pytest.raises(Unlawful, match="由县（市、区）或者乡镇（街道）设定"):
        acts.set_rule(country.village, VillageRule(), on=clock.today(), by=country.clerk)
    desk = logged_in("zheng")
    assert "示例县村务公开办法第八条" in desk.get("/desk/villages/").content.decode()
    form = {"certifying": "4", "answering": "4", "showing": "5", "source": "示例县办法"}
    assert desk.post("/desk/villages/rule/", form).status_code == 302
    posted(country, days=5)
    assert logged_in("cun").get("/desk/villages/rule/").status_code == 403


@pytest.mark.parametrize(
    ("title", "text", "says"),
    [
        ("", "正文", "标题不能为空"),
        ("标题", "", "正文应为1至5000字"),
        ("标题", "长" * 5001, "现有5001字"),
        ("标题", f"联系人电话{PHONE}", "还有没有遮盖的个人信息"),
        ("身份证110101190001010014", "正文", "还有没有遮盖的个人信息"),
    ],
)
def test_what_must_not_hang_is_refused(country: Country, title: str, text: str, says: str) -> None:
    today = clock.today()
    given = NoticeText(VillageAffair.OTHER, title, text, today, today + timedelta(days=7))
    with pytest.raises(Unlawful, match=says):
        acts.post_notice(country.village, given, on=today, today=today, by=country.clerk)
    assert not Entry.objects.of(country.village).filter(act="post_village_notice").exists()


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("照片.jpg", b"<script>alert(1)</script>", "不是JPG图片、PNG图片"),
        ("照片.png", picture(), "与文件名不符"),
        ("照片.jpg", picture()[:200], "已损坏"),
        ("照片.jpg", b"", "空文件"),
    ],
)
def test_a_photograph_is_judged_by_its_content(country: Country, name: str, content: bytes, says: str) -> None:
    notice, today = posted(country), clock.today()
    form = {"photo": SimpleUploadedFile(name, content), "place": "村口", "taken_on": f"{today}"}
    page = logged_in("cun").post(f"/desk/villages/notices/{notice.pk}/prove/", form)
    assert says in page.content.decode()
    assert not NoticePhoto.objects.of(country.village).exists()


def test_the_clerk_of_another_village_and_a_stranger_touch_nothing(country: Country) -> None:
    notice = posted(country)
    for somebody in ("lin", "zhao", "wang"):
        desk = logged_in(somebody)
        for page in ("", "withdraw/", "prove/"):
            assert desk.get(f"/desk/villages/notices/{notice.pk}/{page}").status_code == 404
    with pytest.raises(Unlawful, match="村务公告由村（居）民委员会办理"):
        today = clock.today()
        given = NoticeText(VillageAffair.OTHER, "标题", "正文", today, today + timedelta(days=7))
        acts.post_notice(country.township, given, on=today, today=today, by=country.clerk)


def test_the_pages_of_a_board_are_counted_under_their_names(country: Country) -> None:
    notice, hidden = posted(country), posted(country, "二组分红", readership=Readership.VILLAGERS)
    paths = [country.board, *(f"{country.board}gs/{pk}/" for pk in (notice.pk, hidden.pk, 999999))]
    assert [named(paths)[path] for path in paths] == [
        ("村务公告栏", "村务公开"),
        ("三季度财务收支", "村务公开"),
        ("（不再公示的公告）", "村务公开"),
        ("（不再公示的公告）", "村务公开"),
    ]


def test_a_changed_notice_is_found_by_verify(country: Country) -> None:
    notice = posted(country)
    VillageNotice.objects.of(country.village).filter(pk=notice.pk).update(text="另一种说法")
    assert [finding.what for finding in verify()] == ["公告的内容与条目登记的不符"]
