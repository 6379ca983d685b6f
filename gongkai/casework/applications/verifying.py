"""依申请公开核验: the rows of this room that are no files, held to their entries."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.casework.applications.corrections import verifying as corrections
from gongkai.casework.applications.evidence import verifying as evidence
from gongkai.casework.applications.redacting import verifying as redacting
from gongkai.office.journal.verify import Finding


def findings(whole: bool) -> Iterator[Finding]:
    """核验发现: of every part of the room that keeps such rows."""
    yield from corrections.findings()
    yield from evidence.findings(whole)
    yield from redacting.findings(whole)
