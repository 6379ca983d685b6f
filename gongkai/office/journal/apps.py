"""台账: the application as Django knows it."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.core.checks import Tags, register
from django.db import connections
from django.db.models.signals import post_migrate

from gongkai.office.journal import vendor
from gongkai.office.journal.checks import algorithms_are_there, append_only_is_guarded, personal_data_can_be_read


class JournalConfig(AppConfig):
    """台账: dossiers and their entries."""

    name = "gongkai.office.journal"
    verbose_name = "台账"

    def ready(self) -> None:
        """Put the triggers back after every migration and look for them at every check of the database."""
        post_migrate.connect(_guard, sender=self)
        register(algorithms_are_there, Tags.security)
        register(append_only_is_guarded, Tags.database)
        register(personal_data_can_be_read, Tags.database)


def _guard(using: str, **_: Any) -> None:
    vendor.guard(connections[using])
