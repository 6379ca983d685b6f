"""政务服务核验: the register of halls against its entries; with the whole journal, cases and versions against their steps."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.casework.services import versions_verifying as versions
from gongkai.casework.services.cases import verifying as cases
from gongkai.casework.services.halls import verifying as halls
from gongkai.office.journal.verify import Finding


def findings(whole: bool) -> Iterator[Finding]:
    """核验发现."""
    yield from halls.findings()
    if whole:
        yield from cases.findings()
        yield from versions.findings()
