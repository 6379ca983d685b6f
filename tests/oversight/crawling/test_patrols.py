"""站群巡检: a watched site is walked, its faults become findings, one each; what a later patrol sees right is closed."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from pytest_django.fixtures import Settings

from gongkai.engines.crawling import Folder, Progress, end
from gongkai.engines.crawling.folder import DONE
from gongkai.engines.crawling.record import line_of
from gongkai.law.grammar.dates import BEIJING
from gongkai.law.grammar.flow import Step, Unlawful
from gongkai.law.screening import WordLevel
from gongkai.law.sites import SiteKind
from gongkai.law.supervision.faults import Fault
from gongkai.law.supervision.pages import PageSeen, SeenKind
from gongkai.law.supervision.patrols import PatrolState, WatchFacts
from gongkai.law.supervision.rectifications import Act, State
from gongkai.office.authorities.models import Official
from gongkai.office.jobs import acts as jobs
from gongkai.office.jobs import running
from gongkai.office.jobs.models import OPEN, Job
from gongkai.office.jobs.models import State as JobState
from gongkai.office.sites.acts import SiteFacts, register_site
from gongkai.oversight.crawling import acts, minding, queries
from gongkai.oversight.crawling.models import Patrol, SiteFault, WatchedSite
from gongkai.oversight.supervision.findings import acts as findings
from gongkai.oversight.supervision.findings.models import Finding
from gongkai.oversight.supervision.nightly import night
from gongkai.publication.gate import acts as gate
from gongkai.publication.gate.lists import ListWord
from gongkai.web import clock
from tests.cast import Cast, cast, official
from tests.crawled.serving import Served, served
from tests.crawled.site import ON
from tests.law.test_page_faults import at

pytestmark = pytest.mark.django_db
NOW = datetime(2025, 11, 20, 9, 0, tzinfo=BEIJING)
WORDS = [ListWord("按装", WordLevel.WRONG, "安装")]
FACTS = WatchFacts("示例县民政局网站", "http://www.example.gov.cn/", 1_000, 100, 7)


@pytest.fixture
def people(monkeypatch: pytest.MonkeyPatch, settings: Settings, tmp_path: Path) -> Cast:
    monkeypatch.setattr(clock, "today", lambda: ON)
    settings.VAR_DIR, settings.PATROL_INSIDE = tmp_path, ("127.0.0.0/8",)
    return cast()


@pytest.fixture
def inspector(people: Cast) -> Official:
    return official("qian", "钱检查", people.county, "disclosure_office")


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """The site of the test lies on this machine: it is asked faster, and waited for less."""
    order_of = acts.order_of
    monkeypatch.setattr(acts, "order_of", lambda site: replace(order_of(site), delay=0.01, timeout=3.0))


@pytest.fixture
def site(quick: None) -> Iterator[Served]:
    with served(40, slow=0.1) as place:
        yield place


def watched(people: Cast, facts: WatchFacts = FACTS) -> WatchedSite:
    return acts.watch(people.county, people.bureau, facts, on=ON, by=None)


def seen(patrol: Patrol, *pages: PageSeen, whole: bool = True) -> Patrol:
    """A patrol whose record says this."""
    patrol.folder.record.write_text("".join(f"{line_of(page)}\n" for page in pages), encoding="utf-8")
    patrol.folder.tell(Progress(DONE, pages=len(pages), whole=whole))
    return acts.record(patrol, on=ON)


def page(path: str = "", status: int = 200, seconds: float = 0.1) -> PageSeen:
    return at(path, status=status, seconds=seconds)


def ended(patrol: Patrol, seconds: float = 60) -> Patrol:
    for _ in range(int(seconds * 5)):
        patrol.refresh_from_db()
        if not patrol.is_open:
            return patrol
        minding.mind(patrol, NOW)
        time.sleep(0.2)
    end(patrol.folder)
    raise AssertionError(f"没有结束：{patrol.state} {patrol.folder.log.read_text()}")


def test_what_a_patrol_finds_becomes_findings_and_what_it_sees_right_is_closed(
    people: Cast, inspector: Official, site: Served
) -> None:
    gate.import_words(people.county, "县词表", "宣传部", WORDS, on=ON, by=inspector)
    facts = WatchFacts("示例县民政局网站", f"{site.site.base}/", 1_000, 100, 0)
    watch = watched(people, facts)
    first = ended(acts.begin(watch, on=ON, by=inspector))
    assert (first.state, first.whole) == (PatrolState.DONE, True)
    expected = {each for each in site.site.planted if each[0] not in (Fault.SLOW, Fault.UNREACHABLE)}
    told = {(Fault(each.kind), each.subject) for each in queries.open_faults(watch)}
    assert told >= expected
    assert Finding.objects.of(people.county).count() == len(told) == first.new == first.faults
    finding = Finding.objects.of(people.county).get(indicator="blank")
    assert (finding.unit, finding.by_machine, finding.dossier.state) == (people.bureau, True, State.MENDING)
    site.site.mended = True
    site.site.build()
    second = ended(acts.begin(watch, on=ON + timedelta(days=1), by=None))
    assert (second.faults, second.mended) == (0, len(told))
    finding.dossier.refresh_from_db()
    assert (finding.dossier.state, finding.dossier.outcome) == (State.CLOSED, "mended")
    assert not first.folder.record.exists() or second.folder.record.exists()
    call_command("verify", "--all")


def test_a_fault_seen_again_is_the_same_and_one_found_anew_is_a_new_finding(people: Cast) -> None:
    watch = watched(people)
    slow, right = page("a.html", seconds=4.0), page("a.html")
    patrol = seen(acts.begin(watch, on=ON, by=None), page(), slow)
    assert (patrol.faults, patrol.new) == (1, 1)
    patrol = seen(acts.begin(watch, on=ON, by=None), page(), slow)
    assert (patrol.faults, patrol.new, patrol.mended) == (1, 0, 0)
    assert seen(acts.begin(watch, on=ON, by=None), page(), whole=False).mended == 0
    assert seen(acts.begin(watch, on=ON, by=None), page(), right).mended == 1
    assert seen(acts.begin(watch, on=ON, by=None), page(), slow).new == 1
    assert SiteFault.objects.of(people.county).count() == Finding.objects.of(people.county).count() == 2


def test_many_of_a_kind_share_a_finding_and_it_closes_with_the_last(people: Cast) -> None:
    watch = watched(people)
    slow = [page(f"{n}.html", seconds=4.0) for n in range(60)]
    seen(acts.begin(watch, on=ON, by=None), page(), *slow)
    assert Finding.objects.of(people.county).count() == acts.MOST_FINDINGS
    (shared,) = Finding.objects.of(people.county).filter(dossier__title__contains="（11处）")
    faults = [each.subject for each in SiteFault.objects.of(people.county).filter(finding=shared)]
    some = [page(f"{n}.html", seconds=4.0 if page(f"{n}.html").address == faults[0] else 0.1) for n in range(60)]
    seen(acts.begin(watch, on=ON, by=None), page(), *some)
    shared.dossier.refresh_from_db()
    assert shared.dossier.closed_on is None
    seen(acts.begin(watch, on=ON, by=None), page(), *(page(f"{n}.html") for n in range(60)))
    shared.dossier.refresh_from_db()
    assert shared.dossier.outcome == "mended"


def test_nobody_but_the_patrol_sees_right_and_a_lifted_finding_stays_lifted(people: Cast, inspector: Official) -> None:
    watch = watched(people)
    seen(acts.begin(watch, on=ON, by=None), page(), page("a.html", seconds=4.0))
    finding = Finding.objects.of(people.county).get()
    with pytest.raises(Unlawful, match="只由自动检查办理"):
        findings.act(finding, Step(Act.CLEAR.value, ON, {"proof": "看过"}), today=ON, by=inspector)
    findings.act(finding, Step(Act.OBJECT.value, ON, {"reason": "当时停电"}), today=ON, by=people.wang)
    findings.act(finding, Step(Act.LIFT.value, ON, {"reason": "属实"}), today=ON, by=inspector)
    assert seen(acts.begin(watch, on=ON, by=None), page(), page("a.html")).mended == 1
    finding.dossier.refresh_from_db()
    assert finding.dossier.outcome == "lifted"


def test_the_night_leaves_what_a_walk_saw_to_the_next_walk_and_carries_it_upwards_when_late(people: Cast) -> None:
    watch = watched(people)
    slow = page("a.html", seconds=4.0)
    seen(acts.begin(watch, on=ON, by=None), page(), slow)
    finding = Finding.objects.of(people.county).get(indicator=Fault.SLOW)
    night(people.county, ON)
    finding.dossier.refresh_from_db()
    assert finding.dossier.state == State.MENDING, "the night also knows slow pages, but not those of another site"
    findings.act(finding, Step(Act.MEND.value, ON, {"done": "换了机器", "proof": "截图"}), today=ON, by=people.wang)
    seen(acts.begin(watch, on=ON, by=None), page(), slow)
    finding.dossier.refresh_from_db()
    assert finding.dossier.state == State.MENDING, "reported as mended and seen again: sent back"
    assert finding.dossier.due_on is not None
    assert night(people.county, finding.dossier.due_on + timedelta(days=1)).escalated == 1


def test_a_patrol_is_begun_once_stopped_resumed_and_begun_by_itself_when_owed(people: Cast) -> None:
    watch = watched(people)
    patrol = acts.begin(watch, on=ON, by=None)
    with pytest.raises(Unlawful, match="不能再开始一次"):
        acts.begin(watch, on=ON, by=None)
    with pytest.raises(Unlawful, match="先停下再移出"):
        acts.leave(watch, on=ON, by=None)
    acts.stop(patrol, on=ON, by=None)
    patrol.refresh_from_db()
    assert patrol.state == PatrolState.STOPPED
    with pytest.raises(Unlawful, match="不用停下"):
        acts.stop(patrol, on=ON, by=None)
    acts.resume(patrol, on=ON, by=None)
    with pytest.raises(Unlawful, match="不用继续"):
        acts.resume(patrol, on=ON, by=None)
    seen(patrol, page())
    call_command("verify", "--all")


def looked(now: datetime) -> None:
    """What the worker does at that moment, without the rest between two looks."""
    minding.begin_owed(now)
    Job.objects.everywhere().update(next_at=now - timedelta(days=30))
    for _ in range(Job.objects.everywhere().filter(state__in=OPEN).count()):
        running.run_next("本机")


def test_one_that_is_owed_is_begun_by_itself_and_one_that_dies_again_and_again_is_given_up(
    people: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[Folder] = []
    monkeypatch.setattr(minding, "launch", lambda folder: started.append(folder))
    watch = watched(people)
    looked(NOW)
    patrol = queries.last(watch)
    assert patrol is not None and patrol.state == PatrolState.RUNNING
    for _ in range(minding.MOST_RESTARTS + 1):
        looked(NOW)
    patrol.refresh_from_db()
    assert (patrol.state, len(started)) == (PatrolState.FAILED, minding.MOST_RESTARTS + 1)
    looked(NOW + timedelta(days=6))
    assert Patrol.objects.of(people.county).count() == 1
    looked(NOW + timedelta(days=7))
    assert Patrol.objects.of(people.county).count() == 2
    call_command("verify", "--all")


def test_only_two_sites_are_walked_at_once(people: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[Folder] = []
    monkeypatch.setattr(minding, "launch", lambda folder: started.append(folder))
    monkeypatch.setattr(minding, "_is_at_work", lambda patrol: True)
    for number in range(4):
        watched(people, WatchFacts(f"网站{number}", f"http://w{number}.gov.cn/", 10, 100, 1))
    for _ in range(3):
        looked(NOW)
    assert len(started) == 2


def test_a_patrol_is_a_job_that_is_cancelled_and_gone_on_with_like_any_other(
    people: Cast, inspector: Official, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[Folder] = []
    monkeypatch.setattr(minding, "launch", lambda folder: started.append(folder))
    monkeypatch.setattr(minding, "_is_at_work", lambda patrol: False)
    patrol = acts.begin(watched(people), on=ON, by=inspector)
    job = Job.objects.of(people.county).get()
    assert (job.official, job.subject, job.state) == (inspector, str(patrol.pk), JobState.QUEUED)
    looked(NOW)
    patrol.refresh_from_db()
    assert patrol.state == PatrolState.RUNNING
    jobs.cancel(job, on=ON, by=inspector)
    looked(NOW)
    patrol.refresh_from_db()
    job.refresh_from_db()
    assert (patrol.state, job.state, job.goes_on) == (PatrolState.STOPPED, JobState.CANCELLED, True)
    jobs.go_on(job, on=ON, by=inspector)
    patrol.refresh_from_db()
    job.refresh_from_db()
    assert (patrol.state, job.state, Job.objects.of(people.county).count()) == (PatrolState.QUEUED, JobState.QUEUED, 1)
    looked(NOW)
    patrol.folder.record.write_text(f"{line_of(page())}\n", encoding="utf-8")
    patrol.folder.tell(Progress(DONE, pages=1))
    looked(NOW)
    job.refresh_from_db()
    assert (job.state, job.is_open, len(started)) == (JobState.DONE, False, 2)
    call_command("verify", "--all")


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        (WatchFacts("某", "ftp://a.gov.cn/", 10, 100, 1), "start"),
        (WatchFacts("某", "http://u:p@a.gov.cn/", 10, 100, 1), "start"),
        (WatchFacts("", "http://a.gov.cn/", 10, 100, 1), "name"),
    ],
)
def test_a_site_that_cannot_be_watched_is_refused_by_its_field(people: Cast, facts: WatchFacts, field: str) -> None:
    with pytest.raises(Unlawful) as refusal:
        watched(people, facts)
    assert refusal.value.field == field
    with pytest.raises(Unlawful, match="不在本机关的检查范围"):
        acts.watch(people.county, people.elsewhere, FACTS, on=ON, by=None)
    watched(people)
    with pytest.raises(Unlawful, match="已经列入巡检"):
        watched(people)


def test_the_order_carries_our_name_the_pace_and_the_wrong_words_alone(people: Cast, inspector: Official) -> None:
    words = [*WORDS, ListWord("某词", WordLevel.SENSITIVE)]
    gate.import_words(people.county, "县词表", "宣传部", words, on=ON, by=inspector)
    order = acts.order_of(watched(people))
    assert order.agent.startswith("GongkaiPatrol/1")
    assert (order.delay, order.pages, order.inside) == (0.1, 1_000, ("127.0.0.0/8",))
    assert order.words == (("按装", "安装"),)


def test_the_desk_watches_begins_stops_and_shows_and_nobody_elsewhere_sees_it(
    people: Cast, inspector: Official
) -> None:
    registered = register_site(
        people.bureau,
        SiteFacts(
            SiteKind.DEPARTMENT, date(2020, 1, 1), name="民政网", domain="mz.example.gov.cn", identity="6229010001"
        ),
        on=ON,
        by=None,
    )
    clients = {name: Client() for name in ("qian", "wang", "zhao")}
    for name, client in clients.items():
        client.force_login(Official.objects.get(username=name))
    desk = clients["qian"]
    assert "民政网" in desk.get("/desk/crawling/").content.decode()
    shown = desk.get(f"/desk/crawling/watch/?site={registered.pk}").content.decode()
    assert "http://mz.example.gov.cn/" in shown
    given = {"unit": "shili-minzheng", "name": "民政网", "pages": "100", "delay": "500", "every": "0"}
    refused = desk.post("/desk/crawling/watch/", {**given, "start": "mz.example.gov.cn"}).content.decode()
    assert "网址应以http://或https://开头" in refused
    made = desk.post("/desk/crawling/watch/", {**given, "start": "http://mz.example.gov.cn/"})
    watch = WatchedSite.objects.of(people.county).get()
    at = f"/desk/crawling/{watch.pk}/"
    assert made.headers["Location"] == at
    assert clients["wang"].get(at).status_code == 404
    assert clients["zhao"].get(at).status_code == 404
    assert clients["wang"].post(f"{at}begin/").status_code == 403
    assert desk.get(f"{at}begin/").status_code == 405
    desk.post(f"{at}begin/")
    patrol = Patrol.objects.of(people.county).get()
    assert "等待开始" in desk.get(at).content.decode()
    desk.post(f"/desk/crawling/patrols/{patrol.pk}/stop/")
    assert "已停下" in desk.get(at).content.decode()
    desk.post(f"/desk/crawling/patrols/{patrol.pk}/resume/")
    patrol.refresh_from_db()
    seen(patrol, page(), page("a.html", seconds=4.0))
    shown = desk.get(f"{at}?kind=slow").content.decode()
    assert "网页打开缓慢" in shown
    finding = Finding.objects.of(people.county).get()
    assert finding.dossier.number in shown
    assert "自动复查消除" not in desk.get(f"/desk/supervision/findings/{finding.pk}/").content.decode()
    desk.post(f"{at}leave/")
    assert "民政网" not in desk.get("/desk/crawling/").content.decode().split("已登记而没有列入")[0]


def test_the_command_walks_a_site_to_its_end(people: Cast, site: Served, capsys: pytest.CaptureFixture[str]) -> None:
    start = f"{site.site.base}/"
    site.site.mended = True
    site.site.build()
    watched(people, WatchFacts("民政网", start, 1_000, 100, 0))
    with pytest.raises(CommandError, match="没有列入"):
        call_command("crawl", "shili", "http://other.gov.cn/")
    with pytest.raises(CommandError, match="没有网址代码"):
        call_command("crawl", "nobody")
    call_command("crawl", "shili")
    assert start in capsys.readouterr().out
    call_command("crawl", "shili", start)
    assert "问题0处" in capsys.readouterr().out


def test_what_a_failing_site_does_not_show_is_not_called_mended(people: Cast) -> None:
    watch = watched(people)
    assert seen(acts.begin(watch, on=ON, by=None), page(), page("a.html", seconds=4.0)).new == 1
    down = PageSeen("http://www.example.gov.cn/", SeenKind.SILENT, why="连不上")
    patrol = seen(acts.begin(watch, on=ON, by=None), down)
    assert (patrol.new, patrol.mended, patrol.whole) == (1, 0, False)
    patrol = seen(acts.begin(watch, on=ON, by=None), page())
    assert (patrol.faults, patrol.mended) == (0, 2)


def test_a_page_that_was_skipped_is_no_fault(people: Cast) -> None:
    watch = watched(people)
    skipped = PageSeen("http://www.example.gov.cn/x", SeenKind.SKIPPED, why="robots.txt不许访问")
    assert seen(acts.begin(watch, on=ON, by=None), page(), skipped).faults == 0
