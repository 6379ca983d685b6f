"""查询: what stands of an application, what is due, what the year's facts are and which records stand behind them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, CharField, Count, F, Q, Value, When
from django.db.models.functions import Cast, Coalesce, Concat

from gongkai.casework.applications.codes import plain, registered
from gongkai.casework.applications.models import Application, Reply
from gongkai.law.annual_report.facts import ApplicationFact
from gongkai.law.application_form import Filled, masked_name
from gongkai.law.applications import KIND, Act, ApplicantKind, Standing, State
from gongkai.law.fees import month_of
from gongkai.law.grammar.calendar import Calendar
from gongkai.law.grammar.flow import Step
from gongkai.law.outcomes import outcome
from gongkai.law.receipt import Channel
from gongkai.office.authorities.models import Authority, Official, OwnedQuerySet
from gongkai.office.journal import queries as journal
from gongkai.office.journal import vault
from gongkai.office.journal.models import Dossier
from gongkai.office.journal.vendor import Year

CODE_FIELD, IDENTITY, IDENTITY_NUMBER = "query code", "identity", "identity_number"

# -- one application -------------------------------------------------------------------------------------------------------


def standing(application: Application) -> Standing:
    """办理情况: replayed from the journal."""
    return as_application(journal.standing(application.dossier))


def as_application(found: object) -> Standing:
    """申请的办理情况: what the journal replays for a dossier of this kind is no other."""
    assert isinstance(found, Standing)  # noqa: S101 (a broken registry of procedures, never a user's doing)
    return found


def just_taken(application: Application, step: Step, *, by: Official, seen: int) -> bool:
    """刚刚办过: whether the one thing that happened to the file since it was seen is this very step by the same person.

    The signing of a reply is told by its day alone: its number was drawn by the step itself.
    """
    *earlier, last = journal.timeline(application.dossier)
    if len(earlier) != seen or last.step is None or last.by != by or (last.act, last.on) != (step.act, step.on):
        return False
    told = {name: value for name, value in last.step.details.items() if name != "reviews"}
    return step.act == Act.REPLY or told == dict(step.details)


def subjects(authority: Authority, since: date, through: date) -> list[tuple[str, str]]:
    """申请事项: what was asked for in a span, each with a mark that is the same for the same person and tells nothing of them."""
    rows = Application.objects.of(authority).filter(dossier__opened_on__gte=since, dossier__opened_on__lte=through)
    kept = rows.exclude(personal=b"").order_by("pk").values_list("identity_index", "subject", "pk")
    return [(index or f"no identity {pk}", subject) for index, subject, pk in kept]


def filled(application: Application) -> Filled:
    """申请内容: the form as it was filled in; raises Shredded when the personal data were destroyed."""
    values = json.loads(vault.unseal(application.dossier, "application", bytes(application.personal)))
    return Filled(ApplicantKind(application.applicant), Channel(application.channel), values)


def applicant_masked(application: Application) -> str:
    """申请人（脱敏）: what lists and the public may see of the name."""
    try:
        given = filled(application)
    except vault.Shredded:
        return "已销毁"
    return masked_name(given.name, given.applicant)


def replies(application: Application) -> OwnedQuerySet[Reply]:
    """答复书: the letters of one application in the order they were signed, those made void among them."""
    rows = Reply.objects.of(application.dossier.authority).filter(application=application)
    return rows.select_related("application__dossier__authority").order_by("pk")


def parts(application: Application) -> OwnedQuerySet[Application]:
    """拆分的各件: the files that were opened for its further matters."""
    rows = Application.objects.of(application.dossier.authority).filter(split_from=application)
    return rows.select_related("dossier__authority").order_by("pk")


def stands(reply: Reply) -> bool:
    """有效: whether the signing of this letter still counts; an entry made void leaves a letter that was never sent."""
    return reply.number in numbers_in_force(reply.application)


def numbers_in_force(application: Application) -> frozenset[str]:
    """有效文号: the numbers of the letters whose signing counts."""
    signed = (step for step in journal.steps(application.dossier) if step.act == Act.REPLY)
    return frozenset(str(step.details["number"]) for step in signed)


def code_digest(code: str) -> str:
    """查询码摘要: what is kept of a code; spaces, hyphens and case do not count."""
    return vault.blind(CODE_FIELD, plain(code))


def by_code(authority: Authority, number: str, code: str) -> Application | None:
    """凭编号和查询码: the application, or None; it takes as long to refuse an unknown number as a wrong code."""
    row = (
        Application.objects.of(authority)
        .filter(dossier__number=registered(number))
        .select_related("dossier__authority__profile")
        .first()
    )
    opened = vault.is_blind(row.code_digest if row else "", CODE_FIELD, plain(code))
    return row if opened and row is not None else None


def identity_index(values: Mapping[str, str]) -> str:
    """证件号码索引: of what was filled in; empty where no number was given."""
    return vault.blind(IDENTITY, number) if (number := values.get(IDENTITY_NUMBER, "")) else ""


def identity_indexes(application: Application) -> tuple[str, ...]:
    """证件号码索引的各种写法: in which other applications of the same person may hold it."""
    try:
        number = filled(application).values.get(IDENTITY_NUMBER, "")
    except vault.Shredded:
        return (application.identity_index,)
    return vault.blinds(IDENTITY, number) if number else (application.identity_index,)


def earlier_items(application: Application) -> int:
    """本月此前的件数: how many applications the same applicant has had received here in the same month before this one.

    It is what a fee by the item goes by (国办函〔2020〕109号); an applicant whose identity is not known has none.
    """
    received = application.dossier.received_on
    if received is None or not application.identity_index:
        return 0
    own = identity_indexes(application)
    same = Application.objects.of(application.dossier.authority).filter(identity_index__in=own)
    before = Q(dossier__received_on__lt=received) | Q(dossier__received_on=received, dossier__lt=application.dossier_id)
    return same.filter(before, dossier__received_on__gte=month_of(received)[0]).count()


# -- lists -----------------------------------------------------------------------------------------------------------------


def open_applications(authority: Authority) -> OwnedQuerySet[Application]:
    """在办申请: open files, the most urgent first; what awaits confirmation comes first of all."""
    mine = Application.objects.of(authority).filter(dossier__authority=authority, dossier__closed_on=None)
    return mine.select_related("dossier").order_by(F("dossier__due_on").asc(nulls_first=True), "dossier_id")


def open_dossiers(authority: Authority) -> OwnedQuerySet[Dossier]:
    """在办案卷: the same as dossiers, for pages: their number and their order are indexes of theirs, however many there are."""
    rows = Dossier.objects.of(authority).filter(kind=KIND, closed_on=None).select_related("application")
    return rows.order_by(F("due_on").asc(nulls_first=True), "id")


def register(authority: Authority, *, beneath: bool = False) -> OwnedQuerySet[Dossier]:
    """登记簿: the dossiers of every application of an authority (and of those beneath it), the newest first.

    Dossiers rather than applications, because the order of the list is an index of theirs.
    """
    rows = Dossier.objects.under(authority) if beneath else Dossier.objects.of(authority)
    return rows.filter(kind=KIND).select_related("application").order_by("-opened_on", "-id")


def application(dossier: Dossier) -> Application:
    """案卷的申请: the application of a dossier of the register, with the dossier at hand."""
    row: Application = dossier.application
    row.dossier = dossier
    return row


@dataclass(frozen=True)
class Listed:
    """列表行: an application as a list shows it."""

    application: Application
    remaining: int | None = None
    overdue: bool = False
    applicant_label: str = ""

    @property
    def dossier(self) -> Dossier:
        """案卷."""
        return self.application.dossier

    @property
    def state(self) -> State:
        """状态."""
        return State(self.dossier.state)

    @property
    def channel_label(self) -> str:
        """渠道."""
        return Channel(self.application.channel).label

    @property
    def outcome_label(self) -> str:
        """办理结果."""
        return outcome(self.dossier.outcome).label if self.dossier.outcome else ""

    @property
    def due_label(self) -> str:
        """到期事项: what falls due, told by the state alone."""
        return _DUE_LABELS.get(self.state, "答复期限")

    @property
    def left(self) -> str:
        """剩余: the working days left; a day off after the due day is overdue by none of them, and overdue all the same."""
        if self.overdue:
            return f"逾期{-self.remaining}" if self.remaining else "已逾期"
        return str(self.remaining)

    @property
    def tone(self) -> str:
        """轻重: how urgent the remaining days are; the marks at five and one working days are customary."""
        if self.remaining is None:
            return "plain"
        return "bad" if self.remaining <= 1 else "warn" if self.remaining <= 5 else "good"


_DUE_LABELS = {
    State.UNCONFIRMED: "待与申请人确认",
    State.AWAITING_CLARIFICATION: "申请人补正期限",
    State.AWAITING_REASONS: "申请人说明期限",
    State.AWAITING_PAYMENT: "申请人缴费期限",
}


def with_remaining(rows: Iterable[Application], on: date, calendar: Calendar) -> list[Listed]:
    """剩余工作日: rows with the working days left, by the clock of each file, so that a list never contradicts the file."""
    listed = list(rows)
    standings = journal.standings([row.dossier for row in listed], calendar)
    return [_with_remaining(row, as_application(standings[row.dossier_id]), on, calendar) for row in listed]


def _with_remaining(row: Application, found: Standing, on: date, calendar: Calendar) -> Listed:
    if found.pending is not None or found.closed_on is not None:
        due = found.due(calendar)
        return Listed(row, found.remaining(on, calendar), overdue=due is not None and on > due.on)
    clock = found.clock(calendar)  # run once: a page of the inbox asks twenty files
    if clock is None:
        return Listed(row)
    return Listed(row, clock.remaining(on, calendar), overdue=clock.due is not None and on > clock.due.on)


def with_names(rows: Iterable[Application]) -> list[Listed]:
    """登记簿行: rows with masked names, the keys fetched at once."""
    listed = list(rows)
    secrets = vault.secrets_of_many(row.dossier for row in listed)
    return [Listed(row, applicant_label=_masked(row, secrets.get(row.dossier_id))) for row in listed]


def _masked(row: Application, secrets: vault.Secrets | None) -> str:
    if secrets is None:
        return "已销毁"
    name = json.loads(secrets.unseal("application", bytes(row.personal)))["name"]
    return masked_name(name, ApplicantKind(row.applicant))


# -- the year's facts ------------------------------------------------------------------------------------------------------

_GROUPED = ("applicant", "channel", "received", "closed", "result", "dossier__extended")
_COUNTED_ON = Coalesce("counted_on", "dossier__closed_on")
_RESULT = Case(When(counted_on=None, then=F("dossier__outcome")), default=F("counted_as"), output_field=CharField())
"""已计入的结果: a file that a decision has reopened in a later year keeps what it counted as (docs/adr/0029)."""


def concerning(rows: OwnedQuerySet[Application], year: int) -> OwnedQuerySet[Application]:
    """涉及年度: files received by the end of the year and not closed before it began."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    still_open = Q(dossier__closed_on=None) | Q(dossier__closed_on__gte=first)
    still_open = Q(counted_on=None) & still_open | Q(counted_on__gte=first)
    return rows.filter(still_open, dossier__received_on__lte=last)


def facts(rows: OwnedQuerySet[Application], year: int) -> Iterator[ApplicationFact]:
    """年度事实: the groups the law counts. The database only groups; a few hundred rows come back, whatever their number."""
    years = concerning(rows, year).annotate(
        received=Year("dossier__received_on"), closed=Year(_COUNTED_ON), result=_RESULT
    )
    for applicant, channel, received, closed, result, extended, count in (
        years.order_by().values_list(*_GROUPED).annotate(count=Count("pk")).values_list(*_GROUPED, "count")
    ):
        yield ApplicationFact(
            applicant=ApplicantKind(applicant),
            channel=Channel(channel),
            received=received,
            closed=closed,
            outcome=result or None,
            extended=extended,
            count=count,
        )


def behind(rows: OwnedQuerySet[Application], facts: Iterable[ApplicationFact]) -> OwnedQuerySet[Application]:
    """数字背后的案卷: the records that were counted in these groups.

    The group of a record is one text, looked for in a list: a total of a large ledger has thousands of groups, and no
    database likes as many alternatives.
    """
    groups = {_group(fact): fact.received for fact in facts}
    if not groups:
        return rows.none()
    received = rows.filter(
        dossier__received_on__gte=date(min(groups.values()), 1, 1),
        dossier__received_on__lte=date(max(groups.values()), 12, 31),
    )
    found = received.annotate(group=_GROUP).filter(group__in=groups)
    return found.select_related("dossier").order_by("dossier__received_on", "pk")


_GROUP = Concat(
    F("applicant"),
    Value("|"),
    F("channel"),
    Value("|"),
    Cast(Year("dossier__received_on"), CharField()),
    Value("|"),
    Cast(Coalesce(Year(_COUNTED_ON), 0), CharField()),
    Value("|"),
    _RESULT,
    Value("|"),
    Case(When(dossier__extended=True, then=Value("extended")), default=Value("")),
    output_field=CharField(),
)


def _group(fact: ApplicationFact) -> str:
    extended = "extended" if fact.extended else ""
    return "|".join(
        (fact.applicant, fact.channel, str(fact.received), str(fact.closed or 0), fact.outcome or "", extended)
    )
