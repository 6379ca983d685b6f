"""统计公开的数: of a year, an authority and everything it reports for; each with the masked records behind it.

What is told of an application is its month, what sort of applicant sent it, by which way, and how it ended: no name, no number,
no wording. Contents are told only where they stand public; whatever else is counted is told as a number alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from gongkai.casework.applications.figures import queries as applications
from gongkai.casework.applications.figures.queries import Figure, What
from gongkai.casework.engagement.tally.models import TicketMonth
from gongkai.casework.engagement.tickets.figures import queries as tickets
from gongkai.casework.remedies import queries as remedies
from gongkai.casework.remedies.models import Remedy
from gongkai.law.annual_report.facts import RemedyFact
from gongkai.law.annual_report.procedure import Scope
from gongkai.law.application_figures import REPLIED, Period, Timeliness
from gongkai.law.applications import ApplicantKind
from gongkai.law.disclosure import ContentFact, DisclosureFact, InterpretationFact
from gongkai.law.grammar.words import Word
from gongkai.law.outcomes import OUTCOMES, OutcomeGroup
from gongkai.law.rates import USUAL, percent
from gongkai.law.receipt import Channel
from gongkai.law.remedies import RemedyKind, RemedyResult
from gongkai.law.ticket_figures import tally
from gongkai.office.authorities.models import Authority, OwnedQuerySet
from gongkai.office.journal.models import Dossier
from gongkai.oversight.reports.queries import Ledger, usual_scope
from gongkai.publication.disclosure import queries as disclosure
from gongkai.publication.disclosure.models import Content


class Group(Word):
    """统计公开的部分."""

    DISCLOSED = "disclosed", "主动公开"
    APPLICATIONS = "applications", "依申请公开"
    REMEDIES = "remedies", "行政复议、行政诉讼"
    LETTERS = "letters", "群众留言"


@dataclass(frozen=True, slots=True)
class PublicFigure:
    """统计公开的一个数: ``opens`` says whether a list of masked records stands behind it; ``note`` is the rounding of a rate."""

    group: Group
    name: str
    label: str
    number: str
    unit: str
    opens: bool = False
    note: str = ""


@dataclass(frozen=True)
class Counted:
    """统计范围: an authority with what it reports for, a year, and the day."""

    authority: Authority
    year: int
    today: date

    @property
    def ledger(self) -> Ledger:
        """台账."""
        return Ledger(self.authority, usual_scope(self.authority))

    @property
    def period(self) -> Period:
        """期间."""
        return Period.year(self.year)

    @property
    def scope(self) -> applications.Scope:
        """申请的范围."""
        return applications.Scope(self.authority, self.ledger.scope is Scope.BENEATH)


def figures(counted: Counted) -> dict[Group, list[PublicFigure]]:
    """统计公开: every group in its order, the empty ones too."""
    found = [*_disclosed(counted), *_applied(counted), *_challenged(counted), *_letters(counted)]
    return {group: [each for each in found if each.group is group] for group in Group}


# -- contents --------------------------------------------------------------------------------------------------------------

_CONTENTS = {"all": "主动公开政府信息", "normative": "其中：规范性文件", "interpretations": "政策解读稿件"}


def _disclosed(counted: Counted) -> Iterator[PublicFigure]:
    releases = counted.ledger.releases
    facts: list[DisclosureFact] = [
        *disclosure.content_facts(releases, counted.year),
        *disclosure.interpretation_facts(releases, counted.year),
    ]
    numbers = {
        "all": sum(fact.count for fact in facts if isinstance(fact, ContentFact)),
        "normative": sum(fact.count for fact in facts if isinstance(fact, ContentFact) and fact.normative),
        "interpretations": sum(fact.count for fact in facts if isinstance(fact, InterpretationFact)),
    }
    for name, label in _CONTENTS.items():
        yield PublicFigure(Group.DISCLOSED, name, label, str(numbers[name]), "条", opens=numbers[name] > 0)


def contents(counted: Counted, name: str) -> OwnedQuerySet[Content]:
    """数字背后的公开内容: those that stand public; what was withdrawn counts in its year and is not shown."""
    facts: list[DisclosureFact] = list(disclosure.content_facts(counted.ledger.releases, counted.year))
    if name == "interpretations":
        facts = list(disclosure.interpretation_facts(counted.ledger.releases, counted.year))
    if name == "normative":
        facts = [fact for fact in facts if isinstance(fact, ContentFact) and fact.normative]
    rows = disclosure.behind(counted.ledger.contents, counted.ledger.releases, counted.year, facts)
    return disclosure.public(rows, counted.today)


# -- applications ----------------------------------------------------------------------------------------------------------


def _asked() -> dict[str, tuple[str, Figure]]:
    groups = {group.value: (f"其中：{group.label}", Figure(What.CLOSED, group=group.value)) for group in OutcomeGroup}
    return {
        "received": ("新收申请", Figure(What.RECEIVED)),
        "carried_in": ("上年结转", Figure(What.CARRIED_IN)),
        "closed": ("办结", Figure(What.CLOSED)),
        **groups,
        "carried_out": ("结转下年", Figure(What.CARRIED_OUT)),
    }


_APPLICATIONS = _asked()


def _applied(counted: Counted) -> Iterator[PublicFigure]:
    found = applications.counts(counted.scope, counted.period, counted.today)
    groups = {leaf.key: leaf.group.value for leaf in OUTCOMES}
    for name, (label, figure) in _APPLICATIONS.items():
        if figure.group:
            number = sum(count for key, count in found.by_outcome.items() if groups.get(key) == figure.group)
        else:
            number = int(getattr(found, figure.what.value))
        yield PublicFigure(Group.APPLICATIONS, name, label, str(number), "件", opens=number > 0)
    replied = sum(found.by_timeliness.get(how, 0) for how in REPLIED)
    on_time = replied - found.by_timeliness.get(Timeliness.LATE, 0)
    if (rate := percent(on_time, replied)) is not None:
        yield PublicFigure(Group.APPLICATIONS, "on_time", "按期答复率", str(rate), "%", note=USUAL.note)


@dataclass(frozen=True, slots=True)
class MaskedFile:
    """脱敏的申请: what is told of one."""

    month: str
    party: str
    channel: str
    outcome: str
    days: int | None


def files(counted: Counted, name: str) -> OwnedQuerySet[Dossier]:
    """数字背后的申请."""
    return applications.files(counted.scope, counted.period, _APPLICATIONS[name][1], counted.today)


def is_of_applications(name: str) -> bool:
    """是否申请的数."""
    return name in _APPLICATIONS


def masked(dossier: Dossier) -> MaskedFile:
    """脱敏: the month, the sort of applicant, the way, the end."""
    from_whom = dict(ApplicantKind.choices())
    ways = dict(Channel.choices())
    ends = {leaf.key: leaf.label for leaf in OUTCOMES}
    month = dossier.received_month or 0
    return MaskedFile(
        f"{month // 100}年{month % 100}月" if month else "",
        from_whom.get(dossier.party, ""),
        ways.get(dossier.channel, ""),
        ends.get(dossier.outcome, "办理中"),
        dossier.worked_days,
    )


# -- cases -----------------------------------------------------------------------------------------------------------------


def _challenged(counted: Counted) -> Iterator[PublicFigure]:
    found = _cases(counted)
    for kind in RemedyKind:
        mine = [fact for fact in found if fact.kind is kind]
        results = {result: sum(fact.count for fact in mine if fact.result is result) for result in RemedyResult}
        told = "，".join(f"{result.label}{number}件" for result, number in results.items() if number)
        number = str(sum(results.values()))
        yield PublicFigure(Group.REMEDIES, kind.value, kind.label, number, "件", note=told)


def _cases(counted: Counted) -> list[RemedyFact]:
    rows: OwnedQuerySet[Remedy] = counted.ledger.remedies
    return [fact for fact in remedies.facts(rows, counted.year) if fact.filed == counted.year]


# -- letters ---------------------------------------------------------------------------------------------------------------


def _letters(counted: Counted) -> Iterator[PublicFigure]:
    rows = TicketMonth.objects
    mine = rows.under(counted.authority) if counted.ledger.scope is Scope.BENEATH else rows.of(counted.authority)
    told = tally(tickets.facts(mine, counted.period, min(counted.period.last, counted.today)))
    yield PublicFigure(Group.LETTERS, "letters", "受理", str(told.received), "件")
    yield PublicFigure(Group.LETTERS, "replied", "答复", str(told.replied), "件")
    for name, label, rate in (("reply_rate", "答复率", told.reply_rate), ("in_time", "限时答复率", told.on_time_rate)):
        if rate is not None:
            yield PublicFigure(Group.LETTERS, name, label, str(rate), "%", note=USUAL.note)
