"""断点: an import is killed before each of its statements and commits, and goes on as if nothing had been."""

from __future__ import annotations

import pytest

from gongkai.law.authorities import AuthorityKind
from gongkai.law.ledgers import Choice, Stage
from gongkai.law.registers.trades import PURCHASE
from gongkai.office.authorities.models import Authority
from gongkai.office.journal.verify import verify
from gongkai.publication.registers.importing import acts, queries
from gongkai.publication.registers.importing.models import ImportPiece, ImportRow, RecordImport
from gongkai.publication.registers.models import Record
from tests.cast import authority
from tests.publication.failpoints import points_of, survives
from tests.publication.registers.files import DAY, kept_kind, workbook
from tests.publication.registers.rows import row

EVERY = 3
"""Each third point is enough for every day."""
ROWS, CHUNK = 5, 2
FILE = workbook(
    PURCHASE, [row(PURCHASE, number, **({"amount": "八千"} if number == 3 else {})) for number in range(1, 6)]
)


def county(number: int) -> Authority:
    """An authority of its own for every point, so that no point stands on what another left."""
    made = authority(f"xian-{number}", f"示例{number}县人民政府", AuthorityKind.COUNTY)
    kept_kind(made, PURCHASE)
    return made


def work(made: Authority) -> None:
    """From the file to the closing entry, taking up whatever is there already."""
    batch = queries.imports(made).first()
    if batch is None:
        batch = acts.upload(made, PURCHASE, FILE, name="采购.xlsx", on=DAY, by=None)
    if batch.stage == Stage.TO_MAP:
        acts.map_columns(batch, [key for _, key in batch.mapping])
    acts.carry_on(batch, today=DAY, chunk=CHUNK)
    if batch.stage == Stage.TO_ACCEPT:
        acts.accept(batch, Choice.SKIP, on=DAY, by=None)
    acts.carry_on(batch, today=DAY, chunk=CHUNK)


def is_sound_midway(made: Authority) -> None:
    """After the death: nothing too early, and as many records as the import says."""
    records = Record.objects.of(made)
    batch = RecordImport.objects.of(made).first()
    if records.exists():
        assert batch is not None and batch.stage in (Stage.ACCEPTING, Stage.DONE)
    assert records.count() == (batch.entered if batch else 0)


def is_whole(made: Authority) -> None:
    """In the end: every good row once, the refused one kept for who mends it."""
    batch = RecordImport.objects.of(made).get()
    titles = sorted(Record.objects.of(made).values_list("title", flat=True))
    assert (batch.stage, batch.entered) == (Stage.DONE, ROWS - 1)
    assert len(titles) == len(set(titles)) == ROWS - 1
    assert [each.verdict for each in ImportRow.objects.of(made)] == ["refused"]
    assert not ImportPiece.objects.of(made).exists()


@pytest.mark.soak
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # who is killed closes no cursors
@pytest.mark.django_db(transaction=True)
@pytest.mark.timeout(600)
def test_an_import_killed_at_a_point_goes_on_and_every_row_comes_in_once() -> None:
    first = county(0)
    points = points_of(lambda: work(first))
    is_whole(first)
    assert points > 40
    for at in range(1, points + 1, EVERY):
        made = county(at)
        survives(lambda made=made: work(made), at)  # type: ignore[misc]
        is_sound_midway(made)
        work(made)
        is_whole(made)
    assert [str(finding) for finding in verify(whole=True)] == []
