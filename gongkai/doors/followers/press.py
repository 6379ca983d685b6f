"""出版追随台账: what an entry touches is pressed anew, and the pages of an authority are made from nothing.

Which pages an entry touches the rooms say (``follow.pages``), and the pages themselves: whatever leads to a page that is
touched is touched too. An entry outside a file that no room knows touches the small pages of its authority, for it may say
anything; so a new act is never forgotten, only slower.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import islice
from pathlib import Path, PurePosixPath

from django.conf import settings
from django.db import transaction

from gongkai.doors.followers import following
from gongkai.doors.followers.following import Follower
from gongkai.doors.followers.models import Cursor
from gongkai.doors.followers.rendering import render
from gongkai.engines.press import baseline, notes, pressing
from gongkai.engines.press.baseline import Finding, Wrong
from gongkai.engines.press.models import PressedPage, PressTurn
from gongkai.engines.press.notes import Key
from gongkai.engines.press.places import is_page, normal, place
from gongkai.engines.press.tree import digest
from gongkai.office.authorities.models import Authority
from gongkai.office.journal.queries import Told
from gongkai.web import clock

log = logging.getLogger(__name__)
NAME = "press"
SOME = 500
"""每批: so many pages are rendered together, from the same questions."""
UNSEEN = frozenset(
    {
        *("enrol", "issue_password", "suspend_account", "resume_account", "close_account", "post", "end_posting"),
        *("begin_second_factor", "end_second_factor", "reset_second_factor", "renew_recovery_codes", "set_factor_rule"),
        *("open_handover", "sign_handover", "change_successor", "accept_handover", "take_choice"),
        *("entrust_register", "pass_duty_shift"),
        *("enter_record",),
        *("release_review", "skip_index_numbers", "set_index_rule", "set_channel_limit"),
        *("generate_slots", "open_slot", "assign_slot", "fulfil_slot", "reopen_slot", "waive_slot", "withdraw_waiver"),
        *("draw_label_audit", "find_label", "remark_on_label", "settle_label", "close_label_audit"),
        *("give_legal_opinion", "answer_legal_point"),
        *("draw_column_audit", "judge_column", "settle_column", "close_column_audit"),
        *("propose_placements", "decide_placement", "propose_expansions", "decide_expansion"),
        *("submit_package", "review_material", "admit_expert", "release_expert", "set_explain_rule", "set_practice"),
        *("send_gazette", "receive_gazette", "take_back_gazette"),
        *("give_expert_account", "ask_expert", "take_back_from_expert"),
        *("appoint_point_keeper", "relieve_point_keeper"),
        *("open_print_order", "ask_copies", "place_print_order", "accept_print_delivery", "call_off_print_order"),
        *("set_indicator", "open_inspection_round", "see_round_check", "close_inspection_round", "read_page"),
        *("open_clean_up", "decide_clean_up", "register_meeting", "change_meeting", "check_meeting"),
    }
)
"""不上页面: acts outside a file that no public page shows."""
EVERYWHERE = frozenset(
    {
        *("edit_profile", "rename", "reclassify", "move", "dissolve", "create_authority"),
        *("set_links", "set_emblem", "drop_emblem"),
    }
)
"""处处可见: acts that every page of the authority, and of those beneath it, may show."""
Progress = Callable[[int], object]


# -- following ---------------------------------------------------------------------------------------------------------


def hear(authority: int, told: Sequence[Told]) -> None:
    """听: the pages these entries touch, as they are now."""
    if any(each.act in EVERYWHERE for each in told):
        for key in _with_everything_beneath(authority):
            begin(key)
    press(touched(told))


def touched(told: Sequence[Told]) -> list[str]:
    """所及页面: by what the rooms say, what the pages say, and the small pages of whoever is above."""
    found: dict[str, None] = {}
    meanings = [room.pages for room in following.rooms() if hasattr(room, "pages")]
    seen = [each for each in told if each.act not in UNSEEN]
    for each in seen:
        found |= dict.fromkeys(normal(address) for pages in meanings for address in pages(each))
    if found or any(each.dossier_id is None for each in seen):
        for key in {each.authority_id for each in seen}:
            acts = {each.act for each in seen if each.authority_id == key}
            found |= dict.fromkeys(_standing(key, acts))
    leading = {page.address for page in pressing.showing(list(found), exactly=True)}
    return [*found, *sorted(leading - found.keys())]


def _standing(authority: int, acts: Collection[str]) -> Iterator[str]:
    """The small pages of an authority, and those of whoever is above it where what is new may show.

    A room may name acts that leave its own as they are (``UNMOVED``).
    """
    one = Authority.objects.get(pk=authority)
    for room in following.rooms():
        if hasattr(room, "standing") and not set(acts) <= getattr(room, "UNMOVED", frozenset()):
            yield from map(normal, room.standing(one))
    for above in Authority.objects.filter(pk__in=one.line[:-1]):
        yield from map(normal, _asked("above", above))


def pages_of(authority: Authority) -> Iterator[str]:
    """全部页面: of an authority, each once."""
    seen: set[str] = set()
    for address in _asked("pages_of", authority):
        one = normal(address)
        if one not in seen:
            seen.add(one)
            yield one


def _asked(name: str, authority: Authority) -> Iterator[str]:
    for room in following.rooms():
        if hasattr(room, name):
            yield from getattr(room, name)(authority)


def _with_everything_beneath(authority: int) -> list[int]:
    path = Authority.objects.values_list("path", flat=True).get(pk=authority)
    return list(Authority.objects.filter(path__startswith=path).order_by("path").values_list("pk", flat=True))


def looks() -> tuple[str, ...]:
    """出版的版式: those that lie on the disk; the others are rendered when somebody asks."""
    return ("", *settings.PRESSED_LOOKS)


# -- pressing ----------------------------------------------------------------------------------------------------------


def press(addresses: Iterable[str], progress: Progress = lambda done: None) -> int:
    """出版: these addresses in every look that is pressed; how many pages changed."""
    tree, day = pressing.the_tree(), clock.today()
    remaining = (address for address in addresses if is_page(address))
    done = changed = 0
    while some := list(islice(remaining, SOME)):
        for look in looks():
            keys = [(look, address) for address in some if not look or address.endswith("/")]
            changed += pressing.press(tree, keys, render, day=day)
        done += len(some)
        progress(done)
    return changed


def begin(authority: int, progress: Progress = lambda done: None) -> None:
    """从头: every page of one authority, and none that is not its own any more."""
    one = Authority.objects.get(pk=authority)
    there: set[str] = set()

    def each() -> Iterator[str]:
        for address in pages_of(one):
            there.add(address)
            yield address

    press(each(), progress)
    drop_gone(one, there)


def drop_gone(one: Authority, there: Collection[str]) -> None:
    """取下: what lies on the disk of this authority and is no page of it any more."""
    kept = looks()
    rows = PressedPage.objects.filter(owner=one.code).order_by("pk").values_list("look", "address")
    _drop([(look, address) for look, address in rows.iterator(2000) if address not in there or look not in kept])


def _drop(keys: Sequence[Key]) -> None:
    """Take off what is not to be there any more, or not as it is."""
    tree = pressing.the_tree()
    for first in range(0, len(keys), SOME):
        pressing.press(tree, keys[first : first + SOME], _none, day=clock.today())


def _none(keys: Sequence[Key]) -> list[pressing.Rendered]:
    return [pressing.Rendered(key, None) for key in keys]


PRESS = Follower(NAME, hear, begin)


def follow() -> int:
    """跟上: what the dead left undone, what was entered since; how many entries were heard."""
    _as_the_templates_are()
    finish()
    for key in _not_begun():
        following.begin_anew(PRESS, key)
    return following.follow(PRESS)


def _not_begun() -> list[int]:
    """Authorities never pressed, whether they have a chain yet or not."""
    known = Cursor.objects.filter(follower=NAME).values("authority")
    return list(Authority.objects.exclude(pk__in=known).order_by("path").values_list("pk", flat=True))


def finish() -> int:
    """接着办: the pages that notes name, as they are now: of a press that died, of a withdrawal that was rolled back."""
    left = notes.left(pressing.the_tree())
    press(dict.fromkeys(address for note in left for _, address in note.pages))
    for note in left:
        note.done()
    return len(left)


# -- the templates -----------------------------------------------------------------------------------------------------


def _as_the_templates_are() -> None:
    """Another version of the house draws other pages: every authority is begun anew."""
    now = edition()
    kept = PressTurn.objects.filter(pk=1).values_list("edition", flat=True).first()
    if kept == now:
        return
    with transaction.atomic():
        pressing.take_turn()
        Cursor.objects.filter(follower=NAME).delete()
        PressTurn.objects.filter(pk=1).update(edition=now)


def edition() -> str:
    """版本: of what draws the pages: the templates and the names of the static files."""
    made = hashlib.sha256()
    root = Path(settings.BASE_DIR) / "gongkai"
    for path in sorted(root.rglob("templates/**/*.html")):
        made.update(path.read_bytes())
    manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
    if manifest.is_file():
        made.update(manifest.read_bytes())
    made.update(repr((looks(), settings.FAULT_REPORT)).encode())
    return made.hexdigest()


# -- what depends on the day -------------------------------------------------------------------------------------------


def renew(day: date, most: int) -> int:
    """按日更新: pages last rendered for an earlier day, the oldest first; how many were looked at."""
    rows = PressedPage.objects.filter(day__lt=day).order_by("day", "pk").values_list("address", flat=True)[:most]
    addresses = list(dict.fromkeys(rows))
    press(addresses)
    return len(addresses)


# -- proving -----------------------------------------------------------------------------------------------------------


def rebuild(progress: Progress = lambda done: None) -> None:
    """重建: every page of every authority, those that died away taken off; what is entered meanwhile is heard afterwards."""
    done = 0

    def tell(pages: int) -> None:
        progress(done + pages)

    anew = replace(PRESS, begin=lambda key: begin(key, tell))
    for authority in Authority.objects.order_by("path"):
        following.begin_anew(anew, authority.pk)
        done += PressedPage.objects.filter(owner=authority.code, look="").count()
    follow()


def check(*, afresh: bool, progress: Progress = lambda done: None) -> Iterator[Finding]:
    """核对: files against their rows; ``afresh`` also against what is drawn now. What was pressed lately is followed first."""
    yield from baseline.compared(pressing.the_tree(), progress)
    if afresh:
        rows = PressedPage.objects.order_by("pk").values_list("look", "address", "sha256")
        remaining, done = rows.iterator(SOME), 0
        while some := list(islice(remaining, SOME)):
            drawn = render([(look, address) for look, address, _ in some])
            for each, (look, address, sha256) in zip(drawn, some, strict=True):
                if each.page is None or digest(each.page) != sha256:
                    yield Finding(str(place(address, look)), Wrong.STALE, each.key)
            done += len(some)
            progress(done)


def repair(found: Iterable[Finding]) -> int:
    """修复: strange files go, everything else is pressed anew; how many findings there were."""
    findings = list(found)
    pressing.clear_away(pressing.the_tree(), [PurePosixPath(each.at) for each in findings if each.key is None])
    keys = [each.key for each in findings if each.key is not None]
    _drop(keys)
    press(dict.fromkeys(address for _, address in keys))
    return len(findings)
