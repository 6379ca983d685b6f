"""备岗演练办理: asked once a quarter, done by the deputy, judged by another; a release that is named must be there."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from gongkai.law.grammar.flow import JSON, Step, Unlawful, not_in_the_future
from gongkai.law.people.drills import DRILLED, KIND, DrillAct, DrillStanding, DrillWay, Quarter, owed
from gongkai.law.people.single_points import Point, PointKind
from gongkai.office.authorities.constraints import in_chinese
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.journal import acts as journal
from gongkai.office.journal.queries import acts_numbered
from gongkai.office.notices.acts import notify
from gongkai.oversight.people.drills import queries
from gongkai.oversight.people.drills.models import DeputyDrill
from gongkai.oversight.people.points.queries import points
from gongkai.publication.disclosure.models import Content


@transaction.atomic
def ask(authority: Authority, point: Point, deputy: Official, *, on: date, by: Official | None) -> DeputyDrill:
    """布置演练: to the deputy of a single point, who is told."""
    if deputy.username not in point.deputies:
        raise Unlawful(f"{deputy.name}不是“{point.name}”的备岗", DRILLED, field="deputy")
    quarter = Quarter.of(on)
    details: dict[str, JSON] = {
        "deputy": deputy.username,
        "kind": point.kind.value,
        "key": point.key,
        "point": point.name,
    }
    title = f"{quarter}备岗演练：{point.kind.label}“{point.name}”"
    dossier = journal.open_dossier(authority, KIND, Step(DrillAct.ASK.value, on, details), by=by, title=title)
    drill = DeputyDrill(
        authority=authority,
        dossier=dossier,
        kind=point.kind,
        key=point.key,
        point=point.name[:120],
        deputy=deputy,
        year=quarter.year,
        quarter=quarter.number,
        asked_on=on,
    )
    with in_chinese():
        drill.save(force_insert=True)
    notify(authority, f"drill {drill.pk}", deputy, subject=f"请在{quarter.last:%Y-%m-%d}前完成{title}", dossier=dossier)
    return drill


@transaction.atomic
def ask_all(authority: Authority, *, on: date, by: Official | None) -> int:
    """布置本季度演练: to every deputy who owes one; how many were asked. Run again it asks only who was not asked."""
    waiting = owed(points(authority, on), queries.asked(authority, Quarter.of(on)))
    people = {each.username: each for each in Official.objects.filter(username__in={deputy for _, deputy in waiting})}
    for point, deputy in waiting:
        ask(authority, point, people[deputy], on=on, by=by)
    return len(waiting)


@transaction.atomic
def act(drill: DeputyDrill, step: Step, *, today: date, by: Official, seen: int | None = None) -> DrillStanding:
    """办理一步: who acts is added here; a release given as proof is looked up."""
    not_in_the_future(step.on, today, DRILLED)
    step = Step(step.act, step.on, {**step.details, "by": by.username})
    if step.act == DrillAct.DO and step.details.get("way") == DrillWay.RELEASE:
        _must_be_theirs(drill, step.text("proof", "演练凭证"))
    return queries.as_standing(journal.take(drill.dossier, step, by=by, seen=seen))


def _must_be_theirs(drill: DeputyDrill, index_number: str) -> None:
    """A release counts where it stands in this column, came out since the drill was asked, and was entered by the deputy."""
    rows = Content.objects.of(drill.authority).filter(index_number=index_number)
    if drill.kind == PointKind.COLUMN:
        rows = rows.filter(column=drill.key)
    content = rows.filter(published_on__gte=drill.asked_on).first()
    if content is None or content.entry is None:
        raise Unlawful(f"布置演练以来，“{drill.point}”没有索引号为“{index_number}”的公开内容", DRILLED, field="proof")
    entered = acts_numbered(drill.authority, [content.entry]).get(content.entry)
    if entered is None or entered.by != drill.deputy:
        raise Unlawful("这条内容不是备岗人员本人发布的", DRILLED, field="proof")
