"""考核办理: a run scores every unit and shows each its sheet; appeals are decided, sheets settled and sealed, results opened."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction

from gongkai.law.grammar.flow import JSON, Role, Step, Unlawful, not_in_the_future
from gongkai.law.supervision.assessment import ASSESSED
from gongkai.law.supervision.measures import Window
from gongkai.law.supervision.score_sheets import KIND, Act, Standing
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.authorities.queries import responsible
from gongkai.office.journal import acts as journal
from gongkai.office.journal import vault
from gongkai.office.notices.acts import notify
from gongkai.oversight.assessment.packing import digest, packed
from gongkai.oversight.assessment.schemes import queries as schemes
from gongkai.oversight.assessment.schemes.models import SchemeVersion
from gongkai.oversight.assessment.sheets import gathering, queries
from gongkai.oversight.assessment.sheets.models import AssessmentRun, ManualPoint, ScoreSheet
from gongkai.publication.gate import acts as gate
from gongkai.web.uploads import Upload

RUN = "run_assessment"
OPEN_RESULTS = "open_results"
ENTER_POINT = "enter_point"
CONFIRM_POINT = "confirm_point"
REJECT_POINT = "reject_point"


@transaction.atomic
def run(version: SchemeVersion, title: str, window: Window, *, on: date, today: date, by: Official) -> AssessmentRun:
    """评分: every unit the scheme is for; the period must be over. Each unit is shown its sheet, and may appeal."""
    not_in_the_future(on, today, ASSESSED)
    if version.approved_on is None:
        raise Unlawful("方案还没有批准，不能用来评分", ASSESSED, field="version")
    if window.until < window.since:
        raise Unlawful("考核期的止日不能早于起日", ASSESSED, field="until")
    if window.until >= on:
        raise Unlawful("考核期还没有结束，不能评分", ASSESSED, field="until")
    text = schemes.text(version)
    units = schemes.units(version.authority, text)
    if not units:
        raise Unlawful("没有适用本方案的单位", ASSESSED, field="version")
    scheme = text.scheme()
    codes: list[JSON] = [each.code for each in units]
    told: dict[str, JSON] = {
        "title": title,
        "scheme": version.name,
        "edition": version.edition,
        "digest": schemes.digest_of(version),
        "since": window.since.isoformat(),
        "until": window.until.isoformat(),
        "units": codes,
    }
    entry = journal.enter(version.authority, RUN, on=on, by=by, data=told)
    made = AssessmentRun(authority=version.authority, version=version, title=title, run_on=on, by=by, entry=entry)
    made.since, made.until = window.since, window.until
    made.save(force_insert=True)
    days = max((rule.appeal_days for rule in scheme.rules), default=5)
    for unit in units:
        found = gathering.points(version.authority, unit, version.name, scheme, window)
        content = packed([each.data() for each in found])
        _show(made, unit, content, [each.key for each in found], days, on, by)
    return made


def _show(
    made: AssessmentRun, unit: Authority, content: str, keys: list[str], days: int, on: date, by: Official
) -> None:
    points: list[JSON] = [*keys]
    details: dict[str, JSON] = {
        "unit": unit.code,
        "by": by.username,
        "days": days,
        "points": points,
        "digest": digest(content),
        "run": made.pk,
    }
    step = Step(Act.SHOW.value, on, details)
    dossier = journal.open_dossier(unit, KIND, step, by=by, title=f"{made.title}：{unit.name}")
    sheet = ScoreSheet(authority=unit, dossier=dossier, run=made, points=content)
    sheet.save(force_insert=True)
    for person in responsible(unit, Role.HANDLER, on):
        subject = f"{made.title}得分已送达，{days}个工作日内可以申诉"
        notify(unit, f"score sheet {sheet.pk} {person.pk}", person, subject=subject, dossier=dossier)


@transaction.atomic
def act(sheet: ScoreSheet, step: Step, *, today: date, by: Official, seen: int | None = None) -> Standing:
    """办理一步: who acts is added here; on settling, the total, the verdict and the digest of the whole."""
    not_in_the_future(step.on, today, ASSESSED)
    details = {**step.details, "by": by.username}
    if step.act == Act.EXEMPT:
        _known(sheet, str(details.get("indicator", "")))
    if step.act == Act.FINALISE:
        journal.lock(sheet.dossier)
        told = queries.told(sheet)
        sheet.settled = packed(queries.as_settled(told))
        details |= {
            "digest": digest(sheet.settled),
            "total": f"{told.score.total:f}",
            "verdict": told.score.verdict.value,
        }
    taken = journal.take(sheet.dossier, Step(step.act, step.on, details), by=by, seen=seen)
    if step.act == Act.FINALISE:
        sheet.save(update_fields=["settled"])
    return queries.as_standing(taken)


def _known(sheet: ScoreSheet, indicator: str) -> None:
    if indicator not in queries.scheme_of(sheet.run).by_key:
        raise Unlawful("方案没有这个指标", ASSESSED, field="indicator")


@transaction.atomic
def open_results(made: AssessmentRun, *, on: date, by: Official) -> None:
    """公开考核结果: when every sheet is settled."""
    held = AssessmentRun.objects.of(made.authority).select_for_update().get(pk=made.pk)
    if held.published_on:
        raise Unlawful("考核结果已经公开", ASSESSED)
    if queries.sheets(held).filter(dossier__closed_on=None).exists():
        raise Unlawful("还有得分表没有核定，不能公开考核结果", ASSESSED)
    gate.pass_words(held.authority, f"assessment {held.pk}", {"考核名称": held.title}, on=on, by=by)
    journal.enter(held.authority, OPEN_RESULTS, on=on, by=by, data={"run": held.pk, "title": held.title})
    held.published_on = on
    held.save(update_fields=["published_on"])
    made.published_on = on


# -- what people judge --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class ManualGiven:
    """人工计分内容: by which rule of which scheme, how often, when, what happened and what proves it."""

    scheme: str
    rule: str
    times: Decimal
    on: date
    note: str
    proof: str
    file: Upload | None = None


@transaction.atomic
def enter_point(
    office: Authority, unit: Authority, given: ManualGiven, *, on: date, today: date, by: Official
) -> ManualPoint:
    """登记人工计分: about a unit directly beneath; it counts for nothing until another person has confirmed it."""
    not_in_the_future(given.on, today, ASSESSED, what="发生日期")
    if unit.parent_id != office.pk:
        raise Unlawful(f"{unit.name}不是本机关的直属单位", ASSESSED, field="unit")
    if not given.note.strip() or not given.proof.strip():
        raise Unlawful("请写明情况和凭证", ASSESSED, field="proof")
    if given.times <= 0:
        raise Unlawful("次数应大于零", ASSESSED, field="times")
    data = given.file.read() if given.file else b""
    told: dict[str, JSON] = {
        "unit": unit.code,
        "scheme": given.scheme,
        "rule": given.rule,
        "times": f"{given.times:f}",
        "on": given.on.isoformat(),
        "note": given.note,
        "proof": given.proof,
        "file": digest(base64.b64encode(data).decode()) if data else "",
    }
    row = ManualPoint(
        authority=office,
        unit=unit,
        scheme=given.scheme,
        rule=given.rule,
        times=given.times,
        on=given.on,
        note=given.note.strip()[:400],
        proof=given.proof.strip()[:400],
        file_name=(given.file.name or "凭证")[:200] if given.file else "",
        file=vault.seal_file(None, queries.FILE, data) if data else None,
        entered_on=on,
        by=by,
        entry=journal.enter(office, ENTER_POINT, on=on, by=by, data=told),
    )
    row.save(force_insert=True)
    return row


@transaction.atomic
def confirm_point(point: ManualPoint, *, upheld: bool, reason: str, on: date, by: Official) -> None:
    """核实人工计分: by another person; what is not upheld stays readable and counts for nothing."""
    held = ManualPoint.objects.of(point.authority).select_for_update().get(pk=point.pk)
    if held.confirmed_on:
        raise Unlawful("该人工计分已经核实", ASSESSED)
    if held.by_id == by.pk:
        raise Unlawful("人工计分应由登记人以外的人核实", ASSESSED, field="by")
    if not upheld and not reason.strip():
        raise Unlawful("不予认定的，应写明理由", ASSESSED, field="reason")
    told: dict[str, JSON] = {"point": held.pk, "entered": held.entry, "reason": reason.strip()}
    name = CONFIRM_POINT if upheld else REJECT_POINT
    held.confirm_entry = journal.enter(held.authority, name, on=on, by=by, data=told)
    held.confirmed_on, held.confirmed_by, held.upheld = on, by, upheld
    held.save(update_fields=["confirm_entry", "confirmed_on", "confirmed_by", "upheld"])
    point.refresh_from_db(from_queryset=ManualPoint.objects.everywhere())
