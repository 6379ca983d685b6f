"""发出告知书: the letters an act occasions are numbered by its entry, made in its transaction and kept as they were signed."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date

from gongkai.casework.applications import letters, queries
from gongkai.casework.applications.correspondence import composing, wordings
from gongkai.casework.applications.correspondence.models import Notice
from gongkai.casework.applications.models import Application
from gongkai.law.applications import Act, Standing
from gongkai.law.grammar.flow import JSON, Step, Unlawful
from gongkai.law.grammar.statute import Article
from gongkai.law.letters import BEARING, LetterType, Occasion, notice_code, occasioned
from gongkai.office.authorities.models import Authority
from gongkai.office.authorities.queries import calendar_of, review_body
from gongkai.office.journal import acts as journal
from gongkai.office.journal import numbers, vault
from gongkai.office.journal import queries as journal_queries
from gongkai.office.journal.numbers import Number

SEALED = "notice"
"""密封之处: the field under which the content of a notice is sealed."""


@dataclass(frozen=True)
class Draft:
    """一份待发: the letter, sealed as soon as its act is entered."""

    kind: LetterType
    number: Number | None
    content: str


@dataclass(frozen=True)
class Issue:
    """待发告知书: the letters of one act, with what its entry must name of them."""

    drafts: tuple[Draft, ...] = ()
    numbers: tuple[Number, ...] = field(default=())

    def personal(self, beside: dict[str, JSON] | None = None) -> dict[str, JSON] | None:
        """个人信息: what the entry fingerprints: what the act brings ``beside``, and the letters; None for nothing."""
        told: dict[str, JSON] = {"notices": [each.content for each in self.drafts]} if self.drafts else {}
        return {**(beside or {}), **told} or None


def prepared(application: Application, step: Step, *, seen: int | None = None) -> Issue:
    """拟发: lock the file and write the letters this act will occasion, before it is entered; Unlawful as the act itself."""
    if step.act not in BEARING:
        return Issue()
    dossier = application.dossier
    journal.lock(dossier, seen=seen)
    calendar = calendar_of(dossier.authority)
    steps = journal_queries.steps(dossier)
    before = queries.standing(application)
    after = before.take(step, calendar)
    asked = [each for each in (*steps, step) if each.act == Act.CONSULT]
    return _written(application, occasioned(step, before, after, asked), step.on)


def keep(application: Application, issue: Issue, *, on: date) -> None:
    """留存: the letters of an act that has just been entered, under the key of the file."""
    if not issue.drafts:
        return
    dossier = application.dossier
    secrets = vault.secrets_of(dossier)
    seq = journal_queries.entries(dossier).values_list("seq", flat=True).latest("id")
    Notice.objects.of(dossier.authority).bulk_create(
        Notice(
            authority=dossier.authority,
            application=application,
            type=each.kind.key,
            number=each.number.text if each.number else "",
            seq=seq,
            signed_on=on,
            content=secrets.seal(SEALED, each.content),
        )
        for each in issue.drafts
    )


def acknowledge(application: Application, *, on: date) -> None:
    """登记回执: of an application that is received by being registered; one that awaits confirmation has it when confirmed."""
    standing: Standing = queries.standing(application)
    if standing.received_on is None:
        return
    first = Step(Act.SUBMIT.value, standing.submitted_on)
    keep(application, _written(application, occasioned(first, None, standing), on), on=on)


def _written(application: Application, occasions: tuple[Occasion, ...], on: date) -> Issue:
    drafts = tuple(_draft(application, occasion, on) for occasion in occasions)
    return Issue(drafts, tuple(each.number for each in drafts if each.number))


def _draft(application: Application, occasion: Occasion, on: date) -> Draft:
    dossier, kind = application.dossier, occasion.kind
    if "救济告知" in kind.required:
        can_tell_the_remedy(dossier.authority, on)
    number = _number(dossier.authority, kind, on)
    letter = composing.composed(
        occasion,
        queries.filled(application),
        dossier.authority,
        wordings.in_force(dossier.authority, kind.key).wording,
        calendar_of(dossier.authority),
        registered=dossier.number,
        number=number.text if number else "",
        signed_on=on,
    )
    return Draft(kind, number, json.dumps(letters.packed(letter), ensure_ascii=False))


def _number(authority: Authority, kind: LetterType, on: date) -> Number | None:
    code = authority.profile.letter_code
    if not kind.numbered or not code:
        return None
    return numbers.document(authority, notice_code(code), on.year)


def can_tell_the_remedy(authority: Authority, on: date) -> None:
    """能否告知救济: Unlawful while nobody knows the body of review."""
    if not review_body(authority, on):
        reason = "尚未填写行政复议机关，文书无法告知救济途径，请先在机关信息中填写"
        raise Unlawful(reason, Article("行政复议法实施条例", 17), field="review_body")
