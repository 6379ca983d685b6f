"""检索办理: change the book of words. One act, one entry; the worker then builds the index anew by it."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from gongkai.doors.search import book, queries
from gongkai.doors.search.models import WordBook
from gongkai.law.grammar.flow import JSON, Unlawful
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.journal import acts as journal


@transaction.atomic
def change_words(
    authority: Authority, synonyms: str, words: str, *, on: date, by: Official, reason: str, seen: int
) -> WordBook:
    """修改检索词典: the whole book as it shall be, as it is typed; ``seen`` is the version the page showed."""
    if authority.parent_id is not None:
        raise Unlawful("全站只有一部检索词典，由首级机关维护")
    if not reason.strip():
        raise Unlawful("应当写明为什么修改", field="reason")
    given = book.read(synonyms, words)
    now = queries.book_in_force(hold=True)
    if seen != now.number:
        raise Unlawful(f"检索词典已由他人改为第{now.number}版，您看到的是第{seen}版，请看清后再修改")
    if given == now.words:
        raise Unlawful("没有任何改动", field="synonyms")
    rows: dict[str, JSON] = {"synonyms": [list(group) for group in given.synonyms], "words": list(given.words)}
    data: dict[str, JSON] = {"number": now.number + 1, **rows, "reason": reason.strip()}
    entry = journal.enter(authority, "change_search_words", on=on, by=by, data=data)
    return WordBook.objects.of(authority).create(
        authority=authority,
        number=now.number + 1,
        reason=reason.strip(),
        changed_on=on,
        by=by,
        entry=entry,
        **rows,
    )
