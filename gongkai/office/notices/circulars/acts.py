"""内部通知办理: write, issue to units, read, return, chase; each is a step of the notice's file and told of at the desk."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from gongkai.law.attachments import file_name
from gongkai.law.circular_forms import checked
from gongkai.law.circulars import GUIDED, KIND, CircularAct, CircularKind, CircularStanding
from gongkai.law.grammar.flow import JSON, Role, Step, Unlawful, not_in_the_future
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.authorities.queries import calendar_of, responsible
from gongkai.office.journal import acts as journal
from gongkai.office.journal import vault
from gongkai.office.notices.acts import Note, notify_many
from gongkai.office.notices.circulars import queries
from gongkai.office.notices.circulars.models import Circular, CircularFile, CircularUnit
from gongkai.web.uploads import FileKind, Upload

ATTACH = "circular_file"
MOST_FILES = 10
"""最多附件: with one notice."""


@dataclass(frozen=True)
class CircularGiven:
    """通知内容: what a notice says, to whom, and what it wants back. ``roles`` are those of the people told in each unit."""

    kind: CircularKind
    title: str
    text: str
    units: tuple[Authority, ...]
    roles: tuple[Role, ...]
    due_on: date | None = None
    fields: str = ""
    wants_file: bool = False

    def details(self) -> dict[str, JSON]:
        """明细: as the step holds them."""
        return {
            "kind": self.kind.value,
            "title": self.title.strip(),
            "text": self.text.strip(),
            "units": [unit.code for unit in self.units],
            "roles": [role.name for role in self.roles],
            "due_on": self.due_on.isoformat() if self.due_on else "",
            "fields": self.fields.strip(),
            "wants_file": self.wants_file,
        }


@dataclass(frozen=True)
class CircularUpload:
    """通知附件: an upload that has been through its field, which says its kind."""

    file: Upload
    kind: FileKind


@transaction.atomic
def draft(
    authority: Authority,
    given: CircularGiven,
    files: Iterable[CircularUpload] = (),
    *,
    on: date,
    today: date,
    by: Official | None,
) -> Circular:
    """拟写通知: to the authority itself and those beneath it."""
    not_in_the_future(on, today, GUIDED)
    _within_reach(authority, given)
    step = Step(CircularAct.DRAFT.value, on, given.details())
    dossier = journal.open_dossier(authority, KIND, step, by=by, title=given.title.strip())
    title = given.title.strip()[:200]
    row = Circular(authority=authority, dossier=dossier, kind=given.kind, title=title, drafted_by=by)
    row.save(force_insert=True)
    _address(row, given.units)
    for file in files:
        attach(row, file, on=on, by=by)
    return row


@transaction.atomic
def rewrite(
    circular: Circular, given: CircularGiven, *, on: date, today: date, by: Official, seen: int | None = None
) -> CircularStanding:
    """改写通知: everything anew, while it is not out."""
    not_in_the_future(on, today, GUIDED)
    _within_reach(circular.authority, given)
    standing = _take(circular, Step(CircularAct.REWRITE.value, on, given.details()), by=by, seen=seen)
    circular.title, circular.kind = given.title.strip()[:200], given.kind
    circular.save(update_fields=["title", "kind"])
    circular.units.of(circular.authority).delete()
    _address(circular, given.units)
    return standing


def _within_reach(authority: Authority, given: CircularGiven) -> None:
    if not given.title.strip():
        raise Unlawful("通知标题不能为空", GUIDED, field="title")
    outside = next((unit for unit in given.units if not unit.path.startswith(authority.path)), None)
    if outside is not None:
        raise Unlawful(f"{outside.name}不在本机关之下，不能发内部通知", GUIDED, field="units")
    if not given.roles:
        raise Unlawful("应选定通知哪些人员", GUIDED, field="roles")


def _address(circular: Circular, units: Iterable[Authority]) -> None:
    rows = [CircularUnit(authority=circular.authority, circular=circular, unit=unit) for unit in dict.fromkeys(units)]
    CircularUnit.objects.of(circular.authority).bulk_create(rows)


@transaction.atomic
def attach(
    circular: Circular, upload: CircularUpload, *, on: date, by: Official | None, unit: Authority | None = None
) -> CircularFile:
    """随附文件: with the notice, or with the return of ``unit``; sealed, its fingerprint in an entry."""
    rows = CircularFile.objects.of(circular.authority).filter(circular=circular, unit=unit)
    if rows.count() >= MOST_FILES:
        raise Unlawful(f"最多随附{MOST_FILES}份文件，请合并后再上传", GUIDED, field="file")
    upload.file.seek(0)
    content = upload.file.read()
    name = file_name(upload.file.name or "", upload.kind.extension)
    dossier = circular.dossier
    fingerprint = vault.fingerprint(dossier, {"content": hashlib.sha256(content).hexdigest(), "name": name})
    data: dict[str, JSON] = {"size": len(content), "fingerprint": fingerprint, "unit": unit.code if unit else ""}
    entry = journal.enter(dossier.authority, ATTACH, on=on, by=by, data=data, dossier=dossier)
    row: CircularFile = rows.create(
        authority=circular.authority,
        circular=circular,
        unit=unit,
        name=vault.seal(dossier, f"circular file name {fingerprint}", name),
        kind=upload.kind.extension,
        size=len(content),
        fingerprint=fingerprint,
        content=vault.seal_file(dossier, f"circular file {fingerprint}", content),
        came_on=on,
        by=by,
        entry=entry,
    )
    return row


@transaction.atomic
def act(
    circular: Circular, step: Step, *, today: date, by: Official | None, seen: int | None = None
) -> CircularStanding:
    """办理一步: whoever is told by it is told at the desk in the same transaction."""
    not_in_the_future(step.on, today, GUIDED)
    if step.act == CircularAct.ISSUE:
        return _issue(circular, step, by=by, seen=seen)
    standing = _take(circular, step, by=by, seen=seen)
    if step.act == CircularAct.SEND_BACK:
        unit = str(step.details["unit"])
        _tell(circular, standing, [unit], f"{circular.authority.name}退回了我单位的回复：{circular.title}", "back")
    return standing


def _issue(circular: Circular, step: Step, *, by: Official | None, seen: int | None) -> CircularStanding:
    readers: dict[str, JSON] = {}
    roles = queries.roles_told(circular)
    for row in circular.units.of(circular.authority).select_related("unit"):
        people = {person.username for role in roles for person in responsible(row.unit, role, step.on)}
        readers[row.unit.code] = list[JSON](sorted(people))
    standing = _take(circular, Step(step.act, step.on, {**step.details, "readers": readers}), by=by, seen=seen)
    circular.issued_on = step.on
    circular.save(update_fields=["issued_on"])
    wanted = f"，请于{circular.dossier.due_on:%Y-%m-%d}以前回复" if circular.dossier.due_on else ""
    subject = f"{circular.authority.name}{standing.kind.label}：{circular.title}{wanted}"
    _tell(circular, standing, standing.units, subject, "issue")
    return standing


@transaction.atomic
def mark_read(circular: Circular, unit: Authority, *, on: date, today: date, by: Official) -> CircularStanding:
    """阅知: one person of a unit says so; only he can."""
    not_in_the_future(on, today, GUIDED)
    return _take(circular, Step(CircularAct.READ.value, on, {"unit": unit.code, "by": by.username}), by=by)


@transaction.atomic
def give_return(
    circular: Circular,
    unit: Authority,
    values: dict[str, JSON],
    file: CircularUpload | None = None,
    *,
    on: date,
    today: date,
    by: Official,
) -> CircularStanding:
    """报送回复: of a unit; one given again takes the place of the former, which stays in the file."""
    not_in_the_future(on, today, GUIDED)
    kept = attach(circular, file, on=on, by=by, unit=unit) if file else None
    sound = checked(queries.standing(circular).wanted, values)
    details: dict[str, JSON] = {"unit": unit.code, "by": by.username, "values": sound}
    if kept is not None:
        details["file"] = kept.fingerprint
    return _take(circular, Step(CircularAct.RETURN.value, on, details), by=by)


@transaction.atomic
def chase(
    circular: Circular, units: Sequence[str], *, on: date, today: date, by: Official | None, note: str = ""
) -> CircularStanding:
    """催办单位: by an official, or by the platform itself (``by`` None)."""
    not_in_the_future(on, today, GUIDED)
    details: dict[str, JSON] = {"units": list[JSON](units), "note": note.strip()}
    standing = _take(circular, Step(CircularAct.CHASE.value, on, details), by=by)
    subject = f"催办：{circular.authority.name}《{circular.title}》"
    _tell(circular, standing, units, subject, f"chase {circular.dossier.version}", signers=True)
    return standing


def _take(circular: Circular, step: Step, *, by: Official | None, seen: int | None = None) -> CircularStanding:
    return queries.as_circular(journal.take(circular.dossier, step, by=by, seen=seen))


def _tell(
    circular: Circular,
    standing: CircularStanding,
    codes: Iterable[str],
    subject: str,
    what: str,
    *,
    signers: bool = False,
) -> None:
    """A notice at the desk of everybody told in these units; of whoever was chased, also of who signs there."""
    roles = [*queries.roles_told(circular), *([Role.SIGNER] if signers else [])]
    for unit in Authority.objects.filter(code__in=list(codes)):
        people = {person for role in roles for person in responsible(unit, role, standing.last_on)}
        key = f"circular {circular.dossier_id} {what}"
        notes = [Note(f"{key} {person.pk}", person, subject, dossier=circular.dossier) for person in people]
        notify_many(unit, notes)


@transaction.atomic
def remind_ahead(circular: Circular, warning: int, on: date) -> None:
    """期前提醒: who still owes a return is told some working days before it is due; enters nothing, tells nobody twice."""
    standing = queries.standing(circular)
    owing = [part.unit for part in standing.parts.values() if part.is_owing]
    left = calendar_of(circular.authority).count(on, standing.due_on) if standing.due_on else 0
    subject = f"{circular.authority.name}《{circular.title}》还有{left}个工作日到期，尚未回复"
    _tell(circular, standing, owing, subject, f"ahead {standing.due_on} {warning}")
