"""媒体节目、外部报道: what carries a content releases it once, what others say is counted by itself and as nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai.law.disclosure import ReleaseChannel
from gongkai.law.grammar.flow import Unlawful
from gongkai.law.outside_media import BROADCASTING, Aired, CoverageLevel, CoverageSource, Reported
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.journal.verify import verify
from gongkai.publication.disclosure import queries as disclosed
from gongkai.publication.disclosure.models import Content, Release
from gongkai.publication.disclosure.outside import acts, queries
from gongkai.publication.disclosure.outside.models import PressReport, Programme
from gongkai.publication.gate.acts import HeldBack
from gongkai.web.uploads import JPG, MP4
from tests.cast import Cast
from tests.filmed import PLACE, mp4, udta
from tests.publication.conftest import DAY
from tests.publication.test_carriers import clerk as clerk
from tests.publication.test_carriers import content as content
from tests.publication.test_media import WHERE, at_desk, photograph

FILM = Aired(ReleaseChannel.TELEVISION, "示例电视台", "示例新闻", "低保标准调整", DAY, "19:30", "社会救助", 3)
REPORT = Reported(
    "示例经济日报",
    CoverageLevel.PROVINCIAL,
    CoverageSource.REPORTED,
    DAY,
    "低保提标",
    "https://www.example.cn/a/1",
    "提标",
)


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gongkai.web.clock.today", lambda: DAY)


def home() -> Authority:
    return Authority.objects.get(name="示例县人民政府")


def aired(by: Official, told: Aired = FILM, content: Content | None = None) -> Programme:
    return acts.register_programme(home(), told, content=content, on=DAY, today=DAY, by=by)


def reported(by: Official, told: Reported = REPORT, content: Content | None = None) -> PressReport:
    return acts.register_coverage(home(), told, content=content, on=DAY, today=DAY, by=by)


def made_public(by: Official) -> int:
    return sum(fact.count for fact in disclosed.content_facts(Release.objects.of(home()), DAY.year))


def test_a_programme_that_carries_a_content_releases_it_and_the_content_counts_once(
    content: Content, clerk: Official, client: Client
) -> None:
    row = aired(clerk, content=content)
    printed = replace(FILM, channel=ReleaseChannel.NEWSPAPER, outlet="示例日报", series="", edition="第3版", minutes=0)
    aired(clerk, printed, content)
    released = Release.objects.of(content.authority).filter(content=content)
    assert sorted(released.values_list("channel", flat=True)) == ["newspaper", "television", "website"]
    assert row.release is not None and row.release.is_proven and row.release.carrier == "示例电视台《示例新闻》"
    assert made_public(clerk) == 1
    page = client.get(f"/{content.authority.code}/zfxxgk/{content.index_number.replace('/', '~')}/").content.decode()
    assert "播出于示例电视台《示例新闻》" in page and "第3版" in page
    assert [str(each) for each in verify(whole=True)] == []


def test_a_film_that_carries_nothing_and_what_others_report_make_nothing_public(
    content: Content, clerk: Official
) -> None:
    before = made_public(clerk), Release.objects.of(home()).count()
    aired(clerk)
    reported(clerk)
    reported(clerk, replace(REPORT, title="又一篇", address=""), content)
    assert (made_public(clerk), Release.objects.of(home()).count()) == before
    assert [str(each) for each in verify(whole=True)] == []


MANY = st.lists(
    st.tuples(st.sampled_from(BROADCASTING), st.integers(0, 800), st.integers(1, 90), st.booleans()), max_size=8
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(MANY)
def test_the_figures_of_each_year_follow_from_what_stands(
    clerk: Official, told: list[tuple[ReleaseChannel, int, int, bool]]
) -> None:
    Programme.objects.of(home()).delete()
    expected: dict[tuple[int, ReleaseChannel], list[int]] = {}
    for number, (channel, back, minutes, struck) in enumerate(told):
        on = DAY - timedelta(back)
        lasting = 0 if channel is ReleaseChannel.NEWSPAPER else minutes
        one = Aired(channel, "示例台", "", f"题目{number}", on, "19:30", "主题", lasting)
        row = aired(clerk, one)
        if struck:
            acts.strike_programme(row, on=DAY, today=DAY, by=clerk, reason="重了")
        else:
            expected.setdefault((on.year, channel), []).append(lasting)
    years = queries.years_of_programmes(home())
    found = {(each.year, channel): n for each in years for channel, n in each.by_channel.items()}
    assert found == {key: len(lasting) for key, lasting in expected.items()}
    assert sum(each.minutes for each in years) == sum(map(sum, expected.values()))
    assert [each.year for each in years] == sorted({year for year, _ in expected}, reverse=True)


def test_a_report_is_registered_once_by_its_address_and_once_by_its_name(clerk: Official) -> None:
    first = reported(clerk)
    with pytest.raises(Unlawful, match="同一网址的报道已经登记：示例经济日报《低保提标》"):
        reported(clerk, replace(REPORT, title="别的标题", address="http://example.cn/a/1/#p"))
    with pytest.raises(Unlawful, match="同一媒体同一天同一标题的报道已经登记：示例经济日报《低保提标》"):
        reported(clerk, replace(REPORT, title="《低保提标》", address=""))
    reported(clerk, replace(REPORT, address="", on=DAY - timedelta(1)))
    acts.strike_coverage(first, on=DAY, today=DAY, by=clerk, reason="登记错了")
    assert reported(clerk).pk != first.pk
    assert dict(queries.years_of_coverage(home())) == {2025: {CoverageLevel.PROVINCIAL: 2}}
    assert [str(each) for each in verify(whole=True)] == []


def test_a_report_says_what_it_is_about(clerk: Official, people: Cast, content: Content) -> None:
    with pytest.raises(Unlawful, match="所报道的公开内容"):
        reported(clerk, replace(REPORT, matter=" "))
    with pytest.raises(Unlawful, match="本机关公开的"):
        acts.register_coverage(people.bureau, REPORT, content=content, on=DAY, today=DAY, by=people.wang)
    with pytest.raises(Unlawful, match="报道日期"):
        reported(clerk, replace(REPORT, on=DAY + timedelta(1)))
    assert reported(clerk, replace(REPORT, matter=""), content).content == content


def test_the_same_broadcast_is_registered_once_and_again_after_it_was_struck(content: Content, clerk: Official) -> None:
    row = aired(clerk, content=content)
    with pytest.raises(Unlawful, match="已经登记：示例电视台《示例新闻》《低保标准调整》"):
        aired(clerk)
    aired(clerk, replace(FILM, edition="22:00"))
    acts.strike_programme(row, on=DAY, today=DAY, by=clerk, reason="台名错了")
    assert row.release is not None
    row.release.refresh_from_db()
    assert row.release.withdrawn_on == DAY
    with pytest.raises(Unlawful, match="已于"):
        acts.strike_programme(row, on=DAY, today=DAY, by=clerk, reason="再")
    assert aired(clerk).pk != row.pk
    assert [str(each) for each in verify(whole=True)] == []


def test_a_programme_comes_neither_before_its_content_nor_tomorrow_nor_past_the_gate(
    content: Content, clerk: Official, people: Cast
) -> None:
    with pytest.raises(Unlawful, match="不能早于内容公开"):
        aired(clerk, replace(FILM, aired_on=DAY - timedelta(1)), content)
    with pytest.raises(Unlawful, match="播出（刊登）日期"):
        aired(clerk, replace(FILM, aired_on=DAY + timedelta(1)))
    with pytest.raises(HeldBack):
        aired(clerk, replace(FILM, title="身份证号码110101190001010014"), content)
    with pytest.raises(Unlawful, match="本机关公开的"):
        acts.register_programme(people.bureau, FILM, content=content, on=DAY, today=DAY, by=people.wang)
    assert not Programme.objects.everywhere().exists()


def test_a_documentary_that_was_collected_is_kept_and_played_at_the_desk(clerk: Official, people: Cast) -> None:
    told = replace(FILM, series="", title="搬迁记", minutes=25)
    film = SimpleUploadedFile("搬迁记.mp4", mp4(within=udta()))
    row = acts.register_programme(home(), told, upload=film, kind=MP4, on=DAY, today=DAY, by=clerk)
    shot = SimpleUploadedFile("屏幕.jpg", photograph())
    other = acts.register_programme(
        home(), replace(told, title="续"), upload=shot, kind=JPG, on=DAY, today=DAY, by=clerk
    )
    page = at_desk(clerk)
    assert "<video" in page.get(f"/desk/programmes/{row.pk}/").content.decode()
    whole = b"".join(page.get(f"/desk/programmes/{row.pk}/file/").streaming_content)  # type: ignore[attr-defined]
    part = page.get(f"/desk/programmes/{row.pk}/file/", headers={"Range": "bytes=4-7"})
    assert PLACE not in whole and b"".join(part.streaming_content) == b"ftyp"  # type: ignore[attr-defined]
    shown = b"".join(page.get(f"/desk/programmes/{other.pk}/file/").streaming_content)  # type: ignore[attr-defined]
    assert shown.startswith(b"\xff\xd8\xff") and WHERE not in shown
    assert at_desk(people.zhao).get(f"/desk/programmes/{row.pk}/file/").status_code in (403, 404)
    assert [str(each) for each in verify(whole=True)] == []


@pytest.mark.parametrize("changed", [{"title": "改"}, {"minutes": 9}, {"aired_on": date(2025, 1, 1)}, {"entry": 99}])
def test_a_programme_changed_behind_the_journal_is_found(clerk: Official, changed: dict[str, object]) -> None:
    row = aired(clerk)
    Programme.objects.of(home()).filter(pk=row.pk).update(**changed)
    assert any("媒体节目" in str(each) for each in verify(whole=True))


def test_a_report_changed_behind_the_journal_is_found(clerk: Official) -> None:
    row = reported(clerk)
    PressReport.objects.of(home()).filter(pk=row.pk).update(level="national")
    assert any("外部报道" in str(each) for each in verify(whole=True))


def test_programmes_are_registered_listed_counted_and_struck_at_the_desk(content: Content, clerk: Official) -> None:
    page = at_desk(clerk)
    said = {
        **{"channel": "television", "outlet": "示例电视台", "series": "示例新闻", "title": "低保标准调整"},
        **{"aired_on": "2025-09-18", "edition": "19:30", "minutes": "3", "theme": "社会救助"},
    }
    lasting = page.post("/desk/programmes/register/", {**said, "minutes": ""})
    assert "时长应在1至1440分钟之间" in lasting.content.decode()
    unknown = page.post("/desk/programmes/register/", {**said, "index_number": "无此号"})
    assert "没有索引号为" in unknown.content.decode()
    made = page.post("/desk/programmes/register/", {**said, "index_number": content.index_number})
    row = Programme.objects.of(home()).get()
    assert made.status_code == 302 and row.content == content
    listed = page.get("/desk/programmes/").content.decode()
    assert "year=2025&amp;channel=television" in listed and "year=2025&amp;carries=yes" in listed
    assert "低保标准调整" in page.get("/desk/programmes/?state=standing&year=2025&channel=television").content.decode()
    for other in ("year=2024", "channel=radio", "carries=no", "state=struck"):
        assert f"/desk/programmes/{row.pk}/" not in page.get(f"/desk/programmes/?{other}").content.decode()
    opened = page.get(f"/desk/programmes/{row.pk}/").content.decode()
    assert content.title in opened and "发布记录" in opened
    struck = page.post(f"/desk/programmes/{row.pk}/strike/", {"reason": "错了", "on": "2025-09-18"})
    assert struck.status_code == 302 and "已作废" in page.get(f"/desk/programmes/{row.pk}/").content.decode()
    assert queries.years_of_programmes(home()) == []


def test_reports_are_registered_listed_counted_and_struck_at_the_desk(content: Content, clerk: Official) -> None:
    page = at_desk(clerk)
    said = {
        **{"outlet": "示例经济日报", "level": "provincial", "source": "reported", "reported_on": "2025-09-18"},
        **{"title": "低保提标", "address": "https://example.cn/a/1"},
    }
    assert "所报道的公开内容" in page.post("/desk/coverage/register/", said).content.decode()
    assert page.post("/desk/coverage/register/", {**said, "index_number": content.index_number}).status_code == 302
    again = page.post("/desk/coverage/register/", {**said, "matter": "提标"})
    assert "同一网址的报道已经登记：示例经济日报《低保提标》" in again.content.decode()
    row = PressReport.objects.of(home()).get()
    assert "year=2025&amp;level=provincial" in page.get("/desk/coverage/").content.decode()
    for wanted, there in (
        ("level=provincial", True),
        ("level=city", False),
        ("source=offered", False),
        ("year=2024", False),
    ):
        text = page.get(f"/desk/coverage/?{wanted}").content.decode()
        assert (f"/desk/coverage/{row.pk}/" in text) is there
    assert content.title in page.get(f"/desk/coverage/{row.pk}/").content.decode()
    struck = page.post(f"/desk/coverage/{row.pk}/strike/", {"reason": "错了", "on": "2025-09-18"})
    assert struck.status_code == 302 and "已作废" in page.get("/desk/coverage/?state=struck").content.decode()
