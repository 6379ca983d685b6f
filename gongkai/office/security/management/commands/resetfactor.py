"""manage.py resetfactor：在服务器上重置第二因素。"""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from gongkai.law.grammar.flow import Unlawful
from gongkai.office.authorities.models import Official
from gongkai.office.security.factors.acts import reset_on_host
from gongkai.web import clock


class Command(BaseCommand):
    """重置第二因素: for the security administrator, who may not reset their own and may be the only one there is."""

    help = "在服务器上重置一个账号的第二因素（手机和恢复码都丢失，又没有另一名安全管理员的）；下次登录重新启用"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """选项."""
        parser.add_argument("username", help="用户名")

    def handle(self, *args: Any, **options: Any) -> None:
        """重置."""
        official = Official.objects.filter(username=options["username"]).first()
        if official is None:
            raise CommandError(f"没有用户名为“{options['username']}”的账号")
        try:
            reset_on_host(official, on=clock.today())
        except Unlawful as refusal:
            raise CommandError(refusal.reason) from None
        self.stdout.write(f"{official.username}的第二因素已经重置，恢复码一并作废")
