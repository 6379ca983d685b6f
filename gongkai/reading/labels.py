"""标签: which line of a statutory table a piece of text names, whole, cut, with a note, or misread.

The labels are the law's; only other wordings (lexicon.py) are added. A ``Book`` answers with a score: 1 the label
itself; 0.9 its beginning or the label after its group's; below that a fragment or a likeness. What fits two lines
equally well names neither alone, and the order of the table decides (alignment.py).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from itertools import pairwise

from gongkai.law.grammar.tables import Line
from gongkai.reading.script import core, plain, solid, unbracketed

LEAST = 0.5
"""起码: a lower score names nothing."""

BEGINNING = 0.8
"""起首: the score from which a text is the label or its beginning."""

_AFTER_NUMBER = re.compile(r".*\d{1,2}\s*[.、]\s*(?=\D)")
_SHORT = 4
_REMEMBERED = 4096
_LIKE = 0.55


class Book:
    """标签册: the labels of some lines, to be looked up by what a report prints.

    ``headings`` are labels among them that name no line; ``across`` are the lines of the table's other axis.
    """

    def __init__(
        self,
        lines: Mapping[str, Line],
        wordings: Mapping[str, Iterable[str]],
        headings: Iterable[Line] = (),
        across: Iterable[Line] = (),
    ) -> None:
        self._headings = {form for line in headings for form in self._forms(line.label)}
        self._across = {core(plain(line.label)) for line in across}
        self._exact: dict[str, list[str]] = defaultdict(list)
        self._long: list[tuple[str, str]] = []
        for key, line in lines.items():
            for label in dict.fromkeys((*self._forms(line.label), *map(core, wordings.get(key, ())))):
                self._exact[label].append(key)
                if len(label) >= _SHORT:
                    self._long.append((label, key))
        self._pairs = [(key, _pairs(label)) for label, key in self._long]
        self._seen: dict[str, dict[str, float]] = {}

    @staticmethod
    def _forms(label: str) -> tuple[str, str]:
        from_law = plain(label)
        return core(from_law), core(unbracketed(from_law))

    def named(self, text: str) -> tuple[str, ...]:
        """正名: the lines whose label this is, exactly; several where labels repeat."""
        return tuple(self._exact.get(core(text), ()))

    def begun(self, text: str) -> tuple[str, ...]:
        """起首: the lines whose label is, or begins with, this text or what follows the number in it.

        A bare 其他 or 总计 is a label across the table as well, and begins nothing.
        """
        if solid(text) in self._across:
            return ()
        return tuple(key for key, score in self._look_up(text).items() if score >= BEGINNING)

    def scores(self, texts: Iterable[str]) -> dict[str, float]:
        """相符程度: for each line named by one of the texts, how well."""
        best: dict[str, float] = {}
        for text in texts:
            for key, score in self._look_up(text).items():
                best[key] = max(score, best.get(key, 0.0))
        top = max(best.values(), default=0.0)
        return {key: score for key, score in best.items() if score >= max(LEAST, top - 0.2)}

    def _look_up(self, text: str) -> dict[str, float]:
        if text not in self._seen:
            if len(self._seen) >= _REMEMBERED:
                self._seen.clear()
            self._seen[text] = self._judge(text)
        return self._seen[text]

    def _judge(self, text: str) -> dict[str, float]:
        if core(text) in self._headings and core(text) not in self._exact:
            return {}
        found: dict[str, float] = {}
        for form in dict.fromkeys((core(text), core(unbracketed(text)), core(_AFTER_NUMBER.sub("", text)))):
            for key, score in self._judge_form(form).items():
                found[key] = max(score, found.get(key, 0.0))
        return found

    def _judge_form(self, form: str) -> dict[str, float]:
        if form in self._exact:
            return dict.fromkeys(self._exact[form], 1.0)
        if len(form) < _SHORT:
            return {}
        parts = {key: score for label, key in self._long if (score := _part(form, label))}
        return parts or self._likeness(form)

    def _likeness(self, form: str) -> dict[str, float]:
        """For texts misread in a few characters: the share of common pairs of characters."""
        pairs = _pairs(form)
        size = pairs.total()
        likes = {key: 2 * (pairs & own).total() / (size + own.total()) for key, own in self._pairs}
        return {key: 0.85 * like for key, like in likes.items() if like >= _LIKE}


def _part(form: str, label: str) -> float:
    """How well a text that is part of a label, or has it as a part, names the label; longer parts are better."""
    if len(form) > len(label):
        if form.endswith(label):
            return 0.95
        return 0.8 * len(label) / len(form) if label in form else 0.0
    share = len(form) / len(label)
    if label.startswith(form):
        return 0.8 + 0.1 * share
    if label.endswith(form) and share >= 0.4:
        return 0.65 + 0.1 * share
    return 0.6 * share if form in label else 0.0


def _pairs(text: str) -> Counter[str]:
    return Counter(one + other for one, other in pairwise(text))
