"""reflect: bring the columns lists and figures go by up to date with the entries, for every file; may be run at any time."""

from __future__ import annotations

from itertools import islice
from typing import Any

from django.core.management.base import BaseCommand

from gongkai.office.journal.acts import reflect_many
from gongkai.office.journal.models import Dossier

CHUNK = 100


class Command(BaseCommand):
    """重新映照: for upgrades that add a column; enters nothing."""

    help = "按台账条目把全部案卷的统计列重新算一遍"

    def handle(self, *args: Any, **options: Any) -> None:
        """Chunk by chunk, each a transaction of its own."""
        keys = iter(list(Dossier.objects.everywhere().order_by("pk").values_list("pk", flat=True)))
        changed = 0
        while some := list(islice(keys, CHUNK)):
            changed += len(reflect_many(some))
        self.stdout.write(f"{changed}件案卷有变动")
