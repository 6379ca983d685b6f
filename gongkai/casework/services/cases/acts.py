"""办件办理: take a case in, and take its steps. Each is one transaction and one step by the journal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from django.db import IntegrityError, transaction

from gongkai.casework.applications.codes import code_from, code_kept, spaced
from gongkai.casework.services.cases import applicants, queries
from gongkai.casework.services.cases.applicants import CaseApplicant
from gongkai.casework.services.cases.models import ServiceCase
from gongkai.casework.services.cases.reflecting import reflect
from gongkai.casework.services.halls.models import HallWindow
from gongkai.law.case_flow import COMPLETE, ONE_WINDOW, Act, State
from gongkai.law.case_kinds import CaseChannel, CaseParty
from gongkai.law.case_parts import CasePart
from gongkai.law.cases import KIND, Standing
from gongkai.law.grammar.flow import JSON, Role, Step, Unlawful, not_in_the_future
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.authorities.queries import calendar_of, responsible
from gongkai.office.journal import acts as journal
from gongkai.office.journal import vault
from gongkai.office.notices import acts as notices

SIGNED_ACTS = (Act.EXAMINE, Act.APPROVE, Act.CALL_BACK)
"""具名的环节: the law asks who did it."""
CODE = "service case code"
"""查询码的用途: codes of one room open nothing in another."""


@dataclass(frozen=True, slots=True)
class CaseGiven:
    """收到的申请: for which matters, by whom, how it came and with which materials."""

    parts: Sequence[CasePart]
    applicant: CaseApplicant
    party: CaseParty
    channel: CaseChannel
    handed: Sequence[str]
    window: HallWindow | None = None
    package: str = ""


@dataclass(frozen=True, slots=True)
class CaseReceipted:
    """收件回执: the case and its query code, shown once and kept only as a digest."""

    case: ServiceCase
    code: str

    @property
    def spaced_code(self) -> str:
        """查询码（分组）."""
        return spaced(self.code)


# -- taking in -------------------------------------------------------------------------------------------------------------


def receive(
    authority: Authority, given: CaseGiven, *, on: date, today: date, once: str, by: Official | None
) -> CaseReceipted:
    """收件: sent twice it is one case with the same receipt. Raises Unlawful for what cannot be taken in."""
    not_in_the_future(on, today, COMPLETE)
    if not given.applicant.name.strip():
        raise Unlawful("办事人姓名或者名称不能为空", COMPLETE, field="name")
    if given.channel is CaseChannel.WINDOW and given.window is None:
        raise Unlawful("窗口收件的，应当写明窗口", ONE_WINDOW, field="window")
    token = f"{authority.pk} {once} {[part.item for part in given.parts]} {applicants.packed(given.applicant)}"
    mark = sha256(token.encode()).hexdigest()
    made = ServiceCase.objects.of(authority).filter(once=mark).select_related("dossier")
    if earlier := made.first():
        return _receipt_again(earlier, token)
    try:
        return _receive(authority, given, mark, code_from(CODE, token), on=on, by=by)
    except IntegrityError:
        if earlier := made.first():
            return _receipt_again(earlier, token)
        raise


def _receipt_again(earlier: ServiceCase, token: str) -> CaseReceipted:
    """The receipt that was handed out, though the suite may have changed since."""
    return CaseReceipted(earlier, code_kept(CODE, token, earlier.code_digest, queries.CODE_FIELD))


@transaction.atomic
def _receive(
    authority: Authority, given: CaseGiven, mark: str, code: str, *, on: date, by: Official | None
) -> CaseReceipted:
    window = given.window if given.channel is CaseChannel.WINDOW else None
    parts: list[JSON] = [part.told() for part in given.parts]
    handed: list[JSON] = [*given.handed]
    details: dict[str, JSON] = {
        "parts": parts,
        "handed": handed,
        "channel": given.channel.value,
        "party": given.party.value,
        "package": given.package,
        "general": window is not None and window.general,
        "window": str(window) if window else "",
        "by": by.username if by else "",
        "yellow_before": queries.card_rule(authority).yellow_before,
    }
    dossier = journal.open_dossier(
        authority,
        KIND,
        Step(Act.RECEIVE.value, on, details),
        by=by,
        title="、".join(part.name for part in given.parts)[:200],
        personal={"applicant": applicants.packed(given.applicant)},
    )
    case = ServiceCase(
        authority=authority,
        dossier=dossier,
        window=window,
        clerk=by,
        personal=applicants.sealed(vault.secrets_of(dossier), given.applicant),
        once=mark,
        code_digest=queries.code_digest(code),
    )
    reflect(case, queries.standing(case), calendar_of(authority))
    if given.channel is CaseChannel.ONLINE and by is None:
        _tell(case, authority, Role.HANDLER, f"网上收到办件{dossier.number}，请审查材料", dossier.version, on)
    return CaseReceipted(case, code)


# -- the steps -------------------------------------------------------------------------------------------------------------


@transaction.atomic
def act(case: ServiceCase, step: Step, *, today: date, by: Official | None, seen: int | None = None) -> Standing:
    """办理一步: any step but taking in; the rows beside the file follow from what the law says of it."""
    not_in_the_future(step.on, today, COMPLETE)
    journal.lock(case.dossier, seen=seen)
    step = _completed(case, step, by)
    taken = queries.as_case(journal.take(case.dossier, step, by=by))
    reflect(case, taken, calendar_of(case.authority))
    _tell_on(case, taken, step)
    return taken


def _completed(case: ServiceCase, step: Step, by: Official | None) -> Step:
    """The step with what the room knows: who acts, and that the units are units here."""
    act, details = Act(step.act), dict(step.details)
    if act in SIGNED_ACTS and by is not None:
        details["by"] = by.username
    if act in (Act.DISPATCH, Act.REASSIGN):
        _known_units(case, details)
    return Step(step.act, step.on, details)


def _known_units(case: ServiceCase, details: dict[str, JSON]) -> None:
    given = details.get("units")
    chosen = list(given.values()) if isinstance(given, dict) else [details.get("unit")]
    known = set(queries.units(case.authority).values_list("code", flat=True))
    if unknown := [str(code) for code in chosen if code and code not in known]:
        raise Unlawful(f"承办单位应当是本级的部门（{'、'.join(unknown)}）", ONE_WINDOW, field="units")


# -- telling ---------------------------------------------------------------------------------------------------------------


def _tell_on(case: ServiceCase, standing: Standing, step: Step) -> None:
    number, version = case.dossier.number, case.dossier.version
    match Act(step.act):
        case Act.SUPPLEMENT | Act.PART_SUPPLEMENT if step.details.get("channel") == CaseChannel.ONLINE:
            _tell(case, case.authority, Role.HANDLER, f"办件{number}在网上补交了材料，请审查", version, step.on)
        case Act.ACCEPT:
            _tell(case, case.authority, Role.DISPATCHER, f"办件{number}已受理，请分派", version, step.on)
        case Act.DISPATCH:
            for unit in {part.unit for part in standing.parts}:
                _tell_unit(case, unit, Role.HANDLER, f"请审查办件{number}", version, step.on)
        case Act.REASSIGN | Act.SEND_BACK:
            part = standing.part(str(step.details["part"]))
            _tell_unit(case, part.unit, Role.HANDLER, f"请审查办件{number}：{part.name}", version, step.on)
        case Act.EXAMINE:
            part = standing.part(str(step.details["part"]))
            _tell_unit(case, part.unit, Role.REVIEWER, f"请决定办件{number}：{part.name}", version, step.on)
        case Act.APPROVE if standing.ready and standing.state is State.HANDLING:
            _tell(case, case.authority, Role.HANDLER, f"办件{number}已全部决定，请出件", version, step.on)
        case Act.ACCOMPANY if case.commissioner is not None:
            key = f"service case {case.dossier_id} {version} {case.commissioner.pk}"
            subject = f"请陪办办件{number}"
            notices.notify(case.authority, key, case.commissioner, subject=subject, dossier=case.dossier)
        case Act.RATE if standing.rated_badly:
            _tell(case, case.authority, Role.DISPATCHER, f"办件{number}收到差评，请回访", version, step.on)


def _tell_unit(case: ServiceCase, code: str, role: Role, subject: str, version: int, on: date) -> None:
    if unit := Authority.objects.filter(code=code).first():
        _tell(case, unit, role, subject, version, on)


def _tell(case: ServiceCase, authority: Authority, role: Role, subject: str, version: int, on: date) -> None:
    own = case.dossier if authority == case.authority else None
    for official in responsible(authority, role, on):
        key = f"service case {case.dossier_id} {version} {authority.pk} {official.pk}"
        notices.notify(authority, key, official, subject=subject, dossier=own)
