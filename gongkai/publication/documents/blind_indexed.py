"""盲索引各栏: the marks by which opinions on a draft that say the same are taken together."""

from __future__ import annotations

from gongkai.office.journal import vault
from gongkai.office.journal.reindexing import BlindIndexed, Said
from gongkai.publication.documents.decisions import queries
from gongkai.publication.documents.decisions.models import PublicOpinion


def _text(row: PublicOpinion) -> Said:
    if vault.secrets_of_many([row.draft.dossier]).get(row.draft.dossier_id) is None or not row.personal:
        raise vault.Unreadable("已销毁")
    return queries.told_of(row.draft_id, queries.opened(row.draft, [row])[0].text)


COLUMNS = (BlindIndexed(PublicOpinion, "same", _text),)
