"""长跑的信: which letters the installation owed, and which of them arrived at the post office.

Three books are held against each other: the journal (a step an applicant hears of owes a letter), the outbox, and the book of the
post office, which knows letters by their marks. What people were told on their pages stands beside it: a receipt owes a letter.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tests.soaking.mail import Arrived

ASKED = """
import django, json, os
os.environ["DJANGO_SETTINGS_MODULE"] = "gongkai.settings"
django.setup()
from django.conf import settings
from gongkai.casework.applications.models import Application
from gongkai.law.application_messages import MOMENTS
from gongkai.office.journal.entries import Entry
from gongkai.office.notices.acts import _digest
from gongkai.office.notices.models import Message
house = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2]
outbox = Message.objects.everywhere().filter(channel="email")
files = Application.objects.everywhere().values("dossier")
steps = Entry.objects.everywhere().filter(dossier__in=files, act__in=list(MOMENTS)).count()
print(json.dumps({
    "letters": {f"<{_digest(each)}@{house}>": each.state for each in outbox},
    "steps": steps,
    "told": outbox.filter(dossier__in=files).count(),
    "waiting": outbox.filter(state="waiting").count(),
}))
"""
URGED = """
import django, os
os.environ["DJANGO_SETTINGS_MODULE"] = "gongkai.settings"
django.setup()
from datetime import timedelta
from gongkai.office.notices.morning import send_lists
from gongkai.web import clock
today = clock.now().date()
print(sum(send_lists(today + timedelta(days=ahead)) for ahead in range({first}, {first} + 7)))
"""
"""The lists of a week in which what is applied for now falls due or is overdue: each goes to whoever wants it by mail."""
HELD = {"sending", "uncertain"}
"""States of a letter that was in the hands of a sender who was killed: nobody knows whether it left, and the desk says so."""


@dataclass(frozen=True, slots=True)
class Post:
    """邮路: what the installation says it owed and what the post office took."""

    letters: Mapping[str, str]
    steps: int
    told: int
    book: Sequence[Arrived]
    receipts: Mapping[str, str]
    """By the address an applicant left, the number of the receipt."""
    deaths: Counter[str]

    @property
    def times(self) -> Counter[str]:
        """How often each mark arrived."""
        return Counter(each.mark for each in self.book)

    def wrong(self) -> Iterator[str]:
        """不对的: letters lost, doubled, never written, or held with nobody killed who held them."""
        if self.steps != self.told:
            yield f"该告知申请人{self.steps}步，写了{self.told}封信"
        times = self.times
        yield from (f"信{mark}没有人写过" for mark in times if mark not in self.letters)
        for mark, state in self.letters.items():
            if state not in HELD | {"sent"}:
                yield f"信{mark}没有发出：{state}"
            elif state == "sent" and not times[mark]:
                yield f"信{mark}说已发出，邮局没有收到"
        twice = sum(many - 1 for many in times.values())
        if twice > self.deaths["mail"]:
            yield f"重收{twice}封，邮局只中断过{self.deaths['mail']}次"
        held = sum(state in HELD for state in self.letters.values())
        if held > self.deaths["work"] + self.deaths["database"]:
            yield f"{held}封是否发出不明，发信的只中断过{self.deaths['work'] + self.deaths['database']}次"
        registered = Counter(each.to for each in self.book if each.subject.endswith("已登记"))
        lost = [number for to, number in self.receipts.items() if not registered[to]]
        if len(lost) > held:
            yield f"给了回执而没有收到登记信的{len(lost)}件：{lost[:5]}"

    def __str__(self) -> str:
        states = Counter(self.letters.values())
        twice = sum(many - 1 for many in self.times.values())
        kinds = Counter(_kind(each.subject) for each in {each.mark: each for each in self.book}.values())
        return (
            f"应发信{len(self.letters)}封（{dict(states)}），邮局收到{len(self.book)}封、"
            f"{len(self.times)}个编号（{dict(kinds)}），重收{twice}封"
        )


def _kind(subject: str) -> str:
    return "清单" if "清单" in subject else subject.rpartition("号")[2]
