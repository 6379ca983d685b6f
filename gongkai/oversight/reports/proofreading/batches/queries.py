"""大批查询: one's own batches, what is in one, and what was read of each file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count

from gongkai.office.authorities.models import Authority, Official, OwnedQuerySet
from gongkai.office.jobs.models import Job
from gongkai.office.jobs.queries import last_of
from gongkai.oversight.reports.proofreading.batches import acts, sealing
from gongkai.oversight.reports.proofreading.batches.models import ProofBatch, ProofFile
from gongkai.oversight.reports.proofreading.opening import Given, Opened
from gongkai.oversight.reports.proofreading.overview import Overview
from gongkai.oversight.reports.proofreading.packing import Packed
from gongkai.reading.carriers import Page


@dataclass(frozen=True, slots=True)
class Sent:
    """送来的一份: as the list tells it."""

    place: int
    name: str
    length: int


def mine(authority: Authority, official: Official) -> OwnedQuerySet[ProofBatch]:
    """本人的批次: nobody else sees them, whatever they administer."""
    return ProofBatch.objects.of(authority).filter(official=official).select_related("authority", "official")


def listed(authority: Authority, official: Official) -> OwnedQuerySet[ProofBatch]:
    """本人的批次, each with the number of its files."""
    return mine(authority, official).annotate(number=Count("files"))


def of_job(job: Job) -> ProofBatch | None:
    """工作的批次: None where it was dropped."""
    rows = ProofBatch.objects.of(job.authority).filter(pk=int(job.subject))
    return rows.select_related("authority", "official").first()


def job_of(batch: ProofBatch) -> Job | None:
    """批次的工作."""
    return last_of(batch.authority, acts.JOB, str(batch.pk))


def files(batch: ProofBatch) -> OwnedQuerySet[ProofFile]:
    """各份: in the order they were sent."""
    return ProofFile.objects.of(batch.authority).filter(batch=batch).order_by("place")


def sent(batch: ProofBatch) -> list[Sent]:
    """送来的各份."""
    rows = files(batch).values_list("place", "called", "length")
    return [Sent(place, sealing.name_of(called), length) for place, called, length in rows]


def waiting(batch: ProofBatch) -> list[int]:
    """没有读的: by their places."""
    return list(files(batch).filter(told=None).values_list("place", flat=True))


def given(batch: ProofBatch, place: int) -> Given:
    """送来的文件: an empty one where it is gone."""
    row = files(batch).filter(place=place, content__isnull=False).values_list("called", "content").first()
    return Given(sealing.name_of(row[0]), sealing.content_of(row[1] or b"")) if row else Given("", b"")


def read(batch: ProofBatch) -> Iterator[Opened]:
    """读出的各份."""
    for called, told in files(batch).filter(told__isnull=False).values_list("called", "told").iterator(20):
        yield sealing.told_of(told or b"", sealing.name_of(called))


def overview(batch: ProofBatch) -> Overview:
    """结果: of a batch that is done."""
    return sealing.overview_of(batch.overview or b"")


def kept(batch: ProofBatch, found: Overview, place: int) -> Packed | None:
    """一份的文稿: with the report of the year before it was held against; None where nothing was read."""
    by_place = {each.place: each for each in found.files}
    summary = by_place.get(place)
    if summary is None or summary.error:
        return None
    wanted = [place, *([] if summary.before is None else [summary.before])]
    pages = _pages(batch, wanted)
    return Packed(tuple(pages[each] for each in wanted))


def _pages(batch: ProofBatch, places: Sequence[int]) -> Mapping[int, tuple[str, Page]]:
    found: dict[int, tuple[str, Page]] = {}
    for place, called, told in files(batch).filter(place__in=places).values_list("place", "called", "told"):
        opened = sealing.told_of(told or b"", sealing.name_of(called))
        if opened.page is not None:
            found[place] = (opened.name, opened.page)
    return found
