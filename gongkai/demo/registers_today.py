"""今日登记簿: the registers of an authority in the middle of its year: what waits, is on display, is missing, has ended.

Everything happened so many days before today and is invented: decisions, projects with and without their awards, notices of aid,
series with their newest figures, people on a list and off it again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from gongkai.demo.lively import Days
from gongkai.demo.people import identity_number
from gongkai.demo.registered.writing import one
from gongkai.law.disclosure import Withdrawal
from gongkai.law.grammar.kinds import Kind
from gongkai.law.registers.decisions import CREDIT_LIST, PENALTY, PERMIT
from gongkai.law.registers.livelihood import POVERTY_NOTICE, POVERTY_RESULT, RELIEF_PAYMENT
from gongkai.law.registers.powers import POWER
from gongkai.law.registers.trades import (
    AWARD,
    AWARD_LETTER,
    BID_OPENING,
    CORRECTION,
    DEPOSIT_REFUND,
    EXPERT_DRAW,
    PERFORMANCE,
    PURCHASE,
    TENDER,
)
from gongkai.law.registers.watching import ECONOMY, FIRM_AFTER, FIRM_BEFORE, PRICES, WATER
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.authorities.queries import calendar_of
from gongkai.publication.registers import acts, queries
from gongkai.publication.registers.models import Record

KEPT = (
    *(CREDIT_LIST, POVERTY_NOTICE, POVERTY_RESULT, RELIEF_PAYMENT, AWARD, CORRECTION, PERFORMANCE, TENDER),
    *(EXPERT_DRAW, BID_OPENING, AWARD_LETTER, DEPOSIT_REFUND),
    *(ECONOMY, FIRM_AFTER, FIRM_BEFORE, PRICES, WATER),
)
"""今年启用的: those of 2019 are kept already."""
_MONTHS = 8


@dataclass(frozen=True)
class Desk:
    """登记台: whose registers, its days, and who enters and lets out."""

    authority: Authority
    days: Days
    today: date
    by: Official

    def enter(self, kind: Kind, ago: int, serial: int, /, **fixed: str) -> Record:
        """登记: so many working days ago; it waits."""
        on = self.days.ago(ago)
        return acts.enter(
            self.authority, kind, self.row(kind, on, serial, **fixed), on=on, today=self.today, by=self.by
        )

    def publish(self, ago: int, *records: Record) -> None:
        """公开."""
        keys = [record.pk for record in records]
        kind = records[0].declared
        acts.publish(self.authority, kind, keys, on=self.days.ago(ago), today=self.today, by=self.by)
        for record in records:
            record.refresh_from_db()

    def bring(self, kind: Kind, on: date, *rows: dict[str, str]) -> None:
        """成批登记并公开."""
        judged = [acts.understood(kind, row, on) for row in rows]
        acts.enter_many(self.authority, kind, judged, on=on, by=self.by, published=True)

    def row(self, kind: Kind, on: date, serial: int, /, **fixed: str) -> dict[str, str]:
        """一行."""
        return one(kind, f"临{self.today.year}", on, serial, self.authority.short_name, **fixed)


def enter(authority: Authority, today: date, told: Callable[[str], None]) -> None:
    """登记: each step once."""
    by = Official.objects.get(username=f"{authority.code}-office")
    desk = Desk(authority, Days(calendar_of(authority), today), today, by)
    for kind in KEPT:
        if queries.keeping(authority, kind) is None:
            acts.keep(authority, kind, f"{authority.short_name}政务公开办公室", on=date(today.year - 2, 1, 2), by=by)
    for step in STEPS:
        step(desk)
        told(f"{authority.short_name}登记簿")


def _decisions(desk: Desk) -> None:
    """许可和处罚: out in time, out late, corrected, withdrawn; four wait, one of them with a number that must not go out."""
    timely, late, wrong = (desk.enter(PERMIT, ago, n) for n, ago in enumerate((20, 19, 18)))
    desk.publish(16, timely, wrong)
    desk.publish(4, late)
    changed = desk.row(PERMIT, desk.days.ago(20), 0, content="准予企业投资项目，建设地点限示例镇。（示例）")
    acts.correct(
        timely, changed, "许可内容漏写建设地点", on=desk.days.ago(8), today=desk.today, by=desk.by, seen=timely.edition
    )
    why = "许可决定已依法撤销（示例）"
    acts.withdraw(wrong, Withdrawal.WRONG, why, on=desk.days.ago(6), today=desk.today, by=desk.by, seen=wrong.edition)
    for n, ago in enumerate((12, 6, 1), start=3):
        desk.enter(PERMIT, ago, n)
    desk.enter(PERMIT, 2, 7, content=f"准予代理记账，负责人身份证号{identity_number(7)}。（示例）")
    desk.publish(9, *(desk.enter(PENALTY, 12, n) for n in range(3)))
    desk.enter(PENALTY, 3, 3)


def _projects(desk: Desk) -> None:
    """交易: one project to its end, one without an award for too long, one that is still open, one that waits for its end."""
    told = {
        0: (
            *((TENDER, 120), (CORRECTION, 112), (EXPERT_DRAW, 92), (BID_OPENING, 90)),
            *((AWARD, 85), (AWARD_LETTER, 76), (DEPOSIT_REFUND, 68), (PERFORMANCE, 20)),
        ),
        1: ((TENDER, 100),),
        2: ((TENDER, 10),),
        3: ((TENDER, 70), (AWARD, 30)),
    }
    for serial, stages in told.items():
        for kind, ago in stages:
            desk.publish(ago - 1, desk.enter(kind, ago, serial))
    for n, ago in enumerate((40, 25, 6)):
        desk.publish(ago - (1 if n else 5), desk.enter(PURCHASE, ago, n))


def _aid(desk: Desk) -> None:
    """帮扶: a notice and its announcement, one that was never announced, one on display; payments on display and past it."""
    for serial, days in enumerate((400, 480, 3)):
        on = desk.today - timedelta(days=days)
        desk.bring(POVERTY_NOTICE, on, desk.row(POVERTY_NOTICE, on, serial, level="村"))
    on = desk.today - timedelta(days=60)
    desk.bring(POVERTY_RESULT, on, desk.row(POVERTY_RESULT, on, 0, level="村"))
    for firm, days in ((0, 150), (1, 110)):
        on = desk.today - timedelta(days=days)
        name, after = f"奖补资金企业名单公示（示例{firm + 1}）", on + timedelta(days=30)
        desk.bring(FIRM_BEFORE, on, desk.row(FIRM_BEFORE, on, firm, name=name, matter="奖补资金分配"))
        if firm == 0:
            row = desk.row(
                FIRM_AFTER, after, firm, name=name.replace("公示", "公告"), answers=name, matter="奖补资金分配"
            )
            desk.bring(FIRM_AFTER, after, row)
    for days, some in ((40, range(3)), (4, range(3, 8))):
        on = desk.today - timedelta(days=days)
        desk.bring(RELIEF_PAYMENT, on, *(desk.row(RELIEF_PAYMENT, on, n) for n in some))
    acts.end(desk.authority, on=desk.today)


def _series(desk: Desk) -> None:
    """序列: water by the month, prices by the week, three indicators of the economy; the newest of the water are missing."""
    for back in range(_MONTHS, 0, -1):
        first = _month(desk.today, back)
        on = min(_month(desk.today, back - 1) + timedelta(days=11), desk.today)
        desk.bring(ECONOMY, on, *_economy(desk, first, back))
        if back > 4:
            rows = (
                desk.row(WATER, first, n, name=f"示例水源地{n + 1}", period=f"{first:%Y-%m}", oxygen=f"{7 + n}.{back}")
                for n in range(2)
            )
            desk.bring(WATER, on, *rows)
    for back in (3, 2, 1):
        first = _month(desk.today, back)
        rows = (row for week in range(4) for row in _prices(desk, first + timedelta(days=7 * week), 4 * back - week))
        desk.bring(PRICES, first + timedelta(days=25), *rows)


def _month(today: date, back: int) -> date:
    """The first day of the month so many months ago."""
    months = today.year * 12 + today.month - 1 - back
    return date(months // 12, months % 12 + 1, 1)


def _economy(desk: Desk, month: date, back: int) -> Iterator[dict[str, str]]:
    for n, (name, value, per) in enumerate(
        (("社会消费品零售总额", 9200, "万元"), ("规模以上工业增加值", 5400, "万元"), ("居民消费价格指数", 101, "%"))
    ):
        grown = value + (_MONTHS - back) * value // 90 - back * n
        yield desk.row(
            ECONOMY,
            month,
            n,
            name=name,
            value=str(grown),
            per=per,
            growth=f"{3 + (back * 7 + n) % 5}.{back}",
            period=f"{month:%Y-%m}",
        )


def _prices(desk: Desk, on: date, ago: int) -> Iterator[dict[str, str]]:
    goods = (("面粉", "2.10", "元/500克"), ("鸡蛋", "4.60", "元/500克"), ("牛肉", "38.00", "元/500克"))
    for n, (name, price, per) in enumerate(goods):
        now = f"{Decimal(price) * (100 + (ago * 5 + n) % 7) / 100:.2f}"
        yield desk.row(PRICES, on, n, name=name, price=now, per=per, market="示例农贸市场")


def _lists(desk: Desk) -> None:
    """清单和名单: an item added this year and one taken off; one name on the list, one repaired and off it again."""
    added, ended = (desk.enter(POWER, 45, n, power_kind="行政许可") for n in range(2))
    desk.publish(44, added, ended)
    why = "取消：法律法规修改，经县政府常务会议审议（示例）"
    acts.leave(ended, why, on=desk.days.ago(5), today=desk.today, by=desk.by, seen=ended.edition)
    told = {
        "list_name": "拖欠农民工工资失信联合惩戒对象名单",
        "reason": "拖欠工资，拒不改正。（示例）",
        "basis": "示例法规",
    }
    firms = ("示例劳务有限公司", "样本建筑有限公司", "试样装饰有限公司")
    on_it, repaired, off = (desk.enter(CREDIT_LIST, 90 - n, n, party=firm, **told) for n, firm in enumerate(firms))
    desk.publish(86, on_it, repaired, off)
    for record, ago, leaves in ((repaired, 12, False), (off, 10, True)):
        on = desk.days.ago(ago)
        n = firms.index(record.title)
        changed = desk.row(CREDIT_LIST, desk.days.ago(90 - n), n, party=record.title, repaired_on=f"{on}", **told)
        acts.correct(
            record,
            changed | ({"left_on": f"{on}"} if leaves else {}),
            "信用修复（示例）",
            on=on,
            today=desk.today,
            by=desk.by,
            seen=record.edition,
        )


STEPS = (_decisions, _projects, _aid, _series, _lists)
"""各步."""
