"""乡村大数据的补齐: as many villages, groups, certified villagers and notices as a report prints, streamed village by village.

The report prints totals: which village has how many is invented, and every person is. A village is one transaction: killed and
begun again it goes on with the next. Memory does not grow with the number of people.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction

from gongkai.casework.villages.boards import acts as boards
from gongkai.casework.villages.boards.acts import NoticeText
from gongkai.casework.villages.groups import acts as groups
from gongkai.casework.villages.groups.models import VillageGroup
from gongkai.casework.villages.villagers import acts as villagers
from gongkai.casework.villages.villagers.people import Person
from gongkai.casework.villages.whose import villages
from gongkai.demo.settling import SINCE
from gongkai.law.authorities import AuthorityKind
from gongkai.law.village_affairs import VillageAffair
from gongkai.law.visits import VisitUnit
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.journal import establishment
from gongkai.office.visits import acts as visits
from gongkai.office.visits.acts import Claim
from gongkai.office.visits.models import PastVisits

GROUP = "千群千村"
"""补齐所建的群: by its name a village that is done is known."""
Told = Callable[[int], None]


@dataclass(frozen=True)
class PastVillages:
    """年报所载: what a report prints of villages at the end of a year."""

    year: int
    townships: int
    villages: int
    villagers: int
    notices: int
    visitors: int

    def of(self, village: int) -> tuple[int, int]:
        """分到每村: villagers and notices of one village; together they are what is printed.

        Neighbours differ by what one gives the other, so that no two pages look alike.
        """
        people, notices = (_share(total, self.villages, village) for total in (self.villagers, self.notices))
        if village == self.villages - 1 and self.villages % 2:
            return people, notices
        given = min(village // 2 * 7 % 160, _share(self.villagers, self.villages, village | 1) // 2)
        return people + (given if village % 2 == 0 else -given), notices


def _share(total: int, parts: int, number: int) -> int:
    return total // parts + (number < total % parts)


PAST: Mapping[str, PastVillages] = {"wudu": PastVillages(2017, 40, 704, 151_104, 2_039, 741_989)}
"""年报所载: by place (陇南市武都区2017年年报：乡村大数据)."""


def bring(government: Authority, past: PastVillages, today: date, told: Told = lambda _: None) -> int:
    """补齐: whatever is missing of what was printed; how many villages there are. Begun again it goes on."""
    engineer, security = (
        Official.objects.get(username=f"{government.code}-{each}") for each in ("engineer", "security")
    )
    _claim(government, past, today)
    for number, (village, clerk) in enumerate(_villages(government, past, engineer, security)):
        _fill(village, clerk, past, number, today)
        told(number + 1)
    return villages(government, today).count()


def _claim(government: Authority, past: PastVillages, today: date) -> None:
    label = "乡村大数据访客"
    if PastVisits.objects.of(government).filter(label=label, voided_on=None).exists():
        return
    until = date(past.year, 12, 31)
    claim = Claim(label, past.visitors, VisitUnit.VISITS, until, f"{past.year}年政府信息公开工作年度报告")
    visits.enter_past(government, claim, on=today, by=None)


def _villages(
    government: Authority, past: PastVillages, engineer: Official, security: Official
) -> Iterator[tuple[Authority, Official]]:
    """The townships and their villages in turn, made where they are missing, each with its clerk."""
    towns = [_town(government, number, engineer) for number in range(past.townships)]
    clerks = [_clerk(government, town, number, engineer) for number, town in enumerate(towns)]
    for number in range(past.villages):
        town, clerk = towns[number % past.townships], clerks[number % past.townships]
        yield _village(government, town, number, engineer, security, clerk), clerk


def _town(government: Authority, number: int, by: Official) -> Authority:
    code, name = f"{government.code}-zhen-{number + 1:02d}", f"示例第{number + 1}乡镇人民政府"
    found = Authority.objects.filter(code=code).first()
    return found or establishment.create_authority(
        code, name, AuthorityKind.TOWNSHIP, on=SINCE, by=by, parent=government, basis="示例"
    )


def _clerk(government: Authority, town: Authority, number: int, by: Official) -> Official:
    """One invented clerk looks after the villages of a township; nobody knows the password."""
    username = f"{government.code}-cun-{number + 1:02d}"
    found = Official.objects.filter(username=username).first()
    password = f"Demo-{secrets.token_urlsafe(18)}"
    return found or establishment.enrol(
        username, f"村信息员{number + 1:02d}", at=town, password=password, on=SINCE, by=by
    )


@transaction.atomic
def _village(
    government: Authority, town: Authority, number: int, by: Official, security: Official, clerk: Official
) -> Authority:
    code, short = f"{government.code}-cun-{number + 1:03d}", f"示例{number + 1:03d}村"
    if found := Authority.objects.filter(code=code).select_related("profile", "parent").first():
        return found
    made = establishment.create_authority(
        code,
        f"{short}村民委员会",
        AuthorityKind.VILLAGE,
        on=SINCE,
        by=by,
        parent=town,
        short_name=short,
        basis="示例",
    )
    establishment.post(clerk, made, "township_clerk", on=SINCE, by=security)
    return made


@transaction.atomic
def _fill(village: Authority, clerk: Official, past: PastVillages, number: int, today: date) -> None:
    if VillageGroup.objects.of(village).filter(name=GROUP).exists():
        return
    people, notices = past.of(number)
    began = date(past.year, 3, 1)
    groups.open_group(village, GROUP, "村务在群里公开，村民在群里说话", on=began, by=clerk)
    register = (_person(village, each) for each in range(people))
    enrolled = ((person, began + timedelta(days=each % 240)) for each, person in enumerate(register))
    villagers.bring_in(village, enrolled, by=clerk, once=GROUP, today=today)
    for each in range(notices):
        on = date(past.year, 4 + each * 3, 10)
        given = NoticeText(
            (VillageAffair.MONEY, VillageAffair.AID, VillageAffair.DECISIONS)[each % 3],
            f"{past.year}年第{each + 1}期村务公开",
            "示例内容：收支、补贴和会议决定事项，详见村务公开簿。",
            on,
            on + timedelta(days=14),
        )
        boards.post_notice(village, given, on=on, today=today, by=clerk)


def _person(village: Authority, number: int) -> Person:
    name = f"村民{number + 1:03d}"
    return Person(name, f"0900{village.pk:06d}{number:04d}", f"{name}，{number % 5 + 1}组")
