"""校对一份: a report, and the one on the year before where it was sent along, opened aside and checked."""

from __future__ import annotations

from collections.abc import Sequence

from gongkai.oversight.reports.proofreading.opening import Given, opened
from gongkai.oversight.reports.proofreading.proofs import Proof, proof
from gongkai.reading.carriers import Page, UnreadableFile


class Refused(Exception):
    """没有读: says why in Chinese; ``place`` counts the file it is about, from 0."""

    def __init__(self, said: str, place: int) -> None:
        super().__init__(said)
        self.place = place


def proofread(files: Sequence[Given]) -> tuple[Proof, list[tuple[str, Page]]]:
    """校对: the result and the lines of each file. Raises Refused, and Unlawful where too many are being read."""
    pages: list[tuple[str, Page]] = []
    for place, file in enumerate(opened(files)):
        if file.page is None:
            raise Refused(file.error, place)
        pages.append((file.name, file.page))
    (name, page), *before = pages
    try:
        return proof(page, name, (before[0][1], before[0][0]) if before else None), pages
    except UnreadableFile as refusal:
        raise Refused(str(refusal), 0) from None
