"""断点（受理）: whoever is killed on the way: no submitted application is lost, none doubled, no letter or message sent twice.

Each act is killed before each statement, commit and touch of a file (``tests/publication/failpoints``); what is
found is as before or as after, never between, and done again it comes to the same end. Delivery goes to a real mail server and
is killed between its words too. The usual run takes every sixth point and every commit; ``soak`` takes all.
"""

from __future__ import annotations

import os
import signal
import smtplib
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from django.conf import settings as house

from gongkai.casework.applications import acts
from gongkai.casework.applications.correspondence.models import Notice
from gongkai.casework.applications.models import Application, Reply
from gongkai.casework.remedies import acts as remedies
from gongkai.law.application_form import Filled
from gongkai.law.applications import Act, ApplicantKind
from gongkai.law.grammar.flow import Step
from gongkai.law.receipt import Channel
from gongkai.law.remedies import RemedyKind
from gongkai.office.authorities.queries import calendar_of
from gongkai.office.journal import vault
from gongkai.office.journal.models import Counter, Dossier
from gongkai.office.journal.verify import verify
from gongkai.office.notices import acts as notices
from gongkai.office.notices.models import Message, State
from gongkai.web import clock
from tests.casework.conftest import PERSON
from tests.casework.smtp import Post, post_office
from tests.publication.conftest import DAY, House
from tests.publication.failpoints import Killed, Points, failpoints
from tests.publication.killable import Again, Deed, Scenario, bureau, people, who
from tests.publication.test_killed import ALWAYS, Course, course_of, is_done_in_the_end, killed_at
from tests.publication.worlds import World, a_world

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),  # who is killed closes no files
]
STEP = 6
ONCE = "a" * 32


def filled(channel: Channel = Channel.ONLINE) -> Filled:
    return Filled(ApplicantKind.PERSON, channel, PERSON)


def the_one() -> Application:
    return Application.objects.everywhere().select_related("dossier__authority__profile").get()


def nothing(_: House) -> None:
    """What is received stands on nothing."""


def received(house: House) -> None:
    acts.receive(bureau(), filled(Channel.IN_PERSON), on=DAY, today=DAY, once="b" * 32, by=who("wang"))


def taken(*steps: tuple[Act, dict[str, Any]]) -> Callable[[House], None]:
    """An application on which these steps have been taken."""

    def prepare(house: House) -> None:
        received(house)
        for act, details in steps:
            by = who("wang" if act is Act.DRAFT else "li")
            acts.act(the_one(), Step(act.value, DAY, details), today=DAY, by=by)

    return prepare


DRAFT: tuple[Act, dict[str, Any]] = (Act.DRAFT, {"outcome": "disclosed", "elements": {"means": "见附件"}})
REPLY: tuple[Act, dict[str, Any]] = (Act.REPLY, {})
SERVE: tuple[Act, dict[str, Any]] = (Act.SERVE, {"method": "direct", "proof": "送达回证1"})


def receiving(channel: Channel, confirmed_on: date | None = None) -> Callable[[], Deed]:
    def deed() -> Deed:
        authority, by = bureau(), None if channel is Channel.ONLINE else who("wang")
        vault.blind("asked before", "")  # what a process asks for once, it has asked for
        calendar_of(authority)
        return lambda: acts.receive(
            authority, filled(channel), on=DAY, today=DAY, once=ONCE, by=by, confirmed_on=confirmed_on
        )

    return deed


def acting(act: Act, **details: Any) -> Callable[[], Deed]:
    def deed() -> Deed:
        application, by = the_one(), who("li")
        seen = application.dossier.version
        return lambda: acts.act(application, Step(act.value, DAY, details), today=DAY, by=by, seen=seen)

    return deed


def amending() -> Deed:
    application, by = the_one(), who("li")
    step = Step("submit", DAY - timedelta(1), {"applicant": "person", "channel": "in_person"})
    seen = application.dossier.version
    return lambda: acts.amend(application, 1, step, today=DAY, by=by, reason="登记时看错", seen=seen)


def shredding() -> Deed:
    application, by = the_one(), who("li")
    return lambda: acts.shred(application, on=DAY, by=by, reason="保管期满")


def reviewed() -> Deed:
    application, by = the_one(), who("wang")
    notice = remedies.Notice(RemedyKind.REVIEW, "示政复〔2025〕3号", "示例县人民政府")
    return lambda: remedies.receive(application, notice, on=DAY, today=DAY, by=by)


SCENARIOS = {
    scenario.name: scenario
    for scenario in (
        Scenario("receive_online", nothing, receiving(Channel.ONLINE), Again.SAME),
        Scenario("receive_a_letter", nothing, receiving(Channel.PLAIN_POST, DAY), Again.SAME),
        Scenario("extend", received, acting(Act.EXTEND, days=5, reason="检索量大")),
        Scenario("clarify", taken((Act.ASK_CLARIFICATION, {"points": "年份", "days": 15})), acting(Act.CLARIFY)),
        Scenario("sign_reply", taken(DRAFT), acting(Act.REPLY)),
        Scenario("serve", taken(DRAFT, REPLY), acting(Act.SERVE, **SERVE[1])),
        Scenario("amend", received, amending, Again.ANOTHER),
        Scenario("shred", taken(DRAFT, REPLY, SERVE), shredding),
        Scenario("receive_a_case", taken(DRAFT, REPLY, SERVE), reviewed),
    )
}
APPLICATIONS = 1
"""Every scenario ends with one application, however often it was killed and done again."""


@contextmanager
def stage(name: str, folder: Path) -> Iterator[tuple[Scenario, World, Course]]:
    scenario = SCENARIOS[name]
    with a_world(folder, lambda: prepared(scenario)) as world:
        yield scenario, world, course_of(scenario, world)


def prepared(scenario: Scenario) -> None:
    """The cast without a house of publications: a world is copied for every death."""
    people()
    scenario.prepare(None)  # type: ignore[arg-type]  # nothing of publications stands before an application


def one_of_each() -> None:
    """Nothing lost, nothing doubled, every number used once."""
    assert Application.objects.everywhere().count() == APPLICATIONS
    assert Dossier.objects.everywhere().filter(kind="application").count() == APPLICATIONS
    numbers = Counter.objects.everywhere().filter(series__startswith="文号").values_list("last", flat=True)
    replies, letters = Reply.objects.everywhere().count(), Notice.objects.everywhere().exclude(number="").count()
    assert replies <= 1 and sum(numbers) == replies + letters
    keys = list(Message.objects.everywhere().values_list("authority", "key"))
    assert len(keys) == len(set(keys))


def done_once(world: World) -> None:
    """Looked at where the act was done again; on a server that is done at the last commit only."""
    if not world.fresh:
        one_of_each()


@pytest.mark.timeout(300)
@pytest.mark.parametrize("name", sorted(SCENARIOS))
def test_an_act_killed_at_a_point_is_done_or_not_and_never_twice(name: str, tmp_path: Path) -> None:
    with stage(name, tmp_path) as (scenario, world, course):
        is_done_in_the_end(scenario, course, was_done=True)
        for at, what in enumerate(course.points, 1):
            if at % STEP == 1 or what in ALWAYS:
                killed_at(at, scenario, world, course)
                done_once(world)


@pytest.mark.soak
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("name", sorted(SCENARIOS))
def test_an_act_of_the_room_is_killed_at_every_point(name: str, tmp_path: Path) -> None:
    began = time.perf_counter()
    with stage(name, tmp_path) as (scenario, world, course):
        for at in range(1, len(course.points) + 1):
            killed_at(at, scenario, world, course)
            done_once(world)
        print(f"{name}: {len(course.points)} points, {time.perf_counter() - began:.1f} s")


@pytest.mark.soak
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("name", ["receive_online", "sign_reply"])
def test_a_real_process_ended_by_the_system_leaves_no_half_act(name: str, tmp_path: Path) -> None:
    with stage(name, tmp_path) as (scenario, world, course):
        for at in range(1, len(course.points) + 1, 4):
            world.begin_again()
            assert run(world, name, at) == -signal.SIGKILL
            world.leave()
            scenario.deed()()
            one_of_each()
            assert list(verify(whole=True)) == []


def run(world: World, name: str, at: int) -> int:
    own = {
        "GONGKAI_VAR": str(world.folder),
        "GONGKAI_DATABASE": world.address(),
        "DIES_AT": str(at),
        "DJANGO_SETTINGS_MODULE": "gongkai.settings",
    }
    root = Path(__file__).resolve().parent.parent.parent
    command = [sys.executable, "-m", "tests.casework.dying", name]
    return subprocess.run(command, cwd=root, env={**os.environ, **own}, check=False).returncode


# -- the messenger ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def post(settings: Any) -> Iterator[Post]:
    """A real server behind the real backend."""
    with post_office() as office:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", office.port
        yield office


@contextmanager
def words_too(points: Points) -> Iterator[None]:
    """The points of a conversation with a mail server stand beside those of the database."""

    def before(call: Callable[..., Any], what: str) -> Callable[..., Any]:
        def reached(*given: Any, **named: Any) -> Any:
            points.reach(what)
            return call(*given, **named)

        return reached

    talk = smtplib.SMTP
    with (
        patch.object(talk, "send", before(talk.send, "SEND")),
        patch.object(talk, "getreply", before(talk.getreply, "ANSWER")),
    ):
        yield


def delivered(at: int | None) -> int:
    """Deliver, and die at a point; how many points were passed."""
    with failpoints(at) as points, words_too(points), suppress(Killed):
        notices.deliver(clock.now() + timedelta(seconds=1))
    return len(points.passed)


def write(number: int) -> Message:
    authority = bureau()
    notices.write_email(
        authority,
        f"receipt {number}",
        to="chen@example.org",
        subject="登记回执",
        body="已登记。",
        dossier=the_one().dossier,
    )
    return Message.objects.of(authority).get(key=f"receipt {number}")


def killed_deliveries(post: Post, step: int) -> int:
    """Messages are written, each delivery is killed at the next point and taken up again; each comes once or not at all."""
    people()
    received(None)  # type: ignore[arg-type]
    write(0)
    points = delivered(None)
    assert len(post.taken) == 1 and points > 8, "statements and words"
    for number, at in enumerate(range(1, points + 1, step), 1):
        before = len(post.taken)
        write(number)
        delivered(at)
        notices.deliver(clock.now() + timedelta(days=1))
        notices.deliver(clock.now() + timedelta(days=2))
        message = Message.objects.of(bureau()).get(key=f"receipt {number}")
        came = len(post.taken) - before
        assert (came, message.state) in {(1, State.SENT), (1, State.UNCERTAIN), (0, State.UNCERTAIN)}, f"point {at}"
    assert list(verify(whole=True)) == []
    return points


def test_a_message_whose_sender_is_killed_is_sent_once_or_left_to_a_person(post: Post) -> None:
    killed_deliveries(post, step=2)


@pytest.mark.soak
def test_a_message_whose_sender_is_killed_at_every_point(post: Post) -> None:
    print(f"deliver: {killed_deliveries(post, step=1)} points")


def test_an_answer_of_the_server_that_never_came_sends_nothing_twice(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The server has the message, the sender's connection breaks before it hears so: a retry carries the same Message-ID."""
    people()
    received(None)  # type: ignore[arg-type]
    write(1)
    data = smtplib.SMTP.data

    def lost(self: smtplib.SMTP, message: Any) -> Any:
        data(self, message)
        raise smtplib.SMTPServerDisconnected("the line broke")

    monkeypatch.setattr(smtplib.SMTP, "data", lost)
    notices.deliver(clock.now() + timedelta(seconds=1))
    monkeypatch.setattr(smtplib.SMTP, "data", data)
    notices.deliver(clock.now() + timedelta(days=1))
    named = {line for letter in post.taken for line in letter.splitlines() if line.startswith("Message-ID")}
    assert post.port == house.EMAIL_PORT and len(named) == 1, "whoever receives it twice sees that it is the same"
