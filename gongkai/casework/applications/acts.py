"""办理: the verbs of an application. Each is one transaction: what belongs to it here, and one step by the journal."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from secrets import token_hex

from django.db import IntegrityError, transaction

from gongkai.casework.applications import letters, messages, queries, sameness
from gongkai.casework.applications.attaching import acts as attaching
from gongkai.casework.applications.attaching.acts import Attached
from gongkai.casework.applications.codes import code_from, code_kept, spaced
from gongkai.casework.applications.correspondence import acts as correspondence
from gongkai.casework.applications.correspondence import wordings
from gongkai.casework.applications.correspondence.models import Notice
from gongkai.casework.applications.evidence import queries as searching
from gongkai.casework.applications.finding import acts as finding
from gongkai.casework.applications.models import Application, Reply
from gongkai.casework.applications.opinions import acts as opinions
from gongkai.law.application_form import CLARIFIED, Filled
from gongkai.law.applications import KIND, Act, Standing
from gongkai.law.grammar.flow import JSON, Role, Step, Unlawful, not_in_the_future
from gongkai.law.grammar.statute import regulation
from gongkai.law.service import SERVICE_NOTICE, ServiceMethod
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.authorities.queries import calendar_of, responsible
from gongkai.office.journal import acts as journal
from gongkai.office.journal import numbers, vault
from gongkai.office.journal import queries as journal_queries
from gongkai.office.journal.acts import Deed, History, Written
from gongkai.office.journal.models import Dossier
from gongkai.office.journal.vault import Secrets
from gongkai.office.notices import acts as notices
from gongkai.papers.document import Letter

CODE = "query code of a receipt"
"""查询码的用途: codes of one room open nothing in another."""


@dataclass(frozen=True)
class Receipted:
    """登记结果: the application and its query code, which is shown on the receipt and kept only as a digest."""

    application: Application
    code: str

    @property
    def spaced_code(self) -> str:
        """查询码（分组）: in groups of four, as it is printed on the receipt."""
        return spaced(self.code)


def receive(
    authority: Authority,
    filled: Filled,
    *,
    on: date,
    today: date,
    once: str,
    by: Official | None = None,
    confirmed_on: date | None = None,
    files: Sequence[Attached] = (),
) -> Receipted:
    """登记申请: open the file of an application that arrived ``on`` a day, and confirm it where that has been done.

    ``once`` names this filling-in of the form: sent twice, even at the same moment, it is one application and the same
    receipt; with other words in it, it is another one. The query code follows from it, so nothing that could open the file
    lies in the database.

    The very same words by the same person on the same day are the same application too, whatever window they came from:
    raises AlreadySubmitted, which names the number and not the code.
    """
    token = f"{authority.pk} {once} {json.dumps(dict(filled.values), ensure_ascii=False, sort_keys=True)}"
    token += "".join(f" {file.purpose.value} {file.digest}" for file in files)
    mark = sha256(token.encode()).hexdigest()
    made = Application.objects.of(authority).filter(once=mark).select_related("dossier")
    if earlier := made.first():
        return _receipt_again(earlier, token)
    same = sameness.marks(authority, filled, on, [file.digest for file in files])
    sameness.refuse(authority, same)
    try:
        return _receive(
            authority, filled, token, mark, same[:1], on=on, today=today, by=by, confirmed_on=confirmed_on, files=files
        )
    except IntegrityError:
        if earlier := made.first():
            return _receipt_again(earlier, token)
        sameness.refuse(authority, same)
        raise


def _receipt_again(earlier: Application, token: str) -> Receipted:
    """The receipt that was handed out, though the suite may have changed since."""
    return Receipted(earlier, code_kept(CODE, token, earlier.code_digest, queries.CODE_FIELD))


@transaction.atomic
def _receive(
    authority: Authority,
    filled: Filled,
    token: str,
    mark: str,
    same: Sequence[str],
    *,
    on: date,
    today: date,
    by: Official | None,
    confirmed_on: date | None,
    files: Sequence[Attached] = (),
) -> Receipted:
    code = code_from(CODE, token)
    not_in_the_future(on, today)
    personal: dict[str, JSON] = dict(filled.values)
    step = Step(Act.SUBMIT.value, on, {"applicant": filled.applicant.value, "channel": filled.channel.value})
    dossier = journal.open_dossier(authority, KIND, step, by=by, title=filled.subject, personal=personal)
    application = row_of(dossier, vault.secrets_of(dossier), filled, code)
    application.once, application.same = mark, next(iter(same), None)
    application.save(force_insert=True)
    attaching.attach(application, files, on=on, by=by)
    finding.mark(application, filled.wanted)
    messages.tell(application, Act.SUBMIT, queries.standing(application), today=today, by=by)
    if by is None:
        _tell_the_handlers(application, today)
    if confirmed_on is not None and dossier.received_on is None:
        not_in_the_future(confirmed_on, today)
        moved = journal.take(dossier, Step(Act.CONFIRM.value, confirmed_on), by=by)
        messages.tell(application, Act.CONFIRM, queries.as_application(moved), today=today, by=by)
    correspondence.acknowledge(application, on=today)
    return Receipted(application, code)


def _tell_the_handlers(application: Application, today: date) -> None:
    """What came online waits for somebody to confirm it: say so at the desk of everybody who may."""
    dossier = application.dossier
    for official in responsible(dossier.authority, Role.HANDLER, today):
        notices.notify(
            dossier.authority,
            f"received {dossier.pk} {official.pk}",
            official,
            subject=f"收到网上申请{dossier.number}，请与申请人确认",
            body="确认之日为收到申请之日（条例第三十一条）。",
            dossier=dossier,
        )


@transaction.atomic
def act(
    application: Application,
    step: Step,
    *,
    today: date,
    by: Official,
    seen: int | None = None,
    clarified: str = "",
) -> Standing:
    """办理一步: any step; the signing of a reply also draws a number and makes a letter.

    ``clarified`` is what the applicant, asked to, has made clear: personal as the application itself, and kept with it.
    """
    if step.act == Act.REPLY:
        return sign_reply(application, on=step.on, today=today, by=by, seen=seen)
    not_in_the_future(step.on, today)
    step = searching.from_the_records(application, step)
    _detailed_as_it_happened(application, step, today)
    if step.act in (Act.REVIEW, Act.RETURN):
        _by_another_than_drafted(application, by)
    step = _as_practised(application, step)
    finding.prove(application, step, today=today, by=by)
    issue = correspondence.prepared(application, step, seen=seen)
    personal: dict[str, JSON] | None = {CLARIFIED: clarified} if clarified else None
    taken = journal.take(
        application.dossier, step, by=by, seen=seen, numbers=issue.numbers, personal=issue.personal(personal)
    )
    correspondence.keep(application, issue, on=step.on)
    standing = queries.as_application(taken)
    if personal:
        keep_with(application, personal)
        finding.mark(application, clarified)
    if step.act == Act.CONSULT:
        opinions.invite(application, on=step.on)
    if step.act == Act.REOPEN:
        reflect_counted(application, standing)
    messages.tell(application, step.act, standing, today=today, by=by)
    return standing


def keep_with(application: Application, personal: Mapping[str, JSON]) -> None:
    """随申请保存: what the applicant has said since, kept sealed with the application as it first came."""
    values = {**queries.filled(application).values, **personal}
    application.personal = vault.seal(application.dossier, "application", json.dumps(values, ensure_ascii=False))
    application.save(update_fields=["personal"])


def reflect_counted(application: Application, standing: Standing) -> None:
    """映照已计入的结果: what the year that is over has counted, beside the file that was reopened."""
    application.counted_on, application.counted_as = standing.counted_on, standing.counted_as or ""
    application.save(update_fields=["counted_on", "counted_as"])


@transaction.atomic
def sign_reply(application: Application, *, on: date, today: date, by: Official, seen: int | None = None) -> Standing:
    """签发答复: draw the number, keep the letter as it was signed, and take the step."""
    not_in_the_future(on, today)
    dossier = application.dossier
    journal.lock(dossier, seen=seen)
    standing = queries.standing(application)
    for objection in standing.objections(Act.REPLY, on, calendar_of(dossier.authority)):
        raise objection.raised("on")
    _by_another_than_drafted(application, by)
    correspondence.can_tell_the_remedy(dossier.authority, on)
    number = numbers.document(dossier.authority, _letter_code(dossier.authority), on.year)
    letter = draft_letter(application, standing, number=number.text, signed_on=on)
    content = json.dumps(letters.packed(letter), ensure_ascii=False)
    signed = Step(Act.REPLY.value, on, {"number": number.text})
    issue = correspondence.prepared(application, signed)
    personal = issue.personal({"letter": content})
    moved = journal.take(dossier, signed, by=by, numbers=[number, *issue.numbers], personal=personal)
    correspondence.keep(application, issue, on=on)
    Reply.objects.of(dossier.authority).create(
        authority=dossier.authority,
        application=application,
        number=number.text,
        signed_on=on,
        content=vault.seal(dossier, "reply", content),
    )
    messages.tell(application, Act.REPLY, queries.as_application(moved), today=today, by=by)
    return queries.as_application(moved)


def _detailed_as_it_happened(application: Application, step: Step, today: date) -> None:
    """What the law cannot see by itself: today's date, and how the applicant wants to be answered."""
    if step.act == Act.NOTIFY_FEE:
        not_in_the_future(step.day("received_on", "申请人收到收费通知的日期"), today, field="received_on")
    electronic = step.act == Act.SERVE and step.details.get("method") == ServiceMethod.ELECTRONIC
    if electronic and not (step.details.get("agreed") or queries.filled(application).by_electronic_means):
        reason = "申请人没有选择电子方式，未经其同意不得以电子方式送达"
        raise Unlawful(reason, SERVICE_NOTICE, field="method")


def _by_another_than_drafted(application: Application, by: Official) -> None:
    """Two persons before a reply leaves: who drafted it neither reviews nor signs it."""
    drafted = [line for line in journal_queries.timeline(application.dossier) if line.step and line.act == Act.DRAFT]
    if drafted and drafted[-1].by == by:
        raise Unlawful("拟办、审核和签发应当分开：拟办人不能审核或者签发自己拟办的答复", regulation(45))


def _as_practised(application: Application, step: Step) -> Step:
    """拟办: with as many reviews as the authority has set between drafting and signing."""
    reviews = application.dossier.authority.profile.reply_reviews
    if step.act != Act.DRAFT or not reviews:
        return step
    return Step(step.act, step.on, {**step.details, "reviews": reviews})


def draft_letter(application: Application, standing: Standing, *, number: str, signed_on: date) -> Letter:
    """拟稿成文: the letter the present draft would become; Unlawful while there is none."""
    if standing.draft is None:
        raise Unlawful("尚无拟办意见，应先由经办人拟办答复", regulation(45))
    authority, draft = application.dossier.authority, standing.draft
    sender, filled = letters.sender(authority, signed_on), queries.filled(application)
    words = wordings.in_force(authority, draft.outcome).wording
    return letters.compose(filled, standing, draft, sender, number=number, signed_on=signed_on, words=words)


@transaction.atomic
def amend(
    application: Application,
    seq: int,
    step: Step | None,
    *,
    today: date,
    by: Official,
    reason: str,
    seen: int | None = None,
) -> Standing:
    """更正登记: put an entry right, or void it (``step`` None), by another entry; what was entered stays readable."""
    if step is not None:
        not_in_the_future(step.on, today)
        step = searching.from_the_records(application, step)
        _detailed_as_it_happened(application, step, today)
        finding.prove(application, step, today=today, by=by)
    _nothing_signed_rests_on(application, seq)
    amended = journal.amend(application.dossier, seq, step, on=today, by=by, reason=reason, seen=seen)
    standing = queries.as_application(amended)
    application.applicant, application.channel = standing.applicant, standing.channel
    application.save(update_fields=["applicant", "channel"])
    reflect_counted(application, standing)
    return standing


def _nothing_signed_rests_on(application: Application, seq: int) -> None:
    """A letter is kept as it was signed: what it was made from is not changed behind it; nor is what opened other files."""
    line = next((line for line in journal_queries.timeline(application.dossier) if line.seq == seq), None)
    if line and line.act == Act.SPLIT:
        reason = "拆分已经另立案卷，不能更正；不应另立的，由申请人撤回，或者终止办理"
        raise Unlawful(reason, regulation(45), field="seq")
    if line and line.act == Act.DRAFT and queries.standing(application).replied_on:
        reason = "答复已经签发，以答复书为准；答复书有误的，先作废“签发答复”的登记，再重新拟办"
        raise Unlawful(reason, regulation(45), field="seq")


@transaction.atomic
def shred(application: Application, *, on: date, by: Official, reason: str) -> None:
    """销毁个人信息: the key and salt go, and with them what this room keeps to find the applicant again."""
    journal.shred(application.dossier, on=on, by=by, reason=reason)
    forget(application)


def forget(application: Application) -> None:
    """抹去: what this room keeps of the applicant beside what the key of the file opened."""
    application.personal, application.identity_index, application.subject = b"", "", "（已销毁）"
    application.same = None
    application.save(update_fields=["personal", "identity_index", "subject", "same"])
    finding.forget(application)
    Reply.objects.of(application.dossier.authority).filter(application=application).update(content=b"")
    attaching.shred(application)
    Notice.objects.of(application.dossier.authority).filter(application=application).update(content=b"")


def _letter_code(authority: Authority) -> str:
    code = authority.profile.letter_code
    if not code:
        raise Unlawful("尚未设置发文机关代字，请先在机关信息中填写（如“青公复”）", field="letter_code")
    return str(code)


# -- in bulk -----------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Past:
    """往件: an application with its whole history, for imports, the demo and benches."""

    filled: Filled
    deeds: tuple[Deed, ...]


def receive_many(authority: Authority, past: Iterable[Past], *, chunk: int = 200) -> Iterator[Dossier]:
    """批量登记: whole histories, sealed and counted as if act by act. Letters of old files are not made up."""
    histories = (
        History(each.deeds, title=each.filled.subject, personal=dict(each.filled.values), row=each) for each in past
    )
    return journal.enter_many(authority, KIND, histories, chunk=chunk, alongside=_rows_alongside)


def _rows_alongside(written: Sequence[Written]) -> None:
    rows = [row_of(one.dossier, one.secrets, one.history.row.filled, token_hex(16)) for one in written]
    authority = written[0].dossier.authority
    Application.objects.of(authority).bulk_create(rows)
    finding.mark_many(
        authority, [(row.pk, one.history.row.filled.wanted) for row, one in zip(rows, written, strict=True)]
    )


def row_of(dossier: Dossier, secrets: Secrets, filled: Filled, code: str) -> Application:
    """申请行: the row beside a new file, not saved yet."""
    return Application(
        authority_id=dossier.authority_id,
        dossier=dossier,
        applicant=filled.applicant,
        channel=filled.channel,
        subject=filled.subject,
        personal=secrets.seal("application", json.dumps(dict(filled.values), ensure_ascii=False)),
        identity_index=queries.identity_index(filled.values),
        code_digest=queries.code_digest(code),
    )
