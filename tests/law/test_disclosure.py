"""主动公开的法: codes that tell a slip of the pen, texts that fit, proofs, and a sum that cannot fall short."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.accounts import Pace, activity
from gongkai.law.annual_report import count
from gongkai.law.annual_report.editions import edition
from gongkai.law.channel_texts import LIMITS, TAIL, check_text, derive
from gongkai.law.disclosure import (
    ContentFact,
    DisclosureFact,
    InterpretationFact,
    MadeFact,
    ReleaseChannel,
    ReleaseFact,
    Source,
    check_ending,
    check_proof,
    check_stated,
    row_of_channel,
    short_of,
)
from gongkai.law.grammar.flow import Unlawful
from gongkai.law.release_codes import SIGNS, read_release_code, release_code

NUMBERS = st.integers(1, 10**12)
CHANNELS = st.sampled_from(list(ReleaseChannel))


@given(NUMBERS)
def test_a_release_code_reads_back_however_it_is_typed(number: int) -> None:
    code = release_code(number)
    assert len(code) >= 7 and set(code) <= set(SIGNS)
    assert read_release_code(f" {code[:3].lower()}-{code[3:]} ") == number


@given(NUMBERS, st.data())
def test_one_wrong_sign_or_two_neighbours_exchanged_are_found_out(number: int, data: st.DataObject) -> None:
    code = release_code(number)
    place = data.draw(st.integers(0, len(code) - 1))
    other = data.draw(st.sampled_from([sign for sign in SIGNS if sign != code[place]]))
    with pytest.raises(Unlawful):
        read_release_code(code[:place] + other + code[place + 1 :])
    if place and code[place] != code[place - 1]:
        with pytest.raises(Unlawful):
            read_release_code(code[: place - 1] + code[place] + code[place - 1] + code[place + 1 :])


@given(st.integers(1, 10**8))
def test_neighbours_do_not_look_alike(number: int) -> None:
    one, other = release_code(number), release_code(number + 1)
    assert sum(a != b for a, b in zip(one, other, strict=True)) >= 3


@pytest.mark.parametrize("wrong", ["", "ABC", "ABCDEF0", "发布码一二三"])
def test_what_is_no_release_code_is_told_so(wrong: str) -> None:
    with pytest.raises(Unlawful, match="发布码由7个字母和数字组成"):
        read_release_code(wrong)


@given(CHANNELS, st.text("甲乙丙，。！？；\n ", max_size=400), st.text("标题甲乙", min_size=1, max_size=200))
def test_a_derived_text_fits_its_channel_with_its_code(channel: ReleaseChannel, text: str, title: str) -> None:
    limit = LIMITS.get(channel)
    derived = derive(channel, title, text, limit)
    assert check_text(channel, derived, limit) == derived.strip()
    if limit:
        assert len(derived) + TAIL <= limit.length


def test_a_short_message_keeps_whole_sentences() -> None:
    text = "救助标准提高到每月八百元。申请到所在乡镇办理。" + "其他事项另行通知，请关注本网站。" * 5
    derived = derive(ReleaseChannel.SMS, "临时救助", text, LIMITS[ReleaseChannel.SMS])
    assert derived.startswith("【临时救助】救助标准提高到每月八百元。") and derived.endswith("。")
    with pytest.raises(Unlawful, match="短信最多70字"):
        check_text(ReleaseChannel.SMS, "字" * 60, LIMITS[ReleaseChannel.SMS])


def test_23_online_the_proof_is_an_address_elsewhere_it_is_words() -> None:
    assert check_proof(ReleaseChannel.NEWSPAPER, " 示例日报2025年9月18日第3版 ") == "示例日报2025年9月18日第3版"
    for channel, proof in ((ReleaseChannel.WECHAT, "已发"), (ReleaseChannel.BOARD, "  ")):
        with pytest.raises(Unlawful, match="凭证"):
            check_proof(channel, proof)


def test_what_has_no_end_or_has_not_ended_is_not_taken_off_as_ended() -> None:
    day = date(2025, 9, 18)
    check_ending(day, day + timedelta(days=1))
    for ends_on in (None, day, day + timedelta(days=1)):
        with pytest.raises(Unlawful):
            check_ending(ends_on, day)


@given(st.lists(st.frozensets(CHANNELS, min_size=1), max_size=40))
def test_count_once_holds_by_construction_for_whatever_goes_out(contents: list[frozenset[ReleaseChannel]]) -> None:
    rows = [{row_of_channel(channel) for channel in channels} for channels in contents]
    channels = {row: sum(row in went for went in rows) for went in rows for row in went}
    check_stated(len(contents), channels)
    assert short_of(len(contents), channels.values()) == 0
    facts: list[DisclosureFact] = [ContentFact(False, len(contents)), MadeFact(0)]
    facts += [ReleaseFact(row, number) for row, number in channels.items()]
    counted = count(edition(2018), 2018, [], [], facts)
    examined = counted.edition.examine(counted.sheets, blank_is_zero=True)["statistics"]
    assert counted.sheets["statistics"]["disclosed_total", "value"] == len(contents)
    assert not examined.red


def test_the_channels_of_wudu_2017_are_refused_with_the_145_named() -> None:
    stated = {"政府网站": 3172, "政务微博": 9746, "政务微信": 7128, "其他方式": 2293}
    with pytest.raises(Unlawful, match="22339少于主动公开总数22484，差145条"):
        check_stated(22484, stated)
    check_stated(22484, {**stated, "政府公报": 145})
    with pytest.raises(Unlawful, match="政府网站公开数11201大于"):
        check_stated(100, {"政府网站": 11201})


def test_the_cells_of_contents_are_blank_until_contents_are_kept() -> None:
    without = count(edition(2018), 2018, [], [])
    assert without.sheets["statistics"]["disclosed_total", "value"] is None
    assert not without.is_counted("statistics", "by_website", "value")
    facts: list[DisclosureFact] = [
        ContentFact(True, 3),
        ContentFact(False, 4),
        MadeFact(5),
        InterpretationFact(Source.OWN, 2),
    ]
    kept = count(
        edition(2018), 2018, [], [], [*facts, InterpretationFact(Source.REPRINT, 1), ReleaseFact("by_website", 7)]
    )
    sheet = kept.sheets["statistics"]
    told = {
        row: sheet[row, "value"] for row in ("disclosed_total", "disclosed_normative", "normative_made", "by_gazette")
    }
    assert told == {"disclosed_total": 7, "disclosed_normative": 3, "normative_made": 5, "by_gazette": 0}
    assert sheet["interpretations", "value"] == 3 and kept.is_counted("statistics", "by_gazette", "value")
    assert sheet["press_conferences", "value"] is None


def test_an_account_that_stands_still_beyond_its_floor_is_idle() -> None:
    opened = date(2025, 1, 1)

    def pace(days: int, closed: date | None = None) -> Pace:
        return activity(opened, closed, date(2025, 6, 1), 14, date(2025, 6, 1) + timedelta(days=days)).pace

    assert [pace(days) for days in (0, 10, 11, 14, 15)] == [Pace.FRESH, Pace.FRESH, Pace.SOON, Pace.SOON, Pace.IDLE]
    assert pace(60, date(2025, 7, 1)) is Pace.CLOSED
