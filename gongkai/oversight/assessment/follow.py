"""追随: which public pages an entry touches: results that were opened, bulletins that were issued."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from gongkai.law.disclosure import CONTENT_ACTS
from gongkai.law.supervision.bulletins import Act, Audience
from gongkai.office.authorities.models import Authority
from gongkai.office.journal.queries import Told
from gongkai.oversight.assessment.bulletins.models import Bulletin
from gongkai.oversight.assessment.sheets.acts import OPEN_RESULTS
from gongkai.oversight.assessment.sheets.models import AssessmentRun


def pages(told: Told) -> Iterator[str]:
    """所及页面."""
    if told.act == OPEN_RESULTS:
        rows = AssessmentRun.objects.everywhere().filter(pk=told.data["note"]["run"])
        for code, run in rows.values_list("authority__code", "pk"):
            yield reverse("assessment:results", args=[code])
            yield reverse("assessment:result", args=[code, run])
    elif told.act == Act.ISSUE and told.dossier_id is not None:
        issued = Bulletin.objects.everywhere().filter(dossier=told.dossier_id, dossier__outcome=Audience.PUBLIC)
        for code, bulletin in issued.values_list("authority__code", "pk"):
            yield reverse("assessment:results", args=[code])
            yield reverse("assessment:public_bulletin", args=[code, bulletin])


UNMOVED = CONTENT_ACTS
"""不动: acts after which the standing pages are what they were."""


def standing(authority: Authority) -> Iterator[str]:
    """常设页面: the list of what is open."""
    yield reverse("assessment:results", args=[authority.code])


def pages_of(authority: Authority) -> Iterator[str]:
    """全部页面."""
    yield from standing(authority)
    runs = AssessmentRun.objects.of(authority).exclude(published_on=None)
    for run in runs.order_by("pk").values_list("pk", flat=True):
        yield reverse("assessment:result", args=[authority.code, run])
    issued = Bulletin.objects.of(authority).filter(dossier__outcome=Audience.PUBLIC)
    for bulletin in issued.order_by("pk").values_list("pk", flat=True):
        yield reverse("assessment:public_bulletin", args=[authority.code, bulletin])
