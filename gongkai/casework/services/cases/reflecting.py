"""办件映照: the rows beside the file, written from the standing wherever the file is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gongkai.casework.services.cases.models import CaseMatter, CaseRun, ServiceCase
from gongkai.law.case_clock import card_key
from gongkai.law.case_kinds import CardColour
from gongkai.law.cases import Standing
from gongkai.law.grammar.calendar import Calendar
from gongkai.office.authorities.models import Authority, Official


def reflect(case: ServiceCase, standing: Standing, calendar: Calendar) -> None:
    """映照: the case, its matters and its clocks."""
    follow(case, standing)
    case.save()
    units = _units(standing)
    _write_matters(case, standing, units)
    _write_runs(case, standing, calendar, units)


def follow(case: ServiceCase, standing: Standing) -> None:
    """随卷: what lists and figures search of a case, as its file has it now; not saved."""
    case.channel, case.party = standing.channel.value, standing.party.value
    case.package, case.general = standing.package, standing.general
    case.ready, case.visits = standing.ready, standing.visits
    case.stars = standing.stars.value if standing.stars else ""
    case.rated_on = standing.rated_on
    case.finding = standing.finding.value if standing.finding else ""
    case.received_on = standing.received_on
    case.term_on, case.timeliness = case.dossier.term_on, case.dossier.timeliness
    case.shut, case.outcome = case.dossier.closed_on is not None, case.dossier.outcome
    if standing.commissioner and (case.commissioner is None or case.commissioner.username != standing.commissioner):
        case.commissioner = Official.objects.filter(username=standing.commissioner).first()


def _units(standing: Standing) -> dict[str, Authority]:
    return {unit.code: unit for unit in Authority.objects.filter(code__in={part.unit for part in standing.parts})}


def _write_matters(case: ServiceCase, standing: Standing, units: dict[str, Authority]) -> None:
    for told in matters(case, standing, units):
        CaseMatter.objects.of(case.authority).update_or_create(
            authority=case.authority, case=case, item=told.pop("item"), defaults=told
        )


def matters(case: ServiceCase, standing: Standing, units: dict[str, Authority]) -> Iterator[dict[str, object]]:
    """分办事项的行: as the standing has them."""
    for part in standing.parts:
        yield {
            "item": part.item,
            "name": part.name,
            "version": part.version,
            "unit": units.get(part.unit),
            "state": part.state.value,
            "result": part.result.value if part.result else "",
        }


def _write_runs(case: ServiceCase, standing: Standing, calendar: Calendar, units: dict[str, Authority]) -> None:
    rows = CaseRun.objects.of(case.authority)
    for place, told in enumerate(runs(standing, calendar, units)):
        rows.update_or_create(authority=case.authority, case=case, place=place, defaults=told)


def runs(standing: Standing, calendar: Calendar, units: dict[str, Authority]) -> Iterable[dict[str, object]]:
    """计时段的行: with the days on which cards fall, whenever somebody looks."""
    homes = {part.item: units.get(part.unit) for part in standing.parts}
    for place, run in enumerate(standing.runs):
        last = run.last_day(calendar)
        keys = {colour: card_key(place, colour) for colour in CardColour}
        ruled = {colour: standing.verdict(key) for colour, key in keys.items()}
        yield {
            "place": place,
            "stage": run.stage.value,
            "part": run.part,
            "unit": homes.get(run.part),
            "days": run.days,
            "began_on": run.began_on,
            "last_on": last.on if last else None,
            "yellow_on": standing.card_rule.yellow_on(run, calendar),
            "ended_on": run.ended_on,
            **{f"{colour.value}_explained": key in standing.explained for colour, key in keys.items()},
            **{f"{colour.value}_verdict": said.value if said else "" for colour, said in ruled.items()},
        }
