"""检查样例: a finding of the bureau about itself and a round of its county, which nobody elsewhere may see."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from gongkai.law.supervision.paging import ReadVerdict
from gongkai.law.supervision.patrols import WatchFacts
from gongkai.law.supervision.rectifications import Gravity
from gongkai.law.supervision.rounds import RoundKind
from gongkai.oversight.crawling import acts as crawling
from gongkai.oversight.crawling.models import Patrol, WatchedSite
from gongkai.oversight.supervision.findings import acts
from gongkai.oversight.supervision.findings.acts import Given
from gongkai.oversight.supervision.findings.models import Finding
from gongkai.oversight.supervision.rounds import acts as rounds
from gongkai.oversight.supervision.rounds import queries
from gongkai.oversight.supervision.rounds.acts import Seen
from gongkai.oversight.supervision.rounds.models import InspectionRound, RoundCheck
from gongkai.publication.disclosure.models import Content
from tests.cast import Cast


def furnish(people: Cast, day: date, secrets: Mapping[str, str]) -> None:
    """登记一项发现."""
    given = Given("other", Gravity.ORDINARY, "示例发现", secrets["description"], "一处", "一张截图")
    acts.find(people.bureau, people.bureau, given, on=day, today=day, by=people.wang)
    row = rounds.open_round(people.county, RoundKind.FULL, on=day, today=day, by=people.zhou)
    check = queries.checks(row)[0]
    fault = Seen(ReadVerdict.FAULT, secrets["description"], "dead")
    rounds.see(check, fault, on=day, today=day, by=people.zhou)
    facts = WatchFacts(secrets["description"][:60], "http://www.example.gov.cn/", 10, 500, 0)
    crawling.begin(crawling.watch(people.bureau, people.bureau, facts, on=day, by=people.wang), on=day, by=people.wang)


def samples(people: Cast) -> dict[str, object]:
    """What fills an argument of this name."""
    return {
        "supervision:finding": Finding.objects.of(people.bureau).get().pk,
        "supervision:name": "lift",
        "supervision:key": "D4.2",
        "round": InspectionRound.objects.of(people.county).get().pk,
        "check": RoundCheck.objects.of(people.county).filter(verdict="")[0].pk,
        "crawling:site": WatchedSite.objects.of(people.bureau).get().pk,
        "patrol": Patrol.objects.of(people.bureau).get().pk,
        "content": Content.objects.of(people.bureau).order_by("pk")[0].pk,
    }
