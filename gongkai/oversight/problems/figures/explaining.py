"""解读回应的取数: what is explained, how, by whom, and what is asked all the same."""

from __future__ import annotations

from collections.abc import Mapping

from gongkai.law.interpretation import FIRST
from gongkai.law.interpretation_figures import coverage, output
from gongkai.law.problems import average, share
from gongkai.law.response_figures import EventTally, event_tally
from gongkai.office.authorities.models import OwnedQuerySet
from gongkai.oversight.problems.asking import Asked, Counted, Figure, page
from gongkai.publication.documents import queries as documents
from gongkai.publication.interpretation import queries as interpretation
from gongkai.publication.interpretation.models import Interpretation
from gongkai.publication.response.events import queries as events
from gongkai.publication.response.figures import queries as responses


def explained(asked: Asked) -> Counted:
    """已解读的: of what went out in the year and owes an interpretation."""
    owed = interpretation.duties(documents.documents(asked.authority), asked.on, asked.year)
    told = coverage(interpretation.duty_facts(owed))
    return Counted(share(told.met, told.due), page("interpretation:duties"))


def forms(asked: Asked) -> Counted:
    """形式数: of each interpretation of the year, on average."""
    told = interpretation.told(_of_year(asked))
    return Counted(average(sum(len(each.forms) for each in told), len(told)), _figures(asked))


def own(asked: Asked) -> Counted:
    """本地的: of the interpretations of the year."""
    told = output([each.fact() for each in interpretation.told(_of_year(asked))])
    return Counted(share(told.own, told.all), _figures(asked))


def heads(asked: Asked) -> Counted:
    """解读过的负责人: of the authority and of those beneath it."""
    silent = len(interpretation.heads_without(asked.authority, asked.on, asked.year))
    rows = Interpretation.objects.under(asked.authority).filter(role__in=[role.value for role in FIRST])
    spoken = set(interpretation.of_year(rows, asked.year).values_list("authority", flat=True))
    return Counted(share(len(spoken), len(spoken) + silent), _figures(asked))


def unexplained(asked: Asked) -> Counted | None:
    """没有解读的政策: of all that are public."""
    if not asked.only_now:
        return None
    bare = interpretation.policies(asked.authority, unexplained=True).count()
    return Counted(share(bare, interpretation.policies(asked.authority).count()), page("interpretation:policies"))


def asked_again(asked: Asked) -> Counted:
    """又被问起的: of the events that were answered."""
    told = _events(asked)
    return Counted(share(told.asked_again, told.answered), page("response:figures", query=f"year={asked.year}"))


def within_five_hours(asked: Asked) -> Counted:
    """五小时内的: of the grave events whose term had come."""
    told = _events(asked)
    return Counted(share(told.within_five, told.grave_due), page("response:figures", query=f"year={asked.year}"))


def _of_year(asked: Asked) -> OwnedQuerySet[Interpretation]:
    rows = interpretation.of_year(Interpretation.objects.of(asked.authority), asked.year)
    return rows.filter(content__published_on__lte=asked.on)


def _figures(asked: Asked) -> str:
    return page("interpretation:figures", query=f"year={asked.year}")


def _events(asked: Asked) -> EventTally:
    rows = responses.of_period(events.registered(asked.authority, beneath=False), asked.period)
    return event_tally(fact for _, fact in responses.with_facts(rows, asked.moment))


FIGURES: Mapping[str, Figure] = {
    "P24": explained,
    "P25": forms,
    "P26": own,
    "P27": heads,
    "P28": unexplained,
    "P29": asked_again,
    "P30": within_five_hours,
}
