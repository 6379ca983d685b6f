"""盲索引各栏: identity numbers, query codes, the same application, drafts, codes of third parties, and the marks of texts."""

from __future__ import annotations

from collections.abc import Sequence

from gongkai.casework.applications.drafts.models import ApplicationDraft
from gongkai.casework.applications.finding import acts as finding
from gongkai.casework.applications.finding.models import Mark
from gongkai.casework.applications.models import Application
from gongkai.casework.applications.opinions.models import OpinionInvitation
from gongkai.casework.applications.queries import IDENTITY, IDENTITY_NUMBER, filled
from gongkai.office.journal import vault
from gongkai.office.journal.reindexing import BlindIndexed, BlindMarked, Said


def _identity(row: Application) -> Said | None:
    number = filled(row).values.get(IDENTITY_NUMBER, "")
    return (IDENTITY, number) if number else None


def _marked_anew(keys: Sequence[int]) -> None:
    for row in Application.objects.everywhere().filter(pk__in=keys).select_related("dossier", "authority"):
        try:
            finding.mark(row, filled(row).wanted)
        except vault.Shredded:
            finding.forget(row)


COLUMNS = (
    BlindIndexed(Application, "identity_index", _identity),
    BlindIndexed(Application, "code_digest"),
    BlindIndexed(Application, "same"),
    BlindIndexed(ApplicationDraft, "digest"),
    BlindIndexed(OpinionInvitation, "code_digest"),
    BlindMarked(Mark, "application", _marked_anew),
)
