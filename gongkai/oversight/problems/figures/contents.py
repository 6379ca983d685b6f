"""公开内容的取数: where it stands, when it came, what it is worth, what comes after it."""

from __future__ import annotations

from collections.abc import Mapping

from gongkai.law.disclosure import ReleaseChannel
from gongkai.law.expansions import Decision
from gongkai.law.problems import number, share
from gongkai.law.slots import punctuality
from gongkai.law.supervision.vetoes import SiteMeasure, measure_columns
from gongkai.oversight.problems.asking import Asked, Counted, Figure, page
from gongkai.oversight.supervision.dials.measuring import columns_seen
from gongkai.publication.catalogue import lists
from gongkai.publication.catalogue.models import Expansion, Placement
from gongkai.publication.catalogue.slots import queries as slots
from gongkai.publication.disclosure import queries as disclosure
from gongkai.publication.disclosure import statistics
from gongkai.publication.disclosure.models import Content
from gongkai.publication.interpretation import queries as interpretation
from gongkai.publication.interpretation.models import Interpretation
from gongkai.publication.registers.chains import queries as chains


def misplaced(asked: Asked) -> Counted:
    """放错栏目的: moved because somebody agreed that they stood wrongly, of all that went out."""
    moved = Placement.objects.of(asked.authority).filter(decision=Decision.ACCEPTED, **asked.within("decided_on"))
    out = Content.objects.of(asked.authority).filter(**asked.within("published_on"))
    return Counted(share(moved.count(), out.count()), page("catalogue:placements"))


def on_time(asked: Asked) -> Counted:
    """按时率: of the slots that had fallen due."""
    due = slots.on_day(slots.due_in(asked.authority, asked.first, asked.on), asked.on)
    told = punctuality(each.state for each in due)
    return Counted(share(told.on_time, told.judged), page("catalogue:slot_statistics"))


def blank(asked: Asked) -> Counted:
    """空白栏目: as the red lines count them."""
    found = measure_columns(columns_seen(asked.authority, asked.on).values(), asked.on)
    return Counted(number(found[SiteMeasure.BLANK]), page("supervision:dials"))


def padded(asked: Asked) -> Counted:
    """充数的: news and reprints, of all that went out in the year."""
    told = lists.section_shares(asked.authority, asked.year)
    measured = share(sum(each.idle for each in told), sum(each.total for each in told))
    return Counted(measured, page("catalogue:shares", query=f"year={asked.year}"))


def performed(asked: Asked) -> Counted:
    """公开了履约的: of the matters awarded in the year."""
    told = chains.trade_rates(asked.authority, asked.year).performed
    return Counted(share(told.part, told.whole), page("registers:matters"))


def widened(asked: Asked) -> Counted:
    """新增的条目: proposals from evidence that were taken up in the year."""
    rows = Expansion.objects.of(asked.authority).filter(decision=Decision.ACCEPTED, **asked.within("decided_on"))
    return Counted(number(rows.count()), page("catalogue:expansions"))


def understood(asked: Asked) -> Counted:
    """看懂的: an answer in part counts half."""
    rows = interpretation.of_year(Interpretation.objects.of(asked.authority), asked.year)
    polls = interpretation.polls(list(rows.values_list("pk", flat=True))).values()
    yes = sum(2 * poll.yes + poll.partly for poll in polls)
    measured = share(yes, 2 * sum(poll.all for poll in polls))
    return Counted(measured, page("interpretation:figures", query=f"year={asked.year}"))


def without_announcement(asked: Asked) -> Counted | None:
    """逾期没有后告的: stages that should have come."""
    if not asked.only_now:
        return None
    late = sum(gap.late(asked.on) for gap in chains.gaps(asked.authority, asked.on))
    return Counted(number(late), page("registers:matters"))


def miscounted(asked: Asked) -> Counted:
    """与总数不符的: groups of the year's figures that do not come to the number of contents."""
    told = statistics.told(statistics.Scope(asked.authority), asked.year)
    partitions = (told.classes, told.sections, told.sources)
    wrong = sum(sum(figure.number for figure in group) != told.total for group in partitions)
    wrong += sum(figure.number > told.total for figure in told.channels) + (told.overlap < 0)
    return Counted(number(wrong), page("disclosure:figures", query=f"year={asked.year}"))


def unexplained_other(asked: Asked) -> Counted:
    """没有写明载体的: of the releases by other ways."""
    rows = disclosure.counted(statistics.Scope(asked.authority).releases, asked.year)
    rows = rows.filter(channel=ReleaseChannel.OTHER, released_on__lte=asked.on)
    measured = share(rows.filter(carrier="").count(), rows.count())
    return Counted(measured, page("disclosure:figures", query=f"year={asked.year}"))


FIGURES: Mapping[str, Figure] = {
    "P14": misplaced,
    "P15": on_time,
    "P16": blank,
    "P17": padded,
    "P18": performed,
    "P19": widened,
    "P20": understood,
    "P21": without_announcement,
    "P22": miscounted,
    "P23": unexplained_other,
}
