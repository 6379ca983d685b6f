"""相关解读、相关文件: what a policy, an interpretation or whatever belongs to one shows beside itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

from django.urls import reverse

from gongkai.law.disclosure import ContentClass
from gongkai.publication.disclosure.blocks import Block, Place, Related
from gongkai.publication.disclosure.models import Content
from gongkai.publication.interpretation import lines
from gongkai.publication.interpretation.lines import Tie
from gongkai.publication.interpretation.models import Interpretation


def related(contents: Collection[Content]) -> dict[int, list[Block]]:
    """相关信息: the ties of each content by kind, and the way to the whole line of a policy that has any."""
    found = lines.ties_of(contents)
    return {content.pk: _beside(content, found[content.pk]) for content in contents}


def _beside(content: Content, ties: Iterable[Tie]) -> list[Block]:
    grouped: dict[str, list[Related]] = defaultdict(list)
    for tie in ties:
        grouped[tie.label].append(Related(tie.title, tie.href, f"{tie.on:%Y-%m-%d}"))
    blocks = [Block(label, tuple(items)) for label, items in grouped.items()]
    if content.kind == ContentClass.INTERPRETATION:
        views = Related("图解、问答和一看就懂版", lines.page_of(content))
        return [Block("解读", (views,)), *blocks] if blocks else []
    if blocks and content.kind == ContentClass.DOCUMENT:
        blocks.append(Block("来龙去脉", (Related("草案、意见、文件、解读和问答", lines.line_page(content)),)))
    return blocks


def versions(contents: Collection[Content]) -> dict[int, list[Block]]:
    """三种长度: of a policy the thirty seconds of what explains it, the way to three minutes and to the whole, and its terms.

    What explains it is its newest interpretation that is public; the words are the drafter's own, none are made up.
    """
    keys = {content.pk for content in contents}
    rows = list(Interpretation.objects.everywhere().filter(policy__in=keys).order_by("pk"))
    known = lines.partners([row.content_id for row in rows])
    public = [(known[row.content_id], row) for row in rows if row.content_id in known]
    newest = {row.policy_id: (content, row) for content, row in sorted(public, key=lambda one: one[0].published_on)}
    return {key: [block] for key, found in newest.items() if (block := _versions(*found)) is not None}


def _versions(content: Content, row: Interpretation) -> Block | None:
    text, page = lines.script(row), lines.page_of(content)
    thirty = text.thirty_seconds()
    if not thirty:
        return None
    ways = (
        Related("三分钟版", f"{page}#{'three' if text.three_minutes() != thirty else 'thirty'}"),
        Related("完整解读", page),
    )
    terms = tuple((each.word, each.meaning) for each in text.keywords)
    return Block("三十秒读懂", ways, text=thirty, terms=terms, place=Place.ABOVE)


def verdicts(contents: Collection[Content]) -> dict[int, list[Block]]:
    """读者评价: where a reader says whether a document answered the question; on a page of its own."""
    return {
        content.pk: [Block("这份文件回答了您的问题吗", (Related("去评价", _poll(content)),), place=Place.BELOW)]
        for content in contents
        if content.kind == ContentClass.DOCUMENT
    }


def _poll(content: Content) -> str:
    return reverse("interpretation:poll_document", args=[content.authority.code, lines.spelled(content.index_number)])


BLOCKS = (versions, related, verdicts)
