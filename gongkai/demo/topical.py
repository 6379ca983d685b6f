"""专题样例: one topic open with what stands in two columns, and one archived."""

from __future__ import annotations

from datetime import date

from gongkai.demo.settling import Settled
from gongkai.law.disclosure import ContentClass
from gongkai.law.specials import Block, BlockKind
from gongkai.office.authorities.models import Authority, Official
from gongkai.publication.catalogue.models import Column
from gongkai.publication.disclosure import queries as disclosure
from gongkai.publication.specials import acts
from gongkai.publication.specials.acts import SpecialPlan
from gongkai.publication.specials.models import SpecialColumn

CHOSEN = 3


def enter(settled: Settled, today: date) -> None:
    """专题样例: of one place."""
    government = settled.bodies[""]
    clerk = next(each.official for each in settled.accounts if each.person.office == "disclosure_office")
    plan = SpecialPlan(
        "优化营商环境", "企业和群众关心的政策、清单和办理结果归在一页（示例）。", "政务公开办", clerk, 90
    )
    _open(government, "yshj", plan, today, clerk)
    gone = SpecialPlan("政务公开专题（上一年度）", "上一年度政务公开重点工作（示例）。", "政务公开办", clerk)
    row = _open(government, "zwgk", gone, today, clerk)
    acts.close(row, "上一年度的工作已经结束（示例）。", on=today, by=clerk)


def _open(government: Authority, slug: str, plan: SpecialPlan, today: date, clerk: Official) -> SpecialColumn:
    row = acts.prepare(government, slug, plan, on=today, by=clerk)
    columns = Column.objects.of(government).filter(closed_on=None, contents__isnull=False).distinct().order_by("pk")[:2]
    layout = [
        Block(BlockKind.INTRODUCTION, "导语"),
        Block(BlockKind.SELECTED, "专题内容"),
        Block(BlockKind.CLASSES, "公告公示", (ContentClass.NOTICE.value,)),
        Block(BlockKind.INTERPRETATIONS, "政策解读"),
        Block(BlockKind.CONSULTATIONS, "正在征求意见"),
        Block(BlockKind.LINKS, "参与", (f"互动交流 /{government.code}/hd/",)),
    ]
    if keys := tuple(str(each.pk) for each in columns):
        layout.insert(2, Block(BlockKind.COLUMNS, "栏目最新", keys))
    acts.arrange(row, layout, on=today, by=clerk, seen=row.edition)
    if chosen := list(disclosure.public_contents(government, today)[:CHOSEN]):
        acts.show(row, chosen, on=today, by=clerk)
    acts.open_special(row, on=today, by=clerk)
    return row
