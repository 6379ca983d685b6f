"""查询: which applications are alike, whether one of them proves a repetition, and what several ask for."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from django.db.models import Count

from gongkai.casework.applications import queries as applications
from gongkai.casework.applications.finding.models import Conversion, Mark
from gongkai.casework.applications.models import Application, Reply
from gongkai.engines import similar
from gongkai.law.application_form import Filled
from gongkai.law.applications import ApplicantKind, State
from gongkai.law.grammar.words import Word
from gongkai.law.outcomes import outcome
from gongkai.law.receipt import Channel
from gongkai.law.repetition import ALIKE, NEARLY_SAME, Earlier, bare, may_be_turned, same_figures
from gongkai.office.authorities.models import Authority, OwnedQuerySet
from gongkai.office.authorities.queries import names
from gongkai.office.journal import vault
from gongkai.office.journal.models import Dossier
from gongkai.publication.catalogue.models import Expansion
from gongkai.publication.disclosure import queries as disclosure
from gongkai.web import suites

PIECE = 3
"""标记片段: marks are drawn from runs of so many characters."""
KEPT_MARKS = 8
"""每件标记数: the smallest so many of the keyed digests of all pieces. Two texts that agree in six tenths of their pieces
have none of them in common fewer than once in a thousand times."""
PAIR = 2
"""比较片段: texts as short as these are compared by pairs of characters, as titles are."""
OPENED = 16
"""打开件数: so many applications with the most marks in common are opened and compared word by word."""
COUNTED = 200
"""计数件数: so many are opened where it is to be said how many asked for the same."""
SHOWN = 8
"""列出件数: on the page of a file."""
MOST_TITLES = 200
"""最近公开的标题: so many are looked through for what became public."""
STANDS_IN = 0.8
"""标题在文中: so much of a title must stand in what was asked for."""


class SameApplicant(Word):
    """是否同一申请人: told by the blind index of the identity number, without telling who."""

    SAME = "same", "同一申请人"
    OTHER = "other", "其他申请人"
    UNKNOWN = "unknown", "不能确定"


@dataclass(frozen=True, slots=True)
class PublicThing:
    """已公开: a content with a title that stands in what was asked for, or with a number that does."""

    title: str
    address: str
    on: date


@dataclass(frozen=True, slots=True)
class Alike:
    """相似的申请: one application beside another."""

    application: Application
    share: float
    same_figures: bool
    applicant: SameApplicant
    reply: str = ""
    replied_on: date | None = None
    public: PublicThing | None = None

    @property
    def dossier(self) -> Dossier:
        """案卷."""
        return self.application.dossier

    @property
    def outcome_label(self) -> str:
        """办理结果."""
        return outcome(self.dossier.outcome).label if self.dossier.outcome else ""

    @property
    def nearly_same(self) -> bool:
        """内容相同: by the measure that a repetition goes by."""
        return self.share >= NEARLY_SAME and self.same_figures

    @property
    def percent(self) -> str:
        """重合度: as a page shows it."""
        return f"{self.share:.0%}"


# -- marks -----------------------------------------------------------------------------------------------------------------


def marks_of(wanted: str, aside: Collection[str], by: str = "") -> list[int]:
    """文本标记: of what is asked for; digests under the key outside the database, so that nobody reads the text from them."""
    pieces = similar.shingles(similar.core(bare(wanted, aside)), PIECE)
    return vault.marks("application text", pieces, KEPT_MARKS, by) or [0]


def _near(marks: OwnedQuerySet[Mark], application: Application, most: int) -> list[int]:
    """The applications with the most marks in common, the earliest first among equals."""
    common = marks.filter(mark__in=_own_marks(marks, application)).exclude(application=application)
    counted = common.order_by().values("application").annotate(many=Count("pk")).order_by("-many", "application")
    return [row["application"] for row in counted[:most]]


def _own_marks(marks: OwnedQuerySet[Mark], application: Application) -> list[int]:
    """As they are kept; and by the other suite, too, while marks of both are there."""
    own = list(Mark.objects.of(application.authority).filter(application=application).values_list("mark", flat=True))
    if not vault.marked_by_both(marks):
        return own
    try:
        wanted = applications.filled(application).wanted
    except vault.Shredded:
        return own
    return [each for by in suites.digests() for each in marks_of(wanted, names(application.authority), by)]


# -- alike ------------------------------------------------------------------------------------------------------------------


def alike(application: Application, *, top: Authority, beneath: bool = False, on: date) -> list[Alike]:
    """相似的申请: of one authority, or of all that may be read beneath it, the most alike first.

    What the applications say is opened to be compared and nothing of it is handed on; shredded ones are left out.
    """
    return _shown(_found(application, top, beneath=beneath), on)


@dataclass(frozen=True, slots=True)
class Beside:
    """相似情况: what stands beside a file: the alike ones, how many asked this authority for the same, and what came of it."""

    rows: list[Alike]
    asked: int
    may_convert: bool
    conversion: Conversion | None


def beside(application: Application, *, top: Authority, beneath: bool = False, on: date) -> Beside:
    """相似情况: for the page of a file; the alike applications are opened once for all of it."""
    found = _found(application, top, beneath=beneath)
    own = [each for each in found if each.application.authority_id == application.authority_id and each.nearly_same]
    asked = _asked(application, [each.application for each in own])
    made = conversion_of(application)
    may = made is None and may_be_turned(asked.applicants, asked.outcomes) is None
    return Beside(_shown(found, on), asked.applicants, may, made)


def _found(application: Application, top: Authority, *, beneath: bool = False, most: int = OPENED) -> list[Alike]:
    marks = Mark.objects.under(top) if beneath else Mark.objects.of(top)
    rows = Application.objects.under(top) if beneath else Application.objects.of(top)
    near = _near(marks, application, most)
    return _rated(application, list(rows.filter(pk__in=near).select_related("dossier__authority"))) if near else []


def _shown(found: Sequence[Alike], on: date) -> list[Alike]:
    return _with_public(_with_replies(found[:SHOWN]), on) if found else []


def _rated(application: Application, others: Sequence[Application]) -> list[Alike]:
    """Those that are alike enough, by the share of what both ask for; earlier files only."""
    if not others:
        return []
    secrets = vault.secrets_of_many([application.dossier, *(row.dossier for row in others)])
    if application.dossier_id not in secrets:
        return []
    aside = names(application.authority)
    mine = _filled(application, secrets[application.dossier_id])
    own = bare(mine.wanted, aside)
    rated = []
    for row in others:
        if row.dossier_id not in secrets or _order(row) >= _order(application):
            continue
        wanted = bare(_filled(row, secrets[row.dossier_id]).wanted, aside)
        if (share := similar.share(own, wanted, PAIR)) >= ALIKE:
            rated.append(Alike(row, share, same_figures(own, wanted), _applicant(application, mine, row)))
    return sorted(rated, key=lambda each: (-each.share, -each.dossier.opened_on.toordinal(), -each.dossier.pk))


def _order(application: Application) -> tuple[date, int]:
    return application.dossier.opened_on, application.dossier_id


def _filled(application: Application, secrets: vault.Secrets) -> Filled:
    values = json.loads(secrets.unseal("application", bytes(application.personal)))
    return Filled(ApplicantKind(application.applicant), Channel(application.channel), values)


def _applicant(one: Application, own: Filled, other: Application) -> SameApplicant:
    """By the indexes; where the suite was changed between the two, by the number of the one that is open."""
    if not (one.identity_index and other.identity_index):
        return SameApplicant.UNKNOWN
    number = own.values.get(applications.IDENTITY_NUMBER, "")
    same = one.identity_index == other.identity_index
    same = same or vault.is_blind(other.identity_index, applications.IDENTITY, number)
    return SameApplicant.SAME if same else SameApplicant.OTHER


def _with_replies(found: Sequence[Alike]) -> list[Alike]:
    """With the letter that answered each, the last that was signed; one made void leaves a file that is not answered."""
    keys = [each.application.pk for each in found if _is_answered(each.dossier)]
    rows = Reply.objects.everywhere().filter(application__in=keys).order_by("pk")
    signed = {row.application_id: row for row in rows.defer("content")}
    return [
        replace(each, reply=row.number, replied_on=row.signed_on) if (row := signed.get(each.application.pk)) else each
        for each in found
    ]


def _is_answered(dossier: Dossier) -> bool:
    return dossier.state == State.REPLIED or bool(dossier.outcome and outcome(dossier.outcome).is_reply)


def _with_public(found: Sequence[Alike], on: date) -> list[Alike]:
    """With what has become public of each since then, by the titles and numbers its authority has published."""
    authorities = {each.dossier.authority_id: each.dossier.authority for each in found}
    since = min(each.dossier.opened_on for each in found)
    public = {key: _Public(authority, since, on) for key, authority in authorities.items()}
    return [
        replace(each, public=public[each.dossier.authority_id].named_in(each.application.subject)) for each in found
    ]


class _Public:
    """The newest titles of an authority, ready to be looked for in what people ask for."""

    def __init__(self, authority: Authority, since: date, on: date) -> None:
        self.code, self.aside = authority.code, tuple(names(authority))
        titles = disclosure.public_contents(authority, on).filter(published_on__gte=since)
        rows = titles.values_list("title", "number", "index_number", "published_on")
        self.rows = [
            (self._pieces(title), title, number, index, day) for title, number, index, day in rows[:MOST_TITLES]
        ]

    def named_in(self, subject: str) -> PublicThing | None:
        """已公开: the content that stands best in a subject."""
        asked = self._pieces(subject)
        best: tuple[float, PublicThing] | None = None
        for pieces, title, number, index, day in self.rows:
            part = 1.0 if number and number in subject else len(pieces & asked) / len(pieces) if pieces else 0.0
            if part >= STANDS_IN and (best is None or part > best[0]):
                best = part, PublicThing(title, disclosure.address_of(self.code, index), day)
        return best[1] if best else None

    def _pieces(self, text: str) -> frozenset[str]:
        return _pairs(text, self.aside)


@lru_cache(2048)
def _pairs(text: str, aside: tuple[str, ...]) -> frozenset[str]:
    """The pairs of characters of a title or a subject; both are shown to everybody who may see the page."""
    return similar.shingles(similar.core(bare(text, aside)), PAIR)


# -- repetition -------------------------------------------------------------------------------------------------------------


def earlier(application: Application, number: str) -> Earlier | None:
    """此前申请: an earlier application to the same authority by its number, as the law compares it; None for none."""
    rows = Application.objects.of(application.authority).filter(dossier__number=number)
    row = rows.exclude(pk=application.pk).select_related("dossier__authority").first()
    return _earlier(application, row) if row is not None else None


def provable(application: Application, found: Iterable[Alike], on: date) -> list[Earlier]:
    """可以证明重复的申请: those of the same authority that have nothing against them on a day."""
    same = [each.application for each in found if each.application.authority_id == application.authority_id]
    told = [_earlier(application, row) for row in same]
    return [each for each in told if not list(each.shortcomings(on))]


def _earlier(application: Application, row: Application) -> Earlier:
    asked = Earlier(row.dossier.number, row.dossier.opened_on)
    secrets = vault.secrets_of_many([application.dossier, row.dossier])
    if not {application.dossier_id, row.dossier_id} <= secrets.keys() or _order(row) >= _order(application):
        return asked
    aside = names(application.authority)
    one, other = _filled(application, secrets[application.dossier_id]), _filled(row, secrets[row.dossier_id])
    in_force = applications.numbers_in_force(row)
    reply = next((each for each in applications.replies(row).reverse() if each.number in in_force), None)
    mine, theirs = bare(one.wanted, aside), bare(other.wanted, aside)
    return Earlier(
        number=row.dossier.number,
        asked_on=row.dossier.opened_on,
        replied_on=reply.signed_on if reply else None,
        reply=reply.number if reply else "",
        same_applicant=_same_person(application, one, row, other),
        share=similar.share(mine, theirs, PAIR),
        same_figures=same_figures(mine, theirs),
    )


_TOLD_APART_BY = ("name", "phone")


def _same_person(one: Application, own: Filled, other: Application, given: Filled) -> bool:
    """By the identity number; where one of them gave none, by name and telephone, both given and the same."""
    known = _applicant(one, own, other)
    if known is not SameApplicant.UNKNOWN:
        return known is SameApplicant.SAME
    pairs = [(own.values.get(name, "").strip(), given.values.get(name, "").strip()) for name in _TOLD_APART_BY]
    return all(mine and mine == theirs for mine, theirs in pairs)


# -- what several ask for -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Asked:
    """相同所求: how many different applicants asked an authority for the same, and what they were answered."""

    applicants: int
    outcomes: tuple[str, ...]


def asked_for_the_same(application: Application) -> Asked:
    """相同所求: this application and all nearly the same ones of its authority; who gave no number counts as one more."""
    found = _found(application, application.authority, most=COUNTED)
    return _asked(application, [each.application for each in found if each.nearly_same])


def _asked(application: Application, same: Sequence[Application]) -> Asked:
    rows = (application, *same)
    of_both = len({vault.is_national(row.identity_index) for row in rows if row.identity_index}) > 1
    indexes = ((applications.identity_indexes(row)[0] if of_both else row.identity_index, row.pk) for row in rows)
    people = {index or f"no identity {pk}" for index, pk in indexes}
    return Asked(len(people), tuple(row.dossier.outcome for row in (application, *same)))


def conversions(authority: Authority) -> OwnedQuerySet[Conversion]:
    """转为主动公开: of an authority, the latest first, with what became of each."""
    rows = Conversion.objects.of(authority)
    return rows.select_related("application__dossier", "expansion__column", "content__authority", "proposed_by")


def conversion_of(application: Application) -> Conversion | None:
    """本件的转化: the latest one that came of this application."""
    rows = Conversion.objects.of(application.authority).filter(application=application)
    return rows.select_related("expansion").first()


def expansion(authority: Authority, phrase: str, wish: str) -> Expansion | None:
    """已有的扩展建议: of an authority for these very words."""
    return Expansion.objects.of(authority).filter(phrase=phrase, wish=wish).first()


def right_authorities(authority: Authority, on: date) -> Mapping[int, Authority]:
    """可能负责的机关: those of the same tree that answer applications, but for the authority itself; by their keys."""
    tree = Authority.objects.standing(on).filter(path__startswith=f"/{authority.line[0]}/").select_related("profile")
    return {row.pk: row for row in tree.order_by("path") if row.duties.answers and row.pk != authority.pk}


def told(authority: Authority) -> str:
    """机关名称和联系方式: as a letter tells whom to turn to."""
    profile = authority.profile
    ways = (("联系电话", profile.phone), ("地址", profile.address))
    return "，".join([authority.name, *(f"{label}：{value}" for label, value in ways if value)])
