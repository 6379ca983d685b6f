"""reflect: bring the columns lists and figures go by up to date with the entries, for every file; may be run at any time."""

from __future__ import annotations

from importlib import import_module
from itertools import islice
from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand
from django.utils.module_loading import module_has_submodule

from gongkai.office.journal.holidays import follow
from gongkai.office.journal.models import Dossier
from gongkai.web import clock

CHUNK = 100


class Command(BaseCommand):
    """重新映照: for upgrades that add a column; enters nothing. Rooms that keep tallies count anew in ``recounting``."""

    help = "按台账条目把全部案卷的统计列重新算一遍"

    def handle(self, *args: Any, **options: Any) -> None:
        """Chunk by chunk, each a transaction of its own."""
        today = clock.today()
        keys = iter(list(Dossier.objects.everywhere().order_by("pk").values_list("pk", flat=True)))
        changed = 0
        while some := list(islice(keys, CHUNK)):
            changed += len(follow(some, today))
        for name, room in sorted((each.name, each) for each in apps.get_app_configs()):
            if room.module is not None and module_has_submodule(room.module, "recounting"):
                import_module(f"{name}.recounting").recount()
        self.stdout.write(f"{changed}件案卷有变动")
