"""归属: every table of the house belongs to an authority, or is on the short list of those that are shared."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import models

from gongkai.office.authorities.models import Owned, OwnedQuerySet

SHARED = {
    "authorities.Authority": "the tree itself",
    "authorities.Period": "the tree's history, public",
    "authorities.Official": "who logs in serves several authorities",
    "authorities.PastPassword": "belongs to an official",
    "authorities.HolidayNotice": "one for the whole country",
    "authorities.CalendarVersion": "one row",
    "notices.Lease": "whose turn it is to work, and to do a job",
    "security.SecondFactor": "belongs to an official",
    "security.RecoveryCode": "belongs to an official",
    "security.DeskSession": "belongs to an official",
    "journal.Head": "one row per authority, keyed by it",
    "journal.HouseKey": "a key of the whole house",
    "journal.Checkpoint": "one row per authority, keyed by it",
    "journal.Verification": "that the journal of all was walked",
    "watch.Heartbeat": "one row per process at work",
    "watch.SlowQuery": "shapes of statements, of no authority",
    "visits.VisitLog": "a file of the server, of no authority",
    "web.Attempt": "counts visitors who are nobody's",
    "followers.Cursor": "one row per follower and authority, keyed by both",
    "press.PressedPage": "what lies on the disk, by its address; an engine knows no authority",
    "press.PressedLink": "belongs to a page",
    "press.PressTurn": "one row, the lock of the press",
}
OURS = [model for model in apps.get_models() if model.__module__.startswith("gongkai.")]


def is_shared(model: type[models.Model]) -> bool:
    return model._meta.label in SHARED


@pytest.mark.parametrize("model", OURS, ids=lambda model: str(model._meta.label))
def test_a_table_is_owned_or_on_the_list_of_shared_ones(model: type[models.Model]) -> None:
    assert issubclass(model, Owned) != is_shared(model)


@pytest.mark.parametrize(
    "model", [model for model in OURS if issubclass(model, Owned)], ids=lambda model: str(model._meta.label)
)
def test_an_owned_table_asks_whose_rows_are_meant_and_its_base_manager_does_not(model: type[models.Model]) -> None:
    assert isinstance(model._default_manager.all(), OwnedQuerySet)
    assert not isinstance(model._base_manager.all(), OwnedQuerySet)
    assert not model._meta.get_field("authority").null


def test_the_list_of_shared_tables_names_no_table_that_is_gone() -> None:
    assert SHARED.keys() <= {model._meta.label for model in OURS}
