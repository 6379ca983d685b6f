"""核对关联: every night each authority's links are looked at; what is broken becomes a finding and a notice to its owner."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.urls import Resolver404, resolve

from gongkai.law.disclosure import ContentClass, Source
from gongkai.law.grammar.flow import Role
from gongkai.law.policy_links import Broken, LinkKind, Partner, faults
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.authorities.queries import holders
from gongkai.office.notices.acts import notify
from gongkai.publication.disclosure.models import Content
from gongkai.publication.interpretation.models import (
    Exemption,
    Interpretation,
    LinkCheck,
    LinkFinding,
    PolicyLink,
)


@dataclass(frozen=True)
class Found:
    """发现: what is broken about which content, and what it is about."""

    content: Content
    broken: Broken
    partner: str
    says: str


def check_tonight(on: date) -> int:
    """夜间核对: every authority that was not checked today; how many authorities were. May be killed and run again."""
    publishing = Content.objects.everywhere().order_by().values_list("authority", flat=True).distinct()
    done = set(LinkCheck.objects.everywhere().filter(on=on).values_list("authority", flat=True))
    waiting = [key for key in publishing if key not in done]
    for authority in Authority.objects.filter(pk__in=waiting).order_by("path"):
        check(authority, on)
    return len(waiting)


@transaction.atomic
def check(authority: Authority, on: date) -> list[LinkFinding]:
    """核对关联: enter what is new, clear what is no longer so, tell the owners; returns what stands open."""
    partners, names, policies = _gathered(authority)
    found = [*_broken(authority, partners, names, policies), *_orphans(authority)]
    wanted = {(each.content.pk, each.broken.value, each.partner): each for each in found}
    standing = LinkFinding.objects.of(authority).filter(cleared_on=None)
    known = {(each.policy_id, str(each.broken), each.partner): each for each in standing}
    for key, old in known.items():
        if key not in wanted:
            old.cleared_on = on
            old.save(update_fields=["cleared_on"])
    for key, each in wanted.items():
        if key not in known:
            _enter(authority, each, on)
    looked = sum(len(some) for some in partners.values())
    LinkCheck.objects.of(authority).update_or_create(
        authority=authority, on=on, defaults={"links": looked, "found": len(wanted)}
    )
    return list(LinkFinding.objects.of(authority).filter(cleared_on=None))


def _enter(authority: Authority, found: Found, on: date) -> None:
    owners = owners_of(found.content, on)
    LinkFinding.objects.of(authority).create(
        authority=authority,
        policy=found.content,
        broken=found.broken,
        partner=found.partner,
        says=found.says[:300],
        owner=owners[0] if owners else None,
        found_on=on,
    )
    for owner in owners:
        key = f"link {found.content.pk} {found.broken.value} {found.partner} {on} {owner.pk}"
        notify(authority, key, owner, subject=f"{found.broken.label}：{found.content.title}", body=found.says)


def owners_of(content: Content, on: date) -> list[Official]:
    """责任人: the owner of the column and the deputy; where it has none, the publishers of the authority."""
    named = [person for person in (content.column.owner, content.column.deputy) if person is not None]
    return named or holders(content.authority, Role.PUBLISHER, on)


Gathered = tuple[dict[int, list[Partner]], dict[str, str], dict[int, Content]]


def _gathered(authority: Authority) -> Gathered:
    partners: dict[int, list[Partner]] = defaultdict(list)
    names: dict[str, str] = {}
    rows = Interpretation.objects.of(authority).select_related("content")
    for row in rows:
        key = f"i{row.pk}"
        own = row.content.source == Source.OWN
        partners[row.policy_id].append(Partner(key, None, row.content.is_public, own))
        names[key] = row.content.title
    for link in PolicyLink.objects.of(authority).filter(removed_on=None).select_related("content"):
        key = f"l{link.pk}"
        alive = link.content.is_public if link.content else _opens(link.address)
        partners[link.policy_id].append(Partner(key, LinkKind(link.kind), alive, inside=link.content is not None))
        names[key] = f"{LinkKind(link.kind).label}：{link}"
    owing = Content.objects.of(authority).filter(document__must_explain=True, withdrawn_on=None)
    keys = {*partners, *owing.values_list("pk", flat=True)}
    found = Content.objects.of(authority).filter(pk__in=keys)
    contents = found.select_related("authority", "column__owner", "column__deputy", "document")
    return partners, names, {content.pk: content for content in contents}


def _broken(
    authority: Authority, partners: dict[int, list[Partner]], names: dict[str, str], policies: dict[int, Content]
) -> Iterator[Found]:
    exempt = set(Exemption.objects.of(authority).values_list("document", flat=True))
    for policy in policies.values():
        document = policy.document
        owes = document is not None and document.must_explain and document.pk not in exempt
        for fault in faults(public=policy.is_public, owes=owes, partners=partners[policy.pk]):
            yield Found(policy, fault.broken, fault.key, names.get(fault.key, policy.title))


def _orphans(authority: Authority) -> Iterator[Found]:
    """Interpretations that explain nothing; those of past ledgers never named what they explained, and are left alone."""
    rows = Content.objects.of(authority).filter(kind=ContentClass.INTERPRETATION, withdrawn_on=None, batch=None)
    linked = Interpretation.objects.of(authority).values("content")
    for content in rows.exclude(pk__in=linked).select_related("authority", "column__owner", "column__deputy"):
        yield Found(content, Broken.NO_POLICY, "", content.title)


def _opens(address: str) -> bool:
    """Whether an address of this platform leads to a page; what stands elsewhere is not looked at from here."""
    if not address.startswith("/"):
        return True
    try:
        resolve(address.partition("?")[0].partition("#")[0])
    except Resolver404:
        return False
    return True
