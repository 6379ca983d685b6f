"""盲索引各栏: recovery codes, of which only the digest is kept."""

from __future__ import annotations

from gongkai.office.journal.reindexing import BlindIndexed
from gongkai.office.security.models import RecoveryCode

COLUMNS = (BlindIndexed(RecoveryCode, "digest"),)
