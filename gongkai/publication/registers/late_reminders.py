"""缺环提醒: stages of a matter that have not come and periods nobody made public, told to who owes them, then to the office.

One notice a day for each person, with all that concerns them: on the day something became late, and again each week while
anything is. Titles stand in the notice at the desk; the e-mail tells kinds, numbers and days.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings

from gongkai.law.grammar.flow import Role
from gongkai.law.registers.overdue import AGAIN, TO_OFFICE, is_told, newly
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.authorities.queries import calendar_of, holders
from gongkai.office.notices.acts import notify, write_email
from gongkai.office.notices.models import Message
from gongkai.publication.registers import queries
from gongkai.publication.registers.chains import queries as chains
from gongkai.publication.registers.models import Keeping, Record
from gongkai.publication.registers.reminders import told_to
from gongkai.publication.registers.series import queries as series

MOST = 100
"""逐项写明的最多条数: of more, the number is told."""


@dataclass(frozen=True, slots=True)
class Late:
    """逾期的一项: what it is called as a sort, its own title, since when it is late, and which keeping answers for it."""

    what: str
    title: str
    due: date
    keeping: Keeping | None


def late(authority: Authority, on: date) -> list[Late]:
    """逾期的缺环和各期: those due first come first."""
    yesterday = on - timedelta(days=1)
    kept = {row.kind: row for row in queries.keepings(authority).select_related("owner")}
    found = [
        Late(f"缺{each.gap.label}", each.title, each.gap.due, kept.get(each.gap.kind))
        for each in chains.gaps(authority, yesterday)
    ]
    for period in series.owed(authority, yesterday, on):
        label = period.keeping.declared.label
        found.append(Late(f"未公开{label}", period.expected.key, period.expected.due, period.keeping))
    return sorted(found, key=lambda each: (each.due, each.what, each.title))


def remind(on: date) -> int:
    """缺环提醒: of every authority that keeps registers; how many notices are new. Run again, it writes none."""
    keep = Keeping.objects.everywhere().filter(until=None).order_by().values("authority")
    chained = Record.objects.everywhere().exclude(joined="").order_by().values("authority")
    rows = Authority.objects.filter(dissolved_on=None)
    return sum(_remind(each, on) for each in (rows.filter(pk__in=keep) | rows.filter(pk__in=chained)).distinct())


def _remind(authority: Authority, on: date) -> int:
    found, calendar = late(authority, on), calendar_of(authority)
    if not found:
        return 0
    days = settings.REGISTER_LATE_DAYS or TO_OFFICE.length
    told: dict[Official, list[Late]] = defaultdict(list)
    fresh: set[Official] = set()
    office = office_over(authority, on)
    for each in found:
        for official in told_to(authority, each.keeping, on) if is_told(each.due, on, calendar, 0) else ():
            told[official].append(each)
            fresh |= {official} if newly(each.due, on, calendar, 0) else set()
        for official in office if is_told(each.due, on, calendar, days) else ():
            told[official].append(each)
            fresh |= {official} if newly(each.due, on, calendar, days) else set()
    return sum(_tell(authority, person, items, on, person in fresh) for person, items in told.items())


def office_over(authority: Authority, on: date) -> list[Official]:
    """公开机构: who inspects at the authority itself, else at the nearest above that has somebody."""
    at: Authority | None = authority
    while at is not None:
        if found := [each for each in holders(at, Role.INSPECTOR, on) if each.is_active]:
            return found
        at = at.parent
    return []


def _tell(authority: Authority, official: Official, items: Sequence[Late], on: date, fresh: bool) -> bool:
    keys = [f"register gaps {on - timedelta(days=back)} {official.pk}" for back in range(AGAIN)]
    if not fresh and Message.objects.of(authority).filter(key__in=keys).exists():
        return False
    items = list(dict.fromkeys(items))
    counted = Counter(each.what for each in items)
    subject = "逾期：" + "，".join(f"{what}{many}件" for what, many in counted.most_common(4))
    subject = f"{subject}等{len(items)}件" if len(counted) > 4 else subject
    new = notify(authority, keys[0], official, subject=subject, body="\n".join(_lines(items)))
    if new and official.morning_mail and official.email:
        body = "\n".join(f"{what}：{many}件" for what, many in counted.most_common())
        subject = f"{authority.short_name}：{subject}"
        write_email(authority, f"{keys[0]} mail", to=official.email, subject=subject, body=body)
    return new


def _lines(items: Sequence[Late]) -> Iterator[str]:
    for each in items[:MOST]:
        yield f"{each.what}：{each.title}，应于{each.due}前"
    if len(items) > MOST:
        yield f"另有{len(items) - MOST}件，见“公告链”和“定期公开”"
