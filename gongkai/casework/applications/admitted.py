"""可看、可办的案卷: the one way from an address at the desk to an application; what one may not read is not there."""

from __future__ import annotations

from django.shortcuts import get_object_or_404

from gongkai.casework.applications.models import Application
from gongkai.office.authorities.guards import DeskRequest, own, readable_rows


def readable_file(request: DeskRequest, pk: int) -> Application:
    """可看的案卷: by the key of its dossier; 404 for one of somebody else's."""
    rows = readable_rows(request, Application.objects.all()).select_related("dossier__authority__profile")
    return get_object_or_404(rows, dossier=pk)


def own_file(request: DeskRequest, pk: int) -> Application:
    """可办的案卷: one of one's own authority."""
    return own(request, readable_file(request, pk))
