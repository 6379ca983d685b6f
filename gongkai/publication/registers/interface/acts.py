"""接口办理: issue a key and stop it; take in rows that came with one, each judged and answered for itself.

A key is shown once, when it is issued; what is kept is its digest. Every call leaves its entry, whatever it changed.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256

from django.db import transaction

from gongkai.law.grammar.flow import JSON, Role, Unlawful
from gongkai.law.grammar.kinds import Kind
from gongkai.law.grammar.words import Word
from gongkai.law.registers.rows import Fault, RowVerdict
from gongkai.law.registers.standing import CALL, ISSUE_KEY, REVOKE_KEY, Standing
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.authorities.queries import holders
from gongkai.office.journal import acts as journal
from gongkai.office.journal import vault
from gongkai.publication.gate.acts import HeldBack, screen_all
from gongkai.publication.gate.sweeping import tell
from gongkai.publication.registers import acts
from gongkai.publication.registers.importing.judging import JudgedRow, RowJudge
from gongkai.publication.registers.interface.models import Differing, RegisterKey
from gongkai.publication.registers.models import Record
from gongkai.web import suites

MOST_ROWS = 1000
UPDATED = "接口更新"
MARK = "djb_"
"""前缀: what every key begins with, so that one lying about is recognised for what it is."""
LONGEST_YEARS = 3


class Answer(Word):
    """处理结果: what became of a row that was handed in."""

    ENTERED = "entered", "已登记，待公开"
    PUBLISHED = "published", "已登记并公开"
    CORRECTED = "corrected", "已更正"
    PRESENT = "present", "已经登记，内容相同"
    REFUSED = "refused", "不收"


@dataclass(frozen=True, slots=True)
class Answered:
    """一行的答复: by its place in what was handed in, from 1."""

    place: int
    answer: Answer
    record: int | None = None
    faults: tuple[str, ...] = ()


# -- keys ------------------------------------------------------------------------------------------------------------------


@transaction.atomic
def issue(
    authority: Authority,
    name: str,
    kinds: Sequence[str],
    *,
    until: date,
    on: date,
    by: Official,
    differing: Differing = Differing.REFUSE,
    publishes: bool = False,
) -> tuple[RegisterKey, str]:
    """签发密钥: the key itself is in the answer and nowhere else."""
    if not name.strip():
        raise Unlawful("用途不能为空", field="name")
    if not kinds:
        raise Unlawful("请选择可以写入的登记簿", field="kinds")
    for each in kinds:
        acts.declared(each)
    if not on <= until <= on.replace(year=on.year + LONGEST_YEARS, day=min(on.day, 28)):
        raise Unlawful(f"有效期从今天起，最长{LONGEST_YEARS}年", field="until")
    if publishes and not may_publish(authority, by, on):
        raise Unlawful("只有有公开职责的人可以让接口直接公开", acts.REVIEWED_FIRST, field="publishes")
    told = f"{MARK}{secrets.token_urlsafe(32)}"
    key = RegisterKey.objects.of(authority).create(
        authority=authority,
        name=name.strip()[:100],
        digest=digest_of(told),
        hint=told[-4:],
        kinds=sorted(set(kinds)),
        differing=differing,
        publishes=publishes,
        until=until,
        issued_on=on,
        issued_by=by,
    )
    data: dict[str, JSON] = {
        "key": key.pk,
        "digest": key.digest,
        "kinds": list(key.kinds),
        "until": until.isoformat(),
        "differing": differing.value,
        "published": publishes,
    }
    journal.enter(authority, ISSUE_KEY, on=on, by=by, data=data)
    return key, told


@transaction.atomic
def revoke(key: RegisterKey, *, on: date, by: Official) -> None:
    """停用密钥: at once; what came in with it stays."""
    key.refresh_from_db(from_queryset=RegisterKey.objects.everywhere().select_for_update(of=("self",)))
    if key.revoked_on is not None:
        raise Unlawful("密钥已经停用")
    key.revoked_on = on
    key.save(update_fields=["revoked_on"])
    journal.enter(key.authority, REVOKE_KEY, on=on, by=by, data={"key": key.pk})


def digest_of(told: str) -> str:
    """密钥摘要: a key is drawn at random and long, so that no salt is needed to keep it from being guessed."""
    return digests_of(told)[0]


def digests_of(told: str) -> tuple[str, ...]:
    """密钥摘要的各种写法: the one in use first; that by SHA-256 as it has always been."""
    old = sha256(f"gongkai.registers.key|{told}".encode()).hexdigest()
    by_sm3 = [each for each in vault.blinds("register key", told) if each.startswith("sm3:")]
    known = (old, *by_sm3) if suites.digest() == suites.FIRST else (*by_sm3, old)
    return (*known, *filter(None, [vault.blind_over(old)]))


def may_publish(authority: Authority, official: Official, on: date) -> bool:
    """有公开职责: on a day; a key publishes no longer than who gave it that right may."""
    return official.is_active and official in holders(authority, Role.PUBLISHER, on)


# -- a call ----------------------------------------------------------------------------------------------------------------


@transaction.atomic
def hand_in(key: RegisterKey, kind: Kind, rows: Sequence[Mapping[str, str]], *, on: date) -> list[Answered]:
    """报送: every row by itself: registered if it is new, left if it is there already, corrected or refused if it differs."""
    if len(rows) > MOST_ROWS:
        raise Unlawful(f"一次最多{MOST_ROWS}行")
    judge = RowJudge(key.authority, kind, on)
    read = [judge.by_itself(place, f"第{place}行", said) for place, said in enumerate(rows, 1)]
    judged = judge.by_the_register(judge.not_twice(read))
    publishes = key.publishes and may_publish(key.authority, key.issued_by, on)
    told = {row.place: _answered(row) for row in judged if not row.verdict.is_taken}
    if key.differing == Differing.CORRECT:
        told |= {row.place: _corrected(key, row, rows[row.place - 1], on, publishes) for row in judged if _differs(row)}
    for published in (True, False):
        some = [row for row in judged if row.verdict.is_taken and published == (publishes and not row.shows_people)]
        told |= _entered(key, kind, some, on, published=published)
    RegisterKey.objects.of(key.authority).filter(pk=key.pk).update(used_on=on)
    answered = [told[place] for place in range(1, len(rows) + 1)]
    counts: dict[str, JSON] = {each.value: sum(one.answer is each for one in answered) for each in Answer}
    data: dict[str, JSON] = {"key": key.pk, "kind": kind.key, "rows": len(rows), "answers": counts}
    journal.enter(key.authority, CALL, on=on, by=None, data=data)
    return answered


def _answered(row: JudgedRow) -> Answered:
    answer = Answer.PRESENT if row.verdict is RowVerdict.PRESENT else Answer.REFUSED
    record = row.record.pk if row.record is not None else None
    return Answered(row.place, answer, record, tuple(map(str, row.faults)))


def _differs(row: JudgedRow) -> bool:
    """That it is there and says something else is all that is wrong with it."""
    refusing = [each.fault for each in row.faults if each.refuses]
    return refusing == [Fault.TAKEN] and row.record is not None


def _corrected(key: RegisterKey, row: JudgedRow, said: Mapping[str, str], on: date, publishes: bool) -> Answered:
    """What is public is corrected only with the right to publish; every refusal is an answer to the row."""
    record = row.record
    if record is None:
        raise RuntimeError("没有已登记的记录")
    if record.standing == Standing.PUBLIC and not publishes:
        return replace(_answered(row), faults=("该记录已经公开，由有公开职责的人更正",))
    try:
        with transaction.atomic():
            record.authority = key.authority
            acts.correct(record, _whole(record, said), UPDATED, on=on, today=on, by=None, seen=record.edition)
    except Unlawful as refusal:
        if isinstance(refusal, HeldBack):  # the act is undone; who decides at the gate learns of it all the same
            tell(key.authority, screen_all(key.authority, refusal.parts, on=on, by=None), on)
        return replace(_answered(row), faults=(refusal.reason,))
    return Answered(row.place, Answer.CORRECTED, record.pk)


def _whole(record: Record, said: Mapping[str, str]) -> dict[str, str]:
    """What the system does not know of the inside is not taken away by its silence."""
    kept = {key: value for key, value in acts.inside(record).items() if isinstance(value, str) and key not in said}
    return {**kept, **said}


def _entered(
    key: RegisterKey, kind: Kind, rows: Sequence[JudgedRow], on: date, *, published: bool
) -> dict[int, Answered]:
    if not rows:
        return {}
    by = key.issued_by if published else None
    values = [row.values for row in rows]
    made = acts.enter_many(key.authority, kind, values, on=on, by=by, published=published, data={"key": key.pk})
    answer = Answer.PUBLISHED if published else Answer.ENTERED
    return {
        row.place: Answered(row.place, answer, record.pk, tuple(map(str, row.faults)))
        for row, record in zip(rows, made, strict=True)
    }
