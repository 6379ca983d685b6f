"""接力包办理: the pack is written, signed, accepted line by line, and signed for; what passes has its new holder at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from django.db import transaction

from gongkai.law.grammar.flow import JSON, Role, Step, Unlawful, not_in_the_future
from gongkai.law.handing import KEPT_UP, KIND, Act, Standing, told
from gongkai.office.authorities import acts as authorities
from gongkai.office.authorities.models import Authority, Handover, Official, Posting
from gongkai.office.authorities.queries import heads, roles_of, serving
from gongkai.office.journal import acts as journal
from gongkai.office.journal import establishment
from gongkai.office.journal.succession import heirs
from gongkai.office.notices.acts import notify
from gongkai.oversight.handing.packs import queries
from gongkai.oversight.handing.packs.models import Holding, Pack, PackLine
from gongkai.oversight.handing.packs.queries import Kept

PASSED_ON = "pass_on"
"""承接人变更这一条: how its entry is called."""


@transaction.atomic
def write(posting: Posting, successor: Official, *, on: date, by: Official, note: str = "") -> Pack:
    """生成接力包: from what every room knows, at the moment the post is to change hands; both are told."""
    handover = establishment.open_handover(posting, successor, on=on, by=by, note=note)
    found = queries.to_hand_over(posting, successor, on)
    data = told(
        [each.item.line for each in found],
        **{"from": posting.official.username, "to": successor.username, "office": posting.office},
    )
    title = f"{posting.post.label}岗位交接"
    dossier = journal.open_dossier(posting.authority, KIND, Step(Act.WRITE.value, on, data), by=by, title=title)
    pack = Pack(authority=posting.authority, dossier=dossier, handover=handover)
    pack.save(force_insert=True)
    _add_rows(pack, found, posting.official)
    _reflect(pack, queries.standing(pack))
    for person in (posting.official, successor):
        notify(
            posting.authority,
            f"handover {pack.pk} {person.pk}",
            person,
            subject=f"{title}：接力包已生成，共{len(found)}项",
            dossier=dossier,
        )
    return pack


@transaction.atomic
def refresh(pack: Pack, *, on: date, by: Official | None) -> int:
    """核对接力包: what has come since is added and, once signed, passes at once; what is done is struck off. How many changed."""
    journal.lock(pack.dossier)
    standing = queries.standing(pack)
    if standing.closed_on is not None:
        return 0
    handover = pack.handover
    found = queries.left_to(handover, on)
    new = [each for each in found if each.item.line not in standing.lines]
    done = _done(pack, standing, on)
    if done:
        standing = _step(pack, Act.SETTLE, told(done), on=on, by=by)
    if new:
        holder = handover.posting.official if standing.signed_on is None else handover.successor
        _add_rows(pack, new, holder)
        standing = _step(pack, Act.ADD, told([each.item.line for each in new]), on=on, by=by)
        if standing.signed_on is not None:
            for before, kept in _by_former(handover, new).items():
                _pass_on(pack, kept, handover.successor, on=on, by=by or handover.successor, before=before)
    return len(new) + len(done)


def _by_former(handover: Handover, new: Sequence[Kept]) -> dict[Official, list[Kept]]:
    """Whose each was: of somebody who was replaced, where it was passed to them or is in their name; else of who leaves."""
    passed = Handover.objects.of(handover.authority).filter(within=handover).select_related("posting__official")
    former = {each.posting.official_id: each.posting.official for each in passed}
    told: dict[Official, list[Kept]] = {}
    for each in new:
        person = each.moved_to if each.moved_to in former else each.item.named
        told.setdefault(former.get(person or 0, handover.posting.official), []).append(each)
    return told


def _done(pack: Pack, standing: Standing, on: date) -> list[str]:
    """What no room knows as open any more. What a room keeps for somebody is never done by itself."""
    known, there = heirs(), {each.item.line for each in queries.everything(pack.authority, on)}
    rows = PackLine.objects.of(pack.authority).filter(pack=pack)
    open_lines = set(standing.open_lines)
    return [
        row.line
        for row in rows
        if row.line in open_lines and row.line not in there and (heir := known.get(row.sort)) and heir.pass_on is None
    ]


@transaction.atomic
def sign(pack: Pack, *, on: date, by: Official, reason: str = "") -> Standing:
    """签字移交: by who leaves; by the head, with the reason, where they cannot. All that is open is the successor's at once."""
    not_in_the_future(on, on, KEPT_UP)
    refresh(pack, on=on, by=by)
    handover = pack.handover
    own = by.pk == handover.posting.official_id
    act = Act.SIGN if own else Act.SIGN_FOR
    if not own and by not in heads(handover.posting, on):
        raise Unlawful("应由移交人本人签字；本人不能签字的，由本机关负责人说明理由后代签", KEPT_UP)
    details: dict[str, JSON] = {"by": by.username}
    if not own:
        details["reason"] = reason.strip()
    standing = _step(pack, act, details, on=on, by=by)
    establishment.sign_handover(handover, on=on, by=by)
    open_lines = set(standing.open_lines)
    kept = [each for each in queries.everything(pack.authority, on) if each.item.line in open_lines]
    _pass_on(pack, kept, handover.successor, on=on, by=by)
    return standing


@transaction.atomic
def accept(pack: Pack, lines: Sequence[str], *, on: date, by: Official) -> Standing:
    """接受事项: the successor says yes to these."""
    _successor_only(pack, by, "接受")
    return _step(pack, Act.ACCEPT, told([*dict.fromkeys(lines)]), on=on, by=by)


@transaction.atomic
def ask(pack: Pack, line: str, text: str, *, on: date, by: Official) -> Standing:
    """退回提问: the successor sends a line back with a question; it stays theirs meanwhile."""
    _successor_only(pack, by, "提问")
    standing = _step(pack, Act.ASK, {"line": line, "text": text.strip()}, on=on, by=by)
    for person in {pack.handover.posting.official, pack.handover.signed_by or pack.handover.posting.official}:
        asked = standing.lines[line].asked
        key = f"handover asked {pack.pk} {line} {asked} {person.pk}"[:200]
        notify(pack.authority, key, person, subject="接力包：接任人有一项提问", dossier=pack.dossier)
    return standing


@transaction.atomic
def answer(pack: Pack, line: str, text: str, *, on: date, by: Official) -> Standing:
    """答复提问: by who leaves, or who signed for them, or the head."""
    posting = pack.handover.posting
    if by.pk not in (posting.official_id, pack.handover.signed_by_id) and by not in heads(posting, on):
        raise Unlawful("应由移交人或者代签的负责人答复", KEPT_UP)
    standing = _step(pack, Act.ANSWER, {"line": line, "text": text.strip()}, on=on, by=by)
    asked = standing.lines[line].asked
    key = f"handover answered {pack.pk} {line} {asked}"[:200]
    notify(pack.authority, key, pack.handover.successor, subject="接力包：您的提问已答复", dossier=pack.dossier)
    return standing


@transaction.atomic
def reassign(pack: Pack, line: str, to: Official, reason: str, *, on: date, by: Official) -> Standing:
    """改交他人: the head gives a line to somebody else who serves here and may do it."""
    if by not in heads(pack.handover.posting, on):
        raise Unlawful("改交他人应由本机关负责人决定", KEPT_UP)
    row = PackLine.objects.of(pack.authority).filter(pack=pack, sort=line.partition("/")[0], key=line.partition("/")[2])
    if not row.exists():
        raise Unlawful("接力包中没有这一项", KEPT_UP, field="line")
    heir = heirs().get(line.partition("/")[0])
    if heir is None or to not in serving(pack.authority, on):
        raise Unlawful(f"{to.name}目前不在本机关任职", KEPT_UP, field="to")
    if heir.role not in roles_of(to, pack.authority, on):
        raise Unlawful(f"{to.name}没有“{heir.role}”职责，不能承接{heir.label}", KEPT_UP, field="to")
    details: dict[str, JSON] = {"line": line, "to": to.username, "reason": reason.strip()}
    standing = _step(pack, Act.REASSIGN, details, on=on, by=by)
    kept = [each for each in queries.everything(pack.authority, on) if each.item.line == line]
    _pass_on(pack, kept, to, on=on, by=by, before=pack.handover.successor)
    return standing


@transaction.atomic
def replace_successor(pack: Pack, to: Official, reason: str, *, on: date, by: Official) -> Standing:
    """更换接任人: somebody else takes over, at whatever point; what the former one held of the post passes on with it."""
    if by not in heads(pack.handover.posting, on) and not administers(by, pack.authority, on):
        raise Unlawful("更换接任人应由本机关负责人决定，或者由安全管理员办理", KEPT_UP)
    refresh(pack, on=on, by=by)
    handover, former = pack.handover, pack.handover.successor
    before = queries.standing(pack)
    standing = _step(pack, Act.REPLACE, {"to": to.username, "reason": reason.strip()}, on=on, by=by)
    theirs = {key for key, line in standing.lines.items() if line.holder != before.lines[key].holder}
    establishment.change_successor(handover, to, on=on, by=by)
    if standing.signed_on is not None:
        found = queries.everything(pack.authority, on)
        kept = [each for each in found if each.item.line in theirs and each.moved_to in (None, former.pk)]
        _pass_on(pack, kept, to, on=on, by=by, before=former)
    refresh(pack, on=on, by=by)
    for person in (handover.posting.official, former, to):
        told = f"{handover.posting.post.label}岗位交接：接任人由{former.name}换为{to.name}"
        key = f"handover replaced {pack.pk} {len(standing.former)} {person.pk}"
        notify(pack.authority, key, person, subject=told, dossier=pack.dossier)
    return queries.standing(pack)


def administers(official: Official, authority: Authority, on: date) -> bool:
    """管人员的: a security administrator of the authority or above it."""
    line = Authority.objects.filter(pk__in=authority.line)
    return any(Role.SECURITY_ADMINISTRATOR in roles_of(official, each, on) for each in line)


@transaction.atomic
def complete(pack: Pack, *, on: date, by: Official) -> Posting:
    """签收: the successor signs for the whole; refused while a line has no taker or something new is not in the pack yet."""
    _successor_only(pack, by, "签收")
    handover, standing = pack.handover, queries.standing(pack)
    found = queries.left_to(handover, on)
    if new := [each for each in found if each.item.line not in standing.lines]:
        raise Unlawful(f"移交人又有{len(new)}项新的事项，请先核对补入", KEPT_UP)
    _step(pack, Act.COMPLETE, {"by": by.username}, on=on, by=by)
    return establishment.accept_handover(handover, on=on, by=by)


# -- what every act leaves behind ----------------------------------------------------------------------------------------


def _successor_only(pack: Pack, by: Official, what: str) -> None:
    if by.pk != pack.handover.successor_id:
        raise Unlawful(f"应由接任人本人{what}", KEPT_UP)


def _step(pack: Pack, act: Act, details: dict[str, JSON], *, on: date, by: Official | None) -> Standing:
    standing = queries.as_pack(journal.take(pack.dossier, Step(act.value, on, details), by=by))
    _reflect(pack, standing)
    return standing


def _add_rows(pack: Pack, found: Iterable[Kept], holder: Official) -> None:
    PackLine.objects.of(pack.authority).bulk_create(
        PackLine(
            authority=pack.authority,
            pack=pack,
            sort=each.item.sort,
            key=each.item.key,
            name=each.item.name[:200],
            due_on=each.item.due_on,
            holder=holder,
        )
        for each in found
    )


def _reflect(pack: Pack, standing: Standing) -> None:
    """The rows say what follows from the file, and the handover how many lines are still open."""
    people = {each.username: each for each in Official.objects.filter(username__in=_holders(standing))}
    changed = []
    for row in PackLine.objects.of(pack.authority).filter(pack=pack).select_related("holder"):
        line = standing.lines.get(row.line)
        if line and (row.state, row.holder.username) != (line.state.value, line.holder):
            row.state, row.holder = line.state.value, people[line.holder]
            changed.append(row)
    PackLine.objects.of(pack.authority).bulk_update(changed, ["state", "holder"])
    authorities.count_open_lines(pack.handover, len(standing.open_lines))


def _holders(standing: Standing) -> set[str]:
    return {line.holder for line in standing.lines.values()}


def _pass_on(
    pack: Pack, kept: Sequence[Kept], to: Official, *, on: date, by: Official, before: Official | None = None
) -> None:
    """One entry says what is whose from now on; where a room names the holder itself, its own deed follows."""
    if not kept:
        return
    leaver = before or pack.handover.posting.official
    data: dict[str, JSON] = {
        "from": leaver.username,
        "to": to.username,
        "lines": [each.item.line for each in kept],
    }
    entry = journal.enter(pack.authority, PASSED_ON, on=on, by=by, data=data, dossier=pack.dossier)
    for each in kept:
        Holding.objects.of(pack.authority).update_or_create(
            authority=pack.authority,
            sort=each.item.sort,
            key=each.item.key,
            defaults={"official": to, "since": on, "entry": entry},
        )
        if each.heir.pass_on is not None:
            each.heir.pass_on(pack.authority, each.item.key, leaver, to, on, by)
