"""归属: which villages a page is about, and whether an official is the clerk of one."""

from __future__ import annotations

from datetime import date

from django.http import Http404

from gongkai.law.authorities import AuthorityKind
from gongkai.law.grammar.flow import Role, Unlawful
from gongkai.law.villages import COMMITTEE, objection_to_certifying
from gongkai.office.authorities.guards import DeskRequest
from gongkai.office.authorities.models import Authority, AuthorityQuerySet, Official
from gongkai.office.authorities.queries import roles_of


def villages(authority: Authority, on: date) -> AuthorityQuerySet:
    """村: the villages at or beneath an authority that stand on a day, by their place in the tree."""
    rows = Authority.objects.under(authority).filter(kind=AuthorityKind.VILLAGE).standing(on)
    return rows.select_related("parent").order_by("parent__position", "parent_id", "position", "id")


def is_village(authority: Authority) -> bool:
    """是否村: what has a board of its own; townships and counties list theirs."""
    return authority.kind == AuthorityKind.VILLAGE


def require_village(authority: Authority) -> Authority:
    """本村: the authority itself, or not found where it is none."""
    if not is_village(authority):
        raise Http404("这里不是村（居）民委员会")
    return authority


def require_own_village(request: DeskRequest) -> Authority:
    """本村信息员的页面: what is done for a village is done at the village's own desk."""
    return require_village(request.authority)


def must_be_village(authority: Authority, what: str) -> None:
    """由村办理: raises Unlawful where the act belongs to villages."""
    if not is_village(authority):
        raise Unlawful(f"{what}由村（居）民委员会办理", COMMITTEE)


def require_clerk(village: Authority, by: Official, on: date) -> None:
    """本村信息员: raises Unlawful for whoever holds no office that handles matters at this very village."""
    at = village.code if Role.HANDLER in roles_of(by, village, on) else ""
    if objection := objection_to_certifying(village.code, AuthorityKind(village.kind), at):
        raise objection.raised()
