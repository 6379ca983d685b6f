"""旧网址的转向表: the addresses of old sites as an nginx map, for a server that answers them by itself."""

from __future__ import annotations

import re
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

from django.core.management.base import BaseCommand

from gongkai.publication.disclosure.ledger.old_addresses import everything, for_the_press

_SAFE = "/%?&=:@!'()*+,;~-._"
_PLAIN = re.compile(r"[!#%-\[\]-~]+")  # no blank, quote, dollar or backslash


class Command(BaseCommand):
    """旧网址的转向表."""

    help = "把旧网址和现在的网址写成nginx的map。不写文件名则打印。撤回以后应当重新生成，或者不用map、由平台自己转向。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to."""
        parser.add_argument("file", nargs="?", type=Path, help="写到哪个文件")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write it beside its place and put it there by one rename."""
        here, anywhere = for_the_press(everything())
        text = "\n".join(
            [
                "# 旧网址的转向表，由 manage.py oldsite 生成。在server中：if ($gongkai_old) { return 301 $gongkai_old; }",
                "map $host$request_uri $gongkai_old_here {",
                *_rows(here, hosts=True),
                "}",
                "map $request_uri $gongkai_old_anywhere {",
                *_rows(anywhere, hosts=False),
                "}",
                'map $gongkai_old_here $gongkai_old { "" $gongkai_old_anywhere; default $gongkai_old_here; }',
                "",
            ]
        )
        if options["file"] is None:
            self.stdout.write(text)
            return
        beside = options["file"].with_name(options["file"].name + ".part")
        beside.write_text(text, encoding="utf-8")
        beside.replace(options["file"])
        self.stdout.write(f"写了{len(anywhere)}个旧网址")


def _rows(found: dict[str, str], *, hosts: bool) -> Iterator[str]:
    yield '    default "";'
    told = set()
    for written, target in sorted(found.items()):
        for each in (written, f"www.{written}") if hosts and not written.startswith("/") else (written,):
            for encoding in ("utf-8", "gb18030"):
                asked = quote(each.encode(encoding, "replace"), safe=_SAFE).lower()
                if asked not in told and _PLAIN.fullmatch(asked) and _PLAIN.fullmatch(target):
                    told.add(asked)
                    yield f'    "{asked}" "{target}";'
