"""检索计数: what was searched for, as daily totals by term and authority. Nothing of the person, and nothing that names one."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from django.db import transaction
from django.db.models import F

from gongkai.doors.search.models import Searched
from gongkai.engines import privacy
from gongkai.office.authorities.models import Authority

SHORTEST, LONGEST = 2, 40
"""计数的词: one character and whole sentences tell the office nothing."""
_BLANK = re.compile(r"[\s\x00-\x1f\x7f]+")
_LONG_NUMBER = re.compile(r"\d{6,}")


def normal(words: str) -> str:
    """归一: one spelling for one term; empty for what is not counted, above all where it may be about a person.

    A machine does not know names; whatever holds a long row of digits or anything that looks like personal data stays out.
    """
    term = _BLANK.sub(" ", unicodedata.normalize("NFKC", words)).strip(" \"'“”").lower()
    if not SHORTEST <= len(term) <= LONGEST or _LONG_NUMBER.search(term) or privacy.find(term):
        return ""
    return term


def count(authority: Authority, words: str, total: int, day: date) -> None:
    """计一次: one search more on this day, in vain where nothing was found."""
    term = normal(words)
    if not term:
        return
    row = Searched(authority=authority, day=day, term=term)
    vain = 1 if total == 0 else 0
    with transaction.atomic():
        Searched.objects.of(authority).bulk_create([row], ignore_conflicts=True)
        same = Searched.objects.of(authority).filter(day=day, term=term)
        same.update(times=F("times") + 1, vain=F("vain") + vain)
