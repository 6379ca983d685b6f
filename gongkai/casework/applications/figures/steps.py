"""环节统计: how many files were clarified, consulted on, charged, and who took which acts; read from the journal itself.

A step counts on its own day, as it stands after amendments: the few files that were ever amended are replayed, of all others
the entries say it. What a person has taken counts as it was entered.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Count, Q

from gongkai.casework.applications.figures.queries import Scope, listed
from gongkai.law.application_figures import Period
from gongkai.law.applications import KIND, Act, fee_told
from gongkai.law.grammar.flow import Step, Unlawful
from gongkai.law.remedies import KIND as REMEDY
from gongkai.law.remedies import RemedyResult
from gongkai.office.authorities.models import Official, OwnedQuerySet
from gongkai.office.journal.models import Dossier, Entry
from gongkai.office.journal.queries import AMEND, amended

COUNTED = (
    Act.ASK_CLARIFICATION,
    Act.CLARIFY,
    Act.CONSULT,
    Act.ANSWER_CONSULTATION,
    Act.EXTEND,
    Act.ASK_REASONS,
    Act.GIVE_REASONS,
    Act.DEFER,
)
"""办理环节: those whose number is told on their own; fees have a table of theirs."""
_FEES = (Act.NOTIFY_FEE, Act.PAY)
_BATCH = 500


@dataclass(frozen=True)
class Fees:
    """收费: files notified and paid, and the amounts in 元 that were notified and paid."""

    notified: int = 0
    paid: int = 0
    asked: int = 0
    received: int = 0


class Steps:
    """环节统计: of a scope and a period, every question answered once."""

    def __init__(self, scope: Scope, period: Period) -> None:
        self.scope, self.period = scope, period

    @cached_property
    def _changed(self) -> list[int]:
        """The files that were ever amended; their entries alone do not say what counts."""
        amended_ones = sorted(set(self._entries().filter(act=AMEND).values_list("dossier_id", flat=True)))
        found: list[int] = []
        for at in range(0, len(amended_ones), _BATCH):
            mine = self.scope.dossiers().filter(pk__in=amended_ones[at : at + _BATCH])
            found += mine.order_by("pk").values_list("pk", flat=True)
        return found

    @cached_property
    def _replayed(self) -> Mapping[int, Sequence[Step]]:
        """What counts of them now; nothing private is opened for it."""
        rows: dict[int, list[Entry]] = defaultdict(list)
        for entry in _in_batches(self._changed):
            rows[entry.dossier_id or 0].append(entry)
        return {key: list(amended(some).values()) for key, some in rows.items()}

    def _entries(self) -> OwnedQuerySet[Entry]:
        rows, keys = Entry.objects.everywhere().order_by(), self.scope.keys
        return rows.filter(authority=keys[0]) if len(keys) == 1 else rows.filter(authority__in=keys)

    def _in_the_period(self, *acts: Act) -> OwnedQuerySet[Entry]:
        named = self._entries().filter(act__in=[act.value for act in acts])
        return named.filter(on__gte=self.period.first, on__lte=self.period.last)

    def _taken(self, *acts: Act) -> OwnedQuerySet[Entry]:
        """The entries of these acts that nothing was put right in."""
        mine = self._in_the_period(*acts).filter(dossier__kind=KIND)
        return mine.exclude(dossier__in=self._changed) if self._changed else mine

    def _put_right(self, *acts: Act) -> Iterator[tuple[int, Step]]:
        for key, steps in self._replayed.items():
            for step in steps:
                if step.act in acts and self.period.holds(step.on):
                    yield key, step

    @cached_property
    def by_act(self) -> Mapping[str, int]:
        """各环节件数: files in which the step was taken in the period, each once."""
        acts = (*COUNTED, *_FEES)
        counted = Counter(dict(self._taken(*acts).values_list("act").annotate(count=Count("dossier", distinct=True))))
        for act in acts:
            counted[act.value] += len({key for key, _ in self._put_right(act)})
        return counted

    def files(self, act: Act) -> OwnedQuerySet[Dossier]:
        """环节背后的案卷."""
        put_right = {key for key, _ in self._put_right(act)}
        wanted = Q(pk__in=self._taken(act).values("dossier")) | Q(pk__in=put_right)
        return listed(self.scope.dossiers().filter(wanted))

    # -- fees --------------------------------------------------------------------------------------------------------------

    @cached_property
    def fees(self) -> Fees:
        """收费."""
        notices = [step for _, step in self._steps(Act.NOTIFY_FEE)]
        payers = {key for key, _ in self._steps(Act.PAY)}
        paid = [_amount(step) for step in self._notices_of(payers)]
        return Fees(
            notified=self.by_act[Act.NOTIFY_FEE.value],
            paid=self.by_act[Act.PAY.value],
            asked=sum(_amount(step) for step in notices),
            received=sum(paid),
        )

    def _steps(self, act: Act) -> Iterator[tuple[int, Step]]:
        for row in self._taken(act):
            yield row.dossier_id or 0, Step(row.act, row.on, json.loads(row.data)["details"])
        yield from self._put_right(act)

    def _notices_of(self, keys: set[int]) -> Iterator[Step]:
        """The notices of fee these files were charged by, whenever they were told; a file is charged once."""
        rows: dict[int, list[Entry]] = defaultdict(list)
        for entry in _in_batches(sorted(keys)):
            rows[entry.dossier_id or 0].append(entry)
        for some in rows.values():
            yield from (step for step in amended(some).values() if step.act == Act.NOTIFY_FEE)

    # -- who took which acts -----------------------------------------------------------------------------------------------

    @cached_property
    def by_official(self) -> Mapping[int, Mapping[str, int]]:
        """经手: by official and act, files each once; under the empty act the files a person handled at all."""
        mine = self._handled()
        found: dict[int, dict[str, int]] = defaultdict(dict)
        for by, act, count in mine.values_list("by", "act").annotate(count=Count("dossier", distinct=True)):
            found[by][act] = count
        for by, count in mine.values_list("by").annotate(count=Count("dossier", distinct=True)):
            found[by][""] = count
        return found

    def handled(self, by: int, act: str = "") -> OwnedQuerySet[Dossier]:
        """经手的案卷: of one official, by whatever act or by this one."""
        mine = self._handled().filter(by=by)
        wanted = (mine.filter(act=act) if act else mine).values("dossier")
        return listed(self.scope.dossiers().filter(pk__in=wanted))

    def officials(self) -> Mapping[int, str]:
        """人员姓名: of those who handled anything."""
        return dict(Official.objects.filter(pk__in=self.by_official).values_list("pk", "name"))

    def _handled(self) -> OwnedQuerySet[Entry]:
        acts = [*(act.value for act in Act), AMEND]
        rows = self._entries().filter(act__in=acts, dossier__kind=KIND, by__isnull=False)
        return rows.filter(on__gte=self.period.first, on__lte=self.period.last)

    # -- remedies ----------------------------------------------------------------------------------------------------------

    @cached_property
    def remedies(self) -> Mapping[tuple[str, str], int]:
        """救济: cases filed in the period by kind and by result at its end; an open one is pending."""
        rows = self._filed().values_list("remedy__kind", "outcome", "closed_on").annotate(count=Count("pk"))
        counted: Counter[tuple[str, str]] = Counter()
        for kind, outcome, closed_on, count in rows:
            over = closed_on is not None and closed_on <= self.period.last
            counted[kind, outcome if over else RemedyResult.PENDING.value] += count
        return counted

    def cases(self, kind: str, result: str) -> OwnedQuerySet[Dossier]:
        """救济背后的案件: of one kind and one result."""
        pending = Q(closed_on=None) | Q(closed_on__gt=self.period.last)
        how = pending if result == RemedyResult.PENDING else ~pending & Q(outcome=result)
        rows = self._filed().filter(how, remedy__kind=kind)
        return rows.select_related("authority").order_by("-opened_on", "-id")

    def _filed(self) -> OwnedQuerySet[Dossier]:
        rows = self.scope.dossiers(REMEDY)
        return rows.filter(opened_on__gte=self.period.first, opened_on__lte=self.period.last)


def _in_batches(keys: Sequence[int]) -> Iterator[Entry]:
    for at in range(0, len(keys), _BATCH):
        yield from Entry.objects.everywhere().filter(dossier__in=keys[at : at + _BATCH]).order_by("id")


def _amount(step: Step) -> int:
    """What a notice charges; one entered under a tariff that is no more counts nothing rather than breaking the page."""
    try:
        return fee_told(step).amount
    except Unlawful:
        return 0
