"""专家本人审核: an expert with an account of his own is asked, and gives his opinion himself.

An expert without one is named by the reviewer who enters the opinion, as before.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.db.models import QuerySet

from gongkai.law.grammar.flow import JSON, Role, Unlawful, not_in_the_future
from gongkai.law.interpretation import INTERPRETING, Gap, Stage
from gongkai.office.authorities.models import Authority, Official, OwnedQuerySet
from gongkai.office.authorities.queries import holders
from gongkai.office.journal import acts as journal
from gongkai.office.notices.acts import notify
from gongkai.publication.interpretation import acts
from gongkai.publication.interpretation.models import Expert, ExpertRequest, MaterialReview, Package


def possible(authority: Authority, on: date) -> QuerySet[Official]:
    """可以关联的账号: who holds the office for it here and is no other expert's."""
    there = [official.pk for official in holders(authority, Role.EXPERT, on)]
    taken = Expert.objects.of(authority).filter(official__isnull=False, until=None).values("official")
    return Official.objects.filter(pk__in=there).exclude(pk__in=taken).order_by("name")


def with_account(authority: Authority) -> OwnedQuerySet[Expert]:
    """有账号的专家: in the pool, each of whom can be asked in person."""
    return Expert.objects.of(authority).filter(until=None, official__isnull=False).order_by("subject", "name")


def asked_of(authority: Authority, official: Official) -> OwnedQuerySet[ExpertRequest]:
    """送本人审核的: what is assigned to this person here; what was taken back is not shown any more."""
    rows = ExpertRequest.objects.of(authority).filter(expert__official=official, withdrawn_on=None)
    return rows.select_related("package__document", "package__policy", "expert", "review").order_by("-asked_on", "-pk")


def open_request(package: Package) -> ExpertRequest | None:
    """尚待专家审核的: of the present edition; None where nobody is asked."""
    rows = ExpertRequest.objects.of(package.authority).filter(package=package, edition=package.edition)
    return rows.filter(review=None, withdrawn_on=None).select_related("expert", "expert__official").first()


@transaction.atomic
def give_account(expert: Expert, official: Official, *, on: date, by: Official) -> None:
    """关联账号: from now on this expert is asked in person; nobody makes themselves an expert."""
    if official == by:
        raise Unlawful("不能把自己的账号关联给专家", INTERPRETING, field="official")
    if expert.until is not None:
        raise Unlawful("该专家已经出库", INTERPRETING)
    if not possible(expert.authority, on).filter(pk=official.pk).exists():
        raise Unlawful(f"{official.name}没有“受邀专家”岗位，或者已经关联给别的专家", INTERPRETING, field="official")
    expert.official = official
    expert.save(update_fields=["official"])
    data: dict[str, JSON] = {"expert": expert.pk, "official": official.username}
    journal.enter(expert.authority, "give_expert_account", on=on, by=by, data=data)


@transaction.atomic
def ask(package: Package, expert: Expert, *, on: date, today: date, by: Official) -> ExpertRequest:
    """送专家审核: while his stage is due; from now on only his own opinion passes it."""
    not_in_the_future(on, today)
    package.refresh_from_db(from_queryset=Package.objects.of(package.authority).select_for_update(of=("self",)))
    if acts.material(package).next_stage is not Stage.EXPERT:
        raise Unlawful("现在不是专家审核环节", INTERPRETING)
    if expert.authority_id != package.authority_id or expert.until is not None or expert.official is None:
        raise Unlawful("应当选明本机关专家库里有账号的专家", INTERPRETING, field="expert")
    if expert.official_id == package.submitted_by_id:
        raise Unlawful("报送人不能审核自己报送的解读材料", INTERPRETING, field="expert")
    if standing := open_request(package):
        raise Unlawful(f"已经送{standing.expert.name}审核，收回以后才能改送", INTERPRETING, field="expert")
    data: dict[str, JSON] = {"package": package.pk, "edition": package.edition, "expert": expert.pk}
    entry = journal.enter(package.authority, "ask_expert", on=on, by=by, data=data)
    row = ExpertRequest.objects.of(package.authority).create(
        authority=package.authority, package=package, edition=package.edition, expert=expert, asked_on=on, entry=entry
    )
    notify(package.authority, f"expert asked {row.pk}", expert.official, subject=f"请审核解读材料：{package.title}")
    return row


@transaction.atomic
def take_back(row: ExpertRequest, reason: str, *, on: date, today: date, by: Official) -> None:
    """收回: he is asked no more and sees it no more; the stage waits for another."""
    not_in_the_future(on, today)
    _lock(row)
    if not reason.strip():
        raise Unlawful("收回应当写明理由", INTERPRETING, field="reason")
    row.withdrawn_on, row.withdrawn_reason = on, reason.strip()
    row.save(update_fields=["withdrawn_on", "withdrawn_reason"])
    data: dict[str, JSON] = {"request": row.pk, "reason": row.withdrawn_reason}
    journal.enter(row.authority, "take_back_from_expert", on=on, by=by, data=data)


@transaction.atomic
def answer(
    row: ExpertRequest,
    opinion: str,
    *,
    passed: bool,
    on: date,
    today: date,
    by: Official,
    found: Sequence[Gap] = (),
) -> MaterialReview:
    """专家意见: of the expert himself, in his own words; it passes his stage, or sends the material back."""
    _lock(row)
    if row.expert.official_id != by.pk:
        raise Unlawful("只有所送的专家本人可以写意见", INTERPRETING)
    if row.package.edition != row.edition:
        raise Unlawful("材料已经改过，请审核人重新送审", INTERPRETING)
    if not opinion.strip():
        raise Unlawful("意见不能为空", INTERPRETING, field="opinion")
    if passed:
        review = acts.pass_material(row.package, on=on, today=today, by=by, opinion=opinion, expert=row.expert)
    else:
        review = acts.return_material(row.package, found, opinion, on=on, today=today, by=by)
    row.review = review
    row.save(update_fields=["review"])
    return review


def _lock(row: ExpertRequest) -> None:
    row.refresh_from_db(from_queryset=ExpertRequest.objects.of(row.authority).select_for_update(of=("self",)))
    if row.review_id is not None:
        raise Unlawful("专家已经写了意见", INTERPRETING)
    if row.withdrawn_on is not None:
        raise Unlawful("已经收回，不再请这位专家审核", INTERPRETING)
