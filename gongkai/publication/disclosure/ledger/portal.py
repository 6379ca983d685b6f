"""旧网址: who comes by the address a content had on the old site is led to where it stands now."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from gongkai.office.authorities.guards import PortalRequest
from gongkai.publication.disclosure.ledger.old_addresses import stood_at
from gongkai.publication.disclosure.queries import address
from gongkai.web.doors import public


@require_safe
@public
def old_address(request: PortalRequest, code: str) -> HttpResponse:
    """旧网址: ``?url=`` is the address on the old site; what is no longer public leads nowhere."""
    content = stood_at(request.authority, request.GET.get("url", "")[:400])
    if content is None:
        raise Http404
    return redirect(address(content), permanent=True)
