"""出版: cold pages, the rate of pressing, a pressed page through nginx, and how long a publication takes to lie on the disk.

``python -m bench.press [CONTENTS]`` runs it on its own, 5,000 contents if nothing is said.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter, process_time
from typing import Any

from rich.console import Console
from rich.table import Table

from bench.house import open_house, say
from bench.measures import Row, cpu
from tests.ports import free_port

AUTHORITIES, COLUMNS = 8, 6
YEARS = 10
ROUNDS = 7
SENTENCE = "为进一步规范政府信息公开工作，保障公民、法人和其他组织依法获取政府信息，现将有关事项通知如下。"


def measured(contents: int, folder: Path) -> Iterator[Row]:
    """The rows of the table; the house is open and empty of contents."""
    say(f"filling {AUTHORITIES} authorities with {contents:,} contents")
    filled(contents)
    yield from cold()
    say("pressing everything")
    yield from rate()
    say("publishing")
    yield from published()
    yield from through_nginx(folder)


def filled(contents: int) -> None:
    """Contents of some hundred characters in every column of every authority, as batches of past years bring them."""
    from gongkai.law.authorities import AuthorityKind
    from gongkai.office.authorities import acts
    from gongkai.office.authorities.models import Authority
    from gongkai.publication.catalogue import acts as catalogue
    from gongkai.publication.catalogue.acts import ColumnPlan

    since, random = date(2008, 5, 1), Random(20190515)
    root = Authority.objects.filter(parent=None).first()
    root = root or acts.create_authority("shili", "示例县人民政府", AuthorityKind.COUNTY, on=since)
    each = contents // (AUTHORITIES * COLUMNS)
    for place in range(AUTHORITIES):
        name = f"示例县第{place}局"
        bureau = acts.create_authority(f"shili-ju{place}", name, AuthorityKind.DEPARTMENT, on=since, parent=root)
        columns = [
            catalogue.open_column(bureau, ColumnPlan(f"栏目{number}", f"lm{number}", "办公室"), on=since, by=None)
            for number in range(COLUMNS)
        ]
        for column in columns:
            _fill(bureau, column, each, random)


def _fill(bureau: Any, column: Any, contents: int, random: Random) -> None:
    from gongkai.office.journal import acts as journal
    from gongkai.publication.disclosure.models import Batch, Content, Release
    from gongkai.publication.disclosure.seals import batch_note, digest, release_digest

    batch = Batch.objects.of(bureau).create(authority=bureau, title="量法", accepted_on=date(2025, 12, 31))
    rows = [
        Content(
            authority=bureau,
            column=column,
            batch=batch,
            index_number=f"{bureau.code}/{column.slug}-{number:06}",
            kind="document",
            title=f"关于做好第{number}号工作的通知",
            number=f"示发〔2020〕{number}号",
            text="\n".join(SENTENCE for _ in range(random.randrange(6, 30))),
            published_on=date(2015, 1, 1) + timedelta(random.randrange(365 * YEARS)),
        )
        for number in range(contents)
    ]
    for row in rows:
        row.seal = digest(row)
    Content.objects.of(bureau).bulk_create(rows, 500)
    releases = [
        Release(
            authority=bureau,
            content=row,
            channel="website",
            released_on=row.published_on,
            proof=f"/{bureau.code}/",
            proven_on=row.published_on,
            batch=batch,
        )
        for row in rows
    ]
    Release.objects.of(bureau).bulk_create(releases, 500)
    note = batch_note(batch, (row.seal for row in rows), (release_digest(row) for row in releases))
    batch.entry = journal.enter(bureau, "accept_batch", on=batch.accepted_on, by=None, data=note)
    batch.save()
    Content.objects.of(bureau).filter(batch=batch).update(entry=batch.entry)
    Release.objects.of(bureau).filter(batch=batch).update(entry=batch.entry)


def cold() -> Iterator[Row]:
    """Nothing is pressed: a page through every middleware, its queries and its template."""
    from gongkai.doors.followers import rendering
    from gongkai.publication.disclosure import queries
    from gongkai.publication.disclosure.models import Content

    last = Content.objects.everywhere().select_related("authority", "column").latest("pk")
    column = f"/{last.authority.code}/lm/{last.column.slug}/"
    pages = (("list", column, 8), ("older page of a list", f"{column}p/1/", 8), ("detail", queries.address(last), 10))
    for name, address, aim in pages:
        if rendering.page("", address).page is not None:
            spent = cpu(partial(rendering.page, "", address))
            yield f"cold dynamic {name} page", f"{spent:.1f} ms CPU", f"≤ {aim} ms"


def rate() -> Iterator[Row]:
    """Pages of contents and of lists from rows to files, links and all; then everything there is."""
    from gongkai.doors.followers import press
    from gongkai.engines.press.models import PressedPage
    from gongkai.office.authorities.models import Authority

    addresses = [address for one in Authority.objects.all() for address in press.pages_of(one)]
    kinds = {
        "contents": [each for each in addresses if re.fullmatch(r"/[^/]+/zfxxgk/[^/]+/", each)],
        "list pages": [each for each in addresses if re.fullmatch(r"/[^/]+/lm/[^/]+/(p/\d+/)?", each)],
    }
    kept, press.looks = press.looks, lambda: ("",)
    for name, some in kinds.items():
        begun, wall = process_time(), perf_counter()
        press.press(some)
        spent, wall = process_time() - begun, perf_counter() - wall
        yield (
            f"pressing {len(some):,} {name}",
            f"{len(some) / spent:,.0f} pages a second of CPU, {len(some) / wall:,.0f} on the wall",
            "≥ 2,000",
        )
    begun = process_time()
    press.press(some_again := kinds["contents"][:2000])
    yield "  again, nothing changed", f"{len(some_again) / (process_time() - begun):,.0f} pages a second of CPU", ""
    press.looks = kept
    begun = perf_counter()
    press.follow()
    yield (
        f"everything in {len(press.looks())} looks: {PressedPage.objects.count():,} pages",
        f"{perf_counter() - begun:.1f} s",
        "",
    )


def published() -> Iterator[Row]:
    """An act of publishing, and the press that follows it; then a withdrawal, files and all."""
    from gongkai.doors.followers import press
    from gongkai.law.disclosure import ContentClass
    from gongkai.office.authorities import acts
    from gongkai.publication.catalogue.models import Column
    from gongkai.publication.disclosure import acts as disclosure
    from gongkai.publication.disclosure.models import Content
    from gongkai.publication.documents.acts import register_review

    column = Column.objects.everywhere().select_related("authority").latest("pk")
    clerk = acts.enrol("bench-clerk", "王小样", on=date(2008, 5, 1), password="Bench-password-1")
    acts.post(clerk, column.authority, "informant", on=date(2008, 5, 1), by=None)
    day = date(2026, 1, 5)
    spent, taken = [], []
    for number in range(ROUNDS):
        row = register_review(column.authority, title="通知", checks={}, reviewers=[], on=day, by=clerk)
        begun = perf_counter()
        item = disclosure.Item(ContentClass.NOTICE, f"新的第{number}号通知", text=SENTENCE)
        content = disclosure.publish(column, item, on=day, today=day, by=clerk, review=row)
        press.follow()
        spent.append(perf_counter() - begun)
    for content in list(Content.objects.everywhere().filter(published_on=day)):
        begun = perf_counter()
        disclosure.withdraw(content, on=day, by=clerk, reason="量法")
        taken.append(perf_counter() - begun)
        press.follow()
    of = f"with {Content.objects.everywhere().count():,} contents"
    yield f"one publication → its pages on disk, {of}", f"{median(spent) * 1000:,.0f} ms", "< 1 s"
    yield f"one withdrawal, files first, {of}", f"{median(taken) * 1000:,.0f} ms", ""


def through_nginx(folder: Path) -> Iterator[Row]:
    """A pressed page against a plain file of the same size beside it."""
    from gongkai.engines.press.models import PressedPage
    from gongkai.engines.press.places import place
    from gongkai.engines.press.pressing import the_tree
    from tests.doors.press.nginxed import nginx, program

    if program() is None or shutil.which("wrk") is None:
        say("nginx or wrk is not installed: the pressed page was not measured")
        return
    page = PressedPage.objects.filter(look="", address__contains="/zfxxgk/").earliest("pk")
    plain, port = folder / "plain", free_port()
    plain.mkdir(exist_ok=True)
    plain.chmod(0o755)
    (plain / "page.html").write_bytes(the_tree().read(place(page.address)) or b"")
    extra = f"server {{ listen 127.0.0.1:{port}; root {plain}; types {{ text/html html; }} }}"
    with nginx(folder, folder / "nginx", "127.0.0.1:1", extra) as running:
        runs = [
            (_wrk(f"http://127.0.0.1:{port}/page.html"), _wrk(f"http://127.0.0.1:{running.port}{page.address}"))
            for _ in range(3)
        ]
    bare, ours = (median(each) for each in zip(*runs, strict=True))
    told = f"{ours:,.0f} / {bare:,.0f} requests a second = {ours / bare:.2f} ×"
    yield f"pressed page of {page.size:,} bytes through nginx / plain file", told, "≥ 0.9 ×"


def _wrk(address: str) -> float:
    told = subprocess.run(["wrk", "-t1", "-c16", "-d4s", address], capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in told:
        raise RuntimeError(told)
    found = re.search(r"Requests/sec:\s*([\d.]+)", told)
    assert found is not None, json.dumps(told)
    return float(found[1])


def main() -> None:
    """Run it on its own and print the table."""
    contents = int(next((each for each in sys.argv[1:] if each.isdecimal()), 5000))
    table = Table("what", "measured", "aim", title="Gongkai, the press")
    with open_house() as folder:
        for row in measured(contents, folder):
            table.add_row(*row)
            say(" | ".join(row))
    Console(width=130).print(table)


if __name__ == "__main__":
    main()
