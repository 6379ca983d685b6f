"""在岗名册: who answers for what anywhere beneath an authority on a day, asked once for all of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from django.db.models import Q

from gongkai.law.grammar.flow import Role
from gongkai.office.authorities.models import Absence, Authority, Official, Posting
from gongkai.office.authorities.queries import standing_in


class OnDuty:
    """在岗名册: of an authority and all beneath it; ``responsible`` says what ``queries.responsible`` says of each of them."""

    def __init__(self, top: Authority, on: date) -> None:
        """Two questions, however many authorities there are."""
        self._postings: dict[int, list[Posting]] = defaultdict(list)
        rows = Posting.objects.under(top).filter(since__lte=on).filter(Q(until=None) | Q(until__gt=on))
        for posting in rows.select_related("official").order_by("since", "pk"):
            self._postings[posting.authority_id].append(posting)
        self._away: dict[int, dict[int, Official]] = defaultdict(dict)
        away = Absence.objects.under(top).filter(since__lte=on, until__gte=on, withdrawn_on=None)
        for each in away.select_related("deputy").order_by("since", "pk"):
            self._away[each.authority_id][each.official_id] = each.deputy

    def responsible(self, authority: Authority, role: Role) -> Sequence[Official]:
        """承办者: whoever is away replaced by who stands in for them."""
        holders = (each.official for each in self._postings.get(authority.pk, ()) if role in each.post.roles)
        away = self._away.get(authority.pk, {})
        return list(dict.fromkeys(standing_in(each, away) for each in holders))
