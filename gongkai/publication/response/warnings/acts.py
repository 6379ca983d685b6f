"""预警办理: prepare, sign, issue on each channel, change, lift on each channel. Short messages go out by the outbox."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.db import transaction

from gongkai.engines import privacy
from gongkai.law.grammar.dates import BEIJING, to_the_minute
from gongkai.law.grammar.flow import JSON, Role, Step, Unlawful
from gongkai.law.response_warnings import KIND, LAW, Act, Standing, WarningChannel, WarningKind, WarningLevel
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.authorities.queries import responsible
from gongkai.office.journal import acts as journal
from gongkai.office.notices import acts as notices
from gongkai.publication.gate import acts as gate
from gongkai.publication.response.duty import queries as duty
from gongkai.publication.response.duty.models import ContactKind
from gongkai.publication.response.warnings import queries
from gongkai.publication.response.warnings.models import PublicWarning, WarningPost

BY = (Act.SIGN,)


@dataclass(frozen=True, slots=True)
class WarningGiven:
    """预警稿: what, how grave, where, from when until when."""

    kind: WarningKind
    level: WarningLevel
    area: str
    title: str
    text: str
    begins_at: datetime
    ends_at: datetime


@transaction.atomic
def prepare(authority: Authority, given: WarningGiven, *, now: datetime, once: str, by: Official) -> PublicWarning:
    """拟预警: sent twice it is one warning; whoever signs is told."""
    mark = sha256(f"warning {authority.pk} {once}".encode()).hexdigest()
    if made := PublicWarning.objects.of(authority).filter(once=mark).select_related("dossier").first():
        return made
    if found := [str(each) for text in (given.title, given.text) for each in privacy.find(text)]:
        raise Unlawful(f"预警里还有个人信息，应当隐去：{'；'.join(found[:5])}", LAW, field="text")
    details: dict[str, JSON] = {
        "kind": given.kind.value,
        "level": given.level.value,
        "area": given.area,
        "title": given.title,
        "text": given.text,
        "begins": to_the_minute(given.begins_at),
        "ends": to_the_minute(given.ends_at),
        "by": by.username,
    }
    day = now.astimezone(BEIJING).date()
    gate.pass_words(authority, "warning", {"预警": [given.title, given.area, given.text]}, on=day, by=by)
    dossier = journal.open_dossier(authority, KIND, Step(Act.PREPARE.value, day, details), by=by, title=given.title)
    row = PublicWarning(
        authority=authority, dossier=dossier, area=given.area, title=given.title, text=given.text, once=mark
    )
    reflect(row, queries.standing(row))
    for official in responsible(authority, Role.SIGNER, day):
        subject = f"{given.level.label}{given.kind.label}预警待签发：{given.title}"
        notices.notify(authority, f"warning {dossier.pk} {official.pk}", official, subject=subject, dossier=dossier)
    return row


def reflect(row: PublicWarning, standing: Standing) -> None:
    """映照: what lists search beside the file."""
    row.kind, row.level = standing.kind.value, standing.level.value
    row.begins_at, row.ends_at, row.lifted_at = standing.begins_at, standing.ends_at, standing.lifted_at
    row.save()


@transaction.atomic
def act(row: PublicWarning, step: Step, *, now: datetime, by: Official, seen: int | None = None) -> Standing:
    """预警一步: any step but the first; on short messages it reaches everybody listed for its area, if a gateway is there."""
    if step.on > now.astimezone(BEIJING).date():
        raise Unlawful("日期不能晚于今天", LAW, field="on")
    if step.details.get("at") and step.moment("at", "时刻") > now:
        raise Unlawful("时刻不能晚于现在", LAW, field="at")
    journal.lock(row.dossier, seen=seen)
    taken, details = Act(step.act), dict(step.details)
    if taken in BY:
        details["by"] = by.username
    sent = _send(row, taken, details) if taken in (Act.ISSUE, Act.LIFT_ON) else 0
    _proven(taken, details, sent)
    standing = queries.as_warning(journal.take(row.dossier, Step(step.act, step.on, details), by=by))
    reflect(row, standing)
    if taken is Act.ISSUE:
        _issued(row, standing, details, sent)
    if taken is Act.LIFT_ON:
        _lifted(row, standing, details)
    return standing


def _proven(taken: Act, details: dict[str, JSON], sent: int) -> None:
    """Where the platform did not send it itself, somebody says how one can tell that it went out."""
    if taken not in (Act.ISSUE, Act.LIFT_ON):
        return
    if sent:
        details["proof"] = details.get("proof") or f"平台发送短信{sent}条"
    if not str(details.get("proof") or "").strip():
        raise Unlawful("应写明凭证（网址、截图编号、播出时间、发送条数）", LAW, field="proof")


def _send(row: PublicWarning, taken: Act, details: dict[str, JSON]) -> int:
    if details.get("channel") != WarningChannel.SMS.value:
        return 0
    people = list(duty.contacts(row.authority, ContactKind.AREA).filter(group__in=_areas(row.area)))
    what = "预警" if taken is Act.ISSUE else "解除预警"
    text = f"【{row.authority.short_name or row.authority.name}】{what}：{row.title}。{row.text if taken is Act.ISSUE else ''}"
    keys = [f"warning {taken.value} {row.dossier_id} {each.pk}" for each in people]
    return sum(
        notices.write_sms(row.authority, key, to=phone, text=text, dossier=row.dossier)
        for key, phone in zip(keys, duty.phones(people), strict=True)
    )


def _areas(area: str) -> list[str]:
    """An area may name several; who is listed for the whole area is told too."""
    return [area, *(part.strip() for part in area.replace("，", "、").split("、") if part.strip())]


def _issued(row: PublicWarning, standing: Standing, details: dict[str, JSON], sent: int) -> None:
    channel = WarningChannel(str(details["channel"]))
    WarningPost.objects.of(row.authority).create(
        authority=row.authority,
        warning=row,
        channel=channel.value,
        issued_at=standing.channels[channel],
        proof=str(details["proof"]),
        told=sent,
    )


def _lifted(row: PublicWarning, standing: Standing, details: dict[str, JSON]) -> None:
    channel = WarningChannel(str(details["channel"]))
    posts = WarningPost.objects.of(row.authority).filter(warning=row, channel=channel.value)
    posts.update(lifted_at=standing.lifted[channel], lift_proof=str(details["proof"]))
