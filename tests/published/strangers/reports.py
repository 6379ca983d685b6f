"""各份: the strangers by name, each with what is true of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from gongkai.law.grammar.sheets import Value
from gongkai.law.grammar.tables import Level
from gongkai.reading.checks.findings import Finding
from tests.published.grids import Place
from tests.published.strangers.files import FILES
from tests.published.strangers.matter import Matter, matter
from tests.published.strangers.olden import PROSE, coded, in_halves
from tests.published.strangers.pasted import PASTED
from tests.published.strangers.sites import SITES

PLACES = (
    "岚州市人民政府",
    "禾洲县人民政府",
    "云坪市自然资源局",
    "渡口镇人民政府",
    "柏乡区卫生健康局",
    "望江市审计局",
    "清河口街道办事处",
    "南屏县教育局",
    "海棠区人民政府办公室",
    "石塘乡人民政府",
    "东莱高新技术产业开发区管理委员会",
    "龙岭市公安局",
    "溪亭县水利局",
)


@dataclass(frozen=True)
class Planted:
    """错处: the cell that is off, or the code of the check that has to find what a sentence says."""

    place: Place | None = None
    code: str = ""
    level: Level = Level.RED


@dataclass(frozen=True)
class Stranger:
    """一份: its file, its truth; ``raises`` are the codes that are rightly raised besides."""

    name: str
    data: bytes
    authority: str
    year: int
    truth: Mapping[Place, Value]
    planted: Planted | None = None
    raises: frozenset[str] = field(default_factory=frozenset)
    suffix: str = "txt"

    def is_told_by(self, finding: Finding) -> bool:
        """Whether a finding tells the contradiction that was planted."""
        if self.planted is None or finding.level is not self.planted.level:
            return False
        if self.planted.place:
            return any((cell.table, cell.row, cell.column) == self.planted.place for cell in finding.cells)
        return finding.code == self.planted.code

    def explains(self, finding: Finding) -> bool:
        """Whether a finding is right: of the planted contradiction, or of what else is known to be raised."""
        if finding.code in self.raises:
            return True
        if self.planted is None:
            return False
        return self.is_told_by(finding) or (
            self.planted.place is not None and any(cell.table == self.planted.place[0] for cell in finding.cells)
        )


def _marked(name: str, matter: Matter, write: Callable[[Matter], bytes], suffix: str, raises: str = "") -> Stranger:
    planted = Planted(matter.wrong) if matter.wrong else None
    marks = "A11.1" if not matter.zero else "A11.2" if matter.zero != "0" else ""
    codes = frozenset(f"{raises} {marks}".split())
    return Stranger(name, write(matter), matter.authority, matter.year, matter.truth, planted, codes, suffix)


YEARS = (2019, 2023, 2021, 2017, 2020, 2024, 2022, 2016, 2025)
SCALES = ("county", "town", "city", "county")


def _of(writers: Mapping[str, Callable[[Matter], bytes]], suffix: str, seed: int) -> Iterator[Stranger]:
    """Each markup twice: of one year and clean, of another with one cell that is off."""
    for at, (name, write) in enumerate(writers.items()):
        for turn in (0, 1):
            number = seed + 2 * at + turn
            year, scale = YEARS[(at + 4 * turn) % len(YEARS)], SCALES[(at + turn) % len(SCALES)]
            authority = PLACES[number % len(PLACES)]
            made = matter(number, authority, year, scale=scale, wrong=bool(turn))
            yield _marked(f"{name} {year}{' wrong' * turn}", made, write, suffix)


SPARSE = ("bar after", "lone bars", "runs of bars", "from sheet", "shifted", "pipes", "ruled")


def _sparse(seed: int) -> Iterator[Stranger]:
    """With no 0 but in the totals: what was left blank is found blank, or not at all, and never as a number."""
    writers = {**{name: (PASTED[name], "txt") for name in SPARSE}, "portal": (SITES["portal"], "html")}
    for at, (name, (write, suffix)) in enumerate(writers.items()):
        year, authority = YEARS[at % 2], PLACES[(seed + at) % len(PLACES)]
        made = matter(seed + at, authority, year, scale="town", sparse=True)
        yield _marked(f"{name} {year} sparse", made, write, suffix, "A11.1")


def _marks(seed: int) -> Iterator[Stranger]:
    """All over nothing, a dash or a slash for 0."""
    for at, (zero, name) in enumerate((zero, name) for zero in ("", "-", "/", "—") for name in ("portal", "layered")):
        made = matter(seed + at, PLACES[at], YEARS[at % 3], scale="town", zero=zero)
        yield _marked(f"{name} {made.year} {zero or 'blank'} for 0", made, SITES[name], "html")


def _late(seed: int) -> Iterator[Stranger]:
    """On the form of other years: offices far from the capital go on with the old one."""
    for at, (year, form) in enumerate(((2023, 2020), (2022, 2019), (2020, 2022))):
        made = matter(seed + at, PLACES[at + 3], year, form=form)
        yield _marked(f"portal {year} on the form of {form}", made, SITES["portal"], "html", "A13 A22")


def _old() -> Iterator[Stranger]:
    """What knows no form, and the table of 2014 as some printed it."""
    for name, (authority, year, text, code) in PROSE.items():
        planted = Planted(code=code) if code else None
        yield Stranger(name, text.encode(), authority, year, {}, planted)
    for at, (name, write) in enumerate((("in halves", in_halves), ("coded", coded))):
        for turn in (0, 1):
            made = matter(800 + 2 * at + turn, PLACES[at], 2015 + turn, wrong=bool(turn))
            yield _marked(f"{name} {made.year}{' wrong' * turn}", made, write, "txt")


@cache
def strangers() -> tuple[Stranger, ...]:
    """陌生的年报: all of them."""
    files = (
        each
        for at, (name, (suffix, write)) in enumerate(FILES.items())
        for each in _of({name: write}, suffix, 500 + 9 * at)
    )
    more = (*_sparse(700), *_marks(720), *_late(740), *_old())
    return (*_of(SITES, "html", 100), *_of(PASTED, "txt", 300), *files, *more)
