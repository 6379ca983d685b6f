"""文中所言: everything that is checked in the sentences of a report, one module for each kind of statement."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from gongkai.reading.checks import (
    asked,
    charged,
    enumerated,
    growth,
    listed,
    netgrowth,
    ratios,
    repeated,
    shares,
    stated,
    summed,
    withtable,
    yearly,
)
from gongkai.reading.checks.findings import Finding
from gongkai.reading.checks.rule import Check
from gongkai.reading.report import Reading

CHECKS: tuple[Check, ...] = (
    *listed.CHECKS,
    *ratios.CHECKS,
    *shares.CHECKS,
    *growth.CHECKS,
    *netgrowth.CHECKS,
    *charged.CHECKS,
    *repeated.CHECKS,
    *stated.CHECKS,
    *withtable.CHECKS,
    *asked.CHECKS,
    *enumerated.CHECKS,
)


def told(reading: Reading) -> Iterator[Finding]:
    """文中的问题: what its sentences say, held against each other, against the claims and against the tables."""
    sentences, claims = reading.sentences, reading.claims
    of_claims = tuple(stated.of_claims(claims, sentences))
    yield from stated.of_sentences(sentences, reading.year)
    yield from listed.of_listings(sentences)
    yield from summed.of_sums(sentences)
    yield from _not_twice(ratios.of_ratios(sentences), of_claims)
    yield from shares.of_shares(sentences)
    yield from growth.of_growth(sentences)
    yield from yearly.of_two_years(sentences, reading.year)
    yield from netgrowth.of_net_growth(sentences)
    yield from repeated.of_repeated(sentences, reading.year)
    yield from charged.of_charges(sentences)
    yield from of_claims
    yield from withtable.of_tables(claims, sentences, reading.tables)
    yield from asked.of_report(reading)
    yield from enumerated.of_lists(sentences)


def _not_twice(rates: Iterable[Finding], of_claims: Sequence[Finding]) -> Iterator[Finding]:
    """A rate of applications that the figures of the form contradict is told with these alone."""
    told_already = {(found.left, found.right) for found in of_claims if found.code == stated.REPLIES.code}
    for found in rates:
        whole, part = (cell.number for cell in found.cells[:2])
        if found.code != ratios.RATE.code or (part, whole) not in told_already:
            yield found
