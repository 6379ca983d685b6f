"""中间件: puts on each request who asks and whose authority is meant."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

from gongkai.law.authorities import roles
from gongkai.office.authorities.models import Authority, Official, Posting
from gongkai.office.authorities.queries import postings_of
from gongkai.web import clock

Respond = Callable[[HttpRequest], HttpResponseBase]
CHOSEN = "authority"
"""会话键: the code of the authority an official of several has chosen to work for."""


class OfficialAndAuthority:
    """经办人与机关: at the desk the official's own posting decides, at the portal the code in the address.

    Sets ``official``, ``authority``, ``offices`` and ``roles``; None and empty where there is nobody or nothing.
    """

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Tell the request who asks, then let it pass."""
        official = request.user if isinstance(request.user, Official) else None
        postings = self._chosen(request, list(postings_of(official, clock.today()))) if official else []
        self._tell(request, official, postings)
        return self.respond(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: dict[str, Any]) -> None:
        """A page of the portal belongs to the authority its address names; an unknown or dissolved one is not found."""
        if "code" not in kwargs or request.path_info.startswith("/desk/"):
            return
        authority = Authority.objects.filter(code=kwargs["code"]).select_related("profile").first()
        if authority is None:
            raise Http404
        self._set(request, authority=authority)

    def _chosen(self, request: HttpRequest, postings: list[Posting]) -> list[Posting]:
        code = request.session.get(CHOSEN)
        chosen = [posting for posting in postings if posting.authority.code == code]
        return chosen or [posting for posting in postings if posting.authority_id == postings[0].authority_id]

    def _tell(self, request: HttpRequest, official: Official | None, postings: list[Posting]) -> None:
        offices = tuple(posting.post for posting in postings)
        self._set(
            request,
            official=official,
            authority=postings[0].authority if postings else None,
            offices=offices,
            roles=roles(office.key for office in offices),
        )

    def _set(self, request: HttpRequest, **known: object) -> None:
        vars(request).update(known)


def official_and_authority(respond: Respond) -> OfficialAndAuthority:
    """经办人与机关: the middleware by the name the settings give it."""
    return OfficialAndAuthority(respond)
