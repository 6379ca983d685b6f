"""门禁: which roles a page of the desk asks for."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase

from gongkai.law.authorities import Office, Reach, comes_from_outside
from gongkai.law.grammar.flow import Role
from gongkai.office.authorities.models import Authority, Official, Owned, OwnedQuerySet

P = ParamSpec("P")
Row = TypeVar("Row", bound=Owned)
STAFF = ("handler", "reviewer", "signer", "dispatcher", "inspector", "publisher")
"""在岗人员: the roles of all who work on what a room keeps; a page of theirs is ``@role(*STAFF)``."""
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class DeskRequest(HttpRequest):
    """工作人员的请求: a request at the desk: who asks, for which authority, in which offices, with which roles."""

    official: Official
    authority: Authority
    offices: tuple[Office, ...]
    roles: frozenset[Role]


class PortalRequest(HttpRequest):
    """公众的请求: a request at the portal for a page of the authority whose code stands in the address."""

    authority: Authority


def reads_beneath(request: DeskRequest) -> bool:
    """查看范围: whether who asks may also read the files of the authorities beneath their own."""
    return any(office.reach is Reach.BENEATH for office in request.offices)


def readable_rows(request: DeskRequest, rows: OwnedQuerySet[Row]) -> OwnedQuerySet[Row]:
    """可查看的记录: those of the official's own authority, and of those beneath it where an office reaches so far."""
    return rows.under(request.authority) if reads_beneath(request) else rows.of(request.authority)


def own(request: DeskRequest, row: Row) -> Row:
    """本机关的记录: the row itself, or not found: what one may read of others one may not touch."""
    if row.authority_id != request.authority.pk:
        raise Http404
    return row


DeskView = Callable[Concatenate[DeskRequest, P], HttpResponseBase]
AnyView = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def role(*names: str, ones_own: bool = False) -> Callable[[DeskView[P]], AnyView[P]]:
    """门禁: open a page of the desk to holders of any of these roles, and for reading to auditors.

    Names are those of ``Role`` in small letters (``"handler"``); none at all opens the page to whoever holds an office, but not
    to those from outside. A page of ``ones_own`` desk, such as which notices one has read, is also for them, and for those
    whose office only reads.
    """
    asked = frozenset(Role[name.upper()] for name in names)

    def guard(view: DeskView[P]) -> AnyView[P]:
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if getattr(request, "official", None) is None:
                return redirect_to_login(request.get_full_path())
            desk = cast(DeskRequest, request)
            admit(desk, asked, ones_own=ones_own)
            return view(desk, *args, **kwargs)

        cast(Any, guarded).asked, cast(Any, guarded).ones_own = asked, ones_own
        return guarded

    return guard


def asks_again(*, reading: bool = False) -> Callable[[AnyView[P]], AnyView[P]]:
    """敏感: say of a page of the desk that its deeds ask for the password again when it was last given too long ago.

    ``reading`` asks before the page is read as well, as where it takes something away. Who asks is ``doors/desk/again``.
    """

    def declared(view: AnyView[P]) -> AnyView[P]:
        cast(Any, view).asks_again = "reading" if reading else "writing"
        return view

    return declared


def admit(request: DeskRequest, asked: frozenset[Role], *, ones_own: bool = False) -> None:
    """放行: raises PermissionDenied with the reason in Chinese."""
    if getattr(request, "authority", None) is None:
        raise PermissionDenied("您目前没有在任岗位，请联系本单位管理人员办理任职。")
    writes = request.method not in SAFE and not ones_own
    if writes and any(office.read_only for office in request.offices):
        raise PermissionDenied("您所在岗位只能查看，不能办理。")
    if not asked and not ones_own and comes_from_outside(request.roles):
        raise PermissionDenied("您所在岗位只办理交给自己的事项，这一页不对您开放。")
    if not asked or asked & request.roles:
        return
    if not writes and Role.AUDITOR in request.roles:
        return
    raise PermissionDenied(f"办理此事项需要{'或'.join(sorted(asked))}职责，您目前没有。")
