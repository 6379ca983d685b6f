"""村群办理: open and close a group; what a villager says is read through before it shows; the clerk speaks in the open.

A post goes out in the words the group will read, never in those of the sender: while a number, an address or somebody's name
is left in them nothing shows.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from hashlib import sha256

from django.db import IntegrityError, transaction

from gongkai.casework.villages import whose
from gongkai.casework.villages.groups import queries
from gongkai.casework.villages.groups.models import PostStanding, VillageGroup, VillagePost
from gongkai.casework.villages.villagers import people
from gongkai.casework.villages.villagers import queries as villagers
from gongkai.casework.villages.villagers.models import Villager
from gongkai.engines import privacy
from gongkai.law.grammar.flow import JSON, Unlawful, not_in_the_future
from gongkai.law.villages import COMMITTEE, Visitor, objection_to_speaking
from gongkai.office.authorities.constraints import in_chinese
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.journal import acts as journal
from gongkai.office.journal import vault
from gongkai.publication.gate import acts as gate

LONGEST_POST = 1000


@transaction.atomic
def open_group(village: Authority, name: str, purpose: str, *, on: date, by: Official | None) -> VillageGroup:
    """建村群: every certified villager of the village reads it at once."""
    whose.must_be_village(village, "村群")
    if not name.strip():
        raise Unlawful("名称不能为空", COMMITTEE, field="name")
    gate.pass_words(village, "village group", {"村群": [name, purpose]}, on=on, by=by)
    row = VillageGroup(authority=village, name=name.strip(), purpose=purpose.strip(), opened_on=on)
    with in_chinese(), transaction.atomic():
        row.save(force_insert=True)
    journal.enter(village, "open_village_group", on=on, by=by, data={"group": row.pk, "name": row.name})
    return row


@transaction.atomic
def close_group(group: VillageGroup, reason: str, *, on: date, by: Official) -> None:
    """解散村群: nobody speaks in it any more; what was said stays with the village."""
    if group.closed_on is not None:
        raise Unlawful("这个群已经解散", COMMITTEE)
    if not reason.strip():
        raise Unlawful("解散村群应当写明理由", COMMITTEE, field="reason")
    data: dict[str, JSON] = {"group": group.pk, "reason": reason.strip()}
    journal.enter(group.authority, "close_village_group", on=on, by=by, data=data)
    group.closed_on, group.closed_reason = on, reason.strip()[:200]
    group.save(update_fields=["closed_on", "closed_reason"])


def say(
    group: VillageGroup,
    villager: Villager,
    text: str,
    *,
    on: date,
    today: date,
    once: str,
    answers: VillagePost | None = None,
) -> VillagePost:
    """发言: of a villager; sent twice it is one, and nothing of it shows before it was read through."""
    mark = sha256(f"village post {group.pk} {villager.pk} {once}".encode()).hexdigest()
    made = VillagePost.objects.of(group.authority).filter(once=mark)
    if earlier := made.first():
        return earlier
    try:
        return _say(group, villager, text.replace("\x00", "").strip(), mark, on=on, today=today, answers=answers)
    except IntegrityError:
        if earlier := made.first():
            return earlier
        raise


@transaction.atomic
def _say(
    group: VillageGroup,
    villager: Villager,
    text: str,
    mark: str,
    *,
    on: date,
    today: date,
    answers: VillagePost | None,
) -> VillagePost:
    not_in_the_future(on, today, COMMITTEE)
    journal.lock(villager.dossier)
    if not villagers.standing(villager).is_certified:
        raise Unlawful("认证已经注销，不能发言", COMMITTEE)
    if objection := objection_to_speaking(group.authority.code, Visitor(villager.authority.code)):
        raise objection.raised()
    _speakable(group, text, answers)
    person, secrets = people.person_of(villager), vault.secrets_of(villager.dossier)
    row = VillagePost(
        authority=group.authority,
        group=group,
        villager=villager,
        answers=answers,
        speaker=f"村民{person.masked_name}",
        personal=secrets.seal(queries.FIELD, text),
        personal_found=bool(privacy.find(text)),
        sent_on=on,
        once=mark,
        entry=0,
    )
    row.save(force_insert=True)
    data: dict[str, JSON] = {"post": row.pk, "group": group.pk, "fingerprint": secrets.fingerprint({"text": text})}
    row.entry = journal.enter(group.authority, "say_in_village_group", on=on, by=None, data=data)
    row.save(update_fields=["entry"])
    return row


def _speakable(group: VillageGroup, text: str, answers: VillagePost | None) -> None:
    if group.closed_on is not None:
        raise Unlawful("这个群已经解散，不能发言", COMMITTEE)
    if not 0 < len(text) <= LONGEST_POST:
        raise Unlawful(f"发言应为1至{LONGEST_POST}字，现有{len(text)}字", COMMITTEE, field="text")
    if answers is not None and (answers.group_id != group.pk or answers.standing != PostStanding.SHOWN):
        raise Unlawful("所回复的发言不在这个群里，或者已经撤下", COMMITTEE, field="answers")


@transaction.atomic
def say_as_clerk(
    group: VillageGroup,
    text: str,
    *,
    on: date,
    today: date,
    once: str,
    by: Official,
    answers: VillagePost | None = None,
) -> VillagePost:
    """村委会发言: shows at once, for whoever enters it answers for it."""
    not_in_the_future(on, today, COMMITTEE)
    whose.require_clerk(group.authority, by, today)
    said, mark = text.strip(), sha256(f"village post {group.pk} clerk {once}".encode()).hexdigest()
    if earlier := VillagePost.objects.of(group.authority).filter(once=mark).first():
        return earlier
    _speakable(group, said, answers)
    _uncovered_nothing(said, ())
    gate.pass_words(group.authority, f"village group {group.pk}", {"发言": said}, on=on, by=by)
    row = VillagePost(
        authority=group.authority,
        group=group,
        answers=answers,
        speaker=group.authority.short_name,
        shown=said,
        standing=PostStanding.SHOWN,
        sent_on=on,
        shown_on=on,
        decided_by=by,
        once=mark,
        entry=0,
    )
    row.save(force_insert=True)
    data: dict[str, JSON] = {"post": row.pk, "group": group.pk, "digest": queries.digest_of(said)}
    row.entry = journal.enter(group.authority, "say_as_village", on=on, by=by, data=data)
    row.save(update_fields=["entry"])
    return row


@transaction.atomic
def show(post: VillagePost, text: str, *, on: date, by: Official) -> None:
    """发布发言: in the words the group will read."""
    said = text.strip()
    if not 0 < len(said) <= LONGEST_POST:
        raise Unlawful(f"发布的文字应为1至{LONGEST_POST}字", COMMITTEE, field="text")
    _locked(post, PostStanding.WAITING, by, on)
    told = people.person_of(post.villager).told if post.villager else ()
    _uncovered_nothing(said, told)
    gate.pass_words(post.authority, f"village group {post.group_id}", {"发言": said}, on=on, by=by)
    _decided(post, PostStanding.SHOWN, said, "", on, by)


@transaction.atomic
def decline(post: VillagePost, reason: str, *, on: date, by: Official) -> None:
    """不发布发言: the sender reads the reason."""
    if not reason.strip():
        raise Unlawful("不发布的理由不能为空", COMMITTEE, field="reason")
    _locked(post, PostStanding.WAITING, by, on)
    _decided(post, PostStanding.DECLINED, "", reason.strip(), on, by)


@transaction.atomic
def withdraw(post: VillagePost, reason: str, *, on: date, by: Official) -> None:
    """撤下发言: it shows no more; why, the sender reads."""
    if not reason.strip():
        raise Unlawful("撤下的理由不能为空", COMMITTEE, field="reason")
    _locked(post, PostStanding.SHOWN, by, on)
    _decided(post, PostStanding.WITHDRAWN, post.shown, reason.strip(), on, by)


def _locked(post: VillagePost, expected: PostStanding, by: Official, on: date) -> None:
    whose.require_clerk(post.authority, by, on)
    held = VillagePost.objects.of(post.authority).select_for_update(of=("self",)).filter(pk=post.pk)
    if held.values_list("standing", flat=True).get() != expected:
        raise Unlawful("这条发言已经有人处理，请刷新页面后再办理", COMMITTEE)


def _uncovered_nothing(said: str, told: Sequence[str]) -> None:
    left = [str(each) for each in privacy.find(said)]
    if any(each in said for each in told):
        left.append("发言人的姓名或者电话")
    if left:
        raise Unlawful(f"还有没有遮盖的个人信息：{'；'.join(left[:5])}", COMMITTEE, field="text")


def _decided(post: VillagePost, standing: PostStanding, shown: str, reason: str, on: date, by: Official) -> None:
    data: dict[str, JSON] = {
        "post": post.pk,
        "standing": standing.value,
        "digest": queries.digest_of(shown),
        "reason": reason,
    }
    entry = journal.enter(post.authority, "decide_village_post", on=on, by=by, data=data)
    post.standing, post.shown, post.reason, post.decided_by = standing, shown, reason[:200], by
    post.shown_on = on if standing is PostStanding.SHOWN else post.shown_on
    post.entry = entry
    post.save(update_fields=["standing", "shown", "reason", "decided_by", "shown_on", "entry"])
