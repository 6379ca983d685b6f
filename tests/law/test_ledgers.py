"""往年台账: every name on real portals is recognised, cells are read or reported, a row is refused only by a rule."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.disclosure import ContentClass, ReleaseChannel
from gongkai.law.ledger_rows import Assumed, PastRelease, RowRule, Verdict, Written, attachment_fault, read_row
from gongkai.law.ledgers import (
    ALIASES,
    CHANNEL_ALIASES,
    LedgerField,
    bare,
    channel_of,
    day_in,
    field_of,
    read_day,
    said_yes,
)

YEAR = Assumed(2018, date(2025, 9, 18))
SOUND = {
    LedgerField.TITLE: "关于做好临时救助工作的通知",
    LedgerField.PUBLISHED_ON: "2018-03-04",
    LedgerField.COLUMN: "政策文件",
    LedgerField.CHANNELS: "政府网站",
    LedgerField.ADDRESS: "http://www.example.invalid/2018/1.html",
}
DAYS = st.dates(date(1990, 1, 1), date(2060, 1, 1))


def written(**changed: str) -> Written:
    return Written({**SOUND, **{LedgerField(name): text for name, text in changed.items()}})


def rules(row: Written, assumed: Assumed = YEAR) -> set[RowRule]:
    return {fault.rule for fault in read_row(row, assumed).faults}


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("索 引 号：", LedgerField.INDEX_NUMBER),
        ("备注/文号", LedgerField.NUMBER),
        ("发布机构", LedgerField.ISSUER),
        ("公文生成日期", LedgerField.MADE_ON),
        ("上载日期", LedgerField.PUBLISHED_ON),
        ("组配分类", LedgerField.THEME),
        ("公开类目", LedgerField.COLUMN),
        ("公开形式", LedgerField.CHANNELS),
        ("公开范围", LedgerField.ATTRIBUTE),
        ("责任部门", LedgerField.SECTION),
        ("＊信息名称（必填）", None),
        ("信息名称*", LedgerField.TITLE),
    ],
)
def test_the_labels_of_real_portals_are_recognised(label: str, expected: LedgerField | None) -> None:
    assert field_of(label) is expected


def test_no_alias_stands_for_two_fields() -> None:
    for table in (ALIASES, CHANNEL_ALIASES):
        names = [bare(name) for each in table.values() for name in each]
        assert len(names) == len(set(names)), sorted({name for name in names if names.count(name) > 1})


@given(DAYS)
def test_a_day_is_read_however_a_spreadsheet_writes_it(day: date) -> None:
    serial = (day - date(1899, 12, 30)).days
    for text in (f"{day:%Y-%m-%d}", f"{day.year}年{day.month}月{day.day}日", f"{day:%Y/%m/%d} 10:20", f"{day:%Y%m%d}"):
        assert read_day(text) == day
    assert read_day(str(serial)) == day if 20000 <= serial < 70000 else True
    assert day_in(f"已于{day:%Y-%m-%d}发布 http://www.example.invalid/") == day


@given(st.text(max_size=20))
def test_what_is_no_day_is_refused_with_a_reason_and_never_guessed(text: str) -> None:
    try:
        found = read_day(text)
    except ValueError as wrong:
        assert "日期" in str(wrong)
    else:
        assert found is None or isinstance(found, date)


def test_a_sound_row_is_good_and_keeps_every_word() -> None:
    row = read_row(written(number="示民发〔2018〕3号", keywords="救助"), YEAR)
    assert row.verdict is Verdict.GOOD and row.faults == []
    assert (row.number, row.published_on, row.extra) == ("示民发〔2018〕3号", date(2018, 3, 4), {"主题词": "救助"})
    assert row.releases == (PastRelease(ReleaseChannel.WEBSITE),)


@pytest.mark.parametrize(
    ("changed", "rule", "verdict"),
    [
        ({"title": ""}, RowRule.NO_TITLE, Verdict.REFUSED),
        ({"title": "长" * 301}, RowRule.TOO_LONG, Verdict.REFUSED),
        ({"published_on": ""}, RowRule.NO_DAY, Verdict.REFUSED),
        ({"published_on": "2018-02-30"}, RowRule.DAY_UNREADABLE, Verdict.REFUSED),
        ({"published_on": "去年三月"}, RowRule.DAY_UNREADABLE, Verdict.REFUSED),
        ({"published_on": "2031-01-01"}, RowRule.DAY_TO_COME, Verdict.REFUSED),
        ({"published_on": "2017-12-31"}, RowRule.OTHER_YEAR, Verdict.FLAGGED),
        ({"made_on": "2018-05-01"}, RowRule.MADE_LATER, Verdict.FLAGGED),
        ({"index_number": "12 34"}, RowRule.INDEX_WRITTEN, Verdict.REFUSED),
        ({"index_number": "1.2345678902E+17"}, RowRule.INDEX_WRITTEN, Verdict.REFUSED),
        ({"attribute": "依申请公开"}, RowRule.WITHHELD, Verdict.REFUSED),
        ({"channels": "不予公开"}, RowRule.WITHHELD, Verdict.REFUSED),
        ({"column": ""}, RowRule.COLUMN_MISSING, Verdict.FLAGGED),
        ({"kind": "乱写"}, RowRule.KIND_UNKNOWN, Verdict.FLAGGED),
        ({"channels": "政府网站、喇叭"}, RowRule.CHANNEL_UNKNOWN, Verdict.FLAGGED),
        ({"channels": ""}, RowRule.CHANNEL_ASSUMED, Verdict.FLAGGED),
        ({"address": ""}, RowRule.NO_ORIGINAL, Verdict.FLAGGED),
        ({"address": "见 网站"}, RowRule.LINK_BROKEN, Verdict.FLAGGED),
        ({"attachments": "办法.DOC"}, RowRule.ATTACHMENT_BROKEN, Verdict.FLAGGED),
        ({"backfilled": "也许"}, RowRule.ANSWER_UNKNOWN, Verdict.FLAGGED),
    ],
)
def test_each_rule_finds_its_row_and_names_it(changed: dict[str, str], rule: RowRule, verdict: Verdict) -> None:
    row = read_row(written(**changed), YEAR)
    assert rule in {fault.rule for fault in row.faults}
    assert row.verdict is verdict
    assert all(fault.rule.label in str(fault) for fault in row.faults)


def test_a_past_year_without_an_original_on_the_portal_is_flagged_and_not_refused() -> None:
    assert rules(written(channels="公示栏", address="")) == {RowRule.NO_ORIGINAL}


def test_channels_come_from_one_cell_or_from_a_column_each() -> None:
    assert {
        each.channel for each in read_row(written(channels="网站、微信公众号；公示栏/主动公开"), YEAR).releases
    } == {
        ReleaseChannel.WEBSITE,
        ReleaseChannel.WECHAT,
        ReleaseChannel.BOARD,
    }
    columns = [
        (ReleaseChannel.WEBSITE, "http://www.example.invalid/1.html"),
        (ReleaseChannel.WECHAT, "2018年3月5日"),
        (ReleaseChannel.WEIBO, "√"),
        (ReleaseChannel.GAZETTE, "否"),
        (ReleaseChannel.RADIO, ""),
        (ReleaseChannel.OTHER, "43165"),
    ]
    bare_row: dict[LedgerField, str] = {
        name: text for name, text in SOUND.items() if name not in (LedgerField.CHANNELS, LedgerField.ADDRESS)
    }
    row = read_row(Written(bare_row, columns), YEAR)
    assert row.releases == (
        PastRelease(ReleaseChannel.WEBSITE, proof="http://www.example.invalid/1.html"),
        PastRelease(ReleaseChannel.WECHAT, date(2018, 3, 5)),
        PastRelease(ReleaseChannel.WEIBO),
        PastRelease(ReleaseChannel.OTHER, date(1899, 12, 30) + timedelta(days=43165)),
    )
    assert row.faults == []


def test_an_unknown_channel_counts_otherwise_under_its_own_name() -> None:
    row = read_row(written(channels="喇叭"), YEAR)
    assert row.releases == (PastRelease(ReleaseChannel.OTHER, carrier="喇叭"),)


def test_what_was_entered_late_is_marked_as_the_ledger_says() -> None:
    assert read_row(written(backfilled="是"), YEAR).backfilled
    late = read_row(written(original_on="2014-05-06"), YEAR)
    assert late.backfilled and late.original_on == date(2014, 5, 6)


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("办法.pdf", ""),
        ("/files/2018/a.docx?x=1", ""),
        ("办法.PDF", "大写"),
        ("办法", "没有扩展名"),
        ("a.exe", "不是常用"),
        ("%25E5%258A.doc", "两次编码"),
        ("锟斤拷.doc", "乱码"),
    ],
)
def test_the_name_of_an_attachment_tells_what_is_wrong_with_it(name: str, wrong: str) -> None:
    found = attachment_fault(name)
    assert wrong in found and bool(found) is bool(wrong)


@given(st.dictionaries(st.sampled_from(list(LedgerField)), st.text(max_size=40), max_size=8), st.text(max_size=12))
def test_whatever_stands_in_a_row_it_is_read_or_refused_and_never_breaks(
    cells: dict[LedgerField, str], tick: str
) -> None:
    row = read_row(Written(cells, [(ReleaseChannel.WECHAT, tick)]), YEAR)
    assert row.releases
    assert row.verdict is Verdict.REFUSED or (row.title and row.published_on)


def test_yes_no_and_neither() -> None:
    assert (said_yes("√"), said_yes("否"), said_yes(""), said_yes("也许")) == (True, False, False, None)
    assert channel_of("政务微信") is ReleaseChannel.WECHAT and channel_of("喇叭") is None
    assert read_row(written(kind="公示"), YEAR).kind is ContentClass.NOTICE
