"""政府网站: what identifies a site, where a link may lead, how a site ends; and tickets that are passed by another person."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.grammar.calendar import national
from gongkai.law.grammar.flow import JSON, Step, Unlawful
from gongkai.law.maintenance import FLOW, Act, Standing, State, TicketKind, open_ticket
from gongkai.law.sites import (
    ANNOUNCING,
    LinkGroup,
    SiteEnd,
    SiteLinkFacts,
    SiteState,
    domain_fault,
    host_of,
    identity_fault,
    is_government,
    leaves,
)

DAY = date(2025, 9, 18)
CALENDAR = national()


@pytest.mark.parametrize("code", ["6229010003", "1304000009", "4207000016"])
def test_an_identity_is_ten_digits_that_begin_with_a_division(code: str) -> None:
    assert identity_fault(code) == ""


@pytest.mark.parametrize(
    ("code", "fault"),
    [
        ("622901", "10位"),
        ("62290100031", "10位"),
        ("６２２９０１０００３", "10位"),
        ("9929010003", "99"),
        ("6229010000", "0001"),
    ],
)
def test_what_is_wrong_with_an_identity_is_said(code: str, fault: str) -> None:
    assert fault in identity_fault(code)


@given(st.text(max_size=12))
def test_whatever_is_typed_as_an_identity_is_ten_ascii_digits_or_refused(code: str) -> None:
    assert identity_fault(code) or (len(code) == 10 and code.isascii() and code.isdecimal())


@pytest.mark.parametrize("host", ["gov.cn", "www.gov.cn", "www.linxia.gov.cn", "WWW.GOV.CN."])
def test_a_host_beneath_gov_cn_is_of_the_government(host: str) -> None:
    assert is_government(host)


@pytest.mark.parametrize("host", ["www.gov.cn.example.com", "xgov.cn", "gov.cn.", "www.gov.com", ""])
def test_a_host_that_only_looks_like_one_is_not(host: str) -> None:
    assert not is_government(host) or host == "gov.cn."


@pytest.mark.parametrize("domain", ["https://www.a.gov.cn", "www.a.com", "www.a.gov.cn/", "-a.gov.cn", "a..gov.cn", ""])
def test_a_domain_is_a_host_of_gov_cn_alone(domain: str) -> None:
    assert domain_fault(domain)
    assert domain_fault("www.linxia.gov.cn") == ""


HOSTILE = [
    "javascript:alert(1)",
    "//www.a.gov.cn/",
    "https://www.a.gov.cn@evil.example.com/",
    "https://evil.example.com\\@www.a.gov.cn/",
    "https://www.a.gov.cn\r\nSet-Cookie: a=b",
    "https://www.a.gov.cn/\u202e",
    "data:text/html,<script>",
    "https://127.0.0.1/",
    "https://[::1]/",
    "https://www.a.gov.cn:x/",
    'https://www.a.gov.cn/"onclick="',
]


@pytest.mark.parametrize("address", HOSTILE)
def test_an_address_that_is_none_is_refused_whatever_the_reason(address: str) -> None:
    assert host_of(address) == ""
    with pytest.raises(Unlawful, match="网址应以") as refusal:
        SiteLinkFacts(LinkGroup.FRIENDS, "某站", address, "确有需要").refused()
    assert refusal.value.field == "address"


def test_a_link_outside_gov_cn_needs_a_reason() -> None:
    with pytest.raises(Unlawful, match=r"不是gov\.cn网站") as refusal:
        SiteLinkFacts(LinkGroup.MEDIA, "某报", "https://paper.example.com/").refused()
    assert refusal.value.field == "reason"
    SiteLinkFacts(LinkGroup.MEDIA, "某报", "https://paper.example.com/", "本地党报").refused()
    SiteLinkFacts(LinkGroup.UPPER, "中国政府网", "https://www.gov.cn/").refused()


def test_a_link_to_another_host_leaves_the_site() -> None:
    assert leaves("https://www.gov.cn/", "www.linxia.gov.cn")
    assert not leaves("https://linxia.gov.cn/a", "www.linxia.gov.cn")


def ended(on: date, announced_on: date, shortened: str = "") -> SiteEnd:
    return SiteEnd(
        SiteState.MERGED, on, "集约化", announced_on, "关于网站整合的公告", "https://www.linxia.gov.cn/", shortened
    )


@given(st.dates(date(2024, 1, 1), date(2025, 10, 1)), st.integers(0, 40))
def test_a_site_ends_after_its_announcement_has_stood_or_says_why_not(announced_on: date, later: int) -> None:
    on = announced_on + timedelta(days=later)
    in_time = on >= CALENDAR.after(announced_on, ANNOUNCING.length).on
    try:
        ended(on, announced_on).refused(CALENDAR)
    except Unlawful as refusal:
        assert refusal.field == "shortened" and not in_time
    else:
        assert in_time
    ended(on, announced_on, "被攻击停用").refused(CALENDAR)


@pytest.mark.parametrize(
    ("field", "value"),
    [("reason", " "), ("announcement", ""), ("leads_to", "javascript:1"), ("announced_on", DAY + timedelta(days=1))],
)
def test_nobody_is_left_alone_by_a_site_that_ends(field: str, value: object) -> None:
    given = {
        "state": SiteState.CLOSED,
        "on": DAY,
        "reason": "撤并",
        "announced_on": DAY,
        "announcement": "公告",
        "leads_to": "https://www.linxia.gov.cn/",
        "shortened": "紧急",
    }
    with pytest.raises(Unlawful) as refusal:
        SiteEnd(**{**given, field: value}).refused(CALENDAR)  # type: ignore[arg-type]
    assert refusal.value.field == field


# -- tickets ---------------------------------------------------------------------------------------------------------------


def reported(kind: TicketKind = TicketKind.BROKEN_LINK) -> Standing:
    return open_ticket(Step(Act.REPORT.value, DAY, {"kind": kind.value, "text": "首页打不开"}), CALENDAR)


def take(standing: Standing, act: Act, by: str, on: date = DAY) -> Standing:
    details: dict[str, JSON] = {"by": by, "reason": "样例理由", "done": "已经修复"}
    return standing.take(Step(act.value, on, details), CALENDAR)


@given(st.lists(st.tuples(st.sampled_from(Act), st.sampled_from(["wu", "wang"])), max_size=25))
def test_whatever_the_order_nobody_passes_what_he_mended(tried: list[tuple[Act, str]]) -> None:
    standing, passed = reported(), ""
    for act, by in tried:
        try:
            standing = take(standing, act, by)
        except Unlawful:
            continue
        if act is Act.PASS:
            passed = by
            assert standing.mended_by != by
    if standing.outcome == "mended":
        assert passed and standing.mended_by and standing.closed_on == DAY
    assert (standing.due(CALENDAR) is None) == (standing.state not in (State.REPORTED, State.MENDING))


def test_every_state_of_a_ticket_can_be_reached_and_every_end_is_closed() -> None:
    found, waiting = {State.REPORTED}, [reported()]
    while waiting:
        standing = waiting.pop()
        for row in FLOW.open_acts(standing.state):
            after = take(standing, Act(row.act), "wang" if row.act in (Act.PASS, Act.RETURN) else "wu")
            if after.state not in found:
                found.add(after.state)
                waiting.append(after)
            assert (after.closed_on is not None) == FLOW.closed(after.state)
    assert found == set(State)


def test_a_site_that_is_down_is_mended_the_next_working_day_and_a_link_within_three() -> None:
    down, link = reported(TicketKind.OUTAGE).due(CALENDAR), reported().due(CALENDAR)
    assert down and down.on == date(2025, 9, 19)
    assert link and link.on == date(2025, 9, 23)


def test_what_is_returned_keeps_the_term_it_began_with() -> None:
    standing = take(take(reported(), Act.TAKE_UP, "wu"), Act.MEND, "wu")
    again = take(standing, Act.RETURN, "wang")
    assert again.returns == 1 and again.due(CALENDAR) == reported().due(CALENDAR)
