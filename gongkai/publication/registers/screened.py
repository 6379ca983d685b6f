"""已公开的: records of every kind, why they were changed, batches of lists, answers to objections, draws, terms of data."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from gongkai.law.registers.adjusting import State
from gongkai.law.registers.standing import Standing
from gongkai.office.authorities.models import Authority, OwnedQuerySet
from gongkai.publication.gate.parts import Part, of_words
from gongkai.publication.gate.sweeping import rows_of
from gongkai.publication.registers.asking.answering import public_versions
from gongkai.publication.registers.draws.models import RandomDraw
from gongkai.publication.registers.lists import queries as lists
from gongkai.publication.registers.lists.models import AdjustmentBatch
from gongkai.publication.registers.models import DataTerms, Protest, Record, RecordVersion
from gongkai.publication.registers.proving import parts_of


def _records(authority: Authority, on: date) -> OwnedQuerySet[Record]:
    """What is past its display is read no more; an item that left its list still is, as of the days it stood there."""
    rows = Record.objects.of(authority).filter(standing=Standing.PUBLIC)
    return rows.filter(Q(ends_on=None) | Q(ends_on__gte=on))


def _changed(authority: Authority, on: date) -> OwnedQuerySet[RecordVersion]:
    """Of what had been public; what was corrected before is read by nobody."""
    return public_versions(authority).filter(record__in=_records(authority, on))


def _batches(authority: Authority, on: date) -> OwnedQuerySet[AdjustmentBatch]:
    rows = AdjustmentBatch.objects.of(authority).filter(dossier__state=State.PUBLISHED)
    return rows.select_related("dossier", "authority")


def _answers(authority: Authority, on: date) -> OwnedQuerySet[Protest]:
    return Protest.objects.of(authority).filter(answered_on__lte=on, record__in=_records(authority, on))


def _draws(authority: Authority, on: date) -> OwnedQuerySet[RandomDraw]:
    return RandomDraw.objects.of(authority).filter(announced_on__lte=on)


def _terms(authority: Authority, on: date) -> OwnedQuerySet[DataTerms]:
    return DataTerms.objects.of(authority).filter(since__lte=on)


def of_change(row: RecordVersion) -> list[Part]:
    """更正、移出的理由."""
    return of_words(f"record {row.record_id}", {"变更理由": row.reason})


def of_batch(row: AdjustmentBatch) -> list[Part]:
    """清单调整批次."""
    changes = [each.said for each in lists.changes_of(row)]
    said = {"调整依据": row.basis, "事项": row.dossier.title, "变动的各项": changes}
    return of_words(f"adjustment {row.pk}", said)


def of_answer(row: Protest) -> list[Part]:
    """异议的答复."""
    return of_words(f"protest {row.pk}", {"异议的答复": row.answer})


def of_draw(row: RandomDraw) -> list[Part]:
    """双随机抽查方案."""
    said = {"抽查方案": [row.name, row.unit, row.seed_source], "抽查对象": row.objects_listed}
    return of_words(f"draw {row.number}", said)


def of_terms(row: DataTerms) -> list[Part]:
    """使用条款."""
    return of_words("data terms", {"使用条款": row.text})


SUBJECTS = [
    rows_of("records", "登记记录", _records, parts_of),
    rows_of("record_changes", "登记记录的变更理由", _changed, of_change),
    rows_of("adjustments", "清单调整", _batches, of_batch),
    rows_of("protest_answers", "异议的答复", _answers, of_answer),
    rows_of("draws", "双随机抽查", _draws, of_draw),
    rows_of("data_terms", "数据使用条款", _terms, of_terms),
]
