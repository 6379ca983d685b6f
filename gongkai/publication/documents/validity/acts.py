"""规范性文件办理: register, change, mark, correct and void. Each is one transaction with its entries and writes the shadows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date

from django.db import transaction

from gongkai.law.abolition import normal_number, read_provisions
from gongkai.law.authorities import RULES_OF_GOVERNMENTS
from gongkai.law.grammar.flow import JSON, Unlawful, not_in_the_future
from gongkai.law.validity import REGISTERING, Change, ChangeKind, InstrumentKind, Particulars, course, may_end
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.journal import acts as journal
from gongkai.publication.documents.models import Document
from gongkai.publication.documents.validity import queries
from gongkai.publication.documents.validity.models import SHADOWS, Instrument, InstrumentChange
from gongkai.publication.gate import acts as gate

ENDING = (ChangeKind.REPEAL, ChangeKind.LAPSE)


@dataclass(frozen=True)
class Registration:
    """登记内容: what a document is registered with."""

    kind: InstrumentKind
    title: str
    number: str
    issuer: str
    made_on: date
    effective_on: date | None = None
    expires_on: date | None = None
    published_on: date | None = None
    text: str = ""

    @property
    def particulars(self) -> Particulars:
        """登记要素."""
        return Particulars(self.made_on, self.effective_on, self.expires_on)

    def told(self) -> dict[str, JSON]:
        """入册: as the entry holds it."""
        return {field.name: _plain(getattr(self, field.name)) for field in fields(self)}


@dataclass(frozen=True)
class Source:
    """依据: the document that changes others: one made here, one registered, or only its title and number."""

    title: str
    number: str
    made_on: date
    document: Document | None = None
    instrument: Instrument | None = None


@dataclass(frozen=True)
class Mark:
    """标注: what is done to one document, from which day."""

    instrument: Instrument
    kind: ChangeKind
    on: date
    expires_on: date | None = None
    place: str = ""
    reason: str = ""


# -- registering -----------------------------------------------------------------------------------------------------------


@transaction.atomic
def register(
    authority: Authority,
    given: Registration,
    *,
    on: date,
    today: date,
    by: Official | None,
    document: Document | None = None,
) -> Instrument:
    """登记规范性文件: one made before or elsewhere; it needs no workflow of its own."""
    not_in_the_future(on, today)
    row = _row(authority, given, on, today)
    _pass_the_gate(authority, [given], on, by)
    row.document = document
    data: dict[str, JSON] = {"instrument": given.told(), "document": document.pk if document else None}
    row.entry = journal.enter(authority, "register_instrument", on=on, by=by, data=data)
    row.save(force_insert=True)
    return row


@transaction.atomic
def register_many(
    authority: Authority, given: Sequence[Registration], *, on: date, today: date, by: Official | None
) -> list[Instrument]:
    """导入规范性文件: a list somebody looked at; one entry holds every row, and nothing is kept of a list with a wrong one."""
    not_in_the_future(on, today)
    rows = [_row(authority, each, on, today) for each in given]
    if twice := [number for number, times in Counter(row.number for row in rows).items() if times > 1]:
        raise Unlawful(f"文号在表中出现不止一次：{'、'.join(twice)}", REGISTERING, field="file")
    _pass_the_gate(authority, given, on, by)
    data: dict[str, JSON] = {"instruments": [each.told() for each in given]}
    entry = journal.enter(authority, "register_instruments", on=on, by=by, data=data)
    for row in rows:
        row.entry = entry
    Instrument.objects.of(authority).bulk_create(rows)
    return rows


def register_document(document: Document, *, on: date, today: date, by: Official) -> Instrument:
    """登记本机关公文: a signed document enters the register with the days its own text names."""
    kind = next((kind for of, kind in queries.KINDS.items() if of == document.kind), None)
    if kind is None:
        raise Unlawful("只有规章和行政规范性文件需要登记", REGISTERING, field="document")
    if not document.number or document.made_on is None:
        raise Unlawful("公文尚未签发编号，不能登记", REGISTERING, field="document")
    provisions = read_provisions(queries.text_of(document))
    given = Registration(
        kind=kind,
        title=document.title,
        number=document.number,
        issuer=document.authority.name,
        made_on=document.made_on,
        effective_on=document.effective_on or provisions.effective_on,
        expires_on=document.expires_on or provisions.last_day(document.made_on),
        text=queries.text_of(document),
    )
    return register(document.authority, given, on=on, today=today, by=by, document=document)


def _pass_the_gate(authority: Authority, given: Sequence[Registration], on: date, by: Official | None) -> None:
    """公开前筛查: the library shows title, number and text of each, whoever made it."""
    said = {each.number or each.title: [each.title, each.issuer, each.text] for each in given}
    gate.pass_words(authority, "instrument", said, on=on, by=by)


def _row(authority: Authority, given: Registration, on: date, today: date) -> Instrument:
    if not given.number.strip():
        raise Unlawful("文号不能为空：规范性文件统一编号", REGISTERING, field="number")
    if given.kind is InstrumentKind.RULES and not authority.duties.makes_rules:
        raise Unlawful("本机关没有制定规章的权限，不能登记规章", RULES_OF_GOVERNMENTS, field="kind")
    not_in_the_future(given.made_on, today, field="made_on")
    if given.published_on is not None:
        not_in_the_future(given.published_on, today, field="published_on")
    given.particulars.refused()
    number = normal_number(given.number)
    if Instrument.objects.of(authority).filter(number=number).exists():
        raise Unlawful(f"文号{number}已经登记", REGISTERING, field="number")
    row = Instrument(authority=authority, registered_on=on, **{**asdict(given), "number": number})
    row.reflect(course(given.particulars, ()))
    return row


# -- changing --------------------------------------------------------------------------------------------------------------


@transaction.atomic
def mark(
    source: Source | None, marks: Sequence[Mark], *, entered_on: date, today: date, by: Official
) -> list[InstrumentChange]:
    """标注效力: everything one document does to others, all of it or nothing; links stand on both sides."""
    not_in_the_future(entered_on, today, field="entered_on")
    if not marks:
        raise Unlawful("没有选定要标注的文件", REGISTERING, field="targets")
    if len({(each.instrument.pk, each.kind) for each in marks}) < len(marks):
        raise Unlawful("同一文件不能在一次标注中出现两次", REGISTERING, field="targets")
    ordered = sorted(marks, key=lambda each: (each.instrument.authority_id, each.instrument.pk))
    _lock([each.instrument for each in ordered])
    told = {"标注效力": [source.title if source else "", *([each.place, each.reason] for each in ordered)]}
    gate.pass_words(ordered[0].instrument.authority, "instrument", told, on=entered_on, by=by)
    if source is not None:
        for each in ordered:
            _may_change(source, each, by)
    return [_change(source, each, entered_on=entered_on, by=by) for each in ordered]


def _may_change(source: Source, given: Mark, by: Official) -> None:
    acting = (
        source.document.authority if source.document else source.instrument.authority if source.instrument else None
    )
    if acting is not None and not given.instrument.authority.is_under(acting):
        raise Unlawful(
            f"{given.instrument}由{given.instrument.issuer}制定，不在本机关及下级范围内", REGISTERING, field="targets"
        )
    if given.kind not in ENDING:
        return
    own = source.instrument.pk if source.instrument else None
    known = queries.ends()
    may_end(own, source.made_on, given.instrument.pk, given.instrument.particulars, known)


def _change(source: Source | None, given: Mark, *, entered_on: date, by: Official) -> InstrumentChange:
    instrument = given.instrument
    if source is None and not given.reason.strip():
        raise Unlawful("没有依据文件的，应当写明理由", REGISTERING, field="reason")
    if given.kind is ChangeKind.REPEAL_PARTLY and not given.place.strip():
        raise Unlawful("部分废止的，应当写明废止哪些条款", REGISTERING, field="place")
    row = InstrumentChange(
        authority=instrument.authority,
        instrument=instrument,
        kind=given.kind,
        on=given.on,
        expires_on=given.expires_on,
        place=given.place.strip(),
        source_instrument=source.instrument if source else None,
        source_document=source.document if source else None,
        source_title=source.title if source else "",
        source_number=source.number if source else "",
        reason=given.reason.strip(),
        entered_on=entered_on,
    )
    standing = [queries.in_law(each) for each in queries.changes(instrument).filter(voided_on=None)]
    latest = max((change.seq for change in standing), default=0)
    new = Change(given.kind, given.on, latest + 1, given.expires_on)
    instrument.reflect(course(instrument.particulars, [*standing, new]))
    row.entry = journal.enter(instrument.authority, "change_instrument", on=entered_on, by=by, data=_told(row))
    row.save(force_insert=True)
    instrument.save(update_fields=SHADOWS)
    return row


def _told(row: InstrumentChange) -> dict[str, JSON]:
    names = ("kind", "on", "expires_on", "place", "source_title", "source_number", "reason", "instrument_id")
    return {name: _plain(getattr(row, name)) for name in (*names, "source_instrument_id", "source_document_id")}


def source_of(document: Document) -> Source:
    """依据: a signed document made here."""
    if not document.number or document.made_on is None:
        raise Unlawful("公文尚未签发编号，不能据以标注其他文件", REGISTERING, field="document")
    own = Instrument.objects.of(document.authority).filter(document=document).first()
    return Source(document.title, document.number, document.made_on, document, own)


def source_of_instrument(instrument: Instrument) -> Source:
    """依据: a registered document."""
    return Source(instrument.title, instrument.number, instrument.made_on, instrument.document, instrument)


# -- putting right ---------------------------------------------------------------------------------------------------------


@transaction.atomic
def correct(instrument: Instrument, given: Registration, *, on: date, today: date, by: Official, reason: str) -> None:
    """更正登记: what was registered wrongly is put right; every change since must still be lawful. The entry keeps both."""
    not_in_the_future(on, today)
    _lock([instrument])
    if not reason.strip():
        raise Unlawful("更正理由不能为空", field="reason")
    before = _registered(instrument).told()
    checked = _corrected(instrument, given, today)
    _pass_the_gate(instrument.authority, [checked], on, by)
    for name, value in asdict(checked).items():
        setattr(instrument, name, value)
    instrument.reflect(queries.recomputed(instrument))
    data: dict[str, JSON] = {
        "instrument": instrument.pk,
        "before": before,
        "after": checked.told(),
        "reason": reason.strip(),
    }
    journal.enter(instrument.authority, "correct_instrument", on=on, by=by, data=data)
    instrument.save()


def _corrected(instrument: Instrument, given: Registration, today: date) -> Registration:
    given.particulars.refused()
    not_in_the_future(given.made_on, today, field="made_on")
    number = normal_number(given.number)
    others = Instrument.objects.of(instrument.authority).exclude(pk=instrument.pk)
    if not number or others.filter(number=number).exists():
        raise Unlawful("文号为空或者已经登记", REGISTERING, field="number")
    if instrument.document is not None and (number, given.title) != (instrument.number, instrument.title):
        raise Unlawful("本机关制发的公文，标题和文号以公文为准，不在这里更正", REGISTERING, field="number")
    if given.kind is InstrumentKind.RULES and not instrument.authority.duties.makes_rules:
        raise Unlawful("本机关没有制定规章的权限，不能登记规章", RULES_OF_GOVERNMENTS, field="kind")
    return Registration(**{**asdict(given), "number": number, "kind": InstrumentKind(given.kind)})


def _registered(instrument: Instrument) -> Registration:
    values = {field.name: getattr(instrument, field.name) for field in fields(Registration)}
    return Registration(**{**values, "kind": InstrumentKind(instrument.kind)})


@transaction.atomic
def void(change: InstrumentChange, *, on: date, today: date, by: Official, reason: str) -> None:
    """作废变更: one entered by mistake; it stays readable, and what is left must still be lawful."""
    not_in_the_future(on, today)
    _lock([change.instrument])
    change.refresh_from_db(fields=["voided_on"])
    if change.voided_on is not None:
        raise Unlawful("该变更已经作废")
    if not reason.strip():
        raise Unlawful("作废理由不能为空", field="reason")
    change.voided_on = on
    data: dict[str, JSON] = {"change": change.entry, "reason": reason.strip()}
    change.voided_by = journal.enter(change.authority, "void_change", on=on, by=by, data=data)
    change.save(update_fields=["voided_on", "voided_by"])
    change.instrument.reflect(queries.recomputed(change.instrument))
    change.instrument.save(update_fields=SHADOWS)


def _lock(instruments: Sequence[Instrument]) -> None:
    """Hold the rows, in one order, and bring them up to date; the heads of the chains come after."""
    keys = [each.pk for each in instruments]
    held: Mapping[int, Instrument] = {
        each.pk: each
        for each in Instrument.objects.everywhere().filter(pk__in=keys).order_by("authority", "pk").select_for_update()
    }
    for each in instruments:
        for field in Instrument._meta.concrete_fields:
            setattr(each, field.attname, getattr(held[each.pk], field.attname))


def _plain(value: object) -> JSON:
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, int | bool) or value is None else str(value)
