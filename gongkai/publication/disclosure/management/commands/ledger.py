"""往年台账导入: read and check a ledger or a folder of saved pages, and import it when told to.

manage.py ledger 2018.xlsx --authority pingchuan --year 2018
manage.py ledger 2018.xlsx --authority pingchuan --year 2018 --accept --skip-refused --new-columns
manage.py ledger 旧网站/ --authority pingchuan --year 2018 --column zcwj --accept --by wang
"""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from gongkai.law.disclosure import ContentClass, ReleaseChannel
from gongkai.law.grammar.flow import Unlawful
from gongkai.law.ledgers import Choice, Stage
from gongkai.office.authorities.models import Authority, Official
from gongkai.publication.catalogue.models import Column
from gongkai.publication.disclosure.ledger import acts, queries, report, storage
from gongkai.publication.disclosure.ledger.models import Ledger
from gongkai.web import clock


class Command(BaseCommand):
    """往年台账导入: killed and started again with the same file, it goes on where it was."""

    help = "导入往年的主动公开台账（xlsx、csv）或者保存的网页（zip、文件夹）；不加 --accept 只读取核对"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """选项."""
        parser.add_argument("file", type=Path, help="台账文件，或者保存网页的文件夹")
        parser.add_argument("--authority", required=True, metavar="CODE", help="机关的网址代码")
        parser.add_argument("--year", type=int, default=0, help="台账年度；旧网站的网页不分年度，可以不写")
        parser.add_argument("--title", default="", help="台账名称")
        parser.add_argument("--sheet", default="", help="工作表名称；不写为第一张可见的")
        parser.add_argument(
            "--kind", default="document", choices=[each.value for each in ContentClass], help="默认类别"
        )
        parser.add_argument(
            "--channel", default="website", choices=[each.value for each in ReleaseChannel], help="默认渠道"
        )
        parser.add_argument("--stated", nargs="*", default=[], metavar="NAME=N", help="年报所报数，如total=12457")
        parser.add_argument("--new-columns", action="store_true", help="目录中没有的栏目设为补录栏目")
        parser.add_argument("--column", default="", metavar="SLUG", help="目录中没有的、没有写明的栏目归入这一栏目")
        parser.add_argument("--by", default="", metavar="USERNAME", help="办理人员的用户名")
        parser.add_argument("--accept", action="store_true", help="核对后接受并导入")
        parser.add_argument("--skip-refused", action="store_true", help="跳过不收的行；不写则全部合格才导入")
        parser.add_argument("--cancel", action="store_true", help="取消尚未接受的导入，不留下任何内容")
        parser.add_argument("--report", type=Path, metavar="XLSX", help="逐行核对报告写到哪里")

    def handle(self, *args: Any, **options: Any) -> None:
        """导入."""
        try:
            ledger = self._ledger(options)
            if options["cancel"]:
                acts.cancel(ledger)
                acts.clear_on(ledger)
                self.stdout.write("已取消，没有留下任何内容。")
                return
            self._go_on(ledger)
            self._tell(ledger, options)
            if options["accept"] and ledger.stage == Stage.TO_ACCEPT:
                self._accept(ledger, options)
                self._go_on(ledger)
        except Unlawful as refusal:
            raise CommandError(str(refusal)) from None
        if ledger.failure:
            raise CommandError(ledger.failure)
        if ledger.stage == Stage.DONE:
            self.stdout.write(f"已导入{ledger.imported}行，分{ledger.chunks}批登记，总摘要{ledger.root}")

    def _ledger(self, options: dict[str, Any]) -> Ledger:
        """The ledger of this file that is on its way, or a new one."""
        path, authority = options["file"], Authority.objects.filter(code=options["authority"]).first()
        if authority is None:
            raise Unlawful(f"没有网址代码为“{options['authority']}”的机关")
        if not path.exists():
            raise Unlawful(f"找不到“{path}”")
        kept, digest = storage.copied(path)
        same = queries.ledgers(authority).filter(digest=digest, year=options["year"], sheet=options["sheet"])
        on_its_way = same.exclude(stage__in=[Stage.FAILED, Stage.CANCELLED]).first()
        if on_its_way is not None:
            return on_its_way
        ledger = acts.open_ledger(
            authority,
            kept,
            name=path.name,
            year=options["year"],
            on=clock.today(),
            by=self._by(options),
            title=options["title"],
            digest=digest,
            sheet=options["sheet"],
            kind=ContentClass(options["kind"]),
            channel=ReleaseChannel(options["channel"]),
            stated=_stated(options["stated"]),
        )
        acts.map_columns(ledger, [target for _, target in ledger.mapping], remember=False)
        return ledger

    def _go_on(self, ledger: Ledger) -> None:
        """Read or publish to the end, with a bar where a terminal looks on."""
        console = Console(stderr=True)
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
            task = bar.add_task("", total=None)

            def tell(now: Ledger) -> None:
                done, total = queries.progress(now)
                bar.update(task, description=Stage(now.stage).label, completed=done, total=total)

            acts.carry_on(ledger, today=clock.today(), tell=tell)
            while queries.goes_on(ledger):  # a worker took the next chunk; whoever has it, the ledger comes to its end
                acts.carry_on(ledger, today=clock.today(), tell=tell)

    def _tell(self, ledger: Ledger, options: dict[str, Any]) -> None:
        found = queries.found(ledger)
        self.stdout.write(f"{ledger.title}：{found.good}行合格，{found.flagged}行有提示，{found.refused}行不收")
        for note in ledger.notes:
            self.stdout.write(f"  {note}")
        for rule, number in found.by_rule:
            self.stdout.write(f"  {rule.label}：{number}行")
        for each in queries.compared(ledger):
            gap = f"，相差{each.difference}" if each.difference else "，相符"
            self.stdout.write(f"  {each.label}：年报{each.stated}，台账{each.counted}{gap}")
        if options["report"]:
            options["report"].write_bytes(report.workbook(ledger))
            self.stdout.write(f"核对报告：{options['report']}")

    def _accept(self, ledger: Ledger, options: dict[str, Any]) -> None:
        names = queries.columns_to_choose(ledger)
        chosen: dict[str, str] = {}
        if options["column"]:
            column = Column.objects.of(ledger.authority).filter(slug=options["column"]).first()
            if column is None:
                raise Unlawful(f"本机关没有网址代码为“{options['column']}”的栏目")
            chosen = dict.fromkeys(names, str(column.pk))
        if options["new_columns"]:
            chosen |= {name: acts.NEW for name in names if name}
        choice = Choice.SKIP if options["skip_refused"] else Choice.WHOLE
        acts.accept(ledger, choice, on=clock.today(), by=self._by(options), columns=chosen)

    def _by(self, options: dict[str, Any]) -> Official | None:
        if not options["by"]:
            return None
        person = Official.objects.filter(username=options["by"]).first()
        if person is None:
            raise Unlawful(f"没有用户名为“{options['by']}”的人员")
        return person


def _stated(pairs: list[str]) -> dict[str, int]:
    stated = {}
    for pair in pairs:
        name, _, number = pair.partition("=")
        if name not in queries.CLAIMS or not number.isdecimal():
            raise Unlawful(f"所报数应写作“名称=条数”，名称为{'、'.join(queries.CLAIMS)}")
        stated[name] = int(number)
    return stated
