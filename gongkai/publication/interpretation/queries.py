"""解读查询: what is owed and what was met, what belongs to a policy, and the facts the figures are counted from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, Min, OuterRef

from gongkai.law.disclosure import ContentClass, Source
from gongkai.law.documents import Attribute, State
from gongkai.law.grammar.calendar import Calendar
from gongkai.law.grammar.flow import Role
from gongkai.law.interpretation import FIRST, AuthorRole, Duty, DutyState, Form, PolicyOrigin, due
from gongkai.law.interpretation_figures import DutyFact, InterpretationFact
from gongkai.office.authorities.models import Authority, OwnedQuerySet
from gongkai.office.authorities.queries import calendar_of, holders
from gongkai.publication.disclosure.models import Content, Release
from gongkai.publication.documents import explain_rules
from gongkai.publication.documents.models import Document, ExplainSetting
from gongkai.publication.interpretation.models import (
    Exemption,
    Expert,
    Interpretation,
    LinkCheck,
    LinkFinding,
    Package,
    PollAnswer,
    Verdict,
)

# -- duties ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Owed:
    """一项解读义务: the document, where it is public, its package, and how the duty stands on a day."""

    document: Document
    content: Content | None
    package: Package | None
    exemption: Exemption | None
    duty: Duty
    state: DutyState
    lag: int | None

    @property
    def section(self) -> str:
        """起草科室: or the authority's own name where none is given."""
        return self.document.section or self.document.authority.name


def duties(documents: OwnedQuerySet[Document], on: date, year: int | None = None) -> list[Owed]:
    """解读到期单: the duties of these documents, the most urgent first; of one year by publication, or else by opening."""
    rows = documents.filter(must_explain=True).exclude(dossier__state=State.ABANDONED)
    rows = rows.exclude(attribute__in=[Attribute.ON_APPLICATION, Attribute.WITHHELD])
    found = list(rows.select_related("authority", "dossier__authority").order_by("-dossier__opened_on", "-pk"))
    keys = [document.pk for document in found]
    contents = {each.document_id: each for each in _contents_of(keys)}
    packages = {each.document_id: each for each in Package.objects.everywhere().filter(document__in=keys)}
    exemptions = {each.document_id: each for each in Exemption.objects.everywhere().filter(document__in=keys)}
    met = first_own([content.pk for content in contents.values()])
    authorities = {document.authority_id: document.authority for document in found}
    rules = {key: explain_rules.explain_settings(authority) for key, authority in authorities.items()}
    calendars = {key: calendar_of(authority) for key, authority in authorities.items()}
    owed = []
    for document in found:
        content, calendar = contents.get(document.pk), calendars[document.authority_id]
        day = content.published_on if content else document.dossier.opened_on
        if year is not None and day.year != year:
            continue
        exemption = exemptions.get(document.pk)
        duty = _duty(content, exemption is not None, met, rules[document.authority_id], calendar)
        lag = duty.lag(calendar)
        owed.append(Owed(document, content, packages.get(document.pk), exemption, duty, duty.state(on), lag))
    return sorted(owed, key=lambda each: _URGENCY.index(each.state))


_URGENCY = [
    *(DutyState.UNMET, DutyState.WAITING, DutyState.PREPARING),
    *(DutyState.LATE, DutyState.IN_TIME, DutyState.SAME_DAY, DutyState.EXEMPT),
]


def _contents_of(keys: Collection[int]) -> OwnedQuerySet[Content]:
    return Content.objects.everywhere().filter(document__in=keys, withdrawn_on=None).select_related("authority")


def _duty(
    content: Content | None, exempt: bool, met: dict[int, date], settings: list[ExplainSetting], calendar: Calendar
) -> Duty:
    if content is None:
        return Duty(None, exempt=exempt)
    latest = explain_rules.rule_on(settings, content.published_on).latest
    term = due(content.published_on, calendar, latest)
    return Duty(content.published_on, term, met.get(content.pk), exempt=exempt)


def first_own(policies: Collection[int]) -> dict[int, date]:
    """首次解读: of each policy, the day its first own interpretation that is still public went out. A reprint is none."""
    own = Interpretation.objects.everywhere().filter(
        policy__in=policies, content__withdrawn_on=None, content__source=Source.OWN
    )
    return dict(own.order_by().values_list("policy").annotate(first=Min("content__published_on")))


def duty_of(document: Document, on: date) -> Owed | None:
    """本件的解读义务; None where it owes none."""
    return next(iter(duties(Document.objects.of(document.authority).filter(pk=document.pk), on)), None)


def duty_facts(owed: Iterable[Owed]) -> Iterator[DutyFact]:
    """义务分组."""
    return (DutyFact(each.section, each.state, each.lag) for each in owed)


# -- interpretations ---------------------------------------------------------------------------------------------------


def public_interpretations(rows: OwnedQuerySet[Interpretation]) -> OwnedQuerySet[Interpretation]:
    """公开中的解读: the newest first, with policy and content."""
    live = rows.filter(content__withdrawn_on=None)
    return live.select_related("content__authority", "policy__authority").order_by("-content__published_on", "-pk")


def of_year(rows: OwnedQuerySet[Interpretation], year: int) -> OwnedQuerySet[Interpretation]:
    """某年的解读: by the day their content went out."""
    return public_interpretations(rows).filter(content__published_on__year=year)


@dataclass(frozen=True)
class Told:
    """一篇解读: the row beside the channels it went out by."""

    row: Interpretation
    channels: frozenset[str]

    @property
    def forms(self) -> frozenset[Form]:
        """形式: all of them."""
        return frozenset(Form(form) for form in self.row.forms or [self.row.form])

    @property
    def section(self) -> str:
        """科室: or the authority's own name."""
        return self.row.section or self.row.content.authority.name

    def fact(self) -> InterpretationFact:
        """解读分组."""
        return InterpretationFact(
            self.section,
            self.forms,
            self.channels,
            Source(self.row.content.source),
            PolicyOrigin(self.row.origin),
            AuthorRole(self.row.role),
        )


def told(rows: OwnedQuerySet[Interpretation]) -> list[Told]:
    """解读及其渠道."""
    found = list(rows)
    channels: dict[int, set[str]] = defaultdict(set)
    releases = Release.objects.everywhere().filter(content__in=[row.content_id for row in found]).exclude(proof="")
    for content, channel in releases.values_list("content", "channel"):
        channels[content].add(channel)
    return [Told(row, frozenset(channels[row.content_id])) for row in found]


def policies(authority: Authority, *, unexplained: bool = False) -> OwnedQuerySet[Content]:
    """政策: the public documents of an authority, or those of them nobody has explained, the newest first."""
    own = Interpretation.objects.everywhere().filter(
        policy=OuterRef("pk"), content__withdrawn_on=None, content__source=Source.OWN
    )
    rows = Content.objects.of(authority).filter(kind=ContentClass.DOCUMENT, withdrawn_on=None)
    rows = rows.filter(~Exists(own)) if unexplained else rows
    return rows.select_related("authority").order_by("-published_on", "-pk")


def units_without(authority: Authority, on: date, year: int) -> list[Authority]:
    """没有解读的单位: this authority and those beneath it without one own public interpretation in the year."""
    own = Interpretation.objects.under(authority).filter(content__source=Source.OWN)
    have = set(of_year(own, year).values_list("authority", flat=True))
    return [one for one in Authority.objects.under(authority).standing(on).order_by("path") if one.pk not in have]


def heads_without(authority: Authority, on: date, year: int) -> list[tuple[Authority, str]]:
    """没有解读的负责人: authorities whose head has not explained anything in the year, with the signer's name."""
    rows = Interpretation.objects.under(authority).filter(role__in=[role.value for role in FIRST])
    have = set(of_year(rows, year).values_list("authority", flat=True))
    silent = [one for one in Authority.objects.under(authority).standing(on).order_by("path") if one.pk not in have]
    named = [(one, "、".join(person.name for person in holders(one, Role.SIGNER, on))) for one in silent]
    return [(one, names) for one, names in named if names]


def experts(authority: Authority) -> OwnedQuerySet[Expert]:
    """专家库: those in it, by subject."""
    return Expert.objects.of(authority).filter(until=None).select_related("official").order_by("subject", "name")


# -- what readers say --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Poll:
    """理解度: how readers answered."""

    yes: int = 0
    partly: int = 0
    no: int = 0

    @property
    def all(self) -> int:
        """评价数."""
        return self.yes + self.partly + self.no

    @property
    def share(self) -> float | None:
        """理解度: an answer in part counts half; None while nobody answered."""
        return (self.yes + self.partly / 2) / self.all if self.all else None


def polls(interpretations: Collection[int]) -> dict[int, Poll]:
    """各篇理解度."""
    counted: dict[int, dict[str, int]] = defaultdict(dict)
    rows = PollAnswer.objects.everywhere().filter(interpretation__in=interpretations).order_by()
    for key, verdict, number in rows.values_list("interpretation", "verdict").annotate(n=Count("pk")):
        counted[key][Verdict(verdict).value] = number
    return {key: Poll(**by) for key, by in counted.items()}


def unclear(interpretation: Interpretation) -> dict[str, int]:
    """没讲清的: which of the five boxes readers missed, and how many."""
    rows = PollAnswer.objects.of(interpretation.authority).filter(interpretation=interpretation).exclude(missing="")
    return dict(rows.order_by().values_list("missing").annotate(n=Count("pk")))


# -- findings ----------------------------------------------------------------------------------------------------------


def open_findings(rows: OwnedQuerySet[LinkFinding]) -> OwnedQuerySet[LinkFinding]:
    """未消除的问题."""
    return rows.filter(cleared_on=None).select_related("policy__authority", "owner")


def last_check(authority: Authority) -> LinkCheck | None:
    """最近一次核对."""
    return LinkCheck.objects.of(authority).order_by("-on").first()
