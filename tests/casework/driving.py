"""开动: random lawful and unlawful acts on many files of several authorities, each compared with the slow count at once.

Run as a program it is one of several processes at work on the same database: ``python -m tests.casework.driving seed acts``.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from random import Random
from typing import Any

import django

from tests.casework.slow import MAY_2007, MAY_2019, Slow

if __name__ == "__main__":
    django.setup()

from gongkai.casework.applications import acts, queries
from gongkai.casework.applications.models import Application
from gongkai.law.annual_report.counting import count
from gongkai.law.annual_report.editions import edition
from gongkai.law.application_form import Filled
from gongkai.law.applications import Act, ApplicantKind
from gongkai.law.grammar.checking import check
from gongkai.law.grammar.flow import Step, Unlawful
from gongkai.law.grammar.tables import Level
from gongkai.law.outcomes import OUTCOMES, Element, outcome
from gongkai.law.receipt import Channel
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.authorities.queries import calendar_of
from gongkai.office.journal.models import Dossier
from tests.casework.conftest import ORGANIZATION, PERSON

TODAY = date(2026, 2, 27)
FIRST = {True: date(2018, 1, 1), False: date(2019, 5, 15)}
CHANNELS = ("in_person", "oral", "registered_post", "plain_post", "email", "fax")
KINDS = tuple(ApplicantKind)
EVERY_ACT = tuple(act.value for act in Act if act is not Act.SUBMIT)
KEYS = tuple(leaf.key for leaf in OUTCOMES)
FORWARD = ("draft", "reply", "serve", "archive", "serve_consultation", "answer_consultation")
"""Acts that are drawn more often, or no file would ever be closed by a reply."""
ENDING = ("withdraw", "terminate")
"""Acts that are drawn less often, or files would end before much has happened."""


@dataclass
class Driver:
    """司机: some files of its own, the acts taken on them, and what each ought to have come to."""

    random: Random
    places: list[tuple[Authority, Official]]
    files: dict[int, Slow] = field(default_factory=dict)
    done: Counter[str] = field(default_factory=Counter)
    owner: dict[int, Authority] = field(default_factory=dict)
    drawn: int = 0
    most: int = 30

    @cached_property
    def signer(self) -> Official:
        """签发人: another person than who drafts."""
        return Official.objects.get(username="li")

    def drive(self, many: int) -> None:
        """So many acts; whatever goes wrong is an AssertionError with the act in it."""
        for _ in range(many):
            still = [key for key, file in self.files.items() if file.state != "archived"]
            if not still or (len(still) < self.most and self.random.random() < 0.15):
                self.receive()
            else:
                self.act(self.random.choice(still))

    # -- one application more

    def receive(self) -> None:
        """收到: on a day of either regime, by whatever way; now and then the same form is sent twice."""
        authority, by = self.random.choice(self.places)
        old = self.random.random() < 0.35
        on = FIRST[old] + timedelta(self.random.randrange(450 if old else 2350))
        kind, channel = self.random.choice(KINDS), self.random.choice(CHANNELS)
        self.drawn += 1
        once = f"{self.random.getrandbits(128):032x}"
        form = PERSON if kind is ApplicantKind.PERSON else ORGANIZATION
        filled = Filled(kind, Channel(channel), {**form, "description": f"第{self.drawn}次申请的资料"})
        twice = self.random.random() < 0.1
        told = [acts.receive(authority, filled, on=on, today=TODAY, once=once, by=by) for _ in range(2 if twice else 1)]
        keys = {each.application.dossier_id for each in told}
        assert len(keys) == len({each.code for each in told}) == 1, "one form is one application with one code"
        key = keys.pop()
        assert key not in self.files
        calendar = calendar_of(authority)
        self.files[key] = Slow(lambda day: calendar.day(day).works, channel, on, kind.value)
        self.owner[key] = authority
        self.done["received"] += 1
        self.same(key)

    # -- one act more

    def act(self, key: int) -> None:
        """办理: an act that may be lawful or not; it is taken exactly if the slow count says so."""
        file = self.files[key]
        act, on, details = self.draw(file)
        _, by = next(place for place in self.places if place[0] == self.owner[key])
        application = Application.objects.everywhere().select_related("dossier__authority__profile").get(dossier=key)
        seen = len(file.taken) - (self.random.random() < 0.05)
        who = by if act != "reply" or self.random.random() < 0.1 else self.signer
        lawful = file.lawful(act, on, details, TODAY) and seen == len(file.taken) and (act != "reply" or who != by)
        story = f"{self.owner[key].code} {key} {file.state} {act} {on} {details} seen={seen} after {file.taken}"
        try:
            acts.act(application, Step(act, on, details), today=TODAY, by=who, seen=seen)
        except Unlawful as refusal:
            assert not lawful, f"refused, but lawful: {story}: {refusal}"
            assert refusal.reason, story
            self.done["refused"] += 1
        else:
            assert lawful, f"taken, but unlawful: {story}"
            file.take(act, on, details)
            self.done[act] += 1
        self.same(key, story)

    def draw(self, file: Slow) -> tuple[str, date, dict[str, Any]]:
        """抽签: mostly what the flow knows here, on a day soon after; sometimes anything, any day."""
        may = sorted((MAY_2007 if file.old else MAY_2019)[file.state])
        ahead = [act for act in may if act in FORWARD]
        if not may or self.random.random() < 0.15:
            act = self.random.choice(EVERY_ACT)
        else:
            going_on = [act for act in may if act not in ENDING or self.random.random() < 0.1] or may
            act = self.random.choice(ahead if ahead and self.random.random() < 0.4 else going_on)
        latest = max(file.last, file.owed_by or file.last) if act in {"lapse", "draft", "reply"} else file.last
        far = self.random.choice((0, 0, 0, 1, 2, 3, 5, 9, 10, 11, 12, 17, 40))
        on = latest + timedelta(far) if self.random.random() < 0.9 else file.last - timedelta(far + 1)
        if self.random.random() < 0.03:
            on = TODAY + timedelta(1)
        return act, on, self.details(act, file, on)

    def details(self, act: str, file: Slow, on: date) -> dict[str, Any]:
        """明细: mostly whole; one in eight lacks something or says what nobody may."""
        spoilt = self.random.random() < 0.12
        text = self.random.choice(("", "   ")) if spoilt else "经办人写明的事由"
        days = self.random.choice((0, 61, -3, "五", None)) if spoilt else self.random.choice((1, 5, 10, 15, 16, 20, 21))
        pick = self.random.choice
        match act:
            case "ask_clarification":
                return {"points": text, "days": days}
            case "consult":
                return {"of": "nobody" if spoilt else pick(("third_party", "authority")), "subject": "内容"}
            case "serve_consultation":
                return {"consultation": self._some_consultation(file, spoilt)}
            case "answer_consultation":
                given = "maybe" if spoilt else pick(("consent", "object", "none_needed"))
                return {"consultation": self._some_consultation(file, False), "opinion": given}
            case "extend":
                return {"days": days, "reason": "检索量大"}
            case "ask_reasons":
                return {"facts": text, "days": days}
            case "defer":
                ahead = pick((1, 30, 90, 200, 340, 400))
                return {"reason": text, "until": "不知何日" if spoilt else (on + timedelta(ahead)).isoformat()}
            case "notify_fee":
                received = on + timedelta(pick((0, 0, 1, 4, -1)))
                pages = pick((10, 31, 120, 500))
                return {"measure": "by_page", "quantity": pages, "received_on": received.isoformat()}
            case "draft":
                leaf = outcome(pick((*KEYS, *("disclosed",) * 8, *("excessive",) * 4)))
                said = {each.value: f"{each.label}如下" for each in Element}
                missing = pick([each.value for each in leaf.elements]) if spoilt and leaf.elements else ""
                weighed = {"despite": "不公开可能对公共利益造成重大影响"}
                return {"outcome": leaf.key, "elements": {**said, missing: ""} if missing else said, **weighed}
            case "serve":
                method = pick(("direct", "post"))
                return {
                    "method": "pigeon" if spoilt else method,
                    "proof": "回证",
                    "courier": pick((False, False, True)),
                }
            case "withdraw" | "terminate":
                return {"reason": text}
        return {}

    def _some_consultation(self, file: Slow, spoilt: bool) -> str:
        return "9" if spoilt or not file.asked else str(self.random.randint(1, len(file.asked)))

    # -- what must hold

    def same(self, key: int, story: str = "") -> None:
        """相符: the file in the database is what the slow count says."""
        dossier, file = Dossier.objects.everywhere().get(pk=key), self.files[key]
        found = (dossier.state, dossier.received_on, dossier.due_on, dossier.closed_on, dossier.outcome)
        slow = (file.state, file.received, file.due(), file.closed, file.outcome)
        assert found == slow, f"{found} != {slow}: {story}"
        assert dossier.extended == ("extend" in file.taken), story
        assert dossier.version == len(file.taken), f"no act lost, none doubled: {story}"

    def balanced(self) -> int:
        """平衡: the sheets of every year of every authority balance, and count what the slow count counts."""
        checked = 0
        for authority, _ in self.places:
            rows = Application.objects.of(authority)
            for year in range(2018, TODAY.year + 1):
                counted = count(edition(year), year, queries.facts(rows, year), ())
                found = [each for sheet in counted.sheets.values() for each in check(sheet)]
                assert [str(each) for each in found if each.level is Level.RED] == [], (authority.code, year)
                self._counts_the_same(authority, year, counted.sheets)
                checked += 1
        return checked

    def _counts_the_same(self, authority: Authority, year: int, sheets: Any) -> None:
        slow = Counter(
            way for key, file in self.files.items() if self.owner[key] == authority for way in ways(file, year)
        )
        if year >= 2019:
            found = {row: sheets["applications"][row, "total"] or 0 for row in ("new", "carried_in", "carried_out")}
            assert found == {row: slow[row] for row in found}, (authority.code, year)
            assert slow["new"] + slow["carried_in"] == slow["closed"] + slow["carried_out"]
        else:
            statistics = sheets["statistics"]
            assert (statistics["received", "value"] or 0, statistics["closed", "value"] or 0) == (
                slow["new"],
                slow["closed"],
            )


def ways(file: Slow, year: int) -> Iterator[str]:
    """What a file means for a year: it comes in, anew or from before, and leaves, closed or to the next."""
    if file.received is None or file.received.year > year or (file.closed and file.closed.year < year):
        return
    yield "new" if file.received.year == year else "carried_in"
    yield "closed" if file.closed and file.closed.year == year else "carried_out"


def places() -> list[tuple[Authority, Official]]:
    """各机关: those of the cast that answer applications, each with one of its people."""
    people = {"shili-minzheng": "wang", "lingxian-minzheng": "zhao", "shili": "zhou"}
    return [
        (Authority.objects.select_related("profile").get(code=code), Official.objects.get(username=name))
        for code, name in people.items()
    ]


def contend(key: int, number: int) -> bool:
    """争办: an act on a file that others act on too, by what was just seen of it; whether it was taken."""
    application = Application.objects.everywhere().select_related("dossier__authority__profile").get(dossier=key)
    seen = application.dossier.version
    step = Step("consult", application.dossier.opened_on, {"of": "third_party", "subject": f"第{number}次"})
    by = Official.objects.get(username="wang")
    try:
        acts.act(application, step, today=TODAY, by=by, seen=seen)
    except Unlawful as refusal:
        assert "已被他人办理" in refusal.reason, refusal.reason
        return False
    return True


def main() -> None:
    """A process at work: drives its own files, fights for those shared with others, and tells what it did."""
    seed, many, *shared = map(int, sys.argv[1:])
    driver, taken = Driver(Random(seed), places()), Counter[int]()
    for number in range(many):
        driver.drive(1)
        if shared and number % 5 == 0:
            key = driver.random.choice(shared)
            taken[key] += contend(key, number)
    for key in driver.files:
        driver.same(key)
    files = {key: len(file.taken) for key, file in driver.files.items()}
    print(json.dumps({"done": driver.done, "files": files, "shared": taken}))


if __name__ == "__main__":
    main()
