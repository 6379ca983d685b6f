"""解读规定: which documents owe an interpretation, by the setting an authority lives under on a day.

It stands with the documents because a document must know what it owes on the day it is opened.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from gongkai.law.documents import DocumentKind
from gongkai.law.grammar.statute import Certainty
from gongkai.law.interpretation import USUAL_EXPLAIN_RULE, ExplainRule, Stage
from gongkai.office.authorities.models import Authority
from gongkai.publication.documents.models import ExplainSetting


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
