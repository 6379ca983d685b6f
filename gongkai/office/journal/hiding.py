"""撤下在先: what an act takes from the public is gone from the pressed pages before the act is committed.

A room that knows pages may have a module ``follow``; its function ``hidden(told)`` names the addresses of the things an
entry hides. An act that hides calls ``hide`` as the last thing it does; whatever becomes of the act afterwards, nobody reads
a pressed page that shows them.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import import_module
from types import ModuleType

from django.apps import apps
from django.utils.module_loading import module_has_submodule

from gongkai.engines.press.pressing import take_away, the_tree
from gongkai.engines.store.s3 import StoreError
from gongkai.law.grammar.flow import Unlawful
from gongkai.office.authorities.models import Authority
from gongkai.office.journal.queries import chain_heads, told_after


@cache
def rooms() -> tuple[ModuleType, ...]:
    """各房间的 ``follow``: what an entry means for those who follow the journal, from the ground floor up."""
    return tuple(_found())


def _found() -> Iterator[ModuleType]:
    for room in apps.get_app_configs():
        if room.module is not None and module_has_submodule(room.module, "follow"):
            yield import_module(f"{room.name}.follow")


def hide(authority: Authority, seq: int | None = None) -> int:
    """撤下在先: the pages that show what an entry hides, the last one if none is named; how many went."""
    if seq is None:
        seq = next((last for one, last, _ in chain_heads() if one == authority.pk), 0)
    told = told_after(authority.pk, seq - 1, 1)
    hidden = {address for each in told for room in rooms() for address in getattr(room, "hidden", _nothing)(each)}
    try:
        return take_away(the_tree(), hidden)
    except StoreError as silence:
        raise Unlawful(
            "静态页所在的对象存储没有应答，没有撤下来，所以这一步没有办；请告诉系统管理员，恢复以后再办"
        ) from silence


def _nothing(_: object) -> tuple[str, ...]:
    return ()
