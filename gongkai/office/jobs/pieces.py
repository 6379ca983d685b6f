"""块的封存: the pieces of a file under the key of the house, and back."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.office.authorities.models import OwnedQuerySet
from gongkai.office.jobs.models import Job, JobPiece
from gongkai.office.journal import vault

FIELD = "jobs.piece"


def of(job: Job, *, made: bool) -> OwnedQuerySet[JobPiece]:
    """一项工作的块: of its file, or of the rows the file will be made of, in their order."""
    return JobPiece.objects.of(job.authority).filter(job=job, made=made).order_by("place")


def sealed(content: bytes) -> bytes:
    """封存."""
    return vault.secrets_of(None).seal_file(FIELD, content)


def unsealed(pieces: OwnedQuerySet[JobPiece]) -> Iterator[bytes]:
    """解封: one after another, never all of them in memory."""
    keys = vault.secrets_of(None)
    for each in pieces.values_list("sealed", flat=True).iterator(4):
        yield keys.unseal_file(FIELD, bytes(each))
