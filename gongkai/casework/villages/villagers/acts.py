"""村民认证办理: ask to be certified, make sure, certify, return, cancel; give a code, and a passing one by short message.

Only the village's own clerk certifies. A code is shown once and kept as a digest; a new one ends what the old one opened.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256
from secrets import randbelow

from django.db import transaction

from gongkai.casework.applications.codes import new_code, spaced
from gongkai.casework.villages import rules, whose
from gongkai.casework.villages.villagers import people, queries
from gongkai.casework.villages.villagers.models import Villager
from gongkai.casework.villages.villagers.people import Person
from gongkai.law.grammar.flow import JSON, Step, Unlawful, not_in_the_future
from gongkai.law.villagers import KIND, Act, Standing, VerifiedBy
from gongkai.law.villages import COMMITTEE
from gongkai.office.authorities.constraints import in_chinese
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.journal import acts as journal
from gongkai.office.journal import vault
from gongkai.office.journal.acts import Deed, History, Written
from gongkai.office.notices import acts as notices
from gongkai.office.notices import sms

TITLE = "村民认证"
"""标题: says nobody's name."""
PASSING = timedelta(minutes=10)
"""短信码有效时间."""
MADE_SURE = frozenset({Act.VERIFY, Act.CERTIFY})


@dataclass(frozen=True, slots=True)
class Slip:
    """登录凭条: number and code on paper, for whoever has no telephone; shown once."""

    number: str
    code: str

    @property
    def spaced_code(self) -> str:
        """登录码（分组）."""
        return spaced(self.code)


def apply(
    village: Authority, person: Person, *, on: date, today: date, once: str, by: Official | None = None
) -> Villager:
    """申请认证: online, or entered by the clerk; sent twice it is one. Raises Unlawful for who has asked or is certified."""
    not_in_the_future(on, today, COMMITTEE)
    whose.must_be_village(village, "村民认证")
    if not all(each.strip() for each in (person.name, person.phone, person.household)):
        raise Unlawful("姓名、电话和户都要填写", COMMITTEE, field="name")
    mark = sha256(f"villager {village.pk} {once} {people.packed(person)}".encode()).hexdigest()
    made = Villager.objects.of(village).filter(once=mark).select_related("dossier__authority")
    if earlier := made.first():
        return earlier
    try:
        with in_chinese():
            return _apply(village, person, mark, on=on, by=by)
    except Unlawful:
        if earlier := made.first():
            return earlier
        raise


@transaction.atomic
def _apply(village: Authority, person: Person, once: str, *, on: date, by: Official | None) -> Villager:
    _not_there_otherwise(village, [person])
    rule = rules.rule_of(village)
    details: dict[str, JSON] = {"days": rule.certifying, "term": rule.source}
    step = Step(Act.APPLY.value, on, details)
    dossier = journal.open_dossier(village, KIND, step, by=by, title=TITLE, personal={"person": people.packed(person)})
    villager = _row(Written(dossier, vault.secrets_of(dossier), History((Deed(step, by),), row=(person, once))))
    villager.save(force_insert=True)
    return villager


def _not_there_otherwise(village: Authority, persons: Sequence[Person]) -> None:
    if people.there_otherwise(village, persons):
        raise Unlawful("这位村民已经在本村申请或者认证", COMMITTEE)


def _row(written: Written) -> Villager:
    person, once = written.history.row
    village = written.dossier.authority
    return Villager(
        authority=village,
        dossier=written.dossier,
        personal=people.sealed(written.secrets, person),
        mark=people.mark_of(village, person),
        once=once,
    )


@transaction.atomic
def act(villager: Villager, step: Step, *, today: date, by: Official, seen: int | None = None) -> Standing:
    """办理一步: to make sure of somebody and to certify them is for the village's own clerk."""
    not_in_the_future(step.on, today, COMMITTEE)
    whose.require_clerk(villager.authority, by, today)
    journal.lock(villager.dossier, seen=seen)
    standing = queries.as_villager(journal.take(villager.dossier, step, by=by))
    reflect(villager, standing)
    if not standing.is_certified and standing.closed_on is not None:
        villager.mark = villager.code_digest = villager.passing_digest = ""
        villager.save(update_fields=["mark", "code_digest", "passing_digest"])
    return standing


def reflect(villager: Villager, standing: Standing) -> None:
    """映照: the days that are counted beside the file."""
    villager.certified_on = standing.certified_on
    villager.cancelled_on = standing.closed_on if standing.cause else None
    villager.save(update_fields=["certified_on", "cancelled_on"])


@transaction.atomic
def shred(villager: Villager, *, on: date, by: Official, reason: str) -> None:
    """销毁个人信息: of somebody who is no longer certified, or was returned."""
    whose.require_clerk(villager.authority, by, on)
    if queries.standing(villager).is_certified:
        raise Unlawful("现在认证的村民，先注销认证，再销毁个人信息", COMMITTEE)
    journal.shred(villager.dossier, on=on, by=by, reason=reason)
    villager.personal = b""
    villager.save(update_fields=["personal"])


# -- codes -------------------------------------------------------------------------------------------------------------------


@transaction.atomic
def give_code(villager: Villager, *, on: date, by: Official) -> Slip:
    """发登录码: a new one each time; the one before opens nothing any more."""
    whose.require_clerk(villager.authority, by, on)
    journal.lock(villager.dossier)
    if not queries.standing(villager).is_certified:
        raise Unlawful("认证以后才能发登录码", COMMITTEE)
    code = new_code()
    villager.code_digest = queries.code_digest(code)
    villager.save(update_fields=["code_digest"])
    journal.enter(villager.authority, "give_villager_code", on=on, by=by, data={}, dossier=villager.dossier)
    return Slip(villager.dossier.number, code)


@transaction.atomic
def send_passing_code(village: Authority, number: str, phone: str, *, now: datetime) -> bool:
    """发短信码: to the telephone a villager was certified with; whether one went out is told to nobody."""
    found = queries.numbered(village, number)
    if found is None or sms.gateway() is None or not found.code_digest:
        return False
    person = people.person_of(found)
    if person.phone != phone.strip() or not sms.is_mobile(person.phone):
        return False
    code = f"{randbelow(1_000_000):06d}"
    found.passing_digest, found.passing_until = queries.code_digest(code), now + PASSING
    found.save(update_fields=["passing_digest", "passing_until"])
    text = f"{village.short_name}：登录码{code}，{PASSING.seconds // 60}分钟内有效，请勿告诉他人。"
    key = f"villager passing code {found.pk} {now.isoformat()}"
    return notices.write_sms(village, key, to=person.phone, text=text, dossier=found.dossier)


# -- many at once --------------------------------------------------------------------------------------------------------------


def bring_in(
    village: Authority, enrolled: Iterable[tuple[Person, date]], *, by: Official, once: str, today: date
) -> int:
    """成批认证: a register of people certified on paper, as if asked, made sure of and certified that day; how many.

    Taken piece by piece; a register of any length costs the same memory.
    """
    rule = rules.rule_of(village)
    whose.require_clerk(village, by, today)
    details: dict[str, JSON] = {"days": rule.certifying, "term": rule.source}
    verified: dict[str, JSON] = {"verified": VerifiedBy.REGISTER.value}

    def histories() -> Iterator[History]:
        for number, (person, on) in enumerate(enrolled):
            steps = (Step(Act.APPLY, on, details), Step(Act.VERIFY, on, verified), Step(Act.CERTIFY, on))
            mark = sha256(f"villager {village.pk} {once} {number}".encode()).hexdigest()
            deeds = [Deed(Step(step.act, step.on, step.details), by) for step in steps]
            yield History(deeds, TITLE, {"person": people.packed(person)}, (person, mark))

    many = journal.enter_many(village, KIND, histories(), chunk=500, alongside=_together)
    return sum(1 for _ in many)


def _together(written: Sequence[Written]) -> None:
    _not_there_otherwise(written[0].dossier.authority, [each.history.row[0] for each in written])
    rows = [_row(each) for each in written]
    for row in rows:
        row.certified_on = row.dossier.closed_on
    Villager.objects.of(written[0].dossier.authority).bulk_create(rows)
