"""归属: which authority a report is of, by the name it bears; and for whom an official may import.

A name that fits two authorities fits none: nothing is guessed.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date

from gongkai.law.authorities import Reach
from gongkai.law.grammar.flow import Role
from gongkai.office.authorities.guards import DeskRequest
from gongkai.office.authorities.models import Authority, AuthorityQuerySet

_TAIL = re.compile(r"(?:人民政府)?(?:办公室)?$")


def importable(request: DeskRequest, on: date) -> AuthorityQuerySet:
    """可导入的机关: one's own; those beneath it only where the very office that handles reports reaches so far."""
    own = Authority.objects.filter(pk=request.authority.pk)
    reaches = any(office.reach is Reach.BENEATH and Role.HANDLER in office.roles for office in request.offices)
    return Authority.objects.under(request.authority).standing(on) if reaches else own


def named(said: str, among: Iterable[Authority]) -> Authority | None:
    """按名称归属: the only authority of this name; a place stands for its government (示例县, 示例县人民政府)."""
    return naming(among)(said)


def naming(among: Iterable[Authority]) -> Callable[[str], Authority | None]:
    """按名称归属, for many reports: the names are looked through once."""
    exact: dict[str, list[Authority]] = defaultdict(list)
    alike: dict[str, list[Authority]] = defaultdict(list)
    for each in among:
        for name in {each.name, each.short_name}:
            exact[name].append(each)
        alike[_place(each.name)].append(each)

    def told(said: str) -> Authority | None:
        found = (exact.get(said) or alike.get(_place(said), [])) if said else []
        return found[0] if len(found) == 1 else None

    return told


def _place(name: str) -> str:
    return _TAIL.sub("", name)
