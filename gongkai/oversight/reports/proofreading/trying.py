"""校对一份: a report, and the one on the year before where it was sent along, opened aside and checked, or given comments."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from gongkai.law.grammar.flow import Unlawful
from gongkai.oversight.reports.proofreading.forms import ReadForm
from gongkai.oversight.reports.proofreading.opening import Given, opened
from gongkai.oversight.reports.proofreading.proofs import Proof, proof
from gongkai.reading.carriers import Page, UnreadableFile

T = TypeVar("T")


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


def annotated(files: Sequence[Given]) -> bytes:
    """批注稿: the report, a docx, with what was found as comments in it. Raises Refused, and Unlawful as above.

    The report of last year goes first: the comments are written when both have been read.
    """
    this_year, *before = files
    sent = [*(replace(each, before=False) for each in before), replace(this_year, annotate=True)]
    for place, file in zip(reversed(range(len(sent))), opened(sent), strict=True):
        if file.error:
            raise Refused(file.error, place)
    return file.docx


def attempt(form: ReadForm, act: Callable[[Sequence[Given]], T]) -> T | None:
    """试办: an act on what a valid form brings; None where it was refused, and the reason stands at the form's field."""
    try:
        return act(form.reports())
    except Refused as refusal:
        form.refuse(str(refusal), refusal.place)
    except Unlawful as busy:
        form.add_error(None, str(busy))
    return None
