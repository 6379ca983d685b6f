"""制度库查询: what is in force on a day, how many, what is missing here and beneath."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from gongkai.law.authorities import AuthorityKind
from gongkai.law.rulebook import PeerGap, RuleType, gaps, needed, peer_gaps
from gongkai.law.rules import RuleStanding
from gongkai.office.authorities.models import Authority, OwnedQuerySet
from gongkai.office.journal import queries as journal
from gongkai.oversight.rulebook.models import Rule, RuleEdition


def as_rule(found: object) -> RuleStanding:
    """制度办理情况: what the journal hands over, in its type."""
    if not isinstance(found, RuleStanding):
        raise TypeError("not the file of a rule")
    return found


def standing(rule: Rule) -> RuleStanding:
    """制度办理情况: replayed from the journal."""
    return as_rule(journal.standing(rule.dossier))


def rules(authority: Authority) -> OwnedQuerySet[Rule]:
    """全部制度: of an authority, those at work first."""
    return Rule.objects.of(authority).select_related("dossier__authority", "authority").order_by("type", "-pk")


def in_force(authority: Authority, on: date, *, beneath: bool = False) -> OwnedQuerySet[RuleEdition]:
    """现行制度: the versions in force on a day."""
    rows = RuleEdition.objects.under(authority) if beneath else RuleEdition.objects.of(authority)
    standing_ = rows.filter(since__lte=on).filter(Q(until=None) | Q(until__gte=on))
    return standing_.select_related("rule__dossier", "authority").order_by("rule__type", "rule_id")


def count(authority: Authority, on: date, *, beneath: bool = False) -> int:
    """制度数: how many rules are in force on a day; a rule counts once, whatever its version."""
    return in_force(authority, on, beneath=beneath).order_by().values("rule").distinct().count()


def public(authority: Authority, on: date) -> OwnedQuerySet[RuleEdition]:
    """向社会公开的现行制度."""
    return in_force(authority, on).filter(is_public=True)


# -- what is missing -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class GapTable:
    """制度缺口表: of one authority: what it should have, what of it is missing, and what its like have besides."""

    authority: Authority
    needed: int
    missing: tuple[RuleType, ...]
    peers: tuple[PeerGap, ...]


def _kept(authorities: Iterable[Authority], on: date) -> Mapping[int, set[str]]:
    """The sorts of rules in force, by the key of the authority."""
    rows = RuleEdition.objects.everywhere().filter(authority__in=list(authorities), since__lte=on)
    rows = rows.filter(Q(until=None) | Q(until__gte=on))
    found: dict[int, set[str]] = defaultdict(set)
    for key, sort in rows.order_by().values_list("authority_id", "rule__type").distinct():
        found[key].add(sort)
    return found


def gap_table(authority: Authority, on: date) -> GapTable:
    """制度缺口表: compared with what is needed, and with the units of the same type beside it."""
    peers = Authority.objects.filter(parent=authority.parent, kind=authority.kind, dissolved_on=None)
    if authority.parent is None:
        peers = Authority.objects.filter(kind=authority.kind, dissolved_on=None)
    others = list(peers.exclude(pk=authority.pk))
    kept, kind = _kept([authority, *others], on), AuthorityKind(authority.kind)
    have = kept.get(authority.pk, set())
    told = peer_gaps(have, [kept.get(each.pk, set()) for each in others])
    should = {each.key for each in needed(kind)}
    besides = tuple(each for each in told if each.rule.key not in should)
    return GapTable(authority, len(should), gaps(kind, have), besides)


def gaps_beneath(authority: Authority, on: date) -> list[tuple[Authority, int, int]]:
    """下级的制度缺口: each authority beneath that should have rules, how many, and how many are missing, the most first."""
    beneath = [
        each
        for each in Authority.objects.under(authority).filter(dissolved_on=None).exclude(pk=authority.pk)
        if needed(AuthorityKind(each.kind))
    ]
    kept = _kept(beneath, on)
    rows = [
        (each, len(needed(AuthorityKind(each.kind))), len(gaps(AuthorityKind(each.kind), kept.get(each.pk, set()))))
        for each in beneath
    ]
    return sorted(rows, key=lambda row: (-row[2], row[0].path))
