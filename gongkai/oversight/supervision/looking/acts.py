"""看网页: only those that are new, have changed, or stand under other rules than when they were looked at.

Looking enters nothing: it follows from what is there. Killed anywhere, the next night takes it up where it stood.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from urllib.parse import unquote, urlsplit

from django.db import transaction
from django.db.models import F, Min, Q

from gongkai.engines.links import links_in, unseen_links
from gongkai.engines.similar import core
from gongkai.law.disclosure import ContentClass
from gongkai.law.supervision.faults import EARLIER, OWN_WORDS, Fault
from gongkai.office.authorities.models import Authority, OwnedQuerySet
from gongkai.office.journal import queries as journal
from gongkai.oversight.supervision.looking.models import PageLook
from gongkai.publication.disclosure import queries as disclosure
from gongkai.publication.disclosure.models import Content
from gongkai.publication.disclosure.screening import of_content
from gongkai.publication.gate import queries as gate
from gongkai.publication.gate.acts import screen_by
from gongkai.publication.gate.findings import Lists

RULES = "1"
"""查看规则版本: changed where what is seen changes."""
STEP = 200
_HERE = "here.invalid"


def look_at(government: Authority, day: date) -> int:
    """查看网页: of a government and all beneath it; how many were looked at."""
    began = PageLook.objects.under(government).aggregate(first=Min("looked_on"))["first"]
    units = {each.pk: each for each in Authority.objects.under(government).standing(day).select_related("profile")}
    done = 0
    for key in sorted(_to_look_at(government, units)):
        authority = units[key]
        lists, words = gate.lists_in_force(authority)
        rules = f"{RULES}.{words}"
        while some := list(_unseen(Content.objects.of(authority), rules).order_by("pk")[:STEP]):
            _look(authority, some, lists, rules, words, day, began)
            done += len(some)
    return done


def _to_look_at(government: Authority, units: Mapping[int, Authority]) -> set[int]:
    """The authorities with anything unseen: a new page, a changed one, or other rules than it was looked at by."""
    looks = PageLook.objects.under(government).order_by().values_list("authority", "rules").distinct()
    rules = gate.rules_in_force(units.values())
    changed = {key for key, by in looks if key in rules and by != f"{RULES}.{rules[key]}"}
    new = disclosure.public(Content.objects.under(government)).filter(Q(look=None) | ~Q(look__edition=F("edition")))
    return (changed | set(new.order_by().values_list("authority", flat=True).distinct())) & units.keys()


def _unseen(rows: OwnedQuerySet[Content], rules: str) -> OwnedQuerySet[Content]:
    shown = disclosure.public(rows).select_related("authority__profile", "document__dossier", "look")
    return shown.filter(Q(look=None) | ~Q(look__edition=F("edition")) | ~Q(look__rules=rules))


@transaction.atomic
def _look(
    authority: Authority,
    contents: Sequence[Content],
    lists: Lists,
    rules: str,
    words: str,
    day: date,
    began: date | None,
) -> None:
    moments = journal.entered_at((each.authority_id, each.entry) for each in contents if each.entry)
    fresh: list[PageLook] = []
    known: list[PageLook] = []
    for content in contents:
        look = getattr(content, "look", None) or PageLook(authority=authority, content=content)
        at = moments.get((content.authority_id, content.entry or 0))
        entered = at.date() if at and began and began <= at.date() and content.edition == 1 else None
        screened = [
            row.pk
            for part in of_content(content)
            if (row := screen_by(authority, part, lists, words, on=day, by=None, published=True)) and row.findings
        ]
        look.edition, look.rules, look.looked_on = content.edition, rules, day
        look.digest, look.links = _digest(content), _links(content)
        look.faults, look.screened = [list(each) for each in _faults(content, entered)], screened
        (known if look.pk else fresh).append(look)
    PageLook.objects.of(authority).bulk_create(fresh)
    PageLook.objects.of(authority).bulk_update(
        known, ["edition", "rules", "digest", "links", "faults", "screened", "looked_on"]
    )


def _digest(content: Content) -> str:
    plain = core(content.text)
    return hashlib.sha256(plain.encode()).hexdigest()[:32] if len(plain) >= OWN_WORDS else ""


def _links(content: Content) -> list[str]:
    """The addresses within the site, as paths; a link to one's own host is one of them."""
    if not content.body:
        return []
    own = {_HERE, urlsplit(content.authority.profile.site_address).netloc.lower()} - {""}
    found = (urlsplit(each) for each in links_in(content.body, f"http://{_HERE}{disclosure.address(content)}"))
    return list(dict.fromkeys(unquote(each.path) for each in found if each.netloc.lower() in own))


def _faults(content: Content, entered: date | None) -> Iterator[tuple[str, str]]:
    """What is wrong by itself. ``entered`` is the day it was entered, where that was after we began to look."""
    if content.made_on is not None and content.made_on > content.published_on:
        yield Fault.DATED.value, f"成文日期{content.made_on:%Y-%m-%d}晚于发布日期{content.published_on:%Y-%m-%d}"
    if content.kind == ContentClass.DOCUMENT and content.made_on is None:
        yield Fault.DATED.value, "文件没有成文日期"
    back = entered is not None and (entered - content.published_on).days >= EARLIER
    if back and not content.backfilled and content.batch_id is None:
        yield (
            Fault.DATED.value,
            f"发布日期写作{content.published_on:%Y-%m-%d}，台账{entered:%Y-%m-%d}才登记第{content.entry}号条目",
        )
    for address in unseen_links(content.body) if content.body else ():
        yield Fault.HIDDEN.value, f"看不见的链接：{address[:200]}"
