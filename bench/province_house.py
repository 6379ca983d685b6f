"""全省的场地: one house with so many contents, applications and records, ten times as many at a stroke, and our own works in it.

The first ten thousand of each come in as the product brings them in; the rest are copied from them by the database, because
pages and figures read rows and never entries. What is copied is older than what was there, so that pages show whole files.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from math import ceil
from random import Random
from statistics import median
from time import perf_counter, process_time
from urllib.parse import quote, urlencode

from django.db import connection
from django.db.models import Model
from django.test import Client, RequestFactory, override_settings

from bench import admin, contents, limits, sheets
from bench.board import Board, Side
from bench.house import say
from bench.ledger import Place, copy, made_by_acts, place
from bench.measures import within
from bench.registers import CHUNK, values
from bench.search import Bare
from bench.work_names import DESK, DETAIL, LIST, REGISTER, SEARCH, SEARCH_RANKED, SHEET, SUBMIT
from gongkai.casework.applications.models import Application
from gongkai.doors.followers import index
from gongkai.doors.search import index as finding
from gongkai.engines.search.embedded import Embedded
from gongkai.law.registers.trades import PURCHASE
from gongkai.office.journal import vendor
from gongkai.office.journal.models import Dossier
from gongkai.office.journal.vendor import As
from gongkai.publication.catalogue.models import Column
from gongkai.publication.disclosure import queries
from gongkai.publication.disclosure.models import Content, Release
from gongkai.publication.registers import acts as registers
from gongkai.publication.registers import indexing
from gongkai.publication.registers.models import Record
from gongkai.web import clock, traps
from gongkai.web.models import Attempt
from gongkai.web.paging import MOST

WORDS = ("救助", "低保", "耕地", "医保", "招生", "供水", "林草", "养老", "扶贫", "就业", "住房", "审批", "环保", "交通")
SOUGHT = "救助"
LINES = 20
ROUNDS = 15
FIRST = 10_000
BOUGHT = {"f-unit": "=示例县第7局", "f-method": "公开招标"}
PERSON = {
    "name": "陈样例",
    "identity": "id_card",
    "identity_number": "110101190001010014",
    "phone": "13900000000",
    "address": "示例县样本路1号",
    "carrier": "electronic",
    "delivery": "online",
}


@dataclass(frozen=True)
class Readers:
    """问的人: the public, and a clerk who is logged in."""

    public: Client
    clerk: Client

    def log_in(self) -> None:
        """登录: anew before each size, for a session does not outlive the copying of a million rows."""
        known = {"username": "clerk", "password": "Bench-password-2"}
        self.clerk.login(request=RequestFactory().post("/desk/login/"), **known)


@dataclass
class House:
    """全省的场地: how many there are of each, and who asks."""

    where: Place
    first: int
    readers: Readers

    # -- rows ---------------------------------------------------------------------------------------------------------

    def grow(self, size: int) -> None:
        """增至: so many of each."""
        say(f"copying to {size:,} contents, applications and records")
        mark = f"'-{size}-' || n"
        contents, records = reach(Content), reach(Record)
        times = ceil(size / contents.rows)
        spread(Content, contents, times, {"index_number": f"index_number || {mark}"})
        spread(Release, reach(Release), times, {"content_id": contents.moved("content_id")})
        upwards = f"id + n * {records.span}"  # for the pages of records have addresses, and these no sign
        spread(
            Record,
            records,
            ceil(size / records.rows),
            {"id": upwards, "alike": f"substr(alike, 1, 20) || '-' || id || {mark}"},
        )
        self._copy_files(size, mark)
        self.settle()

    def _copy_files(self, size: int, mark: str) -> None:
        """Closed files only, with their applications: who is still waiting is as many as before."""
        files, applications = reach(Dossier), reach(Application)
        closed = f"id >= {files.low} AND closed_on IS NOT NULL"
        many = Dossier.objects.of(self.where.authority).exclude(closed_on=None).count()
        times = 1 + ceil((size - applications.rows) / many)
        moved = {"id": files.moved("id"), "dossier_id": files.moved("dossier_id"), "number": f"number || {mark}"}
        theirs = f"id >= {applications.low} AND dossier_id IN (SELECT id FROM journal_dossier WHERE {closed})"
        with connection.cursor() as cursor:
            copy(cursor, Dossier, closed, files.span, times, moved)
            copy(cursor, Application, theirs, files.span, times, moved)

    def settle(self) -> None:
        """Indexes for the registers that have become long, statistics for the planner, and the index of the search."""
        indexing.put_in_place()
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        say("indexing for the search")
        index.rebuild()

    # -- works --------------------------------------------------------------------------------------------------------

    def measure(self, board: Board, size: int) -> None:
        """测量: every work of ours and its limit, over the rows there are; where one breaks, the table says so and goes on."""
        self.readers.log_in()
        works = {
            LIST: self._list,
            DETAIL: self._detail,
            SEARCH: self._search,
            DESK: self._desk,
            REGISTER: self._register,
            SUBMIT: self._submit,
            SHEET: self._sheet,
        }
        for name, work in works.items():
            try:
                work(board, size)
            except (AssertionError, RuntimeError) as broken:
                board.excuse(name, size, Side.OURS, str(broken)[:120] or "it broke")

    def _pair(self, board: Board, work: str, size: int, ours: float, limit: float) -> None:
        board.note(work, size, Side.OURS, ours)
        board.note(work, size, Side.LIMIT, limit)
        say(f"{work}, {size:,}: {ours:.2f} / {limit:.2f}")

    def _list(self, board: Board, size: int) -> None:
        code, column = self.where.authority.code, self.column.pk
        rows = (
            "SELECT id, title, number, index_number, published_on FROM disclosure_content WHERE column_id = %s "
            "AND withdrawn_on IS NULL ORDER BY published_on DESC, id DESC LIMIT 20"
        )
        limit = self.empty() + limits.bare([(rows, [column])])
        self._pair(board, LIST, size, self.page(f"/{code}/lm/{self.column.slug}/"), limit)

    def _detail(self, board: Board, size: int) -> None:
        content = self.last
        row = "SELECT * FROM disclosure_content WHERE index_number = %s"
        limit = self.empty() + limits.bare([(row, [content.index_number])])
        self._pair(board, DETAIL, size, self.page(queries.address(content)), limit)

    def _search(self, board: Board, size: int) -> None:
        engine = within(_bare_search(), clock_of_pages())
        ours, limit = self.page(f"/search/?q={quote(SOUGHT)}"), self.empty() + engine
        for work in (SEARCH, SEARCH_RANKED):
            self._pair(board, work, size, ours, limit)

    def _desk(self, board: Board, size: int) -> None:
        rows = (
            "SELECT d.*, a.* FROM journal_dossier d JOIN applications_application a ON a.dossier_id = d.id "
            "WHERE d.authority_id = %s AND d.kind = 'application' ORDER BY d.opened_on DESC, d.id DESC LIMIT 20"
        )
        limit = self.desk("/desk/nothing/") + limits.bare([(rows, [self.where.authority.pk])])
        self._pair(board, DESK, size, self.desk("/desk/applications/all/"), limit)
        board.note(DESK, size, Side.PEER, self.desk(admin.FILES))

    def _register(self, board: Board, size: int) -> None:
        values: list[int | str] = [self.where.authority.pk, "示例县第7局", "公开招标"]
        fits = (  # what an index is declared for stands in the statement itself: the database must know it before it is asked
            f"FROM registers_record WHERE authority_id = %s AND kind = '{PURCHASE.key}' AND standing = 'public' "
            f"AND {_of_data('unit')} = %s AND {_of_data('method')} = %s"
        )
        rows = (f"SELECT id, title, dated_on, data {fits} ORDER BY dated_on DESC, id DESC LIMIT 20", values)
        limit = self.empty() + limits.bare(
            [rows, (f"SELECT COUNT(*) FROM (SELECT 1 {fits} LIMIT {MOST + 1}) AS so_many", values)]
        )
        ours = self.page(f"/{self.where.authority.code}/djb/purchase/?{urlencode(BOUGHT)}")
        self._pair(board, REGISTER, size, ours, limit)

    def _submit(self, board: Board, size: int) -> None:
        """Sent as a browser sends it; the limit is the same form sent to an empty page, and what its own statements take."""
        address = f"/{self.where.authority.code}/ysqgk/person/"
        page = self.readers.public.get(address, headers=HOST).content.decode()
        assert 'name="once"' in page
        ticks, spent, stated = clock_of_pages(), [], []
        for number in range(ROUNDS + 2):
            form = _form(number)
            Attempt.objects.all().delete()
            with limits.of_the_database() as database:
                begun = ticks()
                answer = self.readers.public.post(address, form, headers=HOST)
                spent.append((ticks() - begun) * 1000)
            stated.append(database.milliseconds)
            assert "申请已经提交" in answer.content.decode()
        nowhere = f"/{self.where.authority.code}/nothing/"
        empty = within(partial(self.readers.public.post, nowhere, _form(0), headers=HOST), ticks)
        self._pair(board, SUBMIT, size, median(spent[2:]), empty + median(stated[2:]))

    def _sheet(self, board: Board, size: int) -> None:
        one = sheets.compared(self.where.authority)
        self._pair(board, SHEET, size, one.sheet * 1000, one.bare * 1000)

    # -- pages --------------------------------------------------------------------------------------------------------

    @property
    def last(self) -> Content:
        """The newest content."""
        return (
            Content.objects.of(self.where.authority).select_related("authority", "column").latest("published_on", "pk")
        )

    @property
    def column(self) -> Column:
        """The column all of them lie in."""
        return self.last.column

    def page(self, address: str) -> float:
        """Milliseconds of a page of the public, no page being pressed."""
        Attempt.objects.all().delete()
        with override_settings(PRESSED=False):
            return within(partial(_read, self.readers.public, address), clock_of_pages())

    def desk(self, address: str) -> float:
        """Milliseconds of a page of the desk."""
        return within(partial(_read, self.readers.clerk, address), clock_of_pages())

    def empty(self) -> float:
        """Milliseconds of the page that does nothing."""
        return self.page(f"/{self.where.authority.code}/nothing/")


HOST = {"host": "localhost"}


def clock_of_pages() -> Callable[[], float]:
    """计时: the processor where the database works in this process, the wall where it works in another."""
    return process_time if connection.vendor == "sqlite" else perf_counter


def built(first: int) -> House:
    """建场: so many contents, applications and records as the product brings them in."""
    where = place()
    say(f"{first:,} contents, applications and records by their acts")
    contents.filled(where, 2 * first)
    _worded(where)
    made_by_acts(where, first)
    _bought(where, first)
    house = House(where, first, Readers(Client(), Client()))
    house.settle()
    return house


def _worded(where: Place) -> None:
    """Titles and texts in which something can be found: the same as the peer's."""
    rows = list(Content.objects.of(where.authority))
    for number, row in enumerate(rows):
        one, two = WORDS[number % len(WORDS)], WORDS[number // 7 % len(WORDS)]
        row.title, row.number = f"关于做好{one}和{two}工作的第{number}号通知", f"示政发〔2018〕{number}号"
        row.text = "\n".join([f"{one}工作由{two}部门牵头。"] * LINES)
    Content.objects.of(where.authority).bulk_update(rows, ["title", "number", "text"], 500)


def _bought(where: Place, many: int) -> None:
    random, today = Random(20250918), clock.today()
    for first in range(0, many, CHUNK):
        some = [values(random, number) for number in range(first, min(first + CHUNK, many))]
        registers.enter_many(where.authority, PURCHASE, some, on=today, by=None, published=True)


@dataclass(frozen=True)
class Reach:
    """键的范围: of a table before it is copied: the lowest key, how far the keys reach, how many rows."""

    low: int
    span: int
    rows: int

    def moved(self, column: str) -> str:
        """移开: a column that points at a row of this table, in the n-th copy."""
        return f"{column} - n * {self.span}"


def reach(model: type[Model]) -> Reach:
    """键的范围: as it is now."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT MIN(id), MAX(id), COUNT(*) FROM {model._meta.db_table}")
        low, high, rows = cursor.fetchone()
    return Reach(low, high - low + 1, rows)


def spread(model: type[Model], there: Reach, times: int, also: Mapping[str, str]) -> None:
    """抄行: every row of a table, so that there are so many times as many."""
    with connection.cursor() as cursor:
        copy(cursor, model, f"id >= {there.low}", there.span, times, {"id": there.moved("id"), **also})


def _of_data(key: str) -> str:
    """A value of a record's data, in the words its index is made in."""
    return vendor.plucked(connection.vendor, "data", [key], As.TEXT)


def _bare_search() -> Callable[[], object]:
    """The index asked by hand for a word in title or text: twenty hits and their number; no counts, no marks, no page."""
    engine = finding.engine()
    assert isinstance(engine, Embedded)
    hand = Bare(engine)
    return lambda: hand.twenty(SOUGHT)


def _form(number: int) -> dict[str, str]:
    """As a person sends it: opened a minute ago, each for something else."""
    told = {"description": f"示例县第{number}项{clock.now():%H%M%S%f}农村道路养护资金的分配结果"}
    hidden = {"once": traps.new_once_token(), "opened": traps.opening_token(clock.now() - timedelta(minutes=1))}
    return {**PERSON, **told, **hidden, "leave_blank": "", "form_of_the_house": "1"}


def _read(client: Client, address: str) -> None:
    response = client.get(address, headers=HOST)
    if response.status_code != 200:
        raise RuntimeError(f"{address}: {response.status_code}")
