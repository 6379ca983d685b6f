"""manage.py demo: 装入示例数据。"""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Collection, Sequence
from enum import StrEnum
from functools import partial
from pathlib import Path
from time import monotonic
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from gongkai.demo import logins, registering, villaged
from gongkai.demo.building import Built, build, size
from gongkai.demo.clearing import clear
from gongkai.demo.lettered import replaying as lettered
from gongkai.demo.lettered.plan import PastLetters
from gongkai.demo.place import Place
from gongkai.demo.places import PLACES
from gongkai.demo.publications import replaying
from gongkai.demo.publications.replaying import Source
from gongkai.demo.publications.writing import Part
from gongkai.demo.publications.writing import size as size_of
from gongkai.doors.serving import tables_made
from gongkai.law.ledgers import Stage
from gongkai.office.authorities.models import Authority
from gongkai.publication.disclosure.ledger.models import Ledger
from gongkai.web import clock


class Brought(StrEnum):
    """补齐的内容: what a replay brings in."""

    CONTENTS = "contents"
    REGISTERS = "registers"
    LETTERS = "letters"
    VILLAGES = "villages"


class Command(BaseCommand):
    """示例数据: the five places, through the acts of the house; all of it or none."""

    help = "装入五个地方的示例数据（机关、人员、台账、已公布的年报），打印演示账号"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """选项."""
        codes = [place.code for place in PLACES]
        parser.add_argument("--if-empty", action="store_true", help="数据库中已有机关的，什么也不做")
        parser.add_argument("--rebuild", action="store_true", help="丢弃本机的示例数据库，从头装入")
        parser.add_argument(
            "--replay",
            choices=[*logins.REPLAYED, "all"],
            metavar="CODE",
            help=f"补齐往年公开的全部内容、登记簿和各村：{'、'.join(logins.REPLAYED)}、all",
        )
        parser.add_argument(
            "--only",
            choices=list(Brought),
            help="只补齐一种：contents公开内容、registers登记簿、letters留言工单、villages各村",
        )
        parser.add_argument("--place", choices=codes, metavar="CODE", help=f"只装入一个地方：{'、'.join(codes)}")

    def handle(self, *args: Any, **options: Any) -> None:
        """装入."""
        if options["replay"]:
            which = [Brought(options["only"])] if options["only"] else list(Brought)
            self._replayed([place for place in PLACES if options["replay"] in (place.code, "all")], which)
            return
        places = [place for place in PLACES if options["place"] in (None, place.code)]
        if options["rebuild"]:
            self._cleared()
        elif self._filled():
            if not options["if_empty"]:
                raise CommandError("数据库中已有机关，示例数据只装入空的数据库；丢弃原有示例数据重新装入，用 --rebuild")
            self.stdout.write("数据库中已有机关，未装入示例数据。")
            return
        begun = monotonic()
        password = logins.new_password()
        note = logins.keep(self._build(places, password), password)
        self.stdout.write(f"示例数据已装入，用时{monotonic() - begun:.0f}秒。账号和密码记在 {_near(logins.path())}")
        if not options["if_empty"]:
            self.stdout.write(f"\n{note}")

    def _cleared(self) -> None:
        """An empty database with today's tables."""
        try:
            clear()
        except RuntimeError as refusal:
            raise CommandError(str(refusal)) from None
        call_command("migrate", verbosity=0)

    def _replayed(self, places: Sequence[Place], which: Collection[Brought]) -> None:
        """The columns, the sample where it is not there yet, and the rest; killed and begun again it goes on where it was."""
        there = set(Authority.objects.values_list("code", flat=True)) if tables_made() else set()
        present = [place for place in places if place.code in there]
        if not present:
            raise CommandError("数据库中没有这个地方的示例数据，请先运行 manage.py demo")
        with _progress() as progress:
            for place in present:
                for source in replaying.sources(place) if Brought.CONTENTS in which else ():
                    for part in Part:
                        self._brought(progress, place, source, part)
                if Brought.REGISTERS in which:
                    self._registered(progress, place)
        for place in present if Brought.VILLAGES in which else ():
            if place.code in villaged.PAST:
                self._villaged(place)
        for place in present if Brought.LETTERS in which else ():
            for past in lettered.past_letters(place):
                self._answered(place, past)

    def _registered(self, progress: Progress, place: Place) -> None:
        """The registers of a place, kind by kind."""
        begun, many, by = monotonic(), 0, replaying.clerk(place)
        for book in registering.books(place):
            task = progress.add_task(f"{place.short_name}登记簿 {book.kind.label}", total=book.total)
            for part in Part:
                there = registering.bring(place, book, part, by, partial(progress.advance, task))
            progress.remove_task(task)
            many += there
        self.stdout.write(f"{place.name}登记簿：{many}条，用时{monotonic() - begun:.0f}秒")

    def _villaged(self, place: Place) -> None:
        """The villages a report prints, each in a transaction of its own."""
        begun, government, past = monotonic(), Authority.objects.get(code=place.code), villaged.PAST[place.code]
        with _progress() as progress:
            task = progress.add_task(f"{government.name}各村", total=past.villages)
            villaged.bring(government, past, clock.today(), lambda done: progress.update(task, completed=done))
        seconds = monotonic() - begun
        self.stdout.write(
            f"{government.name}{past.year}年乡村大数据：{past.villages}个村，认证村民{past.villagers}人，用时{seconds:.0f}秒"
        )

    def _answered(self, place: Place, past: PastLetters) -> None:
        """The letters of a year; what the quick demo left out of a long one."""
        begun, government = monotonic(), Authority.objects.get(code=place.code)
        many = sum(lettered.bring(government, place, past, part, clock.today()) for part in Part)
        self.stdout.write(f"{government.name}{past.name}：{many}件，用时{monotonic() - begun:.0f}秒")

    def _brought(self, progress: Progress, place: Place, source: Source, part: Part) -> None:
        task = progress.add_task(f"{source.authority.name}{source.title(part)}", total=size_of(source.published, part))

        def tell(row: Ledger, done: int, whole: int) -> None:
            progress.update(
                task, description=f"{source.authority.name} {Stage(row.stage).label}", completed=done, total=whole
            )

        begun, clerk = monotonic(), replaying.clerk(place)
        row = replaying.bring(source, part, clock.today(), clerk, tell)
        seconds = monotonic() - begun
        progress.remove_task(task)
        self.stdout.write(
            f"{source.authority.name}{source.title(part)}：{row.imported}条，用时{seconds:.0f}秒"
            + (f"，每秒{row.imported / seconds:.0f}条" if seconds >= 1 else "")
        )

    def _filled(self) -> bool:
        if not tables_made():
            raise CommandError("数据库还没有建表，请先运行 manage.py migrate")
        return Authority.objects.exists()

    def _build(self, places: Sequence[Place], password: str) -> Built:
        with _progress() as progress:
            tasks = {place.code: progress.add_task(place.name, total=size(place)) for place in places}
            return build(places, password, clock.today(), lambda place, _: progress.advance(tasks[place.code]))


def _progress() -> Progress:
    """A bar where a terminal looks on."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.percentage:.0f}%"), TimeElapsedColumn())
    return Progress(*columns, console=console, transient=True, disable=not console.is_terminal)


def _near(path: Path) -> Path:
    """The path as one would type it from here."""
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path
