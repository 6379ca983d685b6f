"""收费之说: a report that says no fee was charged, and elsewhere that so much was."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from gongkai.law.grammar.sheets import State
from gongkai.law.grammar.tables import Level
from gongkai.reading.checks.findings import Finding, Seen, show
from gongkai.reading.checks.rule import Check
from gongkai.reading.checks.stated import EVERYWHERE
from gongkai.reading.tables.cells import Place
from gongkai.reading.texts.prose import Sentence
from gongkai.reading.texts.terms import FORMER, SCOPE

CHARGED = Check(
    "P14", "称没有收取费用的，文中没有收取的金额", Level.RED, "核对本年收取信息处理费的件数和金额，改正有误的一处"
)
CHECKS = (CHARGED,)

_FEE = r"(?:信息处理费|处理费|检索费|检索|复制|邮寄|依申请公开费|申请公开费)"
_NONE = re.compile(rf"(?:未|没有|不存在)(?:向[^,;。]{{0,10}})?(?:收取|收缴|产生|发生)[^,;。\d]{{0,12}}?{_FEE}")
_SOME = re.compile(
    rf"(?:收取|收缴|计收|收费)(?:了|政府|信息公开|申请人|依申请公开|的|各类|任何)*{_FEE}(?:[^,;。\d]{{0,12}}\d+件)?[^。;\d]{{0,14}}?"
    r"(?P<amount>\d+(?:\.\d+)?)(?P<unit>万元|元)(?![/每])"
)
_TERMS = re.compile(r"标准|每[件页]|/[件页]|规定|办法|减免|免收|免除|超过|以上|的,?按|为例")
_OWN = EVERYWHERE | {"本机关", "本单位"}
_SPEAKS_OF_FEES = "费"


def of_charges(sentences: Sequence[Sentence]) -> Iterator[Finding]:
    """收费的问题: what is said not to have been charged, and an amount that was."""
    about = [sentence for sentence in sentences if _SPEAKS_OF_FEES in sentence.text]
    none = next(((each, match) for each in about if (match := _none(each.text))), None)
    if none is None:
        return
    for sentence in about:
        for match in _SOME.finditer(sentence.text):
            amount = Decimal(match["amount"])
            clause = sentence.text[max(0, match.start() - 16) : match.end()]
            if amount and not FORMER.search(clause) and not _TERMS.search(clause) and not _none(match.group()):
                yield _found(none, sentence, match, amount)
                return


def _none(text: str) -> re.Match[str] | None:
    found = _NONE.search(text)
    return None if found is None or FORMER.search(text[max(0, found.start() - 12) : found.start()]) else found


def _found(none: tuple[Sentence, re.Match[str]], sentence: Sentence, match: re.Match[str], amount: Decimal) -> Finding:
    denied = none[0].place(none[1].start() - 8, none[1].end())
    place = sentence.place(match.start() - 8, match.end())
    scopes = {frozenset(SCOPE.findall(each.excerpt)) - _OWN for each in (denied, place)}
    level = Level.RED if len(scopes) == 1 else Level.QUESTION
    text = f"文中称“{denied.excerpt}”，又写“{place.excerpt}”" + ("" if level is Level.RED else "；或口径不同")
    cells = (_seen("称未收取", Decimal(0), denied), _seen("所写金额", amount, place))
    return CHARGED.found(text, place, level=level, left=amount, right=0, cells=cells)


def _seen(name: str, number: Decimal, place: Place) -> Seen:
    return Seen("", "", "", name, number, State.NUMBER, show(number), place)
