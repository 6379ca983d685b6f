"""命令行: the law at the command line. It needs no database and no settings; every day comes from the arguments.
The doctor alone asks the platform of this machine, in a process of its own.

``--json`` prints the shapes declared here (``DueJson``, ``YearJson``); keys are only ever added to them.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, TypedDict

import typer

from gongkai.bootstrap import BACKUP, KEYS, local_keys
from gongkai.doors.reviewing import check
from gongkai.doors.terminal import AsJson, BadInput, entrance, run, say, say_json, verb
from gongkai.law.applications import extension_term, reply_term
from gongkai.law.grammar.almanac import MARKS, told, year_page
from gongkai.law.grammar.announcements import AnnouncementError, read_local
from gongkai.law.grammar.calendar import Calendar, DayInfo, DayKind, Reckoned, local_days, national
from gongkai.law.grammar.dates import chinese_date, chinese_weekday, read_date
from gongkai.law.receipt import REVISED, version_for
from gongkai.papers.signed import Unproven
from gongkai.papers.signed import prove as proven
from gongkai.reading.forms import blank_form, find_edition, find_tables, table_json

SINCE = date(2008, 5, 1)
"""条例施行日: before it there was no term of reply."""
LONGEST = 250
"""Working days; a term longer than a year is a slip of the finger."""
PROVISIONAL = "暂计：期间有的年度尚未公布放假安排，按周末和法定节假日推算，公布后须重算"


class DayJson(TypedDict):
    """一天: ``kind`` is the key of a ``DayKind``, ``label`` its Chinese; ``source`` is the number of the notice."""

    date: str
    kind: str
    label: str
    name: str
    source: str
    provisional: bool


class TermJson(TypedDict):
    """期限: so many working days, the article (empty for a term of one's own), the last day."""

    days: int
    basis: str
    due_on: str
    provisional: bool


class DueJson(TypedDict):
    """到期日: ``due --json`` prints a list of these; both lists of days run to the end of the extension, if there is one."""

    received_on: str
    reply: TermJson
    extension: TermJson | None
    not_counted: list[DayJson]
    made_up: list[DayJson]


class NoticeJson(TypedDict):
    """放假通知: number, title in our words, day of issue (may be null), how sure we are of them."""

    number: str
    title: str
    issued: str | None
    certainty: str


class YearJson(TypedDict):
    """年度日历: ``calendar --json`` prints one; ``days`` are the holidays and the make-up days, without the weekends."""

    year: int
    announced: bool
    working_days: int
    notices: list[NoticeJson]
    days: list[DayJson]


@dataclass(frozen=True)
class Period:
    """期限: so many working days, on what basis, until when."""

    days: int
    basis: str
    due: Reckoned


@dataclass(frozen=True)
class Answer:
    """推算结果: the reply, its extension, and every day on the way."""

    received_on: date
    reply: Period
    extension: Period | None
    days: tuple[DayInfo, ...]

    @property
    def not_counted(self) -> tuple[DayInfo, ...]:
        """不计入的日子: the days of rest."""
        return tuple(day for day in self.days if not day.works)

    @property
    def made_up(self) -> tuple[DayInfo, ...]:
        """计入的调休上班日: worked by a notice."""
        return tuple(day for day in self.days if day.works and day.kind is not DayKind.WORKING)


app = entrance("政府信息公开：按条例推算期限，查看工作日历，核对年度报告。不需要数据库。")


def main() -> None:
    """入口: the console script."""
    run(app, sys.argv[1:])


@verb(app, "due")
def due(
    dates: Annotated[
        list[str], typer.Argument(metavar="日期", help="收到申请之日，如2025-09-18或2025年9月18日；可以写几个。")
    ],
    days: Annotated[
        str | None, typer.Option("--days", metavar="天数", help="期限的工作日数；不写则按收到之日施行的条例。")
    ] = None,
    extend: Annotated[str | None, typer.Option("--extend", metavar="天数", help="经批准延长的工作日数。")] = None,
    local: Annotated[Path | None, typer.Option("--local", metavar="文件", help="本地放假安排（TOML）。")] = None,
    as_json: AsJson = False,
) -> None:
    """推算答复到期日，逐日说明哪些日子不计入、依据哪个通知。

    2019年5月15日以前收到的按15个工作日，以后收到的按20个工作日。放假安排尚未公布的年度，按周末和法定节假日暂计并注明。
    """
    calendar = _calendar(local)
    length, more = _whole(days, "--days"), _whole(extend, "--extend")
    answers = [_answer(calendar, _received(text, calendar), length, more) for text in dates]
    if as_json:
        say_json([_due_json(answer) for answer in answers])
    else:
        say("\n\n".join("\n".join(_lines(answer)) for answer in answers))


@verb(app, "calendar")
def calendar_of_year(
    year: Annotated[str, typer.Argument(metavar="年份", help="如2026。")],
    as_json: AsJson = False,
) -> None:
    """逐月列出一年的放假日、调休上班日和工作日数，注明依据的通知。"""
    calendar = national()
    number = _year(year, calendar)
    if as_json:
        say_json(_year_json(calendar, number))
    else:
        say(*year_page(calendar, number))


verb(app, "check")(check)


@verb(app, "table")
def table(
    form: Annotated[str, typer.Argument(metavar="格式", help="2014、2019或2021，或报告年度。")],
    name: Annotated[
        str, typer.Argument(metavar="表", help="表的名称或代号，如申请、applications；不写则全部列出。")
    ] = "",
    as_json: AsJson = False,
) -> None:
    """列出年度报告的空白统计表和表内的勾稽关系。"""
    try:
        edition = find_edition(form)
        tables = find_tables(edition, name)
    except ValueError as slip:
        raise BadInput(str(slip)) from None
    if as_json:
        say_json([table_json(edition, each) for each in tables])
    else:
        say("\n\n".join("\n".join(blank_form(each)) for each in tables))


@verb(app, "prove")
def prove(
    packet: Annotated[Path, typer.Argument(metavar="压缩包", help="从查阅日志导出的压缩包。")],
    key: Annotated[str, typer.Option("--key", metavar="公钥", help="另行抄存的公钥（64位十六进制）。")],
) -> None:
    """核验导出的查阅日志：签名是不是这个公钥的，内容有没有改动。"""
    if not re.fullmatch(r"[0-9a-fA-F]{64}", key):
        raise BadInput(f"公钥应为64位十六进制数字，收到“{key}”")
    try:
        found = proven(packet, key)
    except Unproven as wrong:
        say(f"不能证明：{wrong}")
        raise typer.Exit(1) from None
    say(
        f"属实：{found.manifest['rows']}条记录，机关{found.manifest['authority']}，{found.manifest['on']}导出，内容没有改动。"
    )


@verb(app, "doctor")
def doctor(
    as_json: AsJson = False,
    quick: Annotated[bool, typer.Option("--quick", help="不做费时的几项。")] = False,
) -> None:
    """检查本机平台的运行状况：设置、数据库、密钥、磁盘、值守、信件、索引，说明问题和办法。需要平台的环境变量。"""
    asked = [*(["--json"] if as_json else []), *(["--quick"] if quick else [])]
    program = [sys.executable, "-m", "gongkai.doors.watch.console", *asked]
    raise typer.Exit(subprocess.run(program, check=False).returncode)  # noqa: S603 (our own interpreter and arguments)


@verb(app, "keys")
def keys(
    folder: Annotated[
        Path | None, typer.Option("--dir", metavar="目录", help="密钥文件的目录；不写则用数据目录下的keys。")
    ] = None,
) -> None:
    """准备本机的密钥文件（三个密钥和备份密钥，已有的保持不变），列出服务应设置的环境变量。"""
    names = (*KEYS, BACKUP)
    given = [name for name in names if os.environ.get(f"GONGKAI_{name}") or os.environ.get(f"GONGKAI_{name}_FILE")]
    try:
        local_keys(folder, backup=True)
    except OSError as refusal:
        raise BadInput(f"不能写入{refusal.filename}，请检查路径和权限") from None
    made = [name for name in names if name not in given]
    if made:
        say("密钥文件已备好，只有当前用户可读。请为服务设置：")
        say(*(f"GONGKAI_{name}_FILE={os.environ[f'GONGKAI_{name}_FILE']}" for name in made))
        say("密钥一旦丢失，封存的内容无法恢复，登记簿无法核验，备份打不开，请在本机以外另行妥善保存。")
    say(*(f"GONGKAI_{name}已由环境变量给出，未生成文件。" for name in given))


def _answer(calendar: Calendar, received: date, length: int | None, more: int | None) -> Answer:
    version = version_for(received)
    term, extra = reply_term(version), extension_term(version)
    if length is None and more is not None and more > extra.length:
        raise BadInput(f"延长答复期限最多{extra.length}个工作日（{extra.basis.short}），收到{more}")
    total = length or term.length
    reply = Period(total, "" if length else term.basis.short, calendar.after(received, total))
    extension = None
    if more is not None:
        extension = Period(more, "" if length else extra.basis.short, calendar.after(received, total + more))
    end = (extension or reply).due.on
    return Answer(received, reply, extension, tuple(calendar.days(received, end)))


def _lines(answer: Answer) -> Iterator[str]:
    received, reply, extension = answer.received_on, answer.reply, answer.extension
    yield f"{_full(received)}收到，最迟{_full(reply.due.on)}答复{_aside(reply.basis)}"
    if extension:
        yield f"延长{extension.days}个工作日的，最迟{_full(extension.due.on)}答复{_aside(extension.basis)}"
    if received < REVISED and reply.basis:
        yield f"收到之日在{chinese_date(REVISED)}以前，适用修订前的条例"
    if any(day.provisional for day in answer.days):
        yield PROVISIONAL
    yield f"期限{reply.days}个工作日，收到当日不计入，自次日起算"
    yield f"不计入的{len(answer.not_counted)}天："
    yield from (f"  {line}" for line in told(answer.not_counted, received.year))
    if answer.made_up:
        yield f"计入的调休上班日{len(answer.made_up)}天："
        yield from (f"  {line}" for line in told(answer.made_up, received.year))


def _due_json(answer: Answer) -> DueJson:
    return {
        "received_on": answer.received_on.isoformat(),
        "reply": _term_json(answer.reply),
        "extension": _term_json(answer.extension) if answer.extension else None,
        "not_counted": [_day_json(day) for day in answer.not_counted],
        "made_up": [_day_json(day) for day in answer.made_up],
    }


def _term_json(period: Period) -> TermJson:
    return {
        "days": period.days,
        "basis": period.basis,
        "due_on": period.due.on.isoformat(),
        "provisional": period.due.provisional,
    }


def _day_json(day: DayInfo) -> DayJson:
    return {
        "date": day.date.isoformat(),
        "kind": day.kind.value,
        "label": day.kind.label,
        "name": day.name,
        "source": day.source,
        "provisional": day.provisional,
    }


def _year_json(calendar: Calendar, year: int) -> YearJson:
    days = list(calendar.days(date(year - 1, 12, 31), date(year, 12, 31)))
    return {
        "year": year,
        "announced": year in calendar.announced(),
        "working_days": sum(day.works for day in days),
        "notices": [
            {
                "number": notice.number,
                "title": notice.title,
                "issued": notice.issued.isoformat() if notice.issued else None,
                "certainty": notice.certainty.value,
            }
            for notice in calendar.notices_of(year)
        ],
        "days": [_day_json(day) for day in days if day.kind in MARKS],
    }


def _calendar(local: Path | None) -> Calendar:
    if local is None:
        return national()
    try:
        return national().with_local(local_days(read_local(local.read_text(encoding="utf-8"))))
    except AnnouncementError as slip:
        raise BadInput(f"{local}不能使用：" + "；".join(slip.problems)) from None
    except UnicodeDecodeError:
        raise BadInput(f"{local}不是UTF-8编码的文本文件") from None
    except OSError:
        raise BadInput(f"不能读取{local}，请检查路径和权限") from None


def _received(text: str, calendar: Calendar) -> date:
    try:
        day = read_date(text)
    except ValueError as slip:
        raise BadInput(str(slip)) from None
    last = _last_year(calendar)
    if day < SINCE:
        raise BadInput(f"{_full(day)}在条例施行（{chinese_date(SINCE)}）之前，没有答复期限")
    if day.year >= last:
        raise BadInput(f"只能推算到{last - 1}年收到的申请，再往后的节日日期还没有数据，收到“{text}”")
    return day


def _year(text: str, calendar: Calendar) -> int:
    first, last = calendar.announced()[0], _last_year(calendar)
    if not text.isdecimal() or not first <= int(text) <= last:
        raise BadInput(f"年份应在{first}至{last}之间，收到“{text}”")
    return int(text)


def _last_year(calendar: Calendar) -> int:
    return max(*calendar.announced(), *calendar.foreseen())


def _whole(text: str | None, option: str) -> int | None:
    if text is None:
        return None
    if not text.isdecimal() or not 1 <= int(text) <= LONGEST:
        raise BadInput(f"{option}应为1至{LONGEST}之间的整数，收到“{text}”")
    return int(text)


def _full(day: date) -> str:
    return f"{chinese_date(day)}（{chinese_weekday(day)}）"


def _aside(text: str) -> str:
    return f"（{text}）" if text else ""
