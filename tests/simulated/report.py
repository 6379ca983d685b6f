"""结果表: recall of each kind, false findings, warnings; and, by name, everything that was missed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta

from tests.simulated.truths import Planted, Truth
from tests.simulated.year import BEGINS, Outcome


def countable(outcome: Outcome, kind: Planted) -> list[Truth]:
    """可计的真相: those whose last day to be found lies within the year, or that were found before."""
    last = BEGINS + timedelta(days=outcome.days - 1)
    lived = (truth for truth in outcome.truths.all if truth.kind is kind)
    # What was mended before the night of its last day had a shorter life than the inspection has time.
    return [
        truth
        for truth in lived
        if truth.found_on or (truth.by <= last and (truth.mended_on is None or truth.mended_on > truth.by))
    ]


def missed(outcome: Outcome) -> list[Truth]:
    """漏掉的: not found by their last day."""
    return [
        truth
        for kind in Planted
        for truth in countable(outcome, kind)
        if truth.found_on is None or truth.found_on > truth.by
    ]


def false_share(outcome: Outcome) -> float:
    """误报率."""
    return len(outcome.false) / outcome.findings if outcome.findings else 0.0


def lines(outcome: Outcome) -> Iterator[str]:
    """报告各行."""
    yield f"{outcome.units}个单位，{outcome.days}天，种子{outcome.seed}"
    yield f"公开中的内容{outcome.contents}条，来信{outcome.letters}件"
    yield ""
    yield "种类        植入   按期发现   发现率   整改后当晚销号"
    late = Counter(truth.kind for truth in missed(outcome))
    for kind in Planted:
        truths = countable(outcome, kind)
        found = len(truths) - late[kind]
        mended = [truth for truth in truths if truth.found_on and truth.mended_on and truth.found_on < truth.mended_on]
        cleared = sum(truth.cleared_on == truth.mended_on for truth in mended)
        rate = f"{found / len(truths):7.1%}" if truths else "     —"
        yield f"{kind.value:　<6}{len(truths):6}{found:10} {rate}{cleared:9}/{len(mended)}"
    yield ""
    yield f"检查发现{outcome.findings}件，误报{len(outcome.false)}件（{false_share(outcome):.2%}）"
    yield f"假报整改被退回{outcome.returned}次，逾期升级{outcome.escalated}次"
    warned = [each for each in outcome.crossings if each.warned_on]
    yield f"触及红线{len(outcome.crossings)}次，事前提醒{len(warned)}次"
    yield "用时（秒）：" + "，".join(f"{what}{seconds:.0f}" for what, seconds in outcome.seconds.items())
    for truth in missed(outcome):
        when = f"{truth.found_on:%m-%d}才发现" if truth.found_on else "没有发现"
        due = f"{truth.since:%m-%d}起，应于{truth.by:%m-%d}前"
        yield f"  漏 {truth.kind.value} {truth.unit} {truth.thing} {due}：{when} {truth.how}"
    for false in outcome.false[:40]:
        yield f"  误 {false.day:%m-%d} {false.unit} {false.kind} {false.thing} {false.title}"
    for each in outcome.crossings:
        if not each.warned_on:
            why = "，前一晚还不临近：最新的内容撤回了" if each.jumped else ""
            yield f"  未提醒 {each.unit} {each.line} {each.on:%m-%d}{why}"
