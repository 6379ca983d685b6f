"""公众看的图片、视频: each at its address, while its content is public and it has not been taken off."""

from __future__ import annotations

from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from gongkai.office.authorities.guards import PortalRequest
from gongkai.publication.disclosure.media import queries
from gongkai.publication.disclosure.media.serving import answered
from gongkai.web import clock
from gongkai.web.doors import public


@public
@require_safe
def media(request: PortalRequest, code: str, media: int) -> HttpResponseBase:
    """图片、视频的文件."""
    row = get_object_or_404(queries.public(request.authority, clock.today()), pk=media)
    return answered(row.stored, request.headers.get("Range", ""))
