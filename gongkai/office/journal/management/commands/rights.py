"""manage.py rights: 服务账号权限。"""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from gongkai.office.journal.vendor import service_rights


class Command(BaseCommand):
    """服务账号权限: print what the owner of the tables grants to the role the service logs in with."""

    help = "打印PostgreSQL服务账号应有的权限（台账只能添加和读取），由表的所有者执行"

    def add_arguments(self, parser: CommandParser) -> None:
        """The name of the role."""
        parser.add_argument("role", help="服务账号的用户名")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the statements, one a line."""
        for statement in service_rights(options["role"]):
            self.stdout.write(f"{statement};")
