"""办件附件（工作台）: a file that was sent, as a download alone; each is entered in the access log."""

from __future__ import annotations

from urllib.parse import quote

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from gongkai.casework.applications.attaching.desk import MEDIA
from gongkai.casework.services.cases import queries as cases
from gongkai.casework.services.online import acts
from gongkai.office.authorities.guards import DeskRequest, reads_beneath, role
from gongkai.office.journal import access


@require_safe
@role("handler", "reviewer", "signer", "dispatcher", "inspector")
def file(request: DeskRequest, case: int, file: int) -> HttpResponse:
    """下载办件附件: for the hall and the units of the case."""
    rows = cases.concerning(request.authority, beneath=reads_beneath(request))
    row = get_object_or_404(rows, dossier=case)
    found = get_object_or_404(acts.files_of(row).select_related("case__dossier__authority"), pk=file)
    access.download(
        request.official, row.authority, f"办件材料：{found.material}（第{found.entry}号条目）", row.dossier
    )
    response = HttpResponse(acts.content(found), content_type=MEDIA[found.kind])
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(acts.name(found))}"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
