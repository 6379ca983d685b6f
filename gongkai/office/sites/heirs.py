"""网站的承接: a ticket of maintenance is whose who reported it; they see it mended and close it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from gongkai.law.grammar.flow import Role
from gongkai.law.maintenance import KIND, UPKEEP
from gongkai.office.journal.models import Dossier
from gongkai.office.journal.succession import files
from gongkai.office.sites.models import MaintenanceTicket


def _reported(dossiers: Sequence[Dossier]) -> Mapping[int, int | None]:
    rows = MaintenanceTicket.objects.everywhere().filter(dossier__in=dossiers)
    return dict(rows.values_list("dossier_id", "reported_by"))


HEIRS = (files(KIND, Role.HANDLER, basis=UPKEEP, named=_reported, models=(MaintenanceTicket,)),)
