"""断点: the import is killed before each of its statements, commits and renames, and goes on as if nothing had been."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from django.db import connection

from gongkai.law.authorities import AuthorityKind
from gongkai.law.ledgers import Choice, Stage
from gongkai.office.authorities.models import Authority
from gongkai.office.journal.verify import verify
from gongkai.publication.catalogue import acts as catalogue
from gongkai.publication.catalogue.acts import ColumnPlan
from gongkai.publication.catalogue.models import IndexNumber
from gongkai.publication.disclosure.ledger import acts, queries, sealing, staging, storage
from gongkai.publication.disclosure.ledger.models import Ledger, StagedRow
from gongkai.publication.disclosure.models import Batch, Content, Release
from tests.cast import BEGINNING, authority
from tests.publication.failpoints import points_of, survives
from tests.publication.ledger_files import TODAY, row, workbook

EVERY = 4
"""Each fourth point is enough for every day; the soak of ``test_killed.py`` walks all of them."""
ROWS = 7
CHUNK = 3
LEAST = 100
"""At least so many points of this import alone; the issue asks for 200 of all acts together."""


def county(number: int) -> Authority:
    """An authority of its own for every point, so that no point stands on what another left."""
    made = authority(f"xian-{number}", f"示例{number}县人民政府", AuthorityKind.COUNTY)
    catalogue.open_column(made, ColumnPlan("行政规范性文件", "xzgfxwj", "办公室"), on=BEGINNING, by=None)
    return made


def ledger_of(number: int, folder: Path) -> Path:
    """Numbers of the ledger's own, none, one refused row, and one whose column is new."""
    rows = [row(place, 索引号=f"{number}-{place}" if place % 2 else "") for place in range(1, ROWS + 1)]
    rows[2][5] = "三月三"
    rows[4][7] = "新栏目"
    return workbook(folder / f"{number}.xlsx", rows)


def work(made: Authority, path: Path) -> None:
    """From the file to the closing entry, taking up whatever is there already."""
    ledger = queries.ledgers(made).first()
    if ledger is None:
        kept, digest = storage.copied(path)
        ledger = acts.open_ledger(made, kept, name=path.name, year=2018, on=TODAY, by=None, digest=digest)
    if ledger.stage == Stage.TO_MAP:
        acts.map_columns(ledger, [target for _, target in ledger.mapping], remember=False)
    acts.carry_on(ledger, today=TODAY, chunk=CHUNK)
    if ledger.stage == Stage.TO_ACCEPT:
        chosen = dict.fromkeys(queries.columns_to_choose(ledger), acts.NEW)
        acts.accept(ledger, Choice.SKIP, on=TODAY, by=None, columns=chosen)
    acts.carry_on(ledger, today=TODAY, chunk=CHUNK)


def is_sound_midway(made: Authority) -> None:
    """After the death: no release without its content, no content without its entry, no number twice, nothing too early."""
    contents = Content.objects.of(made)
    assert not Release.objects.of(made).exclude(content__in=contents).exists()
    assert not contents.filter(entry=None).exists() and not contents.filter(releases=None).exists()
    texts = Counter(contents.values_list("index_number", flat=True))
    assert all(times == 1 for times in texts.values())
    assert set(texts) == set(IndexNumber.objects.of(made).values_list("text", flat=True))
    ledger = Ledger.objects.of(made).first()
    if contents.exists():
        assert ledger is not None and ledger.stage in (Stage.ACCEPTING, Stage.DONE)
        assert contents.count() == ledger.imported


def is_whole(made: Authority, number: int) -> None:
    """In the end: every row once."""
    ledger = Ledger.objects.of(made).get()
    batch = Batch.objects.of(made).get()
    titles = Counter(Content.objects.of(made).values_list("title", flat=True))
    assert (ledger.stage, ledger.imported, batch.rows) == (Stage.DONE, ROWS - 1, ROWS - 1)
    assert titles == Counter(f"关于第{place}号事项的通知" for place in range(1, ROWS + 1) if place != 3)
    own = {f"{number}-{place}" for place in (1, 5, 7)}
    drawn = {f"xian-{number}/2018-{serial:05d}" for serial in (1, 2, 3)}
    assert set(Content.objects.of(made).values_list("index_number", flat=True)) == own | drawn
    assert [str(finding) for finding in sealing.broken(batch)] == []
    assert StagedRow.objects.of(made).filter(verdict="refused").count() == 1


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # who is killed closes no cursors
@pytest.mark.django_db(transaction=True)
@pytest.mark.timeout(600)
def test_an_import_killed_at_a_point_goes_on_and_every_row_comes_in_once(tmp_path: Path) -> None:
    first = county(0)
    points = points_of(lambda: work(first, ledger_of(0, tmp_path)))
    is_whole(first, 0)
    assert points >= LEAST
    for at in range(1, points + 1, EVERY):
        made, path = county(at), ledger_of(at, tmp_path)
        survives(lambda made=made, path=path: work(made, path), at)  # type: ignore[misc]
        is_sound_midway(made)
        work(made, path)
        is_whole(made, at)
    assert [str(finding) for finding in verify(whole=True)] == []


@pytest.mark.django_db(transaction=True)
def test_a_cancellation_killed_at_any_point_leaves_nothing_in_the_end(tmp_path: Path) -> None:
    def begun(number: int) -> tuple[Authority, Ledger]:
        made, path = county(number), ledger_of(number, tmp_path)
        kept, digest = storage.copied(path)
        ledger = acts.open_ledger(made, kept, name=path.name, year=2018, on=TODAY, by=None, digest=digest)
        acts.map_columns(ledger, [target for _, target in ledger.mapping], remember=False)
        staging.read_on(ledger, today=TODAY, chunk=CHUNK)
        return made, ledger

    def cancelled(ledger: Ledger) -> None:
        if ledger.stage != Stage.CANCELLED:
            acts.cancel(ledger)
        acts.carry_on(ledger, today=TODAY)

    points = points_of(lambda: cancelled(begun(0)[1]))
    for at in range(1, points + 1):
        made, ledger = begun(at)
        survives(lambda ledger=ledger: cancelled(ledger), at)  # type: ignore[misc]
        left = Ledger.objects.of(made).first()
        if left is not None:
            cancelled(left)
        assert not Ledger.objects.of(made).exists() and not StagedRow.objects.of(made).exists()


DIES = """
import os, sys, django
django.setup()
from pathlib import Path
from gongkai.office.authorities.models import Authority
from tests.publication.failpoints import failpoints
from tests.publication.test_ledger_killed import work
at = int(sys.argv[2])
with failpoints(at, die=lambda _: os.kill(os.getpid(), 9)):
    work(Authority.objects.get(), Path(sys.argv[1]))
"""
PREPARES = """
import django
django.setup()
from django.core.management import call_command
call_command("migrate", run_syncdb=True, verbosity=0)
from tests.publication.test_ledger_killed import county
county(1)
"""
PROVES = """
import django
django.setup()
from gongkai.office.authorities.models import Authority
from gongkai.office.journal.verify import verify
from tests.publication.test_ledger_killed import is_whole
is_whole(Authority.objects.get(), 1)
assert [str(finding) for finding in verify(whole=True)] == []
"""


@pytest.mark.soak
@pytest.mark.timeout(3600)
@pytest.mark.skipif(connection.vendor != "sqlite", reason="each process brings its own SQLite file")
def test_a_real_process_killed_at_every_tenth_point_leaves_a_sound_database(tmp_path: Path) -> None:
    root = Path(__file__).resolve().parent.parent.parent
    settled, var = tmp_path / "settled", tmp_path / "var"
    path = ledger_of(1, tmp_path)

    def run(code: str, *arguments: str) -> int:
        keys = {
            f"GONGKAI_{name}": f"for tests only: {name} of nobody" for name in ("SECRET_KEY", "SEAL_KEY", "VAULT_KEY")
        }
        own = {"GONGKAI_VAR": str(var), "GONGKAI_DATABASE": "", "DJANGO_SETTINGS_MODULE": "gongkai.settings"}
        environment = {**os.environ, **keys, **own}
        return subprocess.run(
            [sys.executable, "-c", code, *arguments], cwd=root, env=environment, check=False
        ).returncode

    var.mkdir()
    assert run(PREPARES) == 0
    shutil.copytree(var, settled)
    at, killed = 1, 0
    while True:
        shutil.rmtree(var)
        shutil.copytree(settled, var)
        ended = run(DIES, str(path), str(at))
        if ended == 0:
            break
        assert ended == -signal.SIGKILL
        killed += 1
        assert run(DIES, str(path), "1000000") == 0
        assert run(PROVES) == 0
        at += 10
    assert killed * 10 >= LEAST
