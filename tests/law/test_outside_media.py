"""媒体节目、外部报道: a programme can be found again by its proof, and a report is known again however it is written."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.disclosure import ReleaseChannel, check_proof
from gongkai.law.grammar.flow import Unlawful
from gongkai.law.outside_media import (
    BROADCASTING,
    Aired,
    CoverageLevel,
    CoverageSource,
    Reported,
    address_key,
    plain_name,
)

DAY = date(2018, 5, 4)
FILM = Aired(ReleaseChannel.TELEVISION, "示例电视台", "示例新闻", "搬迁记", DAY, "19:30", "易地搬迁", 25)
REPORT = Reported(
    "示例经济日报", CoverageLevel.PROVINCIAL, CoverageSource.REPORTED, DAY, "坪上人家搬下山", matter="搬迁"
)
WORDS = st.text("甲乙丙丁戊己庚辛", min_size=1, max_size=12)


@given(st.sampled_from(BROADCASTING), WORDS, WORDS, WORDS, st.dates(), WORDS)
def test_the_proof_of_a_programme_says_where_when_and_under_what_title(
    channel: ReleaseChannel, outlet: str, series: str, title: str, on: date, edition: str
) -> None:
    minutes = 0 if channel is ReleaseChannel.NEWSPAPER else 10
    told = Aired(channel, outlet, series, title, on, edition, "主题", minutes)
    assert check_proof(channel, told.proof) == told.proof
    assert all(word in told.proof for word in (outlet, series, title, edition, f"{on:%Y-%m-%d}"))


@pytest.mark.parametrize("name", ["outlet", "title", "edition", "theme"])
def test_a_programme_lacks_nothing_it_is_found_by(name: str) -> None:
    with pytest.raises(Unlawful) as refusal:
        replace(FILM, **{name: " "})  # type: ignore[arg-type]
    assert refusal.value.field == name


@pytest.mark.parametrize("channel", [each for each in ReleaseChannel if each not in BROADCASTING])
def test_what_is_neither_seen_heard_nor_printed_is_no_programme(channel: ReleaseChannel) -> None:
    with pytest.raises(Unlawful, match="媒体节目的渠道"):
        replace(FILM, channel=channel)


@given(st.integers(-5, 3000))
def test_what_is_on_air_lasts_and_what_is_printed_does_not(minutes: int) -> None:
    if 1 <= minutes <= 1440:
        assert replace(FILM, minutes=minutes).minutes == minutes
    else:
        with pytest.raises(Unlawful, match="时长"):
            replace(FILM, minutes=minutes)
    printed = {"channel": ReleaseChannel.NEWSPAPER, "edition": "第3版"}
    if minutes:
        with pytest.raises(Unlawful, match="报刊没有时长"):
            replace(FILM, **printed, minutes=minutes)  # type: ignore[arg-type]
    else:
        assert "第3版" in replace(FILM, **printed, minutes=0).proof  # type: ignore[arg-type]


HOSTS = st.from_regex(r"[a-z]{1,8}\.(com|cn|gov\.cn)", fullmatch=True)
PATHS = st.from_regex(r"(/[a-z0-9]{1,6}){0,4}", fullmatch=True)


@given(HOSTS, PATHS, st.sampled_from(["", "?id=7"]))
def test_one_page_has_one_key_however_its_address_is_written(host: str, path: str, query: str) -> None:
    key = address_key(f"https://{host}{path}{query}")
    for said in (
        f"http://{host}{path}{query}",
        f" https://www.{host.upper()}{path}{query}#top ",
        f"https://{host}:443{path}{query}",
    ):
        assert address_key(said) == key
    assert query or address_key(f"https://{host}{path}/") == key
    assert address_key(f"https://{host}{path}/other{query}") != key


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "ftp://a.cn/1", "a.cn/1", "http://本机", "https://[", "https://a.cn:x/"]
)
def test_what_is_no_address_of_a_page_is_refused(address: str) -> None:
    with pytest.raises(Unlawful, match="网址"):
        replace(REPORT, address=address)


@given(WORDS)
def test_marks_and_width_make_no_other_title(title: str) -> None:
    assert plain_name(f"《{title}》") == plain_name(f" {title}！") == plain_name(title)


def test_no_report_is_sorted_by_praise() -> None:
    assert {each.name for each in fields(Reported)} == {"outlet", "level", "source", "on", "title", "address", "matter"}
