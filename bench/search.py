"""检索: ``python -m bench.search [TEXTS] [FOLDER]``: made-up texts, asked as the search page asks, and the bare engine beside it.

Where a folder is named, the index stays there, and is asked again without being built when it is found there.
"""

from __future__ import annotations

import random
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from statistics import median
from time import perf_counter

import rjieba
from tantivy import Occur
from tantivy import Query as Sought

from gongkai.engines.search import snapshot
from gongkai.engines.search.embedded import Embedded
from gongkai.engines.search.marking import excerpt, marked
from gongkai.engines.search.values import Facet, Query, Text

SEED = 20190515
ASKED = 60
HERE = Path(__file__).parent.parent
_CHINESE = re.compile(r"[\u4e00-\u9fff]{2,}[^\n`|<>#*]*")
_WORD = re.compile(r"[\u4e00-\u9fff]{2,}")
_USUAL = "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面"


class Corpus:
    """Made-up texts: two thirds random words by frequency, one third sentences of our own documents; the same each time."""

    def __init__(self, texts: int) -> None:
        self.texts = texts
        self._random = random.Random(SEED)
        told = "\n".join(path.read_text(encoding="utf-8") for path in sorted(HERE.glob("gongkai/**/*.py")))
        told += "\n".join(path.read_text(encoding="utf-8") for path in sorted(HERE.glob("docs/*.md")))
        real = [each for each in (match[0].strip() for match in _CHINESE.finditer(told)) if 8 <= len(each) <= 60][:4000]
        counted = Counter(word for each in real for word in rjieba.cut(each) if _WORD.fullmatch(word))
        names = {"".join(self._random.sample(_USUAL, 2)) for _ in range(6000)}
        self.words = [word for word, _ in counted.most_common()] + sorted(names - set(counted))
        self._weights = list(self._added(1 / (place + 2) for place in range(len(self.words))))
        made = ["".join(self._chosen(self._random.randint(8, 24))) for _ in range(40_000)]
        self._pool = made + real * (len(made) // (2 * len(real)) or 1)

    def __iter__(self) -> Iterator[Text]:
        for place in range(self.texts):
            yield self.text(place)

    def text(self, place: int) -> Text:
        """One text; the same for the same place."""
        chance = random.Random(SEED + place)
        length = chance.randint(300, 1500)
        body: list[str] = []
        while length > 0:
            body.append(chance.choice(self._pool))
            length -= len(body[-1])
        day = date(2008, 5, 1) + timedelta(days=chance.randrange(6500))
        facets = {
            Facet.AUTHORITY: f"{530_000 + chance.randrange(40)}",
            Facet.COLUMN: f"column-{min(chance.randrange(60), chance.randrange(60))}",
            Facet.KIND: chance.choice(("policy", "notice", "interpretation", "report", "tender")),
            Facet.THEME: f"theme-{chance.randrange(22)}",
            Facet.VALIDITY: chance.choice(("valid", "valid", "valid", "abolished")),
            Facet.YEAR: str(day.year),
        }
        title = f"关于{''.join(chance.choices(self.words, cum_weights=self._weights, k=5))}的通知"
        number = f"云{chance.choice(_USUAL)}政办发〔{day.year}〕{chance.randrange(1, 200)}号"
        return Text(
            str(place), title, "。".join(body), facets, day, str(place), numbers=(number,), issuer="某县人民政府办公室"
        )

    def _chosen(self, many: int) -> list[str]:
        return self._random.choices(self.words, cum_weights=self._weights, k=many)

    @staticmethod
    def _added(weights: Iterator[float]) -> Iterator[float]:
        total = 0.0
        for each in weights:
            total += each
            yield total


@dataclass(frozen=True)
class Row:
    """What was measured of one kind of query: milliseconds, first ours, then ours asked again, then the bare engine."""

    kind: str
    hits: int
    ours: tuple[float, float]
    again: tuple[float, float]
    bare: tuple[float, float]

    @property
    def ratio(self) -> float:
        return self.ours[0] / self.bare[0]


def measured(texts: int, folder: Path) -> tuple[float, float, list[Row]]:
    """Build (unless it is built), then ask: seconds, megabytes, rows."""
    corpus = Corpus(texts)
    engine = Embedded(folder / "search")
    begun = perf_counter()
    if engine.is_stale:
        with engine.rebuilding() as other:
            other.put(corpus)
    seconds = perf_counter() - begun
    size = sum(path.stat().st_size for path in engine.root.rglob("*") if path.is_file()) / 1e6
    bare = Bare(engine)
    rows = []
    for kind, typed in _queries(bare, corpus).items():
        ours, again, other_way, hits = [], [], [], []
        for words in typed:
            _page(engine, corpus, words)  # what the system has to read from the disk is no part of the measure
            engine._read()._kept.clear()
            ours.append(_timed(lambda words=words: _page(engine, corpus, words)))  # type: ignore[misc]
            again.append(_timed(lambda words=words: _page(engine, corpus, words)))  # type: ignore[misc]
            other_way.append(_timed(lambda words=words: bare.page(corpus, words)))  # type: ignore[misc]
            hits.append(engine.find(Query(words)).total)
        rows.append(Row(kind, round(sum(hits) / len(hits)), _spread(ours), _spread(again), _spread(other_way)))
    return seconds, size, rows


def rows(texts: int, kept: Path | None = None) -> Iterator[tuple[str, str, str]]:
    """What was measured, as rows of the common table: what, figure, aim."""
    with tempfile.TemporaryDirectory() as folder:
        seconds, size, found = measured(texts, kept or Path(folder))
    built = f"{texts / seconds:,.0f} texts a second" if seconds > 1 else "built before"
    yield f"search: index of {texts:,} texts", f"{built}, {size:,.0f} MB", ""
    most = 15 if texts <= 100_000 else 60
    for row in found:
        told = f"{_pair(row.ours)} / {_pair(row.bare)} ms = {row.ratio:.2f} ×, again {_pair(row.again)} ms"
        yield f"  {row.kind} ({row.hits:,} hits): p50, p95 / bare engine", told, f"≤ 1.3 ×, p95 ≤ {most} ms"


def _pair(spread: tuple[float, float]) -> str:
    return f"{spread[0]:.1f}, {spread[1]:.1f}"


def _page(engine: Embedded, corpus: Corpus, words: str) -> None:
    """As the search page does: hits, total, counts, and twenty titles and excerpts marked."""
    found = engine.find(Query(words))
    for hit in found.hits:
        text = _known(corpus, hit.key)
        marked(text.title, found.words)
        excerpt(text.body, found.words)


_TEXTS: dict[str, Text] = {}


def _known(corpus: Corpus, key: str) -> Text:
    """A text read back; making it up is no part of the measure."""
    if key not in _TEXTS:
        _TEXTS[key] = corpus.text(int(key))
    return _TEXTS[key]


class Bare:
    """The same index asked by hand: words as they are cut, ranked with the title ahead, counted and aggregated; no more."""

    def __init__(self, engine: Embedded) -> None:
        engine.find(Query("x"))
        self._schema = snapshot.schema()
        self._searcher = engine._read()._searcher
        self.frequency: Callable[[str], int] = lambda word: self._searcher.doc_freq("words", word)

    def page(self, corpus: Corpus, words: str) -> None:
        phrase = words.startswith('"')
        cut = rjieba.cut(words.strip('"')) if phrase else words.split(" ")
        sought = self._phrase(cut) if phrase else Sought.boolean_query([(Occur.Must, self._word(each)) for each in cut])
        result = self._searcher.search(sought, 20, count=True)
        self._searcher.aggregate(sought, {each.value: {"terms": {"field": each.value, "size": 2000}} for each in Facet})
        for _, address in result.hits:
            text = _known(corpus, str(self._searcher.doc(address).get_first("key")))
            marked(text.title, cut)
            excerpt(text.body, cut)

    def twenty(self, word: str) -> int:
        """二十条: the hits of one word counted, and twenty read from the index."""
        result = self._searcher.search(self._word(word), 20, count=True)
        return len([self._searcher.doc(address).get_first("key") for _, address in result.hits])

    def _word(self, word: str) -> Sought:
        title = Sought.boost_query(Sought.term_query(self._schema, "title", word, "freq"), 3)
        body = Sought.term_query(self._schema, "words", word, "freq")
        return Sought.boolean_query([(Occur.Should, title), (Occur.Should, body)])

    def _phrase(self, cut: list[str]) -> Sought:
        row = "".join(cut)
        told = [one + other for one, other in pairwise(row)]
        return Sought.phrase_query(self._schema, "pairs", list(enumerate(told)))


def _queries(bare: Bare, corpus: Corpus) -> dict[str, list[str]]:
    chance = random.Random(SEED)
    share = {word: bare.frequency(word) / corpus.texts for word in corpus.words}
    hot = [word for word, part in share.items() if part > 0.25]
    mid = [word for word, part in share.items() if 0.015 < part < 0.04]
    rare = [word for word, part in share.items() if 0.0008 < part < 0.004]
    phrases = [
        each
        for each in (_row_of(corpus.text(chance.randrange(corpus.texts)).body, chance) for _ in range(ASKED))
        if each
    ]
    return {
        "rare word": chance.choices(rare, k=ASKED),
        "middling word": chance.choices(mid, k=ASKED),
        "hot word": chance.choices(hot, k=ASKED),
        "two middling words": [" ".join(chance.sample(mid, 2)) for _ in range(ASKED)],
        "hot and middling word": [f"{chance.choice(hot)} {chance.choice(mid)}" for _ in range(ASKED)],
        "phrase": [f'"{each}"' for each in phrases],
    }


def _row_of(body: str, chance: random.Random) -> str:
    runs = re.findall(r"[\u4e00-\u9fff]{6,}", body)
    run = chance.choice(runs) if runs else ""
    return run[: chance.randint(4, 8)]


def _timed(work: Callable[[], object]) -> float:
    work_begun = perf_counter()
    work()
    return (perf_counter() - work_begun) * 1000


def _spread(times: list[float]) -> tuple[float, float]:
    return median(times), sorted(times)[int(len(times) * 0.95)]


def main() -> None:
    """Measure and print."""
    texts = int(next((each for each in sys.argv[1:] if each.isdecimal()), 100_000))
    kept = next((Path(each) for each in sys.argv[1:] if not each.isdecimal()), None)
    for row in rows(texts, kept):
        print(*row, sep="   ")


if __name__ == "__main__":
    main()
