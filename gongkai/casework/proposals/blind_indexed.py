"""盲索引各栏: query codes of suggestions and proposals."""

from __future__ import annotations

from gongkai.casework.proposals.models import Proposal
from gongkai.office.journal.reindexing import BlindIndexed

COLUMNS = (BlindIndexed(Proposal, "code_digest"),)
