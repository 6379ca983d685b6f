"""植入: faults of eight kinds on random days, written into the book of truths, and mended some time later."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar

from gongkai.casework.engagement.tickets.models import Ticket
from gongkai.law.disclosure import ContentClass, ReleaseChannel
from gongkai.publication.catalogue.acts import ColumnPlan
from gongkai.publication.catalogue.models import Column
from gongkai.publication.disclosure import acts as disclosure
from gongkai.publication.disclosure.acts import Outlet
from gongkai.publication.disclosure.models import Content
from tests.simulated.town import Town, Unit, gate_asleep
from tests.simulated.truths import Planted, Truth, Truths
from tests.simulated.words import CROSSED, SHELVES, leaking

KINDS = {shelf.slug: shelf.kind for shelf in SHELVES}
Mend = Callable[[date], None]


@dataclass
class Later:
    """待办: something to be done on a day, or as soon after it as somebody is at the desk."""

    day: date
    unit: Unit
    do: Mend


class Injector:
    """植入者: each method plants one fault of a kind and says how it will be mended."""

    def __init__(self, town: Town, truths: Truths) -> None:
        self.town, self.truths, self.random = town, truths, town.random
        self.later: list[Later] = []
        self.policies: list[tuple[Unit, Content, int]] = []
        self.targets: list[tuple[Unit, Content]] = []

    def plant(self, kind: Planted, unit: Unit, day: date) -> bool:
        """植入一处: False where the unit has nothing to do it with."""
        return self._WAYS[kind](self, unit, day)

    def _mend_later(self, unit: Unit, day: date, do: Mend) -> None:
        """Most are mended after some days or weeks; some never."""
        if self.random.random() < 0.85:
            self.later.append(Later(day + timedelta(days=self.random.randint(2, 40)), unit, do))

    def _ends(self, kind: Planted, thing: str) -> Callable[[date], Truth | None]:
        return lambda day: self.truths.end(kind, thing, day)

    # -- the kinds ---------------------------------------------------------------------------------------------------------

    def _blank(self, unit: Unit, day: date) -> bool:
        """An empty column; that it is one the book learns from what stands in it."""
        number = len(unit.columns) + 1
        shelf = self.random.choice(SHELVES)
        plan = ColumnPlan(f"专题{number}", f"zt{number}", "办公室", [shelf.kind])
        column = self.town.open_column(unit, plan, day)
        unit.columns[plan.slug] = column

        def fill(on: date) -> None:
            title = self.town.writer.title(shelf, unit.body.name, on)
            text = self.town.writer.text(unit.body.name, on, title)
            self.town.publish(unit, column, shelf.kind, f"专题：{text[-8:-1]}", text, on)

        self.later.append(Later(day + timedelta(days=self.random.randint(20, 90)), unit, fill))
        return True

    def _wrong_column(self, unit: Unit, day: date) -> bool:
        shelf = self.random.choice([each for each in SHELVES if CROSSED[each.slug] in unit.columns])
        into = unit.columns[CROSSED[shelf.slug]]
        taken = self.random.choice((shelf.kind, KINDS[into.slug]))
        title = self.town.writer.title(shelf, unit.body.name, day)
        content = self.town.publish(unit, into, taken, title, self.town.writer.text(unit.body.name, day, title), day)
        thing = f"content {content.pk}"
        self.truths.begin(Planted.WRONG_COLUMN, unit.code, thing, day, f"“{title}”放在“{into.name}”")
        ends = self._ends(Planted.WRONG_COLUMN, thing)

        def away(on: date) -> None:
            self.town.withdraw(unit, content, on)
            ends(on)

        self._mend_later(unit, day, away)
        return True

    def _dead_link(self, unit: Unit, day: date) -> bool:
        shelf = self.random.choice(SHELVES)
        title = self.town.writer.title(shelf, unit.body.name, day)
        text = self.town.writer.text(unit.body.name, day, title)
        mine = [content for of, content in self.targets if of is unit]
        way = self.random.randrange(3) if mine else self.random.randrange(2)
        if way == 0:
            address = f"/{unit.code}/zfxxgk/moni~{day.year}-{self.random.randint(70000, 99999)}/"
        elif way == 1:
            address = f"/{unit.code}/fj/{self.random.randint(800000, 900000)}/"
        else:
            target = self.random.choice(mine)
            self.targets.remove((unit, target))
            address = f"/{unit.code}/zfxxgk/{target.index_number.replace('/', '~')}/"
        body = f'<p>{text}</p><p>另见<a href="{address}">相关内容</a>。</p>'
        content = self.town.publish(unit, unit.columns[shelf.slug], shelf.kind, title, text, day, body=body)
        thing = f"content {content.pk}"

        def right(on: date) -> None:
            self.town.correct(unit, content, on, body=f"<p>{text}</p>")
            self.truths.end(Planted.DEAD_LINK, thing, on)

        if way == 2:  # alive until its target is taken away some days later

            def gone(on: date) -> None:
                self.town.withdraw(unit, target, on)
                self.truths.begin(Planted.DEAD_LINK, unit.code, thing, on, f"目标撤回：{address}")
                self._mend_later(unit, on, right)

            self.later.append(Later(day + timedelta(days=self.random.randint(1, 20)), unit, gone))
            return True
        self.truths.begin(Planted.DEAD_LINK, unit.code, thing, day, address)
        self._mend_later(unit, day, right)
        return True

    def _late_reply(self, unit: Unit, day: date) -> bool:
        self.answer_by(unit, self.town.letter(unit, day), late=True)
        return True

    def answer_by(self, unit: Unit, ticket: Ticket, *, late: bool) -> None:
        """安排答复: within its term, or some time after it."""
        due = ticket.dossier.due_on
        assert due is not None
        thing = f"dossier {ticket.dossier_id}"

        def reply(on: date) -> None:
            self.town.answer(unit, ticket, on)
            truth = self.truths.end(Planted.LATE_REPLY, thing, on)
            if truth is not None and on <= truth.since:
                self.truths.forget(truth)

        # Whoever plans to answer in time may be away: it is late from the day after its term, until it is answered.
        self.truths.begin(Planted.LATE_REPLY, unit.code, thing, due + timedelta(days=1))
        if late:
            if self.random.random() < 0.9:
                self.later.append(Later(due + timedelta(days=self.random.randint(2, 30)), unit, reply))
        else:
            self.later.append(Later(due - timedelta(days=self.random.randint(0, 10)), unit, reply))

    def _no_interpretation(self, unit: Unit, day: date) -> bool:
        old = [each for each in self.policies if each[0] is unit and (day - each[1].published_on).days > 20]
        if not old:
            return False
        self.policies.remove(chosen := self.random.choice(old))
        _, policy, key = chosen
        thing = f"content {policy.pk}"
        self.town.withdraw(unit, Content.objects.everywhere().get(pk=key), day)
        self.truths.begin(Planted.NO_INTERPRETATION, unit.code, thing, day)

        def again(on: date) -> None:
            self.town.explain(unit, policy, on)
            self.truths.end(Planted.NO_INTERPRETATION, thing, on)

        self._mend_later(unit, day, again)
        return True

    def _leak(self, unit: Unit, day: date) -> bool:
        shelf = self.random.choice(SHELVES)
        title = self.town.writer.title(shelf, unit.body.name, day)
        text = self.town.writer.text(unit.body.name, day, title)
        bare, covered = leaking(self.random)
        with gate_asleep():
            content = self.town.publish(unit, unit.columns[shelf.slug], shelf.kind, title, text + bare, day)
        thing = f"content {content.pk}"
        self.truths.begin(Planted.LEAK, unit.code, thing, day, bare[:8])

        def cover(on: date) -> None:
            self.town.correct(unit, content, on, text=text + covered)
            self.truths.end(Planted.LEAK, thing, on)

        self._mend_later(unit, day, cover)
        return True

    def _twice(self, unit: Unit, day: date) -> bool:
        if not (mine := [content for of, content in self.targets if of is unit]):
            return False
        first = self.random.choice(mine)
        self.targets.remove((unit, first))
        if self.random.random() < 0.3:
            self._released_twice(unit, first, day)
            return True
        column = self._other_column(unit, first)
        title = first.title if self.random.random() < 0.5 else f"转：{first.title}"
        text = first.text if self.random.random() < 0.5 else first.text.replace("，", " ， ").replace("。", "。\n")
        kind = ContentClass(first.kind)
        again = self.town.publish(unit, column, kind, title, text, day)
        thing = f"content {again.pk}"
        self.truths.begin(Planted.TWICE, unit.code, thing, day, f"与{first.index_number}相同")
        if column.pk != first.column_id:
            self.truths.begin(Planted.WRONG_COLUMN, unit.code, thing, day, "重复发到别的栏目")

        def away(on: date) -> None:
            self.town.withdraw(unit, again, on)
            self.truths.end(Planted.TWICE, thing, on)
            self.truths.end(Planted.WRONG_COLUMN, thing, on)

        self._mend_later(unit, day, away)
        return True

    def _released_twice(self, unit: Unit, content: Content, day: date) -> None:
        thing = f"content {content.pk}"

        def post(on: date) -> None:
            content.refresh_from_db()
            proof = f"https://weibo.example/{content.pk}/{on:%j}"
            outlet = Outlet(ReleaseChannel.WEIBO, "模拟发布", proof)
            disclosure.release(content, outlet, on=on, today=on, by=unit.clerk)

        def second(on: date) -> None:
            post(on)
            self.truths.begin(Planted.TWICE, unit.code, thing, on, "同一账号发了两次")

        post(day)
        self.later.append(Later(day + timedelta(days=self.random.randint(1, 9)), unit, second))

    def _other_column(self, unit: Unit, content: Content) -> Column:
        same = Column.objects.everywhere().get(pk=content.column_id)
        if self.random.random() < 0.5:
            return same
        return unit.columns[self.random.choice([each.slug for each in SHELVES if each.slug != same.slug])]

    _WAYS: ClassVar[dict[Planted, Callable[[Injector, Unit, date], bool]]] = {
        Planted.BLANK: _blank,
        Planted.WRONG_COLUMN: _wrong_column,
        Planted.DEAD_LINK: _dead_link,
        Planted.LATE_REPLY: _late_reply,
        Planted.NO_INTERPRETATION: _no_interpretation,
        Planted.LEAK: _leak,
        Planted.TWICE: _twice,
    }
