"""设立机关: the first authority of an empty platform with its three administrators, and any authority beneath it.

manage.py establish shili 示例县人民政府 county
manage.py establish shili-minzheng 示例县民政局 department --parent shili
"""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from gongkai.law.authorities import ADMINISTRATORS, AuthorityKind
from gongkai.law.grammar.dates import read_date
from gongkai.law.grammar.flow import Unlawful
from gongkai.office.authorities.acts import first_password
from gongkai.office.authorities.models import Authority
from gongkai.office.journal import establishment
from gongkai.web import clock


class Command(BaseCommand):
    """设立机关."""

    help = "设立一个机关；没有上级机关的，同时建立三名管理员账号并打印首次密码"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Code, name, kind; what it stands under and since when."""
        kinds = "、".join(f"{kind.value}（{kind.label}）" for kind in AuthorityKind)
        parser.add_argument("code", help="网址代码，小写字母、数字和连字符，如shili")
        parser.add_argument("name", help="机关全称")
        parser.add_argument("kind", choices=[kind.value for kind in AuthorityKind], metavar="kind", help=kinds)
        parser.add_argument("--parent", default="", help="上级机关的网址代码")
        parser.add_argument("--since", default="", help="设立日期，如2025-01-01；不写为今天")
        parser.add_argument("--basis", default="", help="设立依据")

    def handle(self, *args: Any, **options: Any) -> None:
        """Set it up in one transaction, or say what is wrong and set up nothing."""
        try:
            since = read_date(options["since"]) if options["since"] else clock.today()
            with transaction.atomic():
                self._establish(options, since)
        except (Unlawful, ValueError) as refusal:
            raise CommandError(str(refusal)) from None

    def _establish(self, options: dict[str, Any], since: date) -> None:
        authority = establishment.create_authority(
            options["code"],
            options["name"],
            AuthorityKind(options["kind"]),
            on=since,
            by=None,
            parent=self._parent(options["parent"]),
            basis=options["basis"],
        )
        self.stdout.write(f"已设立{authority.name}，网址/{authority.code}/")
        if authority.parent is None:
            self._administrators(authority, since)

    def _parent(self, code: str) -> Authority | None:
        if not code:
            return None
        parent = Authority.objects.filter(code=code).first()
        if parent is None:
            raise Unlawful(f"没有网址代码为“{code}”的机关", field="parent")
        return parent

    def _administrators(self, authority: Authority, since: date) -> None:
        """三员分立: none of them handles business, and none may hold another's office."""
        self.stdout.write("三名管理员的用户名和首次密码（只显示这一次，登录后须立即修改）：")
        for key, office in ADMINISTRATORS.items():
            password = first_password()
            username = f"{authority.code}-{key}"
            person = establishment.enrol(username, office.label, at=authority, password=password, on=since, by=None)
            establishment.post(person, authority, key, on=since, by=None)
            self.stdout.write(f"  {username}  {password}  {office.label}")
