"""接力包查询: who answers for what at an authority, what belongs in a pack, where a pack stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Q

from gongkai.law.grammar.flow import Role
from gongkai.law.handing import LOOKED_AHEAD, Standing
from gongkai.law.handing_items import Chapter, Item, is_left_by, whose
from gongkai.office.authorities.models import Authority, Handover, Official, OwnedQuerySet, Posting
from gongkai.office.authorities.queries import heads, holders, roles_of, serving
from gongkai.office.journal import queries as journal
from gongkai.office.journal.succession import Heir, Span, heirs
from gongkai.oversight.handing.packs.models import Holding, Pack, PackLine


@dataclass(frozen=True, slots=True)
class Kept:
    """承接事项: a thing somebody answers for, of which sort, and to whom it was passed on, if it ever was."""

    heir: Heir
    item: Item
    moved_to: int | None


@dataclass
class Roster:
    """人员表: who serves at an authority on a day and who has which role, asked once."""

    authority: Authority
    on: date
    serving: frozenset[int] = frozenset()
    people: Mapping[int, Official] = field(default_factory=dict)
    _able: dict[Role, list[int]] = field(default_factory=dict)

    def able(self, role: Role) -> list[int]:
        """能办的人."""
        if role not in self._able:
            self._able[role] = [each.pk for each in holders(self.authority, role, self.on)]
        return self._able[role]


def roster(authority: Authority, on: date) -> Roster:
    """人员表."""
    people = {each.pk: each for each in serving(authority, on)}
    return Roster(authority, on, frozenset(people), people)


def span(on: date) -> Span:
    """查找范围: sixty days ahead."""
    return Span(on, on + timedelta(days=LOOKED_AHEAD))


def everything(authority: Authority, on: date, roles: frozenset[Role] | None = None) -> list[Kept]:
    """全部承接事项: of every room, what is open at an authority on a day; of some roles where asked for."""
    moved = {f"{row.sort}/{row.key}": row.official_id for row in Holding.objects.of(authority)}
    within = span(on)
    return [
        Kept(heir, item, moved.get(item.line))
        for heir in heirs().values()
        if roles is None or heir.role in roles
        for item in heir.find(authority, within)
    ]


def left_to(handover: Handover, on: date) -> list[Kept]:
    """应移交事项: of who leaves, and of those who were to take over and were replaced, what came to them meanwhile."""
    found = {each.item.line: each for each in to_hand_over(handover.posting, handover.successor, on)}
    passed = Handover.objects.of(handover.authority).filter(within=handover)
    for each in passed.select_related("posting__official", "posting__authority"):
        still = roles_of(each.posting.official, handover.authority, on)
        own = to_hand_over(each.posting, handover.successor, on, each.posting.post.roles - still)
        found = {kept.item.line: kept for kept in own} | found
    return list(found.values())


def to_hand_over(posting: Posting, successor: Official, on: date, roles: frozenset[Role] | None = None) -> list[Kept]:
    """应移交事项: what of the roles of a posting is its holder's, or would be nobody's without them."""
    people = roster(posting.authority, on)
    leaver = posting.official_id
    return [
        each
        for each in everything(posting.authority, on, posting.post.roles if roles is None else roles)
        if is_left_by(
            leaver,
            successor.pk,
            each.item.named,
            each.moved_to,
            people.serving,
            people.able(each.heir.role),
        )
    ]


def shared(posting: Posting, successor: Official, on: date) -> list[Kept]:
    """共同承办的: what the holder of a posting could take up as well as others do; it stays with them and is listed only."""
    people, pair = roster(posting.authority, on), {posting.official_id, successor.pk}
    rows = everything(posting.authority, on, posting.post.roles)
    unnamed = (each for each in rows if len(set(holders_of(each, people)) - pair) > 0)
    told = [each for each in unnamed if set(holders_of(each, people)) & pair]
    return sorted(told, key=lambda each: (each.item.due_on or date.max, each.item.line))


def holders_of(each: Kept, people: Roster) -> tuple[int, ...]:
    """归谁: the people who answer for it on the day of the roster; nobody where no office can."""
    return whose(each.item.named, each.moved_to, people.serving, people.able(each.heir.role))


def held_by(official: Official, authority: Authority, on: date) -> list[Kept]:
    """本人承接的: what somebody alone answers for, the earliest due first."""
    people = roster(authority, on)
    mine = [each for each in everything(authority, on) if holders_of(each, people) == (official.pk,)]
    return sorted(mine, key=lambda each: (each.item.due_on or date.max, each.item.line))


def within_reach(official: Official, authority: Authority, on: date) -> list[tuple[Kept, bool]]:
    """本人能办的: what somebody answers for, alone or with others (True), the earliest due first."""
    people = roster(authority, on)
    told = [(each, holders_of(each, people)) for each in everything(authority, on)]
    mine = [(each, len(holders) > 1) for each, holders in told if official.pk in holders]
    return sorted(mine, key=lambda pair: (pair[0].item.due_on or date.max, pair[0].item.line))


def orphans(authority: Authority, on: date) -> list[Kept]:
    """无人承接的: what nobody answers for; there should be none."""
    people = roster(authority, on)
    return [each for each in everything(authority, on) if not holders_of(each, people)]


# -- packs -----------------------------------------------------------------------------------------------------------------


def as_pack(found: object) -> Standing:
    """交接情况: what the journal hands over, in its type."""
    if not isinstance(found, Standing):
        raise TypeError("not the file of a handover")
    return found


def standing(pack: Pack) -> Standing:
    """交接情况: replayed from the journal."""
    return as_pack(journal.standing(pack.dossier))


def names(usernames: Sequence[str]) -> list[str]:
    """姓名: of those named in a file, in its order."""
    known = dict(Official.objects.filter(username__in=usernames).values_list("username", "name"))
    return [known[each] for each in usernames if each in known]


def packs() -> OwnedQuerySet[Pack]:
    """接力包: of every authority, with the people and the posting; narrowed by whoever asks."""
    return Pack.objects.everywhere().select_related(
        *("dossier__authority", "authority", "handover__successor", "handover__signed_by"),
        *("handover__posting__official", "handover__posting__authority"),
    )


def concerning(official: Official) -> OwnedQuerySet[Pack]:
    """我的交接: what the official hands over or takes over, wherever; the latest first."""
    mine = Q(handover__posting__official=official) | Q(handover__successor=official)
    return packs().filter(mine).order_by("-pk")


def headed_by(official: Official, authority: Authority, on: date) -> list[Pack]:
    """我是负责人的交接: open ones at an authority or next beneath it whose leaver this official may sign for."""
    below = Q(authority=authority) | Q(authority__parent=authority)
    open_ones = packs().filter(below, dossier__closed_on=None).order_by("-pk")
    return [each for each in open_ones if official in heads(each.handover.posting, on)]


def under(authority: Authority) -> OwnedQuerySet[Pack]:
    """本机关和下级的交接."""
    return packs().filter(authority__in=Authority.objects.under(authority)).order_by("-pk")


@dataclass(frozen=True, slots=True)
class LineNow:
    """事项现况: a line of a pack with what it is about as it stands today, and what was asked and answered."""

    row: PackLine
    label: str
    chapter: Chapter
    item: Item | None
    basis: str = ""
    said: tuple[tuple[str, str], ...] = ()

    @property
    def due_on(self) -> date | None:
        """到期日: of today, where it is still open."""
        return self.item.due_on if self.item else self.row.due_on


def lines(pack: Pack, on: date) -> list[LineNow]:
    """接力包各项: by chapter, what is due soonest first."""
    known = heirs()
    rows = list(PackLine.objects.of(pack.authority).filter(pack=pack).select_related("holder"))
    asked = {row.sort for row in rows}
    found = {
        item.line: item for heir in known.values() if heir.sort in asked for item in heir.find(pack.authority, span(on))
    }
    told = _said(pack)
    now = [_line_now(row, known.get(row.sort), found.get(row.line), told.get(row.line, [])) for row in rows]
    order = list(Chapter)
    return sorted(now, key=lambda each: (order.index(each.chapter), each.due_on or date.max, each.row.pk))


def _line_now(row: PackLine, heir: Heir | None, item: Item | None, said: Sequence[tuple[str, str]]) -> LineNow:
    if heir is None:
        return LineNow(row, row.sort, Chapter.FILES, item, said=tuple(said))
    return LineNow(row, heir.label, heir.chapter, item, heir.basis, tuple(said))


def _said(pack: Pack) -> dict[str, list[tuple[str, str]]]:
    """What was asked and answered about each line, in order."""
    told: dict[str, list[tuple[str, str]]] = {}
    for each in journal.timeline(pack.dossier):
        details = each.step.details if each.step else {}
        said = details.get("text") or details.get("reason")
        if details.get("line") and said:
            who = each.by.name if each.by else "系统"
            told.setdefault(str(details["line"]), []).append((f"{each.label}（{who}）", str(said)))
    return told
