"""manage.py rewrap: 更换加密密钥或者算法以后，重新包裹全部案卷密钥，换盲索引的算法。"""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from gongkai.office.journal import rewrapping


class Command(BaseCommand):
    """换钥: wrap and seal anew under the present key; the exit code says whether anything remains under another."""

    help = (
        "更换加密密钥或者GONGKAI_CRYPTO以后，案卷密钥、平台加密的内容和盲索引改由现用的保护；可随时中断，再运行即接着办"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Add ``--check``."""
        parser.add_argument("--check", action="store_true", help="只报告还有多少依赖以前的密钥，不作改动")

    def handle(self, *args: Any, **options: Any) -> None:
        """Rewrap, or only count."""
        left = rewrapping.remaining() if options["check"] else rewrapping.rewrap(lambda text: self.stdout.write(text))
        for key_id, count in left.unknown.items():
            self.stderr.write(f"{count}个案卷密钥由没有提供的密钥（号{key_id}）包裹")
        if left:
            blind = "，盲索引密钥也是" if left.blind else ""
            told = f"{left.dossiers}个案卷密钥、{left.texts}条平台加密的内容还不在现用密钥之下{blind}"
            told += f"；{left.indexes}条盲索引还不是现用算法" if left.indexes else ""
            raise CommandError(told, returncode=1)
        self.stdout.write("全部已由现用密钥和算法保护，可以撤去以前的密钥")
