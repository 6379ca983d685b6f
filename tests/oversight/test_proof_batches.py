"""年报的大批: killed after any step it finds the same, dropped at any step nothing is left, and it is its sender's alone."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.db.models import F
from django.test import Client
from django.urls import reverse

from gongkai.law.grammar.flow import Unlawful
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.jobs import acts as jobs
from gongkai.office.jobs import running
from gongkai.office.jobs.models import Job, JobError, JobPiece, State
from gongkai.oversight.reports import queries as reports
from gongkai.oversight.reports.proofreading import archive, forms
from gongkai.oversight.reports.proofreading import batch as checking
from gongkai.oversight.reports.proofreading.batch import overview
from gongkai.oversight.reports.proofreading.batches import acts, queries
from gongkai.oversight.reports.proofreading.batches.models import ProofBatch, ProofFile
from gongkai.oversight.reports.proofreading.forms import FEW
from gongkai.oversight.reports.proofreading.opening import Given, Opened, opened
from gongkai.oversight.reports.proofreading.overview import Overview
from gongkai.oversight.reports.proofreading.proofs import tried
from gongkai.papers.text import PaperError
from gongkai.web import clock
from tests.cast import Cast, official
from tests.office.killing import a_step, again, die_at
from tests.oversight.conftest import JANUARY, Login
from tests.oversight.sheets_of import SOUND, WRONG_TOTAL, web_page, word_file
from tests.oversight.test_pages import STAMP, text_of

pytestmark = pytest.mark.django_db
CARRIED_OUT = {("new", "person"): 5, ("granted", "person"): 3, ("carried_out", "person"): 2}
FILES = (
    Given("去年.html", web_page("示例县", 2022, CARRIED_OUT)),
    Given("今年.docx", word_file("示例县", 2023)),
    Given("坏.txt", b"no report"),
    Given("另设.html", web_page("另设县", 2023, SOUND, WRONG_TOTAL)),
    Given("州.html", web_page("样本州", 2023)),
)
STEPS = len(FILES) + 1
"""A file to a step, and one before all are held against each other."""


@pytest.fixture(autouse=True)
def _on_that_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: JANUARY)


@pytest.fixture
def clerk(people: Cast) -> Official:
    """周州办 of the prefecture's disclosure office."""
    return official("zhou-zhou", "周州办", people.prefecture, "disclosure_office")


def sent(people: Cast, clerk: Official, files: Iterable[Given] = FILES) -> tuple[ProofBatch, Job]:
    batch = acts.open_batch(people.prefecture, files, at=clock.now(), by=clerk)
    return batch, acts.begin(batch, at=clock.now(), by=clerk)


def kept(batch: ProofBatch) -> ProofBatch:
    """As it is now."""
    return ProofBatch.objects.of(batch.authority).get(pk=batch.pk)


def at_once(people: Cast, files: Iterable[Given] = FILES) -> tuple[list[Opened], Overview]:
    """The same files while somebody waits."""
    found = opened(list(files))
    among = list(Authority.objects.under(people.prefecture))
    return found, overview(tried(found), people.prefecture, among, JANUARY)


def must_be_done(people: Cast, batch: ProofBatch, job: Job) -> None:
    lines, found = at_once(people)
    assert (again(job).state, again(job).page) == (State.DONE, f"/desk/reports/proofread/batches/{batch.pk}/")
    assert list(queries.read(batch)) == lines
    assert queries.overview(kept(batch)) == found
    assert not ProofFile.objects.of(people.prefecture).exclude(content=None).exists()


def must_be_gone(people: Cast) -> None:
    for model in (ProofBatch, ProofFile, JobPiece, JobError):
        assert not model.objects.of(people.prefecture).exists()


# -- killed and cancelled --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("noted", [True, False])
@pytest.mark.parametrize("step", range(1, STEPS + 1))
def test_killed_after_any_step_a_batch_comes_to_what_it_would_at_once(
    people: Cast, clerk: Official, step: int, noted: bool
) -> None:
    batch, job = sent(people, clerk)
    die_at(step, noted=noted)
    running.work_off("乙机")
    must_be_done(people, batch, job)


def test_killed_again_and_again_it_opens_no_file_twice_that_it_has_settled(people: Cast, clerk: Official) -> None:
    batch, job = sent(people, clerk)
    left = []
    for _ in range(STEPS):
        die_at(1, noted=False)
        left.append(len(queries.waiting(batch)))
    assert left == [4, 3, 2, 1, 0, 0]
    running.work_off("乙机")
    must_be_done(people, batch, job)


@pytest.mark.parametrize("steps", range(STEPS + 1))
def test_cancelled_between_any_two_steps_nothing_of_it_is_left(people: Cast, clerk: Official, steps: int) -> None:
    batch, job = sent(people, clerk)
    for _ in range(steps):
        assert a_step()
    jobs.cancel(job, on=JANUARY, by=clerk)
    must_be_gone(people)
    running.work_off("甲机")
    assert (again(job).state, again(job).says, again(job).goes_on) == (
        State.CANCELLED,
        "已撤销，没有留下任何内容",
        False,
    )
    must_be_gone(people)
    with pytest.raises(Unlawful, match="已经删除"):
        acts.add(batch, FILES)


def test_dropped_in_the_middle_of_a_step_what_was_read_is_not_kept(people: Cast, clerk: Official) -> None:
    batch, job = sent(people, clerk)
    answers = [Opened(each.name, None, "没有读") for each in FILES]
    acts.drop(batch)
    acts.settle(batch, 0, answers[0])
    acts.finish(batch, Overview(), at=clock.now())
    running.work_off("甲机")
    assert again(job).state == State.CANCELLED
    must_be_gone(people)


# -- what is kept ----------------------------------------------------------------------------------------------------------


def test_nothing_of_it_lies_readable_and_its_job_says_numbers_alone(people: Cast, clerk: Official) -> None:
    batch, job = sent(people, clerk)
    for _ in range(2):
        _nothing_readable(people)
        running.work_off("甲机")
    told = again(job)
    assert (told.title, told.says, told.cursor) == ("5份年报", "核对了5份", {})
    assert not JobError.objects.of(people.prefecture).exists() and kept(batch).done_at


def _nothing_readable(people: Cast) -> None:
    for model in (ProofBatch, ProofFile):
        for row in model.objects.of(people.prefecture).values():
            held = b"".join(bytes(value) for value in row.values() if isinstance(value, bytes | memoryview))
            for secret in ("示例县", "另设", "no report", "州.html", "坏.txt"):
                assert secret.encode() not in held


def test_a_file_is_its_bytes_or_what_was_read_of_them_and_never_both(people: Cast, clerk: Official) -> None:
    batch, _ = sent(people, clerk)
    rows = ProofFile.objects.of(people.prefecture).filter(batch=batch)
    for wrong in ({"told": b"x"}, {"content": None}):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**wrong)
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(place=F("place") * 0)


def test_what_the_house_has_sealed_of_it_is_known_to_whoever_changes_the_key() -> None:
    from gongkai.oversight.reports.house_sealed import COLUMNS

    binary = {
        (model, field.name)
        for model in (ProofBatch, ProofFile)
        for field in apps.get_model("reports", model.__name__)._meta.get_fields()
        if field.get_internal_type() == "BinaryField"
    }
    assert {(each.model, each.column) for each in COLUMNS} == binary


def test_a_batch_has_its_bounds(people: Cast, clerk: Official, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(acts, "MOST_FILES", 3)
    with pytest.raises(Unlawful, match=r"一批最多3份，“另设\.html”起没有收"):
        acts.open_batch(people.prefecture, FILES, at=clock.now(), by=clerk)
    [batch] = queries.mine(people.prefecture, clerk)
    assert [each.name for each in queries.sent(batch)] == ["去年.html", "今年.docx", "坏.txt"]
    monkeypatch.setattr(acts, "MOST_MEGABYTES", 0)
    monkeypatch.setattr(acts, "MOST_FILES", 4)
    with pytest.raises(Unlawful, match="合计不能超过0兆字节"):
        acts.add(batch, FILES)
    acts.begin(batch, at=clock.now(), by=clerk)
    with pytest.raises(Unlawful, match="已经开始校对"):
        acts.begin(batch, at=clock.now(), by=clerk)
    empty = acts.open_batch(people.prefecture, (), at=clock.now(), by=clerk)
    with pytest.raises(Unlawful, match="还没有文件"):
        acts.begin(empty, at=clock.now(), by=clerk)
    for _ in range(acts.MOST_BATCHES - 2):
        acts.open_batch(people.prefecture, (), at=clock.now(), by=clerk)
    with pytest.raises(Unlawful, match="已有5批年报没有删除"):
        acts.open_batch(people.prefecture, (), at=clock.now(), by=clerk)


def test_a_week_after_it_was_sent_it_goes(people: Cast, clerk: Official) -> None:
    sent(people, clerk)
    acts.let_go(clock.now() + acts.KEPT - timedelta(hours=1))
    assert ProofBatch.objects.of(people.prefecture).exists()
    acts.let_go(clock.now() + acts.KEPT + timedelta(hours=1))
    must_be_gone(people)


def test_where_all_are_alike_so_many_pairs_are_told_and_the_rest_are_counted(
    people: Cast, clerk: Official, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checking, "MOST_ALIKE", 2)
    _, found = at_once(people, [Given(name, data) for name, data in many(4)])
    assert (len(found.alike), found.alike_more) == (2, 4)
    assert Overview.of(json.loads(json.dumps(found.data()))) == found


# -- packed ----------------------------------------------------------------------------------------------------------------


def zipped(files: Iterable[tuple[str, bytes]]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in files:
            made.writestr(name, data)
    return held.getvalue()


def test_a_zip_gives_its_reports_without_what_lies_beside_them() -> None:
    beside = [("年报/~$一.docx", b"x"), ("年报/照片.jpg", b"x"), ("__MACOSX/._一.html", b"x"), ("说明.zip", b"x")]
    data = zipped([("年报/乙.html", b"two"), ("年报/甲.docx", b"one"), *beside])
    assert [(each.name, each.size) for each in archive.listed(io.BytesIO(data))] == [("乙.html", 3), ("甲.docx", 3)]
    assert list(archive.unpacked(io.BytesIO(data), 10)) == [("乙.html", b"two"), ("甲.docx", b"one")]
    assert list(archive.unpacked(io.BytesIO(data), 2)) == [("乙.html", b""), ("甲.docx", b"")]
    assert archive.is_archive(io.BytesIO(data))
    assert not archive.is_archive(io.BytesIO(word_file("示例县", 2023)))
    assert not archive.is_archive(io.BytesIO(b"PK\x03\x04 no zip"))


def test_names_packed_on_a_chinese_windows_are_read() -> None:
    data = bytearray(zipped([("AAAA.html", b"x")]))
    told = bytes(data).replace(b"AAAA.html", "年报.html".encode("gbk"))
    assert [name for name, _ in archive.unpacked(io.BytesIO(told), 10)] == ["年报.html"]


def test_a_zip_under_a_password_is_refused_and_a_broken_file_in_one_is_told_by_itself() -> None:
    data = bytearray(zipped([("一.html", b"x" * 100)]))
    at = data.rindex(b"PK\x01\x02")
    data[at + 8] |= 1
    with pytest.raises(PaperError, match="密码"):
        archive.listed(io.BytesIO(bytes(data)))
    broken = bytearray(zipped([("一.html", web_page("示例县", 2023))]))
    broken[60:90] = bytes(30)
    assert [data for _, data in archive.unpacked(io.BytesIO(bytes(broken)), 10**6)] == [b""]


# -- the pages -------------------------------------------------------------------------------------------------------------


def upload(client: Client, address: str, *files: tuple[str, bytes]) -> Any:
    return client.post(address, {**STAMP, "batch": [SimpleUploadedFile(name, data) for name, data in files]})


def many(number: int = FEW + 1) -> Iterator[tuple[str, bytes]]:
    for at in range(number):
        yield f"第{at}县.html", web_page(f"第{at}县", 2023)


PROOFREAD = "/desk/reports/proofread/"


def test_few_are_told_at_once_and_many_are_collected_begun_and_told_later(
    people: Cast, at_desk: Login, clerk: Official
) -> None:
    client = at_desk(clerk)
    assert "校对结果（2份）" in text_of(upload(client, PROOFREAD, *list(many(2))))
    assert not ProofBatch.objects.of(people.prefecture).exists()
    at = upload(client, PROOFREAD, *many()).headers["Location"]
    assert f"已收到{FEW + 1}份" in text_of(client.get(at))
    more = [(each.name, each.data) for each in FILES[:2]]
    assert upload(client, f"{at}add/", ("一包.zip", zipped(more))).headers["Location"] == at
    page = text_of(client.get(at))
    assert f"已收到{FEW + 3}份" in page and "今年.docx" in page and "开始校对" in page
    job = client.post(f"{at}begin/").headers["Location"]
    assert "已交后台校对" in text_of(client.get(at)) and f"{FEW + 3}份年报" in text_of(client.get(job))
    assert client.post(f"{at}add/", STAMP).status_code == 200
    running.work_off("甲机")
    assert f'href="{at}">打开结果' in client.get(job).content.decode()
    told = client.get(at)
    said = text_of(told)
    assert f"校对结果（{FEW + 3}份）" in said and "文字雷同" in said and "还缺1份：另设县人民政府" in said
    [last] = re.findall(rf'<a href="({at}\d+/)">今年.docx</a>', told.content.decode())
    assert "已与示例县2022年度的报告对照" in text_of(client.get(last))
    assert client.get(f"{at}999/").status_code == 404
    assert "后台校对的批次" in text_of(client.get(PROOFREAD))
    client.post(f"{at}drop/")
    must_be_gone(people)


def test_what_was_chosen_of_a_batch_is_confirmed_and_imported(people: Cast, at_desk: Login, clerk: Official) -> None:
    client = at_desk(clerk)
    batch, _ = sent(people, clerk)
    running.work_off("甲机")
    at = reverse("reports:proof_batch", args=[batch.pk])
    ticks = re.findall(r'name="place" value="(\d+)"', client.get(at).content.decode())
    assert sorted(ticks) == ["0", "1", "3", "4"]
    confirming = client.post(f"{at}import/", {"place": ["3"]}).content.decode()
    assert "逐份确认导入" in confirming and "红错" in confirming
    [packed] = re.findall(r'name="r0-packed" value="([^"]+)"', confirming)
    given = {"packed": packed, "source": "州政府网站", "published_on": "", "confirmed": "on", "year": "2023"}
    given["authority"] = str(people.elsewhere.parent_id)
    done = client.post(reverse("reports:import_batch"), {"total": "1", **{f"r0-{k}": v for k, v in given.items()}})
    assert "已导入1份" in text_of(done)
    other = people.elsewhere.parent
    assert other is not None and reports.report_of(other, 2023) is not None
    assert "该年度已经立卷" in text_of(client.get(at))
    assert "没有勾选" in text_of(client.post(f"{at}import/", {"place": ["2", "x", "77"]}))
    too_many = client.post(f"{at}import/", {"place": [str(each) for each in range(forms.CONFIRMED + 1)]})
    assert f"一次最多确认{forms.CONFIRMED}份" in text_of(too_many)


def test_nobody_else_sees_a_batch_whatever_they_administer(people: Cast, clerk: Official) -> None:
    batch, job = sent(people, clerk)
    running.work_off("甲机")
    others = [
        official("wu", "吴同事", people.prefecture, "disclosure_office"),
        official("guan", "管样例", people.prefecture, "engineer"),
        official("shen", "沈审计", people.prefecture, "discipline"),
        people.wang,
    ]
    at = reverse("reports:proof_batch", args=[batch.pk])
    for person in others:
        client = Client()
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        for page in (at, f"{at}0/"):
            assert client.get(page).status_code in (403, 404), person
        for page in ("add/", "begin/", "drop/", "import/"):
            assert client.post(f"{at}{page}", STAMP).status_code in (403, 404), person
        shown = client.get(f"/desk/jobs/{job.pk}/").content.decode()
        assert not any(each.name in shown for each in FILES)
    assert kept(batch).done_at
    assert Client().get(at).headers["Location"].startswith("/desk/login/")


def test_what_cannot_be_a_batch_is_refused_by_name(
    people: Cast, at_desk: Login, clerk: Official, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = at_desk(clerk)
    assert "中没有年报文件" in text_of(upload(client, PROOFREAD, ("空.zip", zipped([("照片.jpg", b"x")]))))
    monkeypatch.setattr(forms, "MOST_FILES", 2)
    assert "一批最多2份，选了3份" in text_of(upload(client, PROOFREAD, *many(3)))
    monkeypatch.setattr(forms, "MOST_MEGABYTES", 0)
    assert "一批合计不能超过0兆字节" in text_of(upload(client, PROOFREAD, *many(1)))
    monkeypatch.setattr(forms, "MEGABYTES", 0)
    assert "中的“第0县.html”超过0兆字节" in text_of(upload(client, PROOFREAD, ("一包.zip", zipped(many(1)))))
    monkeypatch.setattr(forms, "SENT_MEGABYTES", 0)
    assert "请分几次添加" in text_of(upload(client, PROOFREAD, *many(1)))
    assert not ProofBatch.objects.of(people.prefecture).exists()
