"""站点: the register and its figures, links and emblem on the pages, tickets, what a check of links leaves behind."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from gongkai.engines.links import Dead, Walk
from gongkai.law.grammar.flow import Step, Unlawful
from gongkai.law.maintenance import Act, State, TicketKind
from gongkai.law.sites import LinkGroup, SiteEnd, SiteKind, SiteLinkFacts, SiteState
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.journal.entries import Entry
from gongkai.office.journal.verify import verify
from gongkai.office.sites import acts, queries
from gongkai.office.sites.acts import SiteFacts
from gongkai.office.sites.checking.acts import record
from gongkai.office.sites.models import BrokenLink, MaintenanceTicket, Site
from gongkai.office.sites.tickets import acts as tickets
from gongkai.office.sites.tickets import queries as ticket_queries
from gongkai.web import clock
from tests.cast import Cast, official
from tests.office.test_authority_pages import STAMP, at_desk, read
from tests.web.reading import one, parsed

DAY = date(2025, 9, 18)
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 64
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>1</script><path d="M0 0h8v8z"/></svg>'


def facts(domain: str, identity: str, kind: SiteKind = SiteKind.DEPARTMENT) -> SiteFacts:
    return SiteFacts(kind, date(2010, 1, 1), name=f"{domain}网站", domain=domain, identity=identity)


def registered(authority: Authority, by: Official, name: str = "mz.shili.gov.cn", identity: str = "6229010003") -> Site:
    return acts.register_site(authority, facts(name, identity), on=DAY, by=by)


@pytest.fixture
def engineer(people: Cast) -> Official:
    return official("gongcheng", "吴运维", people.bureau, "engineer")


# -- the register ----------------------------------------------------------------------------------------------------------


def test_the_figures_count_what_the_register_holds_in_the_whole_tree(people: Cast) -> None:
    acts.register_site(people.prefecture, facts("www.yangben.gov.cn", "6229000001", SiteKind.PORTAL), on=DAY, by=None)
    acts.register_site(people.county, facts("www.shili.gov.cn", "6229010001", SiteKind.PORTAL), on=DAY, by=None)
    site = registered(people.bureau, people.li)
    end = SiteEnd(SiteState.MERGED, DAY, "集约化", date(2025, 8, 1), "公告", "https://www.shili.gov.cn/")
    acts.end_site(site, end, on=DAY, by=people.li, seen=site.edition)
    told = [(each.kind, each.running, each.merged, each.closed) for each in queries.site_figures(people.prefecture)]
    assert told == [(SiteKind.PORTAL, 2, 0, 0), (SiteKind.DEPARTMENT, 0, 1, 0)]
    assert [each.total for each in queries.site_figures(people.county)] == [1, 1]
    assert [site.authority for site in queries.sites_under(people.prefecture)] == [
        people.prefecture,
        people.county,
        people.bureau,
    ]
    assert [str(each) for each in verify(whole=True)] == []


def test_no_two_sites_share_an_identity_or_a_domain(people: Cast) -> None:
    registered(people.bureau, people.li)
    with pytest.raises(Unlawful, match="标识码已由示例县民政局登记") as refusal:
        registered(people.elsewhere, people.zhao, "other.lingxian.gov.cn")
    assert refusal.value.field == "identity"
    with pytest.raises(Unlawful, match="域名已由"):
        registered(people.elsewhere, people.zhao, identity="6229020003")


def test_the_site_this_platform_serves_is_identified_by_the_profile_alone(people: Cast) -> None:
    profile = people.county.profile
    profile.site_name, profile.site_address, profile.site_identity = "示例网", "https://www.shili.gov.cn/", "6229010001"
    profile.save()
    site = acts.register_site(people.county, SiteFacts(SiteKind.PORTAL, date(2010, 1, 1), here=True), on=DAY, by=None)
    assert (site.card.name, site.card.domain, site.card.identity) == ("示例网", "www.shili.gov.cn", "6229010001")
    with pytest.raises(Unlawful, match="机关信息"):
        acts.register_site(
            people.prefecture, SiteFacts(SiteKind.PORTAL, DAY, here=True, name="又一名称"), on=DAY, by=None
        )
    with pytest.raises(Unlawful, match="已经登记"):
        acts.register_site(people.county, SiteFacts(SiteKind.PORTAL, DAY, here=True), on=DAY, by=None)


def test_a_site_that_ended_leads_on_and_may_be_reopened_by_an_entry(people: Cast, client: Client) -> None:
    site = registered(people.bureau, people.li)
    end = SiteEnd(SiteState.CLOSED, DAY, "撤并", date(2025, 8, 1), "公告", "https://www.shili.gov.cn/mz/")
    acts.end_site(site, end, on=DAY, by=people.li, seen=1)
    page = parsed(client, "/shili/wzml/")
    assert "2025年9月18日关停" in one(page, "main").text()
    assert page.css_first('main a[href="https://www.shili.gov.cn/mz/"]')
    with pytest.raises(Unlawful, match="已经关停"):
        acts.end_site(site, end, on=DAY, by=people.li, seen=2)
    with pytest.raises(Unlawful, match="不是最新的"):
        acts.reopen_site(site, reason="登记有误", on=DAY, by=people.li, seen=1)
    acts.reopen_site(site, reason="登记有误", on=DAY, by=people.li, seen=2)
    assert Site.objects.of(people.bureau).get().state == SiteState.RUNNING
    acted = list(Entry.objects.of(people.bureau).order_by("seq").values_list("act", flat=True))
    assert acted == ["register_site", "end_site", "reopen_site"]


def test_a_change_of_a_site_says_what_each_fact_was(people: Cast) -> None:
    site = registered(people.bureau, people.li)
    acts.edit_site(site, facts("mzj.shili.gov.cn", "6229010003"), on=DAY, by=people.li, seen=1)
    entry = Entry.objects.of(people.bureau).order_by("seq").last()
    assert entry and '"domain":["mz.shili.gov.cn","mzj.shili.gov.cn"]' in entry.data
    entries = Entry.objects.of(people.bureau).count()
    acts.edit_site(site, facts("mzj.shili.gov.cn", "6229010003"), on=DAY, by=people.li, seen=2)
    assert Entry.objects.of(people.bureau).count() == entries


# -- links and emblem ------------------------------------------------------------------------------------------------------


def test_links_hold_beneath_until_the_authority_sets_its_own_and_say_that_they_leave(
    people: Cast, client: Client
) -> None:
    upper = [SiteLinkFacts(LinkGroup.UPPER, "中国政府网", "https://www.gov.cn/")]
    media = [SiteLinkFacts(LinkGroup.MEDIA, "某报", "https://paper.example.com/", "本地党报")]
    acts.set_links(people.prefecture, LinkGroup.UPPER, upper, on=DAY, by=None)
    acts.set_links(people.prefecture, LinkGroup.MEDIA, media, on=DAY, by=None)
    page = parsed(client, "/shili-minzheng/")
    strip = one(page, ".strip-links a")
    assert strip.attributes["rel"] == "external noopener" and "将离开本网站" in strip.text()
    assert one(page, ".foot-links summary").text() == "新闻媒体"
    own = [SiteLinkFacts(LinkGroup.UPPER, "县政府", "https://www.shili.gov.cn/")]
    acts.set_links(people.county, LinkGroup.UPPER, own, on=DAY, by=None)
    assert "县政府" in one(parsed(client, "/shili-minzheng/"), ".strip-links").text()
    assert "中国政府网" in one(parsed(client, "/lingxian/"), ".strip-links").text()


def test_a_group_with_a_bad_link_is_refused_whole_and_the_line_is_named(people: Cast) -> None:
    links = [
        SiteLinkFacts(LinkGroup.FRIENDS, "甲", "https://a.gov.cn/"),
        SiteLinkFacts(LinkGroup.FRIENDS, "乙", "https://b.example.com/"),
    ]
    with pytest.raises(Unlawful, match=r"第2行：“b\.example\.com”不是"):
        acts.set_links(people.county, LinkGroup.FRIENDS, links, on=DAY, by=None)
    assert queries.own_links(people.county, LinkGroup.FRIENDS) == []
    with pytest.raises(Unlawful, match="第2行：同一组里网址重复"):
        acts.set_links(people.county, LinkGroup.FRIENDS, [links[0], links[0]], on=DAY, by=None)


def test_an_emblem_is_cleaned_served_as_its_own_file_and_shown(people: Cast, client: Client) -> None:
    emblem = acts.set_emblem(people.prefecture, SVG, name="guohui.svg", source="标准图案", on=DAY, by=None)
    image = one(parsed(client, "/shili/"), ".masthead-name img")
    address = str(image.attributes["src"])
    assert address == f"/yangben/emblem/{emblem.digest[:16]}.svg"
    answer = client.get(address)
    assert answer.headers["Content-Type"] == "image/svg+xml" and b"M0 0h8v8z" in answer.content
    assert b"script" not in answer.content and b"onload" not in answer.content
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    acts.set_emblem(people.county, PNG, name="own.png", source="标准图案", on=DAY, by=None)
    assert str(one(parsed(client, "/shili/"), ".masthead-name img").attributes["src"]).endswith(".png")
    acts.set_emblem(people.prefecture, PNG, name="new.png", source="标准图案", on=DAY, by=None)
    assert client.get(address).status_code == 200
    assert client.get(address.replace(".svg", ".png")).status_code == 404


@pytest.mark.parametrize("data", [b"GIF89a", b"<svg>", b"%PDF-", PNG + b"\0" * 300_000, b""])
def test_what_is_no_picture_does_not_become_an_emblem(people: Cast, data: bytes) -> None:
    with pytest.raises(Unlawful) as refusal:
        acts.set_emblem(people.county, data, name="x.png", source="标准图案", on=DAY, by=None)
    assert refusal.value.field == "file"


# -- the entry other sites embed -------------------------------------------------------------------------------------------


def test_only_the_entry_may_be_framed_and_only_by_the_running_sites_of_the_tree(people: Cast, client: Client) -> None:
    site = registered(people.bureau, people.li)
    answer = client.get("/shili/entry")
    policy = answer.headers["Content-Security-Policy"]
    assert "frame-ancestors 'self' https://mz.shili.gov.cn http://mz.shili.gov.cn" in policy
    assert "X-Frame-Options" not in answer.headers and "default-src 'none'" in policy
    assert client.get("/shili/entry.svg").headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    for path in ("/", "/shili/", "/shili/wzml/", "/shili/entry.svg", "/desk/login/"):
        other = client.get(path)
        assert "frame-ancestors 'none'" in other.headers["Content-Security-Policy"], path
        assert other.headers["X-Frame-Options"] == "DENY"
    end = SiteEnd(SiteState.CLOSED, DAY, "撤并", date(2025, 8, 1), "公告", "https://www.shili.gov.cn/")
    acts.end_site(site, end, on=DAY, by=people.li, seen=1)
    assert "mz.shili" not in client.get("/shili/entry").headers["Content-Security-Policy"]


# -- tickets and the check of links ----------------------------------------------------------------------------------------


def step(act: Act, **details: str) -> Step:
    return Step(act.value, DAY, dict(details))


def test_a_ticket_goes_from_report_to_close_and_nobody_passes_his_own_work(people: Cast, engineer: Official) -> None:
    trouble = tickets.Trouble(TicketKind.WRONG, "首页电话有误", "/shili/")
    ticket = tickets.report(people.bureau, trouble, on=DAY, today=DAY, by=people.wang)
    tickets.act(ticket, step(Act.TAKE_UP), today=DAY, by=engineer)
    tickets.act(ticket, step(Act.MEND, done="已改"), today=DAY, by=engineer)
    with pytest.raises(Unlawful, match="不能验收自己"):
        tickets.act(ticket, step(Act.PASS), today=DAY, by=engineer)
    tickets.act(ticket, step(Act.RETURN, reason="还是错的"), today=DAY, by=people.wang)
    tickets.act(ticket, step(Act.MEND, done="又改"), today=DAY, by=engineer)
    tickets.act(ticket, step(Act.PASS), today=DAY, by=people.wang)
    closed = tickets.act(ticket, step(Act.CLOSE), today=DAY, by=people.wang)
    assert (closed.state, closed.returns, ticket.done) == (State.CLOSED, 1, "又改")
    (wrong,) = [each for each in ticket_queries.figures(people.county, 2025) if each.reported]
    assert (wrong.kind, wrong.reported, wrong.closed) == (TicketKind.WRONG, 1, 1)
    assert [str(each) for each in verify(whole=True)] == []


def walked(*dead: Dead, whole: bool = True) -> Walk:
    return Walk(pages=3, links=9, external=2, whole=whole, dead=list(dead))


def dead(page: str, target: str) -> Dead:
    return Dead(f"http://a{page}", f"http://a{target}", external=False, why="答404")


def test_a_check_lists_what_is_broken_opens_a_ticket_a_page_and_lets_go_what_works_again(people: Cast) -> None:
    found = walked(dead("/x/", "/1"), dead("/x/", "/2"), dead("/y/", "/1"))
    record(people.bureau, "http://a", found, on=DAY, by=None)
    assert queries.broken(people.bureau).count() == 3
    assert [each.links.everywhere().count() for each in MaintenanceTicket.objects.of(people.bureau).order_by("pk")] == [
        2,
        1,
    ]
    later = DAY + timedelta(days=1)
    record(people.bureau, "http://a", found, on=later, by=None)
    assert MaintenanceTicket.objects.of(people.bureau).count() == 2
    assert {each.seen_on for each in queries.broken(people.bureau)} == {later}
    record(people.bureau, "http://a", walked(dead("/y/", "/1"), whole=False), on=later, by=None)
    assert queries.broken(people.bureau).count() == 3
    record(people.bureau, "http://a", walked(dead("/y/", "/1")), on=later, by=None)
    assert queries.broken(people.bureau).count() == 1
    record(people.bureau, "http://a", found, on=later, by=None)
    assert MaintenanceTicket.objects.of(people.bureau).count() == 3
    assert BrokenLink.objects.of(people.bureau).count() == 5


def test_a_site_that_is_down_is_an_outage(people: Cast) -> None:
    record(people.bureau, "http://a", walked(dead("/", "/")), on=DAY, by=None)
    assert MaintenanceTicket.objects.of(people.bureau).get().kind == TicketKind.OUTAGE


# -- the pages -------------------------------------------------------------------------------------------------------------


def test_sites_links_and_emblem_are_set_at_the_desk(people: Cast) -> None:
    li = at_desk("li")
    given = {**STAMP, "kind": "department", "name": "民政网", "domain": "MZ.shili.gov.cn", "identity": "622901"}
    refused = li.post("/desk/sites/register/", {**given, "opened_on": "2010-01-01"})
    assert refused.status_code == 422 and "10位数字" in refused.text
    li.post("/desk/sites/register/", {**given, "identity": "6229010003", "opened_on": "2010-01-01"})
    site = Site.objects.of(people.bureau).get()
    assert site.domain == "mz.shili.gov.cn"
    assert "民政网" in one(read(li, "/desk/sites/"), "main").text()
    today = clock.today()
    end = {**STAMP, "state": "merged", "on": f"{today}", "reason": "集约化", "announced_on": f"{today}", "seen": "1"}
    end |= {"announcement": "公告", "leads_to": "https://www.shili.gov.cn/"}
    assert "10个工作日" in li.post(f"/desk/sites/{site.pk}/end/", end).text
    li.post(f"/desk/sites/{site.pk}/end/", {**end, "shortened": "服务器停用"})
    assert "引导去向" in one(read(li, f"/desk/sites/{site.pk}/"), "main").text()
    li.post(f"/desk/sites/{site.pk}/reopen/", {**STAMP, "reason": "登记有误", "seen": "2"})
    assert Site.objects.of(people.bureau).get().state == SiteState.RUNNING
    links = {**STAMP, "links": "中国政府网｜https://www.gov.cn/\n某报｜https://paper.example.com/"}
    assert "第2行" in li.post("/desk/sites/links/media/", links).text
    li.post("/desk/sites/links/media/", {**STAMP, "links": links["links"] + "｜本地党报"})
    assert len(queries.own_links(people.bureau, LinkGroup.MEDIA)) == 2
    assert "paper.example.com" in one(read(li, "/desk/sites/links/media/"), "main").text()
    file = SimpleUploadedFile("a.svg", SVG)
    li.post("/desk/sites/emblem/", {**STAMP, "file": file, "source": "标准图案"})
    assert queries.emblem_for([people.bureau.pk])
    li.post("/desk/sites/emblem/drop/")
    assert queries.emblem_for([people.bureau.pk]) is None
    assert "iframe" in one(read(li, "/desk/sites/snippet/"), "main").text()
    assert at_desk("wang").get("/desk/sites/register/").status_code == 403


def test_a_ticket_goes_through_its_pages(people: Cast, engineer: Official) -> None:
    wang, wu = at_desk("wang"), at_desk("gongcheng")
    wang.post("/desk/tickets/report/", {**STAMP, "kind": "stale", "text": "动态停更", "address": "/shili/"})
    ticket = MaintenanceTicket.objects.of(people.bureau).get()
    path, today = f"/desk/tickets/{ticket.dossier_id}/", f"{clock.today()}"
    assert "受理工单" not in one(read(wang, path), "main").text()
    assert "受理工单" in one(read(wu, path), "main").text()
    for client, name, more in ((wu, "take_up", {}), (wu, "mend", {"done": "已更新"}), (wang, "pass", {})):
        ticket.dossier.refresh_from_db()
        given = {**STAMP, "on": today, "seen": str(ticket.dossier.version), **more}
        assert client.post(f"{path}act/{name}/", given).status_code == 302, name
    assert "验收合格" in one(read(wang, path), "main").text()
    assert wang.get(f"{path}act/take_up/").status_code == 404
    assert "动态停更" in one(read(wu, "/desk/tickets/"), "main").text()
    assert "没有断链" in one(read(wang, "/desk/sites/broken/"), "main").text()
    assert at_desk("zhao").get(path).status_code == 404
