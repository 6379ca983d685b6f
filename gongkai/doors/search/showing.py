"""结果的样子: hits read back from the tables, marked, with what belongs to them. What is not public now is not shown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from markupsafe import Markup

from gongkai.doors.search import record_texts
from gongkai.doors.search.findables import LABELS, Findable
from gongkai.doors.search.models import FileText
from gongkai.doors.search.sources import RECORDS, of
from gongkai.doors.search.texts import plain_text
from gongkai.engines.search import marking
from gongkai.engines.search.values import Found
from gongkai.law.disclosure import Source
from gongkai.publication.disclosure import queries as disclosure
from gongkai.publication.disclosure.models import Content
from gongkai.publication.disclosure.validities import validities
from gongkai.publication.interpretation.models import Interpretation
from gongkai.publication.registers.models import Record

EXCERPT = 140
READ = 200_000
MOST_WORDS = 12
MOST_KIN = 5
"""相关条数: beneath a hit so many others of its policy are named."""
READ_BACK = (
    *("index_number", "kind", "normative", "title", "number", "source", "body", "text", "published_on"),
    *("authority__code", "authority__name", "column__name", "document__effective_on", "document__expires_on"),
)
"""读回的列: what a line of the results shows, and what its validity follows from."""
Words = tuple[str, ...]
Other = Record | Findable
"""内容以外的: what a hit may be that is no content."""


@dataclass(frozen=True, slots=True)
class Shown:
    """一条结果: as the list shows it, with what belongs to it beneath; ``place`` is its column or register, ``within`` names
    the file the words stand in.
    """

    href: str
    name: str
    title: Markup
    snippet: Markup
    authority: str
    place: str
    kind: str
    published_on: date | None
    number: str = ""
    index_number: str = ""
    validity: str = ""
    reprint: bool = False
    within: str = ""
    kin: tuple[Shown, ...] = ()


def contents_of(keys: Iterable[str], on: date) -> dict[str, Content]:
    """读回: of the keys the index names, the contents that are public now."""
    wanted = [int(key) for key in keys if key.isdecimal()]
    rows = disclosure.public(Content.objects.everywhere().filter(pk__in=wanted), on)
    return {str(row.pk): row for row in rows.select_related("authority", "column", "document").only(*READ_BACK)}


def records_of(keys: Iterable[str], on: date) -> dict[str, Record]:
    """读回登记记录: of the keys the index names, the records that are found now."""
    rows = RECORDS.rows().filter(pk__in=[named[1] for key in keys if (named := of(key)) and named[0] is RECORDS])
    return {RECORDS.key(row.pk): row for row in RECORDS.public(rows, on).select_related("authority").defer("sealed")}


def shown(found: Found, contents: Mapping[str, Content], others: Mapping[str, Other], on: date) -> tuple[Shown, ...]:
    """各条: document and interpretation together, under the better of the two; a dozen questions, whatever their number."""
    groups: dict[str, list[Content]] = {}
    order: dict[str, Other | None] = {}
    for hit in found.hits:
        if hit.key in contents:
            groups.setdefault(hit.group or hit.key, []).append(contents[hit.key])
            order.setdefault(hit.group or hit.key, None)
        elif hit.key in others:
            order[hit.key] = others[hit.key]
    told = _contents(groups, found.words, on)
    return tuple(told[key] if other is None else _other(other, found.words) for key, other in order.items())


def _contents(groups: dict[str, list[Content]], words: Words, on: date) -> Mapping[str, Shown]:
    if not groups:
        return {}
    _complete(groups, on)
    valid = validities([content for group in groups.values() for content in group], on)
    inside = _inside([lead for lead, *_ in groups.values()], words)
    return {
        key: _shown(
            lead, words, valid, inside.get(lead.pk), tuple(_shown(each, words, valid) for each in kin[:MOST_KIN])
        )
        for key, (lead, *kin) in groups.items()
    }


def _other(other: Other, words: Words) -> Shown:
    return _findable(other, words) if isinstance(other, Findable) else _record(other, words)


def _findable(findable: Findable, words: Words) -> Shown:
    return Shown(
        href=findable.href,
        name=findable.title,
        title=marking.marked(findable.title, words),
        snippet=marking.excerpt(findable.body, words, EXCERPT),
        authority=findable.authority,
        place=LABELS[findable.kind],
        kind=LABELS[findable.kind],
        published_on=findable.published_on,
        number=findable.number,
    )


def _record(record: Record, words: Words) -> Shown:
    return Shown(
        href=record.address,
        name=record.title,
        title=marking.marked(record.title, words),
        snippet=marking.excerpt(record_texts.plain_text(record), words, EXCERPT),
        authority=record.authority.name,
        place=record.declared.label,
        kind=record_texts.LABEL,
        published_on=record.published_on,
        number=str(record.data.get("number", "")),
    )


def _complete(groups: dict[str, list[Content]], on: date) -> None:
    """Beside each hit the policy it explains and what explains it, where they are public."""
    policies = [int(key) for key in groups if key.isdecimal()]
    links = Interpretation.objects.everywhere().filter(policy__in=policies).order_by("-content__published_on", "pk")
    pairs = list(links.values_list("policy", "content"))
    kin = contents_of({str(key) for pair in pairs for key in pair}, on) if pairs else {}
    for policy, content in pairs:
        there = groups[str(policy)]
        for key in (str(policy), str(content)):
            if key in kin and all(str(each.pk) != key for each in there):
                there.append(kin[key])


def _shown(
    content: Content,
    words: Words,
    valid: Mapping[int, str],
    inside: tuple[str, str] | None = None,
    kin: tuple[Shown, ...] = (),
) -> Shown:
    within, text = inside or ("", plain_text(content))
    return Shown(
        href=reverse("disclosure:content", args=[content.authority.code, content.index_number.replace("/", "~")]),
        name=content.title,
        title=marking.marked(content.title, words),
        snippet=marking.excerpt(text, words, EXCERPT),
        authority=content.authority.name,
        place=content.column.name,
        kind=content.get_kind_display(),
        published_on=content.published_on,
        number=content.number,
        index_number=content.index_number,
        validity=valid[content.pk],
        reprint=content.source == Source.REPRINT,
        within=within,
        kin=kin,
    )


def _inside(contents: Sequence[Content], words: Words) -> Mapping[int, tuple[str, str]]:
    """Of hits that say less of what was asked than one of their files, that file, as it was read for the index."""
    own = {each.pk: max(_told(each.title, words), _told(plain_text(each), words)) for each in contents}
    if not words or all(told == len(words) for told in own.values()):
        return {}
    named: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for key, files in disclosure.attachments_of(contents).items():
        for file in files:
            named[file.digest].append((key, file.name))
    found: dict[int, tuple[str, str]] = {}
    texts = FileText.objects.everywhere().filter(digest__in=named).order_by("pk")
    for digest, text in texts.values_list("digest", "text"):
        said = _told(text, words)
        for key, name in named[digest]:
            if said > own[key]:
                own[key], found[key] = said, (name, text)
    return found


def _told(text: str, words: Words) -> int:
    """How many of the words stand in a text."""
    return sum(marking.holds(text[:READ], (word,)) for word in words[:MOST_WORDS])
