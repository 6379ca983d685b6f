"""相关解读、相关文件: what a policy, an interpretation or whatever belongs to one shows beside itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

from gongkai.law.disclosure import ContentClass
from gongkai.publication.disclosure.blocks import Block, Related
from gongkai.publication.disclosure.models import Content
from gongkai.publication.interpretation import lines
from gongkai.publication.interpretation.lines import Tie


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


BLOCKS = (related,)
