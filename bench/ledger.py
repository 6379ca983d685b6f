"""台账: an authority with a million applications.

Ten thousand are made by the product's own bulk act, sealed entries and all; the rest are copies of the rows of closed files,
because counting reads rows and never entries. The copies are the oldest of all, so that the lists whose pages are measured show
real files first.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil
from random import Random
from time import perf_counter

from django.db import connection
from django.db.backends.utils import CursorWrapper
from django.db.models import Model

from gongkai.casework.applications.acts import Past, receive_many
from gongkai.casework.applications.models import Application
from gongkai.law.application_form import Filled
from gongkai.law.applications import ApplicantKind
from gongkai.law.authorities import AuthorityKind
from gongkai.law.grammar.flow import JSON, Step
from gongkai.law.outcomes import Version, replies
from gongkai.law.receipt import Channel
from gongkai.office.authorities import acts
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.journal.acts import Deed
from gongkai.office.journal.models import Dossier
from gongkai.web import clock

SEED = 20190515
FIRST = date(2023, 1, 2)
FORM = {
    "identity": "id_card",
    "phone": "13900000000",
    "address": "示例县样本路1号",
    "carrier": "electronic",
    "delivery": "online",
}


@dataclass(frozen=True)
class Place:
    """A department with its clerk and signer."""

    authority: Authority
    clerk: Official
    signer: Official


def place() -> Place:
    """The department, in office since the Regulation came into force."""
    since = date(2008, 5, 1)
    county = acts.create_authority("shili", "示例县人民政府", AuthorityKind.COUNTY, on=since)
    bureau = acts.create_authority("shili-bench", "示例县民政局", AuthorityKind.DEPARTMENT, on=since, parent=county)
    bureau.profile.letter_code = "示民公复"
    bureau.profile.save()
    people = []
    for username, name, office in (("clerk", "王小样", "informant"), ("signer", "李示例", "unit_head")):
        person = acts.enrol(username, name, on=since, password="Bench-password-1")
        acts.set_password(person, "Bench-password-2", on=clock.today())
        acts.post(person, bureau, office, on=since, by=None)
        people.append(person)
    return Place(bureau, *people)


def made_by_acts(where: Place, many: int) -> float:
    """Make so many files by the bulk act; returns entries a second."""
    random = Random(SEED)
    past = [_past(where, random, number) for number in range(many)]
    entries = sum(len(each.deeds) for each in past)
    start = perf_counter()
    for _ in receive_many(where.authority, past):
        pass
    return entries / (perf_counter() - start)


def _past(where: Place, random: Random, number: int) -> Past:
    kind, channel = random.choice(list(ApplicantKind)), random.choice([Channel.IN_PERSON, Channel.REGISTERED_POST])
    form = {**FORM, "name": f"样例{number}", "identity_number": f"{number:018d}", "description": f"第{number}项文件"}
    form |= {"representative": "钱法人", "contact_name": "孙联系"}
    steps = _steps(random, kind, channel, FIRST + timedelta(days=random.randrange(900)))
    return Past(Filled(kind, channel, form), tuple(Deed(step, where.clerk) for step in steps))


def _steps(random: Random, kind: ApplicantKind, channel: Channel, on: date) -> Iterator[Step]:
    yield Step("submit", on, {"applicant": kind.value, "channel": channel.value})
    if random.random() < 0.1:
        return
    if random.random() < 0.05:
        yield Step("extend", on + timedelta(days=5), {"days": 20, "reason": "检索量大"})
    leaf = random.choice([leaf for leaf in replies(Version.R2019) if not leaf.after])
    elements: dict[str, JSON] = {element.value: "据实写明" for element in leaf.elements}
    done = on + timedelta(days=6 + random.randrange(20))
    yield Step("draft", done, {"outcome": leaf.key, "elements": elements})
    yield Step("reply", done, {"number": "示民公复〔2025〕1号"})
    yield Step("serve", done, {"method": "electronic", "proof": "回执"})


def copied_to(rows: int) -> int:
    """Copy every closed file until there are so many applications; returns how many there are."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT MAX(id), COUNT(*), COUNT(closed_on) FROM journal_dossier")
        span, there, to_copy = cursor.fetchone()
        times = 1 + ceil((rows - there) / to_copy)
        closed = "SELECT id FROM journal_dossier WHERE id > 0 AND closed_on IS NOT NULL"
        copy(cursor, Dossier, f"id IN ({closed})", span, times)
        copy(cursor, Application, f"dossier_id IN ({closed})", span, times)
        cursor.execute("ANALYZE")
    return Application.objects.everywhere().count()


def copy(
    cursor: CursorWrapper, model: type[Model], which: str, span: int, times: int, also: Mapping[str, str] | None = None
) -> None:
    """抄行: each row of a table that fits so many times less one; ``also`` are columns that must differ, as SQL."""
    table = model._meta.db_table
    columns = [str(field.column) for field in model._meta.concrete_fields]
    changed = {
        "id": f"id - n * {span}",
        "dossier_id": f"dossier_id - n * {span}",
        "number": "number || '-' || n",
        "opened_on": "(SELECT MIN(opened_on) FROM journal_dossier)",
        **(also or {}),
    }
    into = ", ".join(f'"{column}"' for column in columns)
    values = ", ".join(changed.get(column, f'"{column}"') for column in columns)
    series = f"WITH RECURSIVE copies(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM copies WHERE n < {times - 1})"
    cursor.execute(f"INSERT INTO {table} ({into}) {series} SELECT {values} FROM {table}, copies WHERE {which}")
