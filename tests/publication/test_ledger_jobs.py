"""台账导入的工作: killed anywhere every row comes in once; cancelled before it is accepted nothing is left."""

from __future__ import annotations

from itertools import count
from pathlib import Path

import pytest
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.law.grammar.flow import Unlawful
from gongkai.law.ledgers import Choice, Stage
from gongkai.office.authorities.models import Authority
from gongkai.office.jobs import acts as jobs
from gongkai.office.jobs import running
from gongkai.office.jobs.models import Job, JobError, State
from gongkai.office.journal.verify import verify
from gongkai.publication.catalogue.models import Column
from gongkai.publication.disclosure.ledger import acts, chores, sealing
from gongkai.publication.disclosure.ledger.models import Ledger, StagedRow, TextBand
from gongkai.publication.disclosure.models import Batch, Content
from gongkai.web import clock
from tests.office.killing import a_step, again, die_at
from tests.publication.conftest import House
from tests.publication.ledger_files import TODAY, accepted, opened, row, workbook

ROWS = 6
WRONG = "三月三"
DEATHS = st.lists(st.tuples(st.integers(1, 5), st.booleans()), max_size=3)
_MARKS = count()


@pytest.fixture(autouse=True)
def two_rows_to_a_step(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(acts.going, "__kwdefaults__", {"chunk": 2})


def uploaded(house: House, folder: Path) -> Ledger:
    """Numbered rows and others under a mark of their own, and one that is refused."""
    mark = f"L{next(_MARKS)}"
    rows = [
        row(place, 索引号=f"{mark}-{place}" if place % 2 else "", 信息名称=f"{mark}关于第{place}号事项的通知")
        for place in range(1, ROWS + 1)
    ]
    rows.insert(3, row(99, 信息名称=f"{mark}没有日期", 索引号="", 上载日期=WRONG))
    return opened(house.people.bureau, workbook(folder / f"{mark}.xlsx", rows), house.people.wang)


def last_job(authority: Authority) -> Job:
    return Job.objects.of(authority).order_by("-pk")[0]


def told(ledger: Ledger) -> list[tuple[object, ...]]:
    """Everything a reader sees of its contents, without its mark."""
    found = []
    for content in Content.objects.of(ledger.authority).filter(batch=ledger.batch).select_related("column"):
        releases = sorted(content.releases.of(ledger.authority).values_list("channel", "carrier", "released_on"))
        own = content.index_number.startswith("L")
        said = (content.title[content.title.index("关于") :], content.number, content.issuer, content.column.name)
        found.append((*said, content.published_on, content.made_on, own, tuple(releases)))
    return sorted(found, key=str)


@settings(max_examples=10)
@given(reading=DEATHS, publishing=DEATHS)
def test_killed_after_any_chunk_it_comes_to_the_same_contents(
    house: House, tmp_path: Path, reading: list[tuple[int, bool]], publishing: list[tuple[int, bool]]
) -> None:
    undisturbed = uploaded(house, tmp_path)
    acts.carry_on(undisturbed, today=TODAY)
    accepted(undisturbed, house.people.wang)
    acts.carry_on(undisturbed, today=TODAY)
    ledger = uploaded(house, tmp_path)
    for at, noted in reading:
        die_at(at, noted=noted)
    running.work_off("乙机")
    ledger.refresh_from_db()
    assert ledger.stage == Stage.TO_ACCEPT
    accepted(ledger, house.people.wang)
    for at, noted in publishing:
        die_at(at, noted=noted)
    running.work_off("乙机")
    ledger.refresh_from_db()
    assert (ledger.stage, ledger.imported) == (Stage.DONE, ROWS)
    assert told(ledger) == told(undisturbed) and len(told(ledger)) == ROWS
    assert ledger.batch is not None and [str(finding) for finding in sealing.broken(ledger.batch)] == []
    assert not Job.objects.of(house.people.bureau).exclude(state=State.DONE).exists()
    assert [str(finding) for finding in verify(whole=True)] == []


@pytest.mark.parametrize("steps", range(6))
def test_cancelled_between_any_two_steps_before_it_is_accepted_nothing_is_left(
    house: House, tmp_path: Path, steps: int
) -> None:
    bureau, ledger = house.people.bureau, uploaded(house, tmp_path)
    for _ in range(steps):
        a_step()
    if again(last_job(bureau)).is_open:
        jobs.cancel(last_job(bureau), on=TODAY, by=house.people.wang)
    else:
        acts.cancel(ledger)
    running.work_off("甲机")
    assert not Path(ledger.source).exists()
    assert last_job(bureau).state == State.CANCELLED and not Job.objects.of(bureau).filter(ended_at=None).exists()
    for left in (Ledger, StagedRow, TextBand, Batch, Content):
        assert not left.objects.of(bureau).exists()


def test_clearing_away_killed_after_any_chunk_leaves_nothing_in_the_end(house: House, tmp_path: Path) -> None:
    ledger = uploaded(house, tmp_path)
    running.work_off("甲机")
    acts.cancel(ledger)
    die_at(1, noted=False)
    running.work_off("乙机")
    assert not Ledger.objects.of(house.people.bureau).exists() and not Path(ledger.source).exists()


def test_what_is_accepted_is_carried_to_its_end_and_says_so(house: House, tmp_path: Path) -> None:
    ledger = uploaded(house, tmp_path)
    running.work_off("甲机")
    ledger.refresh_from_db()
    accepted(ledger, house.people.wang)
    job = last_job(house.people.bureau)
    assert (job.title, job.cancellable) == (ledger.title, False)
    assert a_step() and Content.objects.of(house.people.bureau).count() == 2
    with pytest.raises(Unlawful, match="只能办完"):
        jobs.cancel(job, on=TODAY, by=house.people.wang)
    client = Client()
    client.force_login(house.people.wang)
    page = client.get(f"/desk/ledgers/{ledger.pk}/").content.decode()
    assert f'<progress max="{ROWS}" value="2"' in page and "只能办完，不能取消" in page
    running.work_off("甲机")
    assert again(job).says.startswith(f"已导入{ROWS}行") and client.get(again(job).page).status_code == 200


def test_a_row_that_is_refused_is_told_with_its_rule_and_not_with_what_it_says(house: House, tmp_path: Path) -> None:
    uploaded(house, tmp_path)
    running.work_off("甲机")
    job = last_job(house.people.bureau)
    errors = [str(each) for each in JobError.objects.of(house.people.bureau).filter(job=job)]
    assert len(errors) == 1 and "日期不能读出" in errors[0] and WRONG not in errors[0]
    assert f"可以导入{ROWS}行，不收1行" in job.says


def test_an_import_of_an_older_version_is_taken_up_where_it_was(house: House, tmp_path: Path) -> None:
    """It was under way when there were no jobs: read in part, then published in part."""
    bureau, ledger = house.people.bureau, uploaded(house, tmp_path)
    for stage in (Stage.TO_ACCEPT, Stage.DONE):
        a_step()
        Job.objects.of(bureau).delete()
        chores.adopt_ledgers(clock.now())
        chores.adopt_ledgers(clock.now())
        assert Job.objects.of(bureau).count() == 1
        assert last_job(bureau).cancellable == (stage == Stage.TO_ACCEPT)
        running.work_off("甲机")
        ledger.refresh_from_db()
        assert ledger.stage == stage
        if stage == Stage.TO_ACCEPT:
            accepted(ledger, house.people.wang)
    chores.adopt_ledgers(clock.now())
    assert not Job.objects.of(bureau).exclude(state=State.DONE).exists() and ledger.imported == ROWS


def test_a_column_that_is_gone_fails_the_work_until_somebody_says_that_it_is_back(house: House, tmp_path: Path) -> None:
    bureau, ledger = house.people.bureau, uploaded(house, tmp_path)
    running.work_off("甲机")
    ledger.refresh_from_db()
    accepted(ledger, house.people.wang)
    Column.objects.of(bureau).filter(pk=house.files.pk).update(closed_on=TODAY)
    running.work_off("甲机")
    job = last_job(bureau)
    assert (job.state, job.goes_on) == (State.FAILED, True) and "行政规范性文件" in job.says
    client = Client()
    client.force_login(house.people.wang)
    page = client.get(f"/desk/ledgers/{ledger.pk}/").content.decode()
    assert "未办成" in page and "行政规范性文件" in page and "按“接着办”" in page
    chores.adopt_ledgers(clock.now())
    assert not Job.objects.of(bureau).filter(ended_at=None).exists(), "it waits for somebody, not for another try"
    Column.objects.of(bureau).filter(pk=house.files.pk).update(closed_on=None)
    jobs.go_on(job, on=TODAY, by=house.people.wang)
    running.work_off("甲机")
    ledger.refresh_from_db()
    assert (ledger.stage, ledger.imported, ledger.failure) == (Stage.DONE, ROWS, "")


def test_who_is_of_another_authority_sees_neither_the_import_nor_its_work(house: House, tmp_path: Path) -> None:
    ledger = uploaded(house, tmp_path)
    client = Client()
    client.force_login(house.people.zhao)
    assert client.get(f"/desk/ledgers/{ledger.pk}/").status_code == 404
    assert client.get(f"/desk/jobs/{last_job(house.people.bureau).pk}/").status_code == 404


def test_while_a_row_is_refused_only_who_chose_to_skip_it_goes_on(house: House, tmp_path: Path) -> None:
    ledger = uploaded(house, tmp_path)
    running.work_off("甲机")
    ledger.refresh_from_db()
    with pytest.raises(Unlawful, match="有1行不收"):
        accepted(ledger, choice=Choice.WHOLE)
    assert not Job.objects.of(house.people.bureau).filter(ended_at=None).exists()
