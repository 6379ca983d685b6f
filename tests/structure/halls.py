"""大厅样例: a hall with a window, a clerk and a case of somebody whose name must not be read, at the bureau of 王."""

from __future__ import annotations

from base64 import b64encode
from datetime import date
from decimal import Decimal

from gongkai.casework.services.cases import acts as cases
from gongkai.casework.services.cases import setting
from gongkai.casework.services.cases.acts import CaseGiven
from gongkai.casework.services.cases.applicants import CaseApplicant
from gongkai.casework.services.cases.models import ScoreAppeal, ServiceCase
from gongkai.casework.services.halls import acts as halls
from gongkai.casework.services.halls.models import HallUnit, HallWindow, HallZone, ServiceHall
from gongkai.casework.services.online.acts import Sent
from gongkai.casework.services.online.models import CaseFile
from gongkai.law.application_figures import Period
from gongkai.law.case_kinds import CaseChannel, CaseParty
from gongkai.law.case_parts import CaseMaterial, CasePart
from gongkai.law.halls import HallKind, OpenPeriod, WindowDuty, WindowKind, WindowShift, ZoneKind
from gongkai.office.journal import vault
from tests.cast import Cast


def furnish(people: Cast, day: date, secrets: dict[str, str]) -> None:
    """布置: the case is in its hall, and its clerk has appealed against a score."""
    asked_for(people, day, secrets)
    month = Period.month(day.year, day.month)
    setting.appeal(people.bureau, people.wang, month, secrets["description"], on=day)


def asked_for(people: Cast, day: date, secrets: dict[str, str]) -> None:
    """一件办件: only its progress is for the public, by number and code."""
    bureau, by = people.bureau, people.wang
    hall = ServiceHall(
        authority=bureau, name="示例分中心", kind=HallKind.BRANCH.value, place="样本路", area=Decimal(90), hours="工作日",
        opened_on=day,
    )  # fmt: skip
    halls.add(hall, on=day, by=by)
    zone = HallZone(authority=bureau, hall=hall, name="民政区", kind=ZoneKind.FUNCTION.value, opened_on=day)
    halls.add(zone, on=day, by=by)
    kind = WindowKind.GENERAL.value
    window = HallWindow(authority=bureau, zone=zone, number="01", name="综合窗口", kind=kind, opened_on=day)
    halls.add(window, on=day, by=by)
    halls.add(HallUnit(authority=bureau, hall=hall, unit=bureau, opened_on=day), on=day, by=by)
    shift = WindowShift(window.pk, OpenPeriod(day), frozenset(range(1, 8)))
    halls.post(window, by, bureau, WindowDuty.CLERK, shift, on=day, by=by)
    part = CasePart("X1", "样例事项", 1, bureau.code, 5, 20, (CaseMaterial("申请书"),), ("要点",))
    applicant = CaseApplicant(*(secrets[name] for name in ("name", "identity_number", "phone", "address")))
    given = CaseGiven([part], applicant, CaseParty.PERSON, CaseChannel.WINDOW, ("申请书",), window)
    made = cases.receive(bureau, given, on=day, today=day, once="d" * 32, by=by)
    sent = Sent("申请书.pdf", "pdf", b"%PDF-1.7")
    row = CaseFile(
        case=made.case, material="申请书", kind=sent.kind, size=8, fingerprint="f" * 64, came_on=day, entry=1
    )
    dossier = made.case.dossier
    row.authority, row.name = bureau, vault.seal(dossier, f"case file name {row.fingerprint}", sent.name)
    row.content = vault.seal(dossier, f"case file {row.fingerprint}", b64encode(sent.content).decode())
    row.save()


def samples(people: Cast) -> dict[str, object]:
    """样例: what fills an argument of the room."""
    bureau = people.bureau
    return {
        "case": ServiceCase.objects.of(bureau).get().dossier_id,
        "hall": ServiceHall.objects.of(bureau).get().pk,
        "window": HallWindow.objects.of(bureau).get().pk,
        "what": "window",
        "appeal": ScoreAppeal.objects.of(bureau).get().pk,
        "services:row": HallWindow.objects.of(bureau).get().pk,
        "deed": "accept",
        "services:file": CaseFile.objects.of(bureau).get().pk,
    }
