"""规范性文件查询: the register on any day, what ends soon, what a text proposes, and the facts of a year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_

from django.db.models import F, Q

from gongkai.law.abolition import Candidate, Match, Matched, match, normal_number, read_provisions
from gongkai.law.annual_report.facts import InstrumentFact
from gongkai.law.documents import DocumentKind, State
from gongkai.law.grammar.calendar import months_after
from gongkai.law.validity import (
    CATALOGUES,
    Change,
    ChangeKind,
    Course,
    InstrumentKind,
    Keep,
    StockMovement,
    Validity,
    course,
    stock_movements,
)
from gongkai.office.authorities.models import Authority, OwnedQuerySet
from gongkai.office.journal import queries as journal
from gongkai.office.journal.queries import Note
from gongkai.publication.documents.models import Document, Version
from gongkai.publication.documents.practice.queries import practice
from gongkai.publication.documents.validity.models import SHADOWS, CleanUp, CleanUpItem, Instrument, InstrumentChange

KINDS = {DocumentKind.RULES: InstrumentKind.RULES, DocumentKind.NORMATIVE: InstrumentKind.NORMATIVE}
"""须登记的公文: the kinds of documents that belong into the register."""
IN_EFFECT = (Validity.PENDING, Validity.IN_FORCE, Validity.AMENDED, Validity.PARTLY)
_ENDING = (ChangeKind.REPEAL, ChangeKind.LAPSE)
CHANGING = ("废止", "失效", "停止执行", "不再执行", "修改", "修订", "修正", "有效期")
"""变更用词: a text without any of these changes no other document and need not be read."""


# -- the register on a day -------------------------------------------------------------------------------------------------


def instruments(authority: Authority, *, beneath: bool = False) -> OwnedQuerySet[Instrument]:
    """规范性文件: the register of an authority, the newest first."""
    rows = Instrument.objects.under(authority) if beneath else Instrument.objects.of(authority)
    return rows.select_related("authority", "document__dossier").order_by("-made_on", "-pk")


def on_day(rows: OwnedQuerySet[Instrument], on: date, *statuses: Validity) -> OwnedQuerySet[Instrument]:
    """某日在册: those made by a day, and of these the ones that have one of these statuses on it."""
    made = rows.filter(made_on__lte=on)
    if not statuses:
        return made
    return made.filter(_any(_is(status, on) for status in statuses))


def _any(tests: Iterator[Q]) -> Q:
    return reduce(or_, tests, Q(pk__in=[]))


def _is(status: Validity, on: date) -> Q:
    """The test of the shadows that says the same as ``Course.status``; what an act has ended names how."""
    ended = Q(ends_on__isnull=False, ends_on__lte=on)
    if status is Validity.REPEALED:
        return ended & Q(ending=Validity.REPEALED)
    if status is Validity.EXPIRED:
        return ended & ~Q(ending=Validity.REPEALED)
    lasting = Q(ends_on=None) | Q(ends_on__gt=on)
    if status is Validity.PENDING:
        return lasting & Q(begins_on__gt=on)
    begun = lasting & Q(begins_on__lte=on)
    partly = Q(partly_on__isnull=False, partly_on__lte=on)
    untouched = Q(partly_on=None) | Q(partly_on__gt=on)
    if status is Validity.PARTLY:
        return begun & partly
    amended = Q(amended_on__isnull=False, amended_on__lte=on)
    if status is Validity.AMENDED:
        return begun & untouched & amended
    return begun & untouched & (Q(amended_on=None) | Q(amended_on__gt=on))


@dataclass(frozen=True)
class Listed:
    """在册一行: a document with what it is on the day asked for."""

    instrument: Instrument
    on: date

    @property
    def status(self) -> Validity | None:
        """有效性."""
        return self.instrument.course.status(self.on)


def listed(rows: Sequence[Instrument], on: date) -> list[Listed]:
    """在册各行: with their status."""
    return [Listed(row, on) for row in rows]


def found(rows: OwnedQuerySet[Instrument], words: str) -> OwnedQuerySet[Instrument]:
    """查找: by title, number or text."""
    return rows.filter(Q(title__icontains=words) | Q(number__icontains=normal_number(words)) | Q(text__icontains=words))


def expiring(authority: Authority, on: date) -> list[Instrument]:
    """届满在即: those whose period ends within the months the authority has set; the soonest first."""
    months = practice(authority).expiry_months
    soon = instruments(authority).filter(lasts_to__gte=on, lasts_to__lte=months_after(on, months + 1))
    return [each for each in soon.order_by("lasts_to") if each.course.warned(on, months)]


def changes(instrument: Instrument) -> OwnedQuerySet[InstrumentChange]:
    """效力变更: of one document, voided ones too."""
    rows = InstrumentChange.objects.of(instrument.authority).filter(instrument=instrument)
    return rows.select_related("source_instrument__authority", "source_document__dossier__authority", "authority")


def effects(instrument: Instrument) -> OwnedQuerySet[InstrumentChange]:
    """所生变更: what this document has done to others; by rights to those of authorities beneath too."""
    mine = Q(source_instrument=instrument)
    if instrument.document_id:
        mine |= Q(source_document=instrument.document_id)
    return InstrumentChange.objects.everywhere().filter(mine, voided_on=None).select_related("instrument__authority")


def effects_of(document: Document) -> OwnedQuerySet[InstrumentChange]:
    """公文所生变更: what a document made here has done to registered ones."""
    rows = InstrumentChange.objects.everywhere().filter(source_document=document, voided_on=None)
    return rows.select_related("instrument__authority")


def in_law(row: InstrumentChange) -> Change:
    """变更: as the law takes it."""
    return Change(ChangeKind(row.kind), row.on, row.pk or 0, row.expires_on)


def recomputed(instrument: Instrument) -> Course:
    """重算效力: from the registration and every change that stands."""
    standing = changes(instrument).filter(voided_on=None)
    return course(instrument.particulars, [in_law(row) for row in standing])


def astray(rows: OwnedQuerySet[Instrument]) -> list[Instrument]:
    """映照不符: documents whose shadows are not what follows from their changes; none, as long as only acts write them."""

    def shadow(one: Instrument) -> list[object]:
        return [getattr(one, name) for name in SHADOWS]

    strayed = []
    for one in rows:
        again = Instrument(
            made_on=one.made_on, effective_on=one.effective_on, expires_on=one.expires_on, authority=one.authority
        )
        again.reflect(recomputed(one))
        if shadow(again) != shadow(one):
            strayed.append(one)
    return strayed


def corrections(instrument: Instrument) -> list[Note]:
    """更正登记: what was put right in the registration, the latest first."""
    notes = journal.notes(instrument.authority, "correct_instrument")
    return [note for note in notes if note.data["instrument"] == instrument.pk]


# -- what the public reads -------------------------------------------------------------------------------------------------


def public(authority: Authority, on: date) -> OwnedQuerySet[Instrument]:
    """公开在册: registered as published, and not made here from a document that is not public now."""
    return _published(instruments(authority), on)


def _published(rows: OwnedQuerySet[Instrument], on: date) -> OwnedQuerySet[Instrument]:
    older = Q(document=None, published_on__isnull=False, published_on__lte=on)
    return rows.filter(older | Q(document__dossier__state=State.PUBLISHED))


def published_on(instrument: Instrument) -> date | None:
    """公布之日: of its document where it was made here, otherwise as it was registered."""
    if instrument.document is None:
        return instrument.published_on
    dossier = instrument.document.dossier
    return dossier.closed_on if dossier.state == State.PUBLISHED else None


def public_keys(keys: set[int | None], on: date) -> set[int]:
    """公开的键: of these registered documents, those the public may know of."""
    rows = _published(Instrument.objects.everywhere().filter(pk__in=[key for key in keys if key]), on)
    return set(rows.values_list("pk", flat=True))


# -- what a text proposes --------------------------------------------------------------------------------------------------


def text_of(document: Document) -> str:
    """公文文字: the latest saved."""
    latest = Version.objects.of(document.authority).filter(document=document).order_by("-number").first()
    return latest.text if latest else ""


def unregistered(authority: Authority) -> OwnedQuerySet[Document]:
    """应登记而未登记: signed rules and normative documents that do not stand in the register."""
    rows = Document.objects.of(authority).filter(kind__in=list(KINDS), instrument=None).exclude(number="")
    return rows.select_related("dossier", "authority").order_by("-made_on")


def abolishing(authority: Authority) -> list[Document]:
    """待标注的文件: signed documents whose text changes others and which have not been marked yet."""
    signed = Document.objects.of(authority).exclude(number="").filter(effects=None)
    latest = Version.objects.of(authority).filter(document__in=signed, number=F("document__edition"))
    telling = latest.filter(reduce(or_, (Q(text__contains=word) for word in CHANGING)))
    rows = telling.select_related("document__authority").order_by("-document__made_on", "-document")
    return [row.document for row in rows if read_provisions(row.text).mentions]


@dataclass(frozen=True)
class Proposal:
    """标注建议: a mention, what the register knows of it, and the day it would hold from."""

    matched: Matched
    on: date
    instrument: Instrument | None = None
    status: Validity | None = None

    @property
    def may_confirm(self) -> bool:
        """可以确认: only what was recognised by its number and has not ended already."""
        return self.instrument is not None and self.status in IN_EFFECT

    @property
    def certain(self) -> bool:
        """相符: number and title agree."""
        return self.may_confirm and self.matched.match is Match.FOUND


def proposals(document: Document) -> list[Proposal]:
    """标注建议: of the text of a document, by number within its authority and those beneath."""
    text = text_of(document)
    provisions = read_provisions(text)
    made = document.made_on or document.dossier.opened_on
    usual = max(provisions.effective_on or made, made)
    own = normal_number(document.number)
    mentions = [each for each in provisions.mentions if not own or normal_number(each.number) != own]
    known = {each.pk: each for each in instruments(document.authority, beneath=True)}
    register = [Candidate(pk, each.number, each.title) for pk, each in known.items()]
    return [_proposal(each, known, usual) for each in match(mentions, register)]


def _proposal(matched: Matched, known: dict[int, Instrument], usual: date) -> Proposal:
    on = matched.mention.on or usual
    instrument = known[matched.candidate.key] if matched.candidate else None
    return Proposal(matched, on, instrument, instrument.course.status(on) if instrument else None)


def ends() -> dict[int, set[int]]:
    """废止关系: which registered document has ended which others, whoever made them."""
    edges: dict[int, set[int]] = {}
    rows = InstrumentChange.objects.everywhere().filter(kind__in=_ENDING, voided_on=None)
    pairs = rows.values_list("source_instrument", "source_document__instrument", "instrument")
    for source, through_document, target in pairs:
        if begin := source or through_document:
            edges.setdefault(begin, set()).add(target)
    return edges


# -- clean-up --------------------------------------------------------------------------------------------------------------


def clean_ups(authority: Authority) -> OwnedQuerySet[CleanUp]:
    """文件清理: the rounds of an authority, the latest first."""
    return CleanUp.objects.of(authority).select_related("authority")


def clean_up_items(clean_up: CleanUp) -> OwnedQuerySet[CleanUpItem]:
    """清理事项: every document of a round."""
    rows = CleanUpItem.objects.of(clean_up.authority).filter(clean_up=clean_up)
    return rows.select_related("instrument__authority", "by")


def undecided(clean_up: CleanUp) -> int:
    """未决定: how many documents of a round have no decision."""
    return clean_up_items(clean_up).filter(decision="").count()


def catalogues(clean_up: CleanUp) -> dict[str, list[CleanUpItem]]:
    """清理目录: the three catalogues by their titles."""
    items = list(clean_up_items(clean_up))
    return {title: [item for item in items if item.decision in kept] for title, kept in CATALOGUES.items()}


def decided(clean_up: CleanUp) -> dict[Keep, int]:
    """清理结果: how many documents fell under each decision."""
    counted = Counter(clean_up_items(clean_up).exclude(decision="").values_list("decision", flat=True))
    return {keep: counted[keep.value] for keep in Keep}


# -- the year's form -------------------------------------------------------------------------------------------------------


def facts(rows: OwnedQuerySet[Instrument], year: int) -> Iterator[InstrumentFact]:
    """存量分组: so many documents of a kind made, published, ended, in force and open in a year."""
    counted: Counter[tuple[InstrumentKind, StockMovement]] = Counter()
    for one in rows.select_related("document__dossier").iterator():
        for movement in stock_movements(one.course, published_on(one), year):
            counted[InstrumentKind(one.kind), movement] += 1
    for (kind, movement), number in sorted(counted.items()):
        yield InstrumentFact(kind, movement, number)


def behind(rows: OwnedQuerySet[Instrument], given: Sequence[InstrumentFact], year: int) -> list[Instrument]:
    """数字背后的文件: the registered documents these facts were counted from."""
    wanted = {(fact.kind, fact.movement) for fact in given}
    return [
        one
        for one in rows.select_related("document__dossier", "authority").order_by("-made_on", "-pk")
        if any((one.kind, each) in wanted for each in stock_movements(one.course, published_on(one), year))
    ]
