"""标签: which line of a statutory table a piece of text names, whole, cut, with a note, or misread.

The labels are the law's; only other wordings (lexicon.py) are added. A ``Book`` answers with a score: 1 the label
itself; 0.9 its beginning or the label after its group's; below that a fragment or a likeness. What fits two lines
equally well names neither alone, and the order of the table decides (alignment.py).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
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
"""Every report prints the same labels; where they are broken or misread, few ways come back."""

_LIKE = 0.5
_DIFFERENT = 0.4
"""How much longer or shorter a misread label may be."""

_TAIL = 0.6
"""The most a label is worth that is also the end of another label, unless it stands alone."""


class Book:
    """标签册: the labels of some lines, to be looked up by what a report prints.

    ``others`` are headings and the lines of neighbouring tables, which name no line here; ``across`` are the lines of the
    table's other axis.
    """

    def __init__(
        self,
        lines: Mapping[str, Line],
        wordings: Mapping[str, Iterable[str]],
        others: Iterable[Line] = (),
        across: Iterable[Line] = (),
    ) -> None:
        self._others = {form for line in others for form in self._forms(line.label)}
        self._across = {core(plain(line.label)) for line in across}
        self._exact: dict[str, list[str]] = defaultdict(list)
        self._long: list[tuple[str, str]] = []
        for key, line in lines.items():
            for label in dict.fromkeys((*self._forms(line.label), *map(core, wordings.get(key, ())))):
                self._exact[label].append(key)
                if len(label) >= _SHORT:
                    self._long.append((label, key))
        self._sizes = [_pairs(label).total() for label, _ in self._long]
        self._with_pair: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for at, (label, _) in enumerate(self._long):
            for pair, count in _pairs(label).items():
                self._with_pair[pair].append((at, count))
        self._tails = {
            label for label, _ in self._long if any(other != label and other.endswith(label) for other, _ in self._long)
        }
        self._others -= self._exact.keys()
        self._scored = lru_cache(maxsize=_REMEMBERED)(self._look_up)
        self._judged = lru_cache(maxsize=_REMEMBERED)(self._judge_form)

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
        if self.is_across(text):
            return ()
        return tuple(key for key, score in self._scored(text, True).items() if score >= BEGINNING)

    def is_across(self, text: str) -> bool:
        """横向之名: whether a text is a bare label of the table's other axis (其他, 总计)."""
        return solid(text) in self._across

    def is_other(self, text: str) -> bool:
        """另有所指: whether a text is, exactly, a heading or the label of another table and of no line here."""
        return core(text) in self._others

    def scores(self, pieces: Iterable[str], joined: Iterable[str] = ()) -> dict[str, float]:
        """相符程度: for each line named by one of the texts, how well.

        A single piece may have a note behind its label; in texts put together of several pieces that would be the next
        label.
        """
        best: dict[str, float] = {}
        for text, whole in (*((text, True) for text in pieces), *((text, False) for text in joined)):
            for key, score in self._scored(text, whole).items():
                best[key] = max(score, best.get(key, 0.0))
        top = max(best.values(), default=0.0)
        return {key: score for key, score in best.items() if score >= max(LEAST, top - 0.2)}

    def _look_up(self, text: str, whole: bool) -> dict[str, float]:
        found: dict[str, float] = {}
        if self.is_other(text):
            return found
        for form in dict.fromkeys((core(text), core(unbracketed(text)), core(_AFTER_NUMBER.sub("", text)))):
            for key, score in self._judged(form, whole).items():
                found[key] = max(score, found.get(key, 0.0))
        return found

    def _judge_form(self, form: str, whole: bool) -> dict[str, float]:
        if form in self._exact:
            return dict.fromkeys(self._exact[form], 1.0)
        if len(form) < _SHORT:
            return {}
        found = self._likeness(form)
        for label, key in self._long:
            if form not in label and label not in form:
                continue
            score = _part(form, label, whole)
            if label in self._tails and form != label:
                score = min(score, _TAIL)
            if score > found.get(key, 0.0):
                found[key] = score
        return found

    def _likeness(self, form: str) -> dict[str, float]:
        """For texts misread in a few characters: the share of common pairs of characters."""
        pairs = _pairs(form)
        size = pairs.total()
        common: Counter[int] = Counter()
        for pair, count in pairs.items():
            for at, own in self._with_pair.get(pair, ()):
                common[at] += min(count, own)
        found: dict[str, float] = {}
        for at in sorted(common):
            label, key = self._long[at]
            like = 2 * common[at] / (size + self._sizes[at])
            if like >= _LIKE and abs(len(label) - len(form)) <= _DIFFERENT * len(label):
                found[key] = max(0.3 + 0.6 * like, found.get(key, 0.0))
        return found


def _part(form: str, label: str, whole: bool) -> float:
    """How well a text that is part of a label, or has it as a part, names the label; longer parts are better."""
    if len(form) > len(label):
        if form.endswith(label):
            return 0.95
        return 0.8 * len(label) / len(form) if whole and form.startswith(label) else 0.0
    share = len(form) / len(label)
    if label.startswith(form):
        return 0.8 + 0.1 * share
    if label.endswith(form) and share >= 0.4:
        return 0.65 + 0.1 * share
    return 0.6 * share if form in label else 0.0


def _pairs(text: str) -> Counter[str]:
    return Counter(one + other for one, other in pairwise(text))
