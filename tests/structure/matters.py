"""登记簿样例: a batch, a comparison, an objection of somebody whose name must not be read, and a draw, at the bureau of 王."""

from __future__ import annotations

from datetime import date, timedelta

from gongkai.law.registers.drawing import DrawPlan
from gongkai.law.registers.lists import Adjustment
from gongkai.law.registers.powers import POWER
from gongkai.law.registers.protests import ProtestGiven, ProtestWay
from gongkai.law.registers.trades import TENDER
from gongkai.publication.registers import acts as registers
from gongkai.publication.registers.chains import acts as chains
from gongkai.publication.registers.draws import acts as draws
from gongkai.publication.registers.lists import acts as lists
from gongkai.publication.registers.lists import comparing, reading
from gongkai.publication.registers.lists.reading import Proposed
from gongkai.publication.registers.models import AdjustmentBatch, ListComparison, Protest, RandomDraw, Record
from tests.cast import Cast
from tests.publication.registers.rows import row


def furnish(people: Cast, day: date, secrets: dict[str, str]) -> None:
    """布置: nothing of who objected and who inspects is for anybody else."""
    bureau, by = people.bureau, people.wang
    given = [Proposed("X-01", Adjustment.ADDED, "", {**row(POWER), "code": "X-01"})]
    lists.propose(bureau, POWER, given, "样政发〔2025〕1号", day, on=day, today=day, by=by)
    table = "事项编码,事项名称\nX-02,样例事项\n".encode()
    comparing.compare(bureau, POWER, "省事项库", reading.rows_of(table, POWER), data=table, on=day, today=day, by=by)
    tender = registers.enter(bureau, TENDER, row(TENDER), on=day, today=day, by=by)
    registers.publish(bureau, TENDER, [tender.pk], on=day, today=day, by=people.li)
    tender.refresh_from_db(from_queryset=Record.objects.everywhere())
    said = ProtestGiven(ProtestWay.WRITTEN, secrets["name"], secrets["phone"], secrets["description"])
    chains.receive(tender, said, on=day, today=day, by=by)
    plan = DrawPlan(
        "双随机1", "样例抽查", "示例县民政局", ("样本店",), (secrets["name"],), 1, 1, "排列五", day + timedelta(1)
    )
    draws.announce(bureau, plan, on=day, today=day, by=by)


def samples(people: Cast) -> dict[str, object]:
    """样例: what fills an argument of the room."""
    bureau = people.bureau
    return {
        "registers:batch": AdjustmentBatch.objects.of(bureau).get().dossier_id,
        "registers:kind": "power_item",
        "registers:column": "after",
        "registers:name": "tell_listed",
        "comparison": ListComparison.objects.of(bureau).get().pk,
        "record": Record.objects.of(bureau).get(kind=TENDER.key).pk,
        "protest": Protest.objects.of(bureau).get().pk,
        "draw": RandomDraw.objects.of(bureau).get().pk,
        "place": 0,
        "leaf": "shanties",
    }
