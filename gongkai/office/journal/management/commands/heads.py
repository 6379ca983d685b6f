"""manage.py heads: 外存链头。"""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from gongkai.office.journal import heads


class Command(BaseCommand):
    """外存链头: write the heads of this moment outside the database."""

    help = "把各机关台账的链头签名后写到数据库之外（并按设置寄出）"

    def handle(self, *args: Any, **options: Any) -> None:
        """Append one line."""
        self.stdout.write(f"已写入{heads.append().name}")
