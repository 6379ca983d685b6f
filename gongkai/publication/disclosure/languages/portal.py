"""语言版本的公众页面."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from gongkai.office.authorities.guards import PortalRequest
from gongkai.publication.disclosure import queries as disclosure
from gongkai.publication.disclosure.languages import queries
from gongkai.publication.disclosure.languages.models import Translation
from gongkai.web import clock
from gongkai.web.doors import public


@public
@require_safe
def translation(request: PortalRequest, code: str, index: str, language: str) -> HttpResponse:
    """语言版本: of a content that is public itself."""
    content = disclosure.at_address(request.authority, index)
    if content is None or not disclosure.is_public(content, clock.today()):
        raise Http404
    rows = queries.published(Translation.objects.of(request.authority).filter(content=content))
    row = get_object_or_404(rows.select_related("reviewer"), language=language)
    context = {
        "authority": request.authority,
        "content": content,
        "row": row,
        "language": row.spoken,
        "original": disclosure.address(content),
        "paragraphs": [line for line in row.text.splitlines() if line.strip()],
    }
    return render(request, "disclosure/portal/translation.html", context)
