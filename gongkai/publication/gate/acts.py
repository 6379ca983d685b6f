"""筛查办理: look through what is to be published, decide, let pass; drop a file at the gate, import words.

What is looked through is no act and enters nothing: it follows from the content and the rules. A decision is an act, and so
is a list of words.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from django.db import IntegrityError, transaction

from gongkai.engines import privacy
from gongkai.law.grammar.flow import JSON, Unlawful, not_in_the_future
from gongkai.law.screening import REVIEW, Concern, Ruling, Verdict, objection_to_ruling
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.journal import acts as journal
from gongkai.office.journal import vault
from gongkai.papers.text import PaperError
from gongkai.publication.gate import cleaning, queries
from gongkai.publication.gate.cleaning import Copy
from gongkai.publication.gate.findings import Lists
from gongkai.publication.gate.lists import ListWord
from gongkai.publication.gate.models import Screening, ScreeningDecision, WordList
from gongkai.publication.gate.parts import Part, of_words
from gongkai.publication.gate.queries import CONTENT, PREVIEW
from gongkai.publication.gate.scanning import Scan, covered, scan

KEPT = timedelta(days=7)
"""存放期: how long a dropped file is kept, sealed, before it is thrown away."""
DECIDE, IMPORT, END = "decide_screening", "import_word_list", "end_word_list"
_TOLD = 5


class HeldBack(Unlawful):
    """被筛查拦下: the publication waits for a decision; what held it back is looked through again once the act is undone."""

    def __init__(self, reason: str, authority: Authority, parts: Sequence[Part]) -> None:
        super().__init__(reason, REVIEW)
        self.authority, self.parts = authority, tuple(parts)


# -- looking ---------------------------------------------------------------------------------------------------------------


@transaction.atomic
def screen(
    authority: Authority, part: Part, *, on: date, by: Official | None, published: bool = False, keep: bool = False
) -> Screening | None:
    """筛查一件: by the rules of today; looked through before by the same rules, it is the row that is there.

    A text in which nothing is found leaves no row; a file does, so that it is not read twice.
    """
    lists, rules = queries.lists_in_force(authority)
    return screen_by(authority, part, lists, rules, on=on, by=by, published=published, keep=keep)


def screen_by(
    authority: Authority,
    part: Part,
    lists: Lists,
    rules: str,
    *,
    on: date,
    by: Official | None,
    published: bool = False,
    keep: bool = False,
) -> Screening | None:
    """按既定规则筛查: for many parts, the words and the rules asked for once."""
    there = queries.screening_of(authority, part)
    if there is not None and there.rules == rules and (there.published or not published) and not keep:
        return there
    told = scan(part, lists)
    if there is None and not told.findings and not part.is_file:
        return None
    return _kept(authority, part, told, rules, there, on=on, by=by, published=published, keep=keep)


def _kept(
    authority: Authority,
    part: Part,
    told: Scan,
    rules: str,
    there: Screening | None,
    *,
    on: date,
    by: Official | None,
    published: bool,
    keep: bool,
) -> Screening:
    row = there or Screening(authority=authority, mark=part.mark, by=by)
    row.subject, row.kind, row.size, row.rules = part.subject, part.kind, part.size, rules
    row.name = covered(part.name, privacy.look(part.name))[:200]
    row.findings = [each.as_json() for each in told.findings]
    row.unread, row.screened_on, row.published = told.unread, on, row.published or published
    row.preview = vault.seal(None, PREVIEW, json.dumps(told.preview, ensure_ascii=False)) if told.preview else None
    if keep:
        row.content = vault.seal_file(None, CONTENT, part.load())
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:  # somebody has looked through the very same meanwhile
        return Screening.objects.of(authority).get(mark=part.mark)
    _count(row)
    return row


def _count(row: Screening) -> None:
    row.open, row.asked = len(queries.undecided(row)), len(queries.unanswered(row))
    row.save(update_fields=["open", "asked"])


# -- letting pass ----------------------------------------------------------------------------------------------------------


def screen_all(authority: Authority, parts: Iterable[Part], *, on: date, by: Official | None) -> list[Screening]:
    """筛查各件: outside of the act of publishing, so that what was found is there to be decided when the act is refused."""
    return [row for part in parts if (row := screen(authority, part, on=on, by=by)) is not None]


def pass_publication(authority: Authority, parts: Sequence[Part], *, on: date, by: Official | None) -> None:
    """通过筛查: raises Unlawful while anything in what is to be published holds it back; enters nothing."""
    rows = [row for part in parts if (row := screen(authority, part, on=on, by=by)) is not None]
    open_ones = [(row, each) for row in rows for each in queries.open_findings(row)]
    if open_ones:
        places = [f"{row.name[:20]}{each.where}：{each.kind}（{each.shown}）" for row, each in open_ones[:_TOLD]]
        more = f"；共{len(open_ones)}处" if len(open_ones) > _TOLD else ""
        way = "请在原文里遮盖，或者到“公开前筛查”由审查人员逐处决定"
        reason = f"公开前筛查有{len(open_ones)}处没有处理，不得公开。{way}：{'；'.join(places)}{more}"
        raise HeldBack(reason, authority, parts)


def pass_words(
    authority: Authority, subject: str, said: Mapping[str, object], *, on: date, by: Official | None
) -> None:
    """文字通过筛查: words that go out by themselves, under the names people know them by; texts, or what is made of texts."""
    pass_publication(authority, of_words(subject, said), on=on, by=by)


# -- deciding --------------------------------------------------------------------------------------------------------------


@transaction.atomic
def decide(
    screening: Screening, keys: Sequence[str], ruling: Ruling, *, on: date, today: date, by: Official
) -> list[ScreeningDecision]:
    """筛查决定: of one or several findings of one screening, by a named person; one entry."""
    not_in_the_future(on, today)
    screening = Screening.objects.of(screening.authority).select_for_update().get(pk=screening.pk)
    chosen = [each for each in queries.findings(screening) if each.key in set(keys) and (each.holds or each.asks)]
    if not chosen:
        raise Unlawful("请选择要决定的发现", field="findings")
    if objection := objection_to_ruling(
        ruling, {Concern(each.concern) for each in chosen}, brought_it=screening.by_id == by.pk
    ):
        raise objection.raised("verdict" if ruling.ground is None else "ground")
    for name, text in (("reason", ruling.reason), ("basis", ruling.basis)):
        if privacy.find(text):
            raise Unlawful("理由和依据里不写个人信息的号码", field=name)
    data: dict[str, JSON] = {
        "mark": screening.mark,
        "findings": [each.key for each in chosen],
        "verdict": ruling.verdict.value,
        "ground": ruling.ground.value if ruling.ground else "",
        "reason": ruling.reason.strip(),
        "basis": ruling.basis.strip(),
    }
    entry = journal.enter(screening.authority, DECIDE, on=on, by=by, data=data)
    made = [
        ScreeningDecision.objects.of(screening.authority).create(
            authority=screening.authority,
            screening=screening,
            finding=each.key,
            verdict=ruling.verdict.value,
            ground=ruling.ground.value if ruling.ground else "",
            reason=ruling.reason.strip(),
            basis=ruling.basis.strip(),
            decided_on=on,
            by=by,
            entry=entry,
        )
        for each in chosen
    ]
    _count(screening)
    if screening.content and not queries.undecided(screening) and not _is_covered(screening):
        throw_away(screening)
    return made


def _is_covered(screening: Screening) -> bool:
    """Whether its cleaned copy is still to be taken."""
    return any(row.verdict == Verdict.COVER for row in queries.decisions(screening).values())


# -- a file dropped at the gate --------------------------------------------------------------------------------------------


def drop(authority: Authority, part: Part, *, on: date, by: Official) -> Screening:
    """放到门口: a file is looked through before it belongs to anything; its content is kept sealed, for its cleaned copy."""
    row = screen(authority, part, on=on, by=by, keep=True)
    assert row is not None  # noqa: S101 (a file always leaves a row)
    return row


def copy_of(screening: Screening) -> Copy:
    """取清洁件: raises Unlawful where the original is gone or no copy can be given."""
    if not screening.content:
        raise Unlawful("原件已经删除，请重新放入")
    data = vault.unseal_file(None, CONTENT, screening.content)
    lists, _ = queries.lists_in_force(screening.authority)
    try:
        return cleaning.cleaned(data, screening.kind, screening.name, lists)
    except PaperError as refusal:
        raise Unlawful(str(refusal)) from refusal


def throw_away(screening: Screening) -> None:
    """删除原件: what was found stays on record, covered; the file itself goes."""
    screening.content = screening.preview = None
    screening.save(update_fields=["content", "preview"])


def throw_away_old(today: date) -> int:
    """删除过期的原件: of files dropped at the gate and never taken up."""
    old = Screening.objects.everywhere().filter(screened_on__lt=today - KEPT).exclude(content=None)
    rows = list(old[:500])
    for row in rows:
        throw_away(row)
    return len(rows)


# -- words -----------------------------------------------------------------------------------------------------------------


@transaction.atomic
def import_words(
    authority: Authority, name: str, source: str, words: Sequence[ListWord], *, on: date, by: Official
) -> WordList:
    """导入词表: whoever imports it answers for it; everything is looked through anew by it."""
    rows: list[JSON] = [{"word": each.word, "level": each.level.value, "instead": each.instead} for each in words]
    data: dict[str, JSON] = {"name": name, "source": source, "words": len(rows), "digest": digest_of(rows)}
    entry = journal.enter(authority, IMPORT, on=on, by=by, data=data)
    return WordList.objects.of(authority).create(
        authority=authority, name=name, source=source, imported_on=on, words=rows, by=by, entry=entry
    )


def digest_of(rows: Sequence[JSON]) -> str:
    """词表摘要: of its words in their order."""
    return hashlib.sha256(json.dumps(list(rows), ensure_ascii=False, sort_keys=True).encode()).hexdigest()


@transaction.atomic
def end_words(row: WordList, *, on: date, by: Official) -> None:
    """停用词表."""
    if row.ended_on is not None:
        return
    journal.enter(row.authority, END, on=on, by=by, data={"list": row.pk, "name": row.name})
    row.ended_on = on
    row.save(update_fields=["ended_on"])
