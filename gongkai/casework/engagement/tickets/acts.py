"""留言办理: take a letter in, and take the steps of a ticket. Each is one transaction and one step by the journal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from secrets import token_hex

from django.db import IntegrityError, transaction

from gongkai.casework.applications.codes import code_from, code_kept, spaced
from gongkai.casework.engagement.tally import acts as tally
from gongkai.casework.engagement.tickets import keeping, queries, texts
from gongkai.casework.engagement.tickets.models import JointUnit, Mailbox, Ticket, TicketMark
from gongkai.casework.engagement.tickets.texts import Letter
from gongkai.engines import privacy
from gongkai.law.grammar.flow import JSON, Role, Step, Unlawful, not_in_the_future
from gongkai.law.ticket_flow import HOTLINE, OPEN, Act, State
from gongkai.law.ticket_kinds import ConcernKind, TicketGrade, TicketSource, identity_sealed
from gongkai.law.ticket_rows import LONGEST_TEXT
from gongkai.law.ticket_signs import application_signs
from gongkai.law.tickets import KIND, Standing
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.authorities.queries import responsible
from gongkai.office.journal import acts as journal
from gongkai.office.journal import vault
from gongkai.office.journal.models import Dossier
from gongkai.office.notices import acts as notices

CODE = "ticket code"
"""查询码的用途: codes of one room open nothing in another."""
BOTH = (Act.DRAFT, Act.APPROVE)
"""两人办理: the law asks who drafted and who passed."""
TERMED = (Act.CLASSIFY, Act.REWORK)
"""另定期限: what follows from the terms the authority has set."""


FOLLOWED = ("received_month", "term_on", "timeliness", "shut", "outcome")
"""随卷的列: those that are what the file has."""
SHADOWS = ("kind", "grade", "sealed", "satisfaction", "unit", "unit_name", "merged_into", *FOLLOWED)
"""映照的列: those that follow from the steps of a ticket."""


@dataclass(frozen=True, slots=True)
class Given:
    """来件: a letter, what it wants, where it came in, and what its writer wishes."""

    letter: Letter
    kind: ConcernKind
    source: TicketSource
    secret: bool = False
    consents: bool = False
    mailbox: Mailbox | None = None


@dataclass(frozen=True, slots=True)
class Receipted:
    """受理回执: the ticket and its query code, shown once and kept only as a digest."""

    ticket: Ticket
    code: str

    @property
    def spaced_code(self) -> str:
        """查询码（分组）."""
        return spaced(self.code)


# -- taking in -------------------------------------------------------------------------------------------------------------


def receive(
    authority: Authority, given: Given, *, on: date, today: date, once: str, by: Official | None = None
) -> Receipted:
    """受理: sent twice it is one ticket with the same receipt. Raises Unlawful for what cannot be taken in."""
    not_in_the_future(on, today, HOTLINE)
    letter = given.letter
    if not letter.title.strip() or not letter.text.strip():
        raise Unlawful("标题和内容都要填写", HOTLINE, field="title" if letter.text.strip() else "text")
    if len(letter.text) > LONGEST_TEXT:
        raise Unlawful(f"内容最多{LONGEST_TEXT}字", HOTLINE, field="text")
    token = f"{authority.pk} {once} {given.kind} {given.source} {texts.packed(letter)}"
    mark = sha256(token.encode()).hexdigest()
    made = Ticket.objects.of(authority).filter(once=mark).select_related("dossier")
    if earlier := made.first():
        return _receipt_again(earlier, token)
    try:
        return _receive(authority, given, mark, code_from(CODE, token), on=on, by=by)
    except IntegrityError:
        if earlier := made.first():
            return _receipt_again(earlier, token)
        raise


def _receipt_again(earlier: Ticket, token: str) -> Receipted:
    """The receipt that was handed out, though the suite may have changed since."""
    return Receipted(earlier, code_kept(CODE, token, earlier.code_digest, queries.CODE_FIELD))


@transaction.atomic
def _receive(authority: Authority, given: Given, mark: str, code: str, *, on: date, by: Official | None) -> Receipted:
    letter = given.letter
    term = queries.term(authority, given.kind, TicketGrade.ORDINARY)
    details: dict[str, JSON] = {
        "kind": given.kind.value,
        "grade": TicketGrade.ORDINARY.value,
        "source": given.source.value,
        "days": term.days,
        "term": term.source,
        "anonymous": letter.anonymous,
        "secret": given.secret,
        "consents": given.consents,
    }
    dossier = journal.open_dossier(
        authority,
        KIND,
        Step(Act.RECEIVE.value, on, details),
        by=by,
        title=letter.without_people(letter.title),
        personal={"letter": texts.packed(letter)},
    )
    ticket = row_of(dossier, vault.secrets_of(dossier), given, mark, code)
    marks = texts.marks_of(letter.text)
    near = texts.alike(authority, letter.text, marks)
    ticket.alike = near[0][0] if near else None
    ticket.follow(dossier)
    ticket.save(force_insert=True)
    tally.added([ticket])
    TicketMark.objects.of(authority).bulk_create(
        TicketMark(authority=authority, ticket=ticket, mark=each) for each in marks
    )
    subject = f"收到{given.source.label}{dossier.number}"
    _tell(authority, Role.DISPATCHER, f"ticket {dossier.pk}", subject, dossier, on, given.mailbox)
    return Receipted(ticket, code)


def row_of(dossier: Dossier, secrets: vault.Secrets, given: Given, mark: str, code: str) -> Ticket:
    """留言的行: of a file that was just opened, not yet saved; also for those opened in bulk."""
    letter = given.letter
    said = f"{letter.title}\n{letter.text}"
    return Ticket(
        authority_id=dossier.authority_id,
        dossier=dossier,
        mailbox=given.mailbox,
        kind=given.kind.value,
        source=given.source.value,
        grade=TicketGrade.ORDINARY.value,
        personal=texts.sealed(secrets, letter),
        anonymous=letter.anonymous,
        sealed=identity_sealed(given.kind, wished=given.secret),
        personal_found=bool(privacy.find(said)),
        application_like=bool(application_signs(said)),
        once=mark,
        code_digest=queries.code_digest(code) if code else "",
    )


def new_once() -> str:
    """提交标记: for what comes without a form."""
    return token_hex(16)


# -- the steps -------------------------------------------------------------------------------------------------------------


@transaction.atomic
def act(ticket: Ticket, step: Step, *, today: date, by: Official | None, seen: int | None = None) -> Standing:
    """办理一步: any step but taking in; the rows beside the file follow from what the law says of it."""
    not_in_the_future(step.on, today, HOTLINE)
    journal.lock(ticket.dossier, seen=seen)
    step = _completed(ticket, step, by)
    taken = queries.as_ticket(journal.take(ticket.dossier, step, by=by))
    reflect(ticket, taken)
    match Act(step.act):
        case Act.DISPATCH:
            _handed_over(ticket, taken, step.on)
        case Act.CONTRIBUTE:
            heard = JointUnit.objects.of(ticket.authority).filter(ticket=ticket, unit__code=step.details["unit"])
            heard.update(heard=True)
        case Act.REPLY:
            _answer_the_merged(ticket, step, by)
            _tell_the_writer(ticket)
        case Act.URGE | Act.SUPERVISE | Act.INSTRUCT:
            _press(ticket, Act(step.act), step.on)
        case Act.RETURN:
            subject = f"留言{ticket.dossier.number}被退回，请重新分派"
            key = f"ticket returned {ticket.dossier_id} {ticket.dossier.version}"
            _tell(ticket.authority, Role.DISPATCHER, key, subject, ticket.dossier, step.on, ticket.mailbox)
        case _:
            pass
    return taken


def reflect(
    ticket: Ticket, standing: Standing, *, units: Mapping[str, Authority] | None = None, save: bool = True
) -> None:
    """映照: what lists search beside the file. ``units`` by code, and no saving, where a row is written with many others."""
    ticket.kind, ticket.grade = standing.kind.value, standing.grade.value
    ticket.sealed = standing.sealed
    ticket.satisfaction = standing.satisfaction.value if standing.satisfaction else ""
    known = _on_the_platform(standing.unit) if units is None else units.get(standing.unit)
    ticket.unit, ticket.unit_name = known, "" if known else standing.unit
    ticket.follow(ticket.dossier)
    if not standing.merged_into:
        ticket.merged_into = None
    elif ticket.merged_into is None:
        ticket.merged_into = queries.numbered(ticket.authority, standing.merged_into)
    if save:
        with tally.recounted([ticket.pk]):
            ticket.save(update_fields=SHADOWS)  # what others gather of a ticket meanwhile is not ours to write back


def _on_the_platform(code: str) -> Authority | None:
    return Authority.objects.filter(code=code).first() if code else None


def _completed(ticket: Ticket, step: Step, by: Official | None) -> Step:
    """The step with what the room knows: who acts, the term that follows, the ticket it is merged into, the own code."""
    act, details = Act(step.act), dict(step.details)
    if act in BOTH and by is not None:
        details["by"] = by.username
    if act in TERMED:
        kind = ConcernKind(str(details.get("kind") or ticket.kind))
        grade = TicketGrade(str(details.get("grade") or ticket.grade))
        term = queries.term(ticket.authority, kind, grade)
        details |= {"days": term.days, "term": term.source}
    if act is Act.TAKE_UP:
        details["unit"] = ticket.authority.code
    if act is Act.MERGE:
        _mergeable(ticket, str(details.get("into") or ""))
    if act is Act.DISPATCH:
        _known_units(ticket, details)
    return Step(step.act, step.on, details)


def _known_units(ticket: Ticket, details: dict[str, JSON]) -> None:
    joint = details.get("joint") or []
    codes = [details.get("unit"), *(joint if isinstance(joint, list) else [])]
    known = set(queries.units(ticket.authority).values_list("code", flat=True))
    if unknown := [str(code) for code in codes if code and code not in known]:
        raise Unlawful(f"承办单位应当是本机关的下级单位（{'、'.join(unknown)}）", HOTLINE, field="unit")


def _mergeable(ticket: Ticket, number: str) -> None:
    lead = queries.numbered(ticket.authority, number)
    if lead is None:
        raise Unlawful(f"没有编号为“{number}”的留言", HOTLINE, field="into")
    if lead.pk == ticket.pk:
        raise Unlawful("不能并入自己", HOTLINE, field="into")
    if lead.state not in OPEN:
        raise Unlawful(f"主件{lead.dossier.number}{lead.state.label}，只能并入在办的留言", HOTLINE, field="into")
    if Ticket.objects.of(ticket.authority).filter(merged_into=ticket).exists():
        raise Unlawful("这件留言自己是主件，先撤销并入它的各件", HOTLINE)
    if ticket.sealed != lead.sealed:
        raise Unlawful("身份保密的留言不与其他留言合并", HOTLINE, field="into")


def _handed_over(ticket: Ticket, standing: Standing, on: date) -> None:
    rows = JointUnit.objects.of(ticket.authority)
    rows.filter(ticket=ticket).delete()
    joint = list(Authority.objects.filter(code__in=standing.joint))
    rows.bulk_create(JointUnit(authority=ticket.authority, ticket=ticket, unit=unit) for unit in joint)
    version = ticket.dossier.version
    for unit in [*([ticket.unit] if ticket.unit else []), *joint]:
        said = "请签收" if unit == ticket.unit else "请协办"
        key = f"ticket handed {ticket.dossier_id} {version} {unit.pk}"
        _tell(unit, Role.HANDLER, key, f"{ticket.authority.name}交办留言{ticket.dossier.number}，{said}", None, on)


def _answer_the_merged(lead: Ticket, step: Step, by: Official | None) -> None:
    """Every ticket that says the same gets the same reply on the same day, each by its own clock."""
    drafted = queries.draft_of(lead)
    told: dict[str, JSON] = {
        "answer": drafted.details["answer"],
        "result": drafted.details["result"],
        "unit": lead.unit.code if lead.unit else lead.unit_name,
    }
    waiting = Ticket.objects.of(lead.authority).filter(merged_into=lead, dossier__state=State.MERGED.value)
    for ticket in waiting.select_related("dossier__authority", "authority").order_by("pk"):
        on = max(step.on, queries.standing(ticket).last_on)
        taken = journal.take(ticket.dossier, Step(Act.REPLY_WITH.value, on, told), by=by)
        reflect(ticket, queries.as_ticket(taken))
        _tell_the_writer(ticket)


def _tell_the_writer(ticket: Ticket) -> None:
    """By e-mail, where one was given: that there is a reply, and where it is read. What it says stays behind the code."""
    try:
        letter = texts.letter_of(ticket)
    except vault.Shredded:
        return
    if not letter.email:
        return
    key = f"ticket replied {ticket.dossier_id} {ticket.dossier.version}"
    body = f"您给{ticket.authority.name}的留言（编号{ticket.dossier.number}）已经答复，请凭编号和查询码在网站上查看。"
    notices.write_email(
        ticket.authority, key, to=letter.email, subject="您的留言已经答复", body=body, dossier=ticket.dossier
    )


def _press(ticket: Ticket, act: Act, on: date) -> None:
    unit = ticket.unit or ticket.authority
    key = f"ticket {act.value} {ticket.dossier_id} {ticket.dossier.version}"
    own = ticket.dossier if unit == ticket.authority else None
    _tell(unit, Role.HANDLER, key, f"{act.label}：留言{ticket.dossier.number}", own, on)


def _tell(
    authority: Authority,
    role: Role,
    key: str,
    subject: str,
    dossier: Dossier | None,
    on: date,
    mailbox: Mailbox | None = None,
) -> None:
    for official in keeping.concerned(mailbox, responsible(authority, role, on), authority):
        notices.notify(authority, f"{key} {official.pk}", official, subject=subject, dossier=dossier)
