"""在线的县: its authorities and their contents, what is done to them while people read, and whether all is sound at the end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from random import Random
from time import perf_counter, sleep

from bench.contents import filled
from bench.ledger import Place, place
from bench.serving import SEED, Asked, Course, Reader
from gongkai.doors.followers import press
from gongkai.law.authorities import AuthorityKind
from gongkai.law.disclosure import ContentClass
from gongkai.office.authorities import acts as authorities
from gongkai.office.authorities.models import Official
from gongkai.publication.catalogue.models import Column
from gongkai.publication.disclosure import acts, queries
from gongkai.publication.disclosure.models import Content
from gongkai.publication.documents import acts as documents
from gongkai.web import clock

A_SECOND = 10
"""Acts a second: one half publishes, the other withdraws."""
STABLE = 2000
"""So many contents nobody touches are known to the readers, with what their pages must say."""


def made(many: int, contents: int) -> list[Column]:
    """A county of so many authorities, each with a column and its share of the contents."""
    first = place()
    county = first.authority.parent
    since = date(2008, 5, 1)
    bureaus = [first.authority] + [
        authorities.create_authority(
            f"shili-{number:02d}", f"示例县第{number}局", AuthorityKind.DEPARTMENT, on=since, parent=county
        )
        for number in range(1, many)
    ]
    for bureau in bureaus:
        filled(Place(bureau, first.clerk, first.signer), 2 * contents // many, code=bureau.code)
    return [Column.objects.of(bureau).get(slug="wnwj") for bureau in bureaus]


def pressed() -> Iterator[str]:
    """Every page, made from nothing: how many and how fast."""
    last = 0

    def progress(done: int) -> None:
        nonlocal last
        last = max(last, done)

    began = perf_counter()
    press.rebuild(progress)
    took = perf_counter() - began
    yield f"pressed in {took:.0f} s (the longest run {last:,} pages)"


def known_to_readers(columns: Sequence[Column]) -> list[tuple[str, str, int, str]]:
    """Pages that stand, with what they must say: contents nobody touches, the lists, the zones, the front page."""
    random = Random(SEED)
    found = [("front page", "/", 200, "示例县人民政府")]
    for column in columns:
        found.append(("list", f"/{column.authority.code}/lm/{column.slug}/", 200, column.name))
        found.append(("zone", f"/{column.authority.code}/", 200, column.authority.name))
        rows = list(Content.objects.of(column.authority).filter(batch__isnull=False).values_list("pk", flat=True))
        chosen = Content.objects.of(column.authority).filter(
            pk__in=random.sample(rows, min(len(rows), STABLE // len(columns)))
        )
        found += [("content", queries.address(each), 200, each.title) for each in chosen.select_related("authority")]
    return found


def busy(port: int, seconds: float, columns: Sequence[Column]) -> Course:
    """Publish and withdraw, ten a second, and ask at once what each has become."""
    random, course, today = Random(SEED), Course(), clock.today()
    reader, by = Reader(port, course), Official.objects.get(username="clerk")
    out: list[Content] = []
    began, done = perf_counter(), 0
    while (now := perf_counter() - began) < seconds:
        if done > now * A_SECOND:
            sleep(0.005)
            continue
        acted = perf_counter()
        if done % 2 and len(out) > A_SECOND:
            content = out.pop(random.randrange(len(out)))
            acts.withdraw(content, on=today, by=by, reason="量法")
            course.took.setdefault("act: withdraw", []).append(perf_counter() - acted)
            reader.ask(Asked("withdrawn page", queries.address(content), 410, hides=content.title))
            listed = f"/{content.authority.code}/lm/{content.column.slug}/"
            reader.ask(Asked("list after a withdrawal", listed, 200, hides=content.title))
        else:
            content = _published(random.choice(columns), f"量法第{done}号示例事项的通知", today, by)
            course.took.setdefault("act: publish", []).append(perf_counter() - acted)
            reader.ask(Asked("new page", queries.address(content), 200, says=content.title))
            out.append(content)
        done += 1
    return course


def _published(column: Column, title: str, today: date, by: Official) -> Content:
    review = documents.register_review(column.authority, title=title, checks={}, reviewers=[], on=today, by=by)
    item = acts.Item(ContentClass.NOTICE, title, text=f"{title}。\n现予公布。")
    return acts.publish(column, item, on=today, today=today, by=by, review=review)


def sound() -> Iterator[str]:
    """Whether every page is what a rebuild from nothing makes it, once the press has caught up."""
    began = perf_counter()
    heard = press.follow()
    yield f"the press had {heard} entries to catch up with, {perf_counter() - began:.1f} s"
    found = list(press.check(afresh=True))
    yield f"pages that differ from a rebuild: {len(found)}"
    yield from (str(each) for each in found[:10])
