"""交接的承接: a handover under way is the successor's, and the head sees it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from gongkai.law.grammar.flow import Role
from gongkai.law.handing import KEPT_UP, KIND
from gongkai.office.journal.models import Dossier
from gongkai.office.journal.succession import files
from gongkai.oversight.handing.packs.models import Pack


def _taken_by(dossiers: Sequence[Dossier]) -> Mapping[int, int | None]:
    rows = Pack.objects.everywhere().filter(dossier__in=dossiers)
    return dict(rows.values_list("dossier", "handover__successor"))


HEIRS = (files(KIND, Role.HANDLER, basis=KEPT_UP, named=_taken_by, models=(Pack,)),)
