"""公文查询: where a document stands, its latest text, and what waits for whom."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from gongkai.law.documents import KIND, DocumentKind, Standing, State
from gongkai.law.grammar.statute import Certainty
from gongkai.law.interpretation import USUAL_EXPLAIN_RULE, ExplainRule, Stage
from gongkai.office.authorities.models import Authority, OwnedQuerySet
from gongkai.office.journal import queries as journal
from gongkai.office.journal.models import Dossier
from gongkai.publication.documents.models import Document, ExplainSetting, Version


def standing(document: Document) -> Standing:
    """公文情况: replayed from the journal."""
    return as_document(journal.standing(document.dossier))


def as_document(found: object) -> Standing:
    """公文情况: the standing of a dossier of this kind in its own type."""
    assert isinstance(found, Standing)  # noqa: S101 (a broken registry of procedures, never a user's doing)
    return found


def document(dossier: Dossier) -> Document:
    """公文: of a dossier."""
    return Document.objects.of(dossier.authority).select_related("dossier__authority").get(dossier=dossier)


def documents(authority: Authority) -> OwnedQuerySet[Document]:
    """全部公文: of an authority, the newest first."""
    rows = Document.objects.of(authority).select_related("dossier__authority")
    return rows.filter(dossier__kind=KIND).order_by("-dossier__opened_on", "-pk")


def in_state(authority: Authority, *states: State) -> OwnedQuerySet[Document]:
    """某状态的公文."""
    return documents(authority).filter(dossier__state__in=[state.value for state in states])


def latest(document: Document) -> Version | None:
    """最新版本: the text as it was saved last; None while nothing was."""
    return Version.objects.of(document.authority).filter(document=document).order_by("-number").first()


def explain_rule(authority: Authority, on: date) -> ExplainRule:
    """解读规定: in force for an authority on a day: its own, that of the nearest authority above it, or the usual one."""
    return rule_on(explain_settings(authority), on)


def explain_settings(authority: Authority) -> list[ExplainSetting]:
    """解读规定沿革: every setting an authority has lived under, the one that counts most first."""
    settings = ExplainSetting.objects.everywhere().filter(authority__in=authority.line).select_related("authority")
    return sorted(settings, key=lambda one: (one.authority.depth, one.since, one.pk), reverse=True)


def rule_on(settings: Sequence[ExplainSetting], on: date) -> ExplainRule:
    """某日的解读规定: the first of them that held then."""
    found = next((setting for setting in settings if setting.since <= on), None)
    return as_rule(found) if found else USUAL_EXPLAIN_RULE


def as_rule(setting: ExplainSetting) -> ExplainRule:
    """解读规定: a stored setting as a value of the law."""
    return ExplainRule(
        kinds=frozenset(DocumentKind(kind) for kind in setting.kinds),
        flagged=setting.flagged,
        themes=frozenset(setting.themes),
        latest=setting.latest,
        stages=tuple(Stage(stage) for stage in setting.stages),
        source=setting.source,
        certainty=Certainty.SEEN,
    )
