"""文中所言: everything that is checked in the sentences of a report, one module for each kind of statement."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.reading import growth, listed, netgrowth, ratios, repeated
from gongkai.reading.findings import Finding
from gongkai.reading.report import Reading
from gongkai.reading.rule import Check
from gongkai.reading.stated import of_claims, of_sentences

CHECKS: tuple[Check, ...] = (*listed.CHECKS, *ratios.CHECKS, *growth.CHECKS, *netgrowth.CHECKS, *repeated.CHECKS)


def told(reading: Reading) -> Iterator[Finding]:
    """文中的问题: what its sentences say, held against each other, against the claims and against the tables."""
    sentences = reading.sentences
    yield from of_sentences(sentences, reading.year)
    yield from listed.of_listings(sentences)
    yield from ratios.of_ratios(sentences)
    yield from growth.of_growth(sentences)
    yield from netgrowth.of_net_growth(sentences)
    yield from repeated.of_repeated(sentences, reading.year)
    yield from of_claims(reading.claims, sentences, reading.tables)
