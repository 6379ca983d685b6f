"""通报查询: the bulletins one sees, what stands in them, and those the public may read."""

from __future__ import annotations

from django.db.models import Q

from gongkai.law.supervision.bulletins import Audience, Standing
from gongkai.office.authorities.models import Authority, OwnedQuerySet
from gongkai.office.journal import queries as journal
from gongkai.oversight.assessment.bulletins.gathering import BulletinTable
from gongkai.oversight.assessment.bulletins.models import Bulletin
from gongkai.oversight.assessment.packing import unpacked


def as_standing(found: object) -> Standing:
    """通报情况: what the journal hands over, in its type."""
    if not isinstance(found, Standing):
        raise TypeError("not a bulletin")
    return found


def standing(bulletin: Bulletin) -> Standing:
    """通报情况: replayed from the journal."""
    return as_standing(journal.standing(bulletin.dossier))


def bulletins(authority: Authority, *, beneath: bool = False) -> OwnedQuerySet[Bulletin]:
    """看得到的通报: one's own, those issued by whoever stands above, and with ``beneath`` those of the units beneath."""
    own = Q(authority__path__startswith=authority.path) if beneath else Q(authority=authority)
    issued = Q(authority__in=authority.line) & Q(dossier__closed_on__isnull=False)
    rows = Bulletin.objects.everywhere().filter(own | issued)
    return rows.select_related("dossier__authority", "authority", "run").order_by("-until", "-pk")


def public_bulletins(authority: Authority) -> OwnedQuerySet[Bulletin]:
    """向社会公开的通报."""
    rows = Bulletin.objects.of(authority).filter(dossier__outcome=Audience.PUBLIC)
    return rows.select_related("dossier__authority", "authority").order_by("-until", "-pk")


def tables(bulletin: Bulletin, at: Standing) -> list[BulletinTable]:
    """通报的表: raises Altered where they are not what was sealed."""
    told = unpacked(bulletin.content, at.digest, str(bulletin))
    return [
        BulletinTable(each["title"], tuple(each["heads"]), tuple(tuple(row) for row in each["rows"])) for each in told
    ]
