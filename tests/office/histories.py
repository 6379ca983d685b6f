"""A machine that acts at random on several files, by everything a clerk can do. Whatever came out must verify."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, rule

from gongkai.law.grammar.flow import Step, Unlawful
from gongkai.office.journal import acts, queries
from gongkai.office.journal.acts import Deed, History
from gongkai.office.journal.models import Dossier
from gongkai.office.journal.verify import verify
from tests.cast import Cast, cast

FIRST = date(2025, 1, 6)
days = st.integers(0, 40).map(lambda count: FIRST + timedelta(days=count))
amounts = st.integers(1, 9)
texts = st.text(alphabet=st.characters(codec="utf-8"), max_size=20)
STEPS = ("add", "hold", "resume", "end")


def step(act: str, on: date, amount: int) -> Step:
    """Whoever is busy also writes something down."""
    return Step(act, on, {"amount": amount, "remark": f"与陈样例通话{amount}次"} if act == "add" else {})


@st.composite
def lawful_steps(draw: st.DrawFn) -> Sequence[Step]:
    """A history the errand's flow allows, from its beginning to some point or its end."""
    on = draw(days)
    steps, state = [Step("begin", on)], "open"
    for _ in range(draw(st.integers(0, 6))):
        if state == "ended":
            break
        act = draw(st.sampled_from(["add", "hold", "end"] if state == "open" else ["resume"]))
        on += timedelta(days=draw(st.integers(0, 9)))
        steps.append(step(act, on, draw(amounts)))
        state = {"hold": "held", "end": "ended"}.get(act, "open")
    return steps


class Office(RuleBasedStateMachine):
    """Opens, acts, amends, notes, shreds, imports; refusals are fine, but nothing of what was refused may remain."""

    files: Bundle[Dossier] = Bundle("files")

    @initialize()
    def begin(self) -> None:
        self.rolled_back = transaction.atomic()
        self.rolled_back.__enter__()
        self.people: Cast = cast()

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.rolled_back.__exit__(None, None, None)

    @rule(target=files, here=st.booleans(), on=days, title=texts)
    def open(self, here: bool, on: date, title: str) -> Dossier:
        authority = self.people.bureau if here else self.people.elsewhere
        personal = {"name": title, "phone": "0"}
        return acts.open_dossier(
            authority,
            "errand",
            Step("begin", on),
            by=self.people.wang,
            title=title.replace("\0", ""),
            personal=personal,
        )

    @rule(dossier=files, act=st.sampled_from(STEPS), on=days, amount=amounts)
    def take(self, dossier: Dossier, act: str, on: date, amount: int) -> None:
        self.try_to(lambda: acts.take(dossier, step(act, on, amount), by=self.people.li))

    @rule(dossier=files, which=st.integers(0, 5), act=st.sampled_from((*STEPS, "begin", "")), on=days, amount=amounts)
    def amend(self, dossier: Dossier, which: int, act: str, on: date, amount: int) -> None:
        entered = [entry.seq for entry in queries.entries(dossier)]
        instead = step(act, on, amount) if act else None
        seq = entered[which % len(entered)]
        self.try_to(lambda: acts.amend(dossier, seq, instead, on=on, by=self.people.wang, reason="笔误"))

    @rule(dossier=files, on=days, text=texts)
    def note(self, dossier: Dossier, on: date, text: str) -> None:
        acts.enter(dossier.authority, "note", on=on, by=None, data={"text": text}, dossier=dossier)

    @rule(dossier=files, on=days)
    def shred(self, dossier: Dossier, on: date) -> None:
        self.try_to(lambda: acts.shred(dossier, on=on, by=self.people.li, reason="保管期满"))

    @rule(target=files, histories=st.lists(lawful_steps(), min_size=1, max_size=3))
    def import_many(self, histories: list[Sequence[Step]]) -> Dossier:
        deeds = [History([Deed(one, self.people.wang) for one in steps], "旧卷") for steps in histories]
        return list(acts.enter_many(self.people.bureau, "errand", deeds, chunk=2))[-1]

    def try_to(self, act: object) -> None:
        assert callable(act)
        before = list(Dossier.objects.everywhere().order_by("id").values())
        try:
            act()
        except Unlawful:
            assert list(Dossier.objects.everywhere().order_by("id").values()) == before

    @invariant()
    def everything_verifies(self) -> None:
        if hasattr(self, "people"):
            assert [str(finding) for finding in verify(whole=True)] == []
            assert [str(finding) for finding in verify()] == []
