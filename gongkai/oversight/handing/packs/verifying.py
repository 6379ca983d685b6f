"""交接核验: whether the lines of a pack and the count its handover carries follow from the entries."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.office.journal.verify import Finding
from gongkai.oversight.handing.packs import queries
from gongkai.oversight.handing.packs.models import Pack, PackLine


def findings(whole: bool) -> Iterator[Finding]:
    """核验发现: every pack against its file."""
    for pack in queries.packs().order_by("pk"):
        yield from _one(pack)


def _one(pack: Pack) -> Iterator[Finding]:
    standing, where = queries.standing(pack), f"{pack.authority.name}岗位交接{pack.dossier.number}"
    rows = {row.line: row for row in PackLine.objects.of(pack.authority).filter(pack=pack).select_related("holder")}
    if set(rows) != set(standing.lines):
        yield Finding(where, "事项与台账条目推算的不符")
    for key, line in standing.lines.items():
        row = rows.get(key)
        if row is not None and (row.state, row.holder.username) != (line.state.value, line.holder):
            yield Finding(where, f"事项“{row.name}”的状态或者承接人与台账条目推算的不符")
    if pack.handover.lines_open != len(standing.open_lines):
        yield Finding(where, "未了事项数与台账条目推算的不符")
