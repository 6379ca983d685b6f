"""已公开的: bulletins and names of assessments that the public reads."""

from __future__ import annotations

from datetime import date

from gongkai.office.authorities.models import Authority, OwnedQuerySet
from gongkai.oversight.assessment.bulletins.models import Bulletin
from gongkai.oversight.assessment.bulletins.queries import public_bulletins
from gongkai.oversight.assessment.sheets.models import AssessmentRun
from gongkai.publication.gate.parts import Part, of_words
from gongkai.publication.gate.sweeping import rows_of


def _bulletins(authority: Authority, on: date) -> OwnedQuerySet[Bulletin]:
    return public_bulletins(authority)


def _results(authority: Authority, on: date) -> OwnedQuerySet[AssessmentRun]:
    return AssessmentRun.objects.of(authority).filter(published_on__lte=on)


def of_bulletin(row: Bulletin) -> list[Part]:
    """通报."""
    return of_words(f"bulletin {row.pk}", {"通报": [row.dossier.title, row.content]})


def of_results(row: AssessmentRun) -> list[Part]:
    """考核名称; the rest are marks."""
    return of_words(f"assessment {row.pk}", {"考核名称": row.title})


SUBJECTS = [
    rows_of("bulletins", "考核通报", _bulletins, of_bulletin),
    rows_of("assessments", "考核结果", _results, of_results),
]
