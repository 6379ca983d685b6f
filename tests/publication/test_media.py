"""图片、视频、图表: with their texts, public with their content and gone with it, each entered and held to its entry."""

from __future__ import annotations

import io
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape
from PIL import Image

from gongkai.doors.search.texts import texts
from gongkai.law.disclosure import Withdrawal
from gongkai.law.grammar.flow import Unlawful
from gongkai.law.media import ChartShape, Described, MediaKind, read_chart
from gongkai.office.authorities.models import Official
from gongkai.office.journal.models import Entry
from gongkai.office.journal.verify import verify
from gongkai.publication.disclosure import acts as disclosure
from gongkai.publication.disclosure import statistics
from gongkai.publication.disclosure.media import acts, queries
from gongkai.publication.disclosure.media.models import Media
from gongkai.publication.disclosure.media.serving import part_of
from gongkai.publication.disclosure.models import Content
from gongkai.publication.disclosure.statistics import Scope
from gongkai.publication.gate.acts import HeldBack
from gongkai.web.uploads import JPG, MP4, FileKind
from tests.cast import Cast
from tests.filmed import PLACE, mp4, track, udta
from tests.publication.conftest import DAY
from tests.publication.test_carriers import clerk as clerk
from tests.publication.test_carriers import content as content

PICTURE = Described(MediaKind.PICTURE, "集中签约现场", "十余人在台上签字，背景写着“集中签约”", "县融媒体中心")
FILM = Described(MediaKind.VIDEO, "搬迁记", "旁白：坪上的人家搬下了山。\n村民甲：路通了。", "县融媒体中心")
CHART = Described(MediaKind.CHART, "近两年受理量", "2025年比2024年多一百件", "本机关统计")
ROWS = "年份\t件数\n2024年\t200\n2025年\t300"
WHERE = b"N35.123456"


def photograph(colour: str = "red", sides: tuple[int, int] = (40, 30)) -> bytes:
    out, notes = io.BytesIO(), Image.Exif()
    notes[0x0112] = 6
    notes[0x010E] = WHERE.decode()
    Image.new("RGB", sides, colour).save(out, "JPEG", exif=notes)
    return out.getvalue()


def added(
    content: Content, by: Official, data: bytes, described: Described = PICTURE, kind: FileKind = JPG, on: date = DAY
) -> Media:
    file = SimpleUploadedFile(f"IMG_1.{kind.extension}", data)
    return acts.add_file(content, file, kind, described, looked_at=True, on=on, today=on, by=by)


def charted(content: Content, by: Official) -> Media:
    return acts.add_chart(content, ChartShape.COLUMNS, read_chart(ROWS), "件", CHART, on=DAY, today=DAY, by=by)


def address(row: Media) -> str:
    return f"/{row.authority.code}/mt/{row.pk}/"


def page_of(content: Content) -> str:
    return f"/{content.authority.code}/zfxxgk/{content.index_number.replace('/', '~')}/"


def at_desk(person: Official) -> Client:
    page = Client()
    page.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return page


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gongkai.web.clock.today", lambda: DAY)


def test_a_picture_stands_on_the_page_with_what_is_said_of_it_and_without_what_the_camera_said(
    content: Content, clerk: Official, client: Client
) -> None:
    data = photograph()
    assert WHERE in data
    row = added(content, clerk, data)
    assert (row.width, row.height) == (30, 40), "it lies on its side and is shown upright"
    text = client.get(page_of(content)).content.decode()
    assert f'<img src="{address(row)}" alt="{escape(PICTURE.words)}" width="30" height="40"' in text
    assert f"图1　{PICTURE.caption}" in text and PICTURE.credit in text
    answer = client.get(address(row))
    shown = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    assert answer.headers["Content-Type"] == "image/jpeg" and answer.headers["X-Content-Type-Options"] == "nosniff"
    assert shown.startswith(b"\xff\xd8\xff") and WHERE not in shown
    assert [str(each) for each in verify(whole=True)] == []


def test_a_film_plays_in_parts_and_its_words_stand_beneath(content: Content, clerk: Official, client: Client) -> None:
    row = added(content, clerk, mp4(within=udta(), seconds=75), FILM, MP4)
    assert (row.seconds, row.width) == (75, 320)
    text = client.get(page_of(content)).content.decode()
    assert (
        f'<video src="{address(row)}" controls preload="none"' in text
        and "村民甲：路通了。" in text
        and "1分15秒" in text
    )
    whole = b"".join(client.get(address(row)).streaming_content)  # type: ignore[attr-defined]
    assert PLACE not in whole and row.stored is not None and len(whole) == row.stored.size
    part = client.get(address(row), headers={"Range": "bytes=4-11"})
    assert part.status_code == 206 and part.headers["Content-Range"] == f"bytes 4-11/{len(whole)}"
    assert b"".join(part.streaming_content) == whole[4:12] == b"ftypisom"  # type: ignore[attr-defined]
    beyond = client.get(address(row), headers={"Range": f"bytes={len(whole)}-"})
    assert beyond.status_code == 416


@given(st.integers(1, 5000), st.integers(0, 6000), st.integers(0, 6000))
def test_a_part_is_what_a_slice_of_the_whole_is(size: int, since: int, until: int) -> None:
    data = bytes(number % 251 for number in range(size))
    asked = {f"bytes={since}-": data[since:], f"bytes=-{since}": data[-since:] if since else b""}
    if since <= until:
        asked[f"bytes={since}-{until}"] = data[since : until + 1]
    for said, expected in asked.items():
        found = part_of(said, size)
        assert found is not None and data[found[0] : found[1]] == expected
    for said in ("", "bytes=-", "bytes=5-2", "bytes=0-1,3-4", "lines=1-2", "bytes=a-b"):
        assert part_of(said, size) is None


def test_a_chart_is_drawn_here_with_its_rows_beneath_and_its_text_read_out(
    content: Content, clerk: Official, client: Client
) -> None:
    row = charted(content, clerk)
    text = client.get(page_of(content)).content.decode()
    assert f'<desc id="media-{row.pk}-desc">{CHART.words}</desc>' in text and "<rect" in text
    assert '<th scope="row">2025年</th><td class="number">300</td>' in text and "件数（件）" in text
    assert client.get(address(row)).status_code == 404


def test_what_a_content_carries_goes_with_it_and_comes_back_with_it(
    content: Content, clerk: Official, client: Client
) -> None:
    row = added(content, clerk, photograph())
    disclosure.withdraw(content, on=DAY, by=clerk, reason="内容有误", kind=Withdrawal.WRONG)
    assert client.get(page_of(content)).status_code == 410 and client.get(address(row)).status_code == 404
    with pytest.raises(Unlawful, match="没有公开或者已经撤回"):
        added(content, clerk, photograph("blue"))
    assert acts.take_off(row, on=DAY, today=DAY, by=clerk, reason="有人脸").taken_off_on == DAY
    with pytest.raises(Unlawful, match="已于"):
        acts.take_off(row, on=DAY, today=DAY, by=clerk, reason="再撤")
    assert [str(each) for each in verify(whole=True)] == []


def test_what_is_taken_off_is_gone_from_page_and_address_and_may_come_again(
    content: Content, clerk: Official, client: Client
) -> None:
    row, data = added(content, clerk, photograph()), photograph()
    with pytest.raises(Unlawful, match="已经有这一张"):
        added(content, clerk, data)
    with pytest.raises(Unlawful, match="理由"):
        acts.take_off(row, on=DAY, today=DAY, by=clerk, reason=" ")
    acts.take_off(row, on=DAY, today=DAY, by=clerk, reason="换清楚的")
    assert (
        client.get(address(row)).status_code == 404
        and PICTURE.caption not in client.get(page_of(content)).content.decode()
    )
    assert added(content, clerk, data).place == 1


def test_nobody_adds_what_nobody_has_looked_at_nor_what_is_no_film(content: Content, clerk: Official) -> None:
    file = SimpleUploadedFile("1.jpg", photograph())
    with pytest.raises(Unlawful, match="看过"):
        acts.add_file(content, file, JPG, PICTURE, looked_at=False, on=DAY, today=DAY, by=clerk)
    with pytest.raises(Unlawful, match="hvc1"):
        added(content, clerk, mp4(track(codec=b"hvc1")), FILM, MP4)
    with pytest.raises(Unlawful, match="不能晚于"):
        acts.add_file(content, file, JPG, PICTURE, looked_at=True, on=DAY + timedelta(1), today=DAY, by=clerk)
    assert not Media.objects.of(content.authority).exists()


def test_what_is_said_of_a_picture_passes_the_gate(content: Content, clerk: Official) -> None:
    told = Described(MediaKind.PICTURE, "低保户证件", "身份证号码110101190001010014的证件", "本机关")
    with pytest.raises(HeldBack, match="公开前筛查"):
        added(content, clerk, photograph(), told)
    row = added(content, clerk, photograph())
    with pytest.raises(HeldBack):
        acts.describe(row, told, on=DAY, today=DAY, by=clerk, reason="改")
    rows = read_chart("姓名\t金额\n110101190001010014\t200")
    with pytest.raises(HeldBack):
        acts.add_chart(content, ChartShape.BARS, rows, "元", CHART, on=DAY, today=DAY, by=clerk)


def test_a_caption_put_right_keeps_in_its_entry_what_it_said_before(content: Content, clerk: Official) -> None:
    row = added(content, clerk, photograph())
    better = Described(MediaKind.PICTURE, "集中签约现场（9月18日）", PICTURE.words, PICTURE.credit)
    acts.describe(row, better, on=DAY, today=DAY, by=clerk, reason="补日期")
    entry = Entry.objects.of(content.authority).get(seq=row.entry)
    assert entry.act == acts.DESCRIBE and PICTURE.caption in entry.data
    with pytest.raises(Unlawful, match="没有任何改动"):
        acts.describe(row, better, on=DAY, today=DAY, by=clerk, reason="再改")
    with pytest.raises(Unlawful, match="类型不能改"):
        acts.describe(row, FILM, on=DAY, today=DAY, by=clerk, reason="换")
    assert [str(each) for each in verify(whole=True)] == []


def test_the_order_names_each_once_and_is_held_to_its_entry(content: Content, clerk: Official) -> None:
    first, second, third = (added(content, clerk, photograph(colour)) for colour in ("red", "green", "blue"))
    acts.put_in_order(content, [third.pk, first.pk, second.pk], on=DAY, by=clerk)
    assert [row.pk for row in queries.shown([content])[content.pk]] == [third.pk, first.pk, second.pk]
    for wrong in ([third.pk], [third.pk, third.pk, first.pk], [first.pk, second.pk, third.pk, 0]):
        with pytest.raises(Unlawful, match="各一次"):
            acts.put_in_order(content, wrong, on=DAY, by=clerk)
    assert [str(each) for each in verify(whole=True)] == []


@pytest.mark.parametrize(
    "changed", [{"caption": "改"}, {"place": 9}, {"words": "改"}, {"made": "0" * 64}, {"entry": 1}]
)
def test_a_row_changed_behind_the_journal_is_found(
    content: Content, clerk: Official, changed: dict[str, object]
) -> None:
    row = added(content, clerk, photograph())
    Media.objects.of(content.authority).filter(pk=row.pk).update(**changed)
    assert any("图片、视频、图表" in str(each) for each in verify(whole=True))


def test_contents_with_pictures_are_counted_once_each_and_the_figure_opens_them(
    content: Content, clerk: Official, people: Cast
) -> None:
    def told() -> dict[str, int]:
        return {each.label: each.number for each in statistics.told(Scope(people.county), 2025).media}

    assert told() == {}
    rows = [added(content, clerk, photograph(colour)) for colour in ("red", "green")]
    charted(content, clerk)
    assert told() == {"图片": 1, "图表": 1}
    page = at_desk(clerk)
    assert content.title in page.get("/desk/disclosure/?year=2025&carries=picture").content.decode()
    assert content.title not in page.get("/desk/disclosure/?year=2025&carries=video").content.decode()
    assert "carries=picture" in page.get("/desk/disclosure/figures/?year=2025").content.decode()
    for row in rows:
        acts.take_off(row, on=DAY, today=DAY, by=clerk, reason="撤")
    assert told() == {"图表": 1}


def test_feeds_carry_the_first_picture_and_the_search_finds_what_is_said_in_a_film(
    content: Content, clerk: Official, client: Client
) -> None:
    added(content, clerk, mp4(), FILM, MP4)
    row = added(content, clerk, photograph())
    code = content.authority.code
    for kind in ("rss", "atom"):
        text = client.get(f"/{code}/{kind}.xml").content.decode()
        assert text.count("video/mp4") == 1 and address(row) not in text
    [found] = texts([content.pk], DAY)
    assert "村民甲：路通了。" in found.body and PICTURE.caption in found.body


def test_the_desk_adds_describes_orders_and_takes_off(content: Content, clerk: Official, people: Cast) -> None:
    page = at_desk(clerk)
    own = f"/desk/disclosure/{content.pk}/media/"
    said = {"caption": PICTURE.caption, "words": PICTURE.words, "credit": PICTURE.credit, "on": "2025-09-18"}
    file = SimpleUploadedFile("现场.jpg", photograph())
    refused = page.post(f"{own}file/", {**said, "file": file})
    assert refused.status_code == 200 and "已逐张" in refused.content.decode()
    file = SimpleUploadedFile("现场.jpg", photograph())
    assert page.post(f"{own}file/", {**said, "file": file, "looked_at": "on"}).status_code == 302
    chart = {**said, "words": CHART.words, "shape": "bars", "unit": "件", "rows": ROWS}
    assert "二者选一" in page.post(f"{own}chart/", {**chart, "rows": ""}).content.decode()
    assert page.post(f"{own}chart/", chart).status_code == 302
    table = SimpleUploadedFile("数.csv", "年份,件数\n2023年,7\n".encode())
    assert page.post(f"{own}chart/", {**chart, "rows": "", "file": table}).status_code == 302
    rows = queries.shown([content])[content.pk]
    assert [row.kind for row in rows] == ["picture", "chart", "chart"]
    assert page.post(f"/desk/disclosure/media/{rows[1].pk}/up/").status_code == 302
    assert [row.pk for row in queries.shown([content])[content.pk]][:2] == [rows[1].pk, rows[0].pk]
    again = {**said, "caption": "签约", "reason": "短些"}
    assert page.post(f"/desk/disclosure/media/{rows[0].pk}/", again).status_code == 302
    seen = page.get(f"/desk/disclosure/media/{rows[0].pk}/file/")
    assert b"".join(seen.streaming_content).startswith(b"\xff\xd8\xff")  # type: ignore[attr-defined]
    off = {"reason": "有人脸", "on": "2025-09-18"}
    assert page.post(f"/desk/disclosure/media/{rows[0].pk}/off/", off).status_code == 302
    text = page.get(own).content.decode()
    assert "已撤下" in text and "有人脸" in text and "签约" in text
    assert "图片、视频、图表（2）" in page.get(f"/desk/disclosure/{content.pk}/").content.decode()
    stranger = at_desk(people.zhao)
    assert stranger.get(own).status_code in (403, 404)
    assert stranger.get(f"/desk/disclosure/media/{rows[0].pk}/file/").status_code in (403, 404)


def test_no_content_carries_more_than_a_page_bears(
    content: Content, clerk: Official, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(acts, "MOST", 1)
    added(content, clerk, photograph())
    with pytest.raises(Unlawful, match="最多1张"):
        added(content, clerk, photograph("blue"))
