"""一条线: a policy seen as one line, and everything a content is tied to, from whichever side one asks."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain

from django.db.models import Q
from django.urls import reverse

from gongkai.law.policy_links import REVERSED, LinkKind
from gongkai.law.script import Script, read_script
from gongkai.publication.disclosure import queries as disclosed
from gongkai.publication.disclosure.models import Content
from gongkai.publication.documents.models import DecisionDraft
from gongkai.publication.interpretation.briefings import queries as briefings
from gongkai.publication.interpretation.models import Interpretation, PolicyLink, PolicyQuestion

INTERPRETS, INTERPRETED = "相关解读", "相关文件"
BRIEFED = "吹风会、宣讲"


@dataclass(frozen=True)
class Tie:
    """关联的一端: as what the partner stands to the content one asked about, and where it is."""

    label: str
    title: str
    href: str
    on: date
    content: Content | None = None
    link: PolicyLink | None = None


def spelled(index_number: str) -> str:
    """网址中的索引号: its slashes written as ``~``."""
    return index_number.replace("/", "~")


def page_of(content: Content) -> str:
    """公开页: of an interpretation its own view, of everything else the page of the content."""
    if content.kind == "interpretation":
        return reverse("interpretation:view", args=[content.authority.code, spelled(content.index_number)])
    return disclosed.address(content)


def line_page(policy: Content) -> str:
    """一条线的公开页."""
    return reverse("interpretation:policy", args=[policy.authority.code, spelled(policy.index_number)])


def _tie(label: str, content: Content, link: PolicyLink | None = None) -> Tie:
    return Tie(label, content.title, page_of(content), content.published_on, content, link)


def ties(content: Content) -> list[Tie]:
    """关联内容: of a policy, an interpretation or whatever belongs to one; what is withdrawn is not shown."""
    return ties_of([content])[content.pk]


def ties_of(contents: Collection[Content]) -> dict[int, list[Tie]]:
    """各条的关联内容: of many at once, by their keys."""
    found: dict[int, list[Tie]] = {content.pk: [] for content in contents}
    for key, tie in chain(_decisions(contents), _interpretations(found), _links(found)):
        found[key].append(tie)
    return found


def _decisions(contents: Collection[Content]) -> Iterator[tuple[int, Tie]]:
    """The draft a document was made of, as the public could comment on it, and what became of the comments."""
    of_document = {content.document_id: content for content in contents if content.document_id}
    rows = DecisionDraft.objects.everywhere().filter(document__in=of_document, opened_on__isnull=False)
    for row in rows.order_by("opened_on", "pk"):
        content = of_document[row.document_id or 0]
        page = reverse("documents:public_decision", args=[content.authority.code, row.pk])
        assert row.opened_on is not None  # noqa: S101 (filtered)
        yield content.pk, Tie(LinkKind.DRAFT.label, row.title, page, row.opened_on)
        if row.answered_on is not None:
            title = f"{row.title}意见采纳情况"
            yield content.pk, Tie(LinkKind.COMMENTS.label, title, f"{page}#result", row.answered_on)


def partners(keys: Collection[int | None]) -> dict[int, Content]:
    """公开的另一端: of contents by their keys those that are not withdrawn, with their authorities; nothing asked for none."""
    wanted = {key for key in keys if key is not None}
    rows = Content.objects.everywhere().filter(pk__in=wanted, withdrawn_on=None)
    return {row.pk: row for row in rows.select_related("authority")} if wanted else {}


def _interpretations(keys: Collection[int]) -> Iterator[tuple[int, Tie]]:
    rows = Interpretation.objects.everywhere().filter(Q(policy__in=keys) | Q(content__in=keys))
    pairs = list(rows.order_by("pk").values_list("policy_id", "content_id"))
    known = partners({key for pair in pairs for key in pair})
    told = [(known[policy], known[content]) for policy, content in pairs if policy in known and content in known]
    for policy, content in sorted(told, key=lambda pair: pair[1].published_on, reverse=True):
        if policy.pk in keys:
            yield policy.pk, _tie(INTERPRETS, content)
        if content.pk in keys:
            yield content.pk, _tie(INTERPRETED, policy)


def _links(keys: Collection[int]) -> Iterator[tuple[int, Tie]]:
    rows = PolicyLink.objects.everywhere().filter(Q(policy__in=keys) | Q(content__in=keys), removed_on=None)
    links = list(rows)
    known = partners({key for row in links for key in (row.policy_id, row.content_id)})
    for row in links:
        kind, policy, content = LinkKind(row.kind), known.get(row.policy_id), known.get(row.content_id or 0)
        if row.content_id in keys and policy is not None:
            assert row.content_id is not None  # noqa: S101 (None is no key)
            yield row.content_id, _tie(REVERSED[kind].label if kind in REVERSED else INTERPRETED, policy, row)
        if row.policy_id not in keys:
            continue
        if row.content_id is None:
            yield row.policy_id, Tie(kind.label, row.title, row.address, row.linked_on, None, row)
        elif content is not None:
            yield row.policy_id, _tie(kind.label, content, row)


@dataclass(frozen=True)
class Station:
    """一站: a stage of the line and what stands there; empty where nothing does."""

    label: str
    ties: list[Tie]
    needed: bool = False


BEFORE = (LinkKind.UPPER, LinkKind.DRAFT, LinkKind.COMMENTS)
AFTER = (LinkKind.LOCAL, LinkKind.NEWS, LinkKind.SERVICE, LinkKind.RESULT)


def line(policy: Content) -> list[Station]:
    """一条线: draft, comments, document, interpretation, briefings, questions and what follows, in their order."""
    found = ties(policy)

    def at(label: str) -> list[Tie]:
        return [tie for tie in found if tie.label == label]

    document = Tie("文件", policy.title, page_of(policy), policy.published_on, policy)
    asked = [
        Tie("问答", each.question, f"{line_page(policy)}#q{each.pk}", each.answered_on) for each in questions(policy)
    ]
    return [
        *(Station(kind.label, at(kind.label)) for kind in BEFORE),
        Station("文件", [document]),
        Station("解读", at(INTERPRETS), needed=True),
        Station(BRIEFED, _briefings(policy)),
        Station("问答", asked),
        *(Station(kind.label, at(kind.label)) for kind in AFTER),
    ]


def _briefings(policy: Content) -> list[Tie]:
    """What was held to explain it, each at its interpretation."""
    keys = Interpretation.objects.of(policy.authority).filter(policy=policy).values_list("pk", flat=True)
    return [
        Tie(BRIEFED, f"{row.get_kind_display()}（{row.place}）", f"{page_of(row.interpretation.content)}#held", row.day)
        for row in briefings.shown(keys)
    ]


def questions(policy: Content) -> list[PolicyQuestion]:
    """问答: those that stand."""
    return list(PolicyQuestion.objects.of(policy.authority).filter(policy=policy, withdrawn_on=None))


def script(interpretation: Interpretation) -> Script:
    """解读稿: the structured text of an interpretation as it was published."""
    return read_script(interpretation.script or {})
