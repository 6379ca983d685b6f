"""专项经费办理: a line is entered, or struck out with a reason; neither is ever changed."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from gongkai.law.grammar.flow import JSON, Unlawful
from gongkai.law.people.funds import FUNDED, BudgetLine
from gongkai.office.authorities.constraints import in_chinese
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.journal import acts as journal
from gongkai.oversight.people.funds.models import FundLine

ENTER, STRIKE = "enter_fund", "strike_fund"
FIRST_YEAR = 2008
"""最早年度: the Regulation came into force in it."""


@transaction.atomic
def enter(authority: Authority, line: BudgetLine, note: str, *, on: date, by: Official | None) -> FundLine:
    """登记经费: of this year, an earlier one or the next, whose budget may be known."""
    if not FIRST_YEAR <= line.year <= on.year + 1:
        raise Unlawful(f"年度应在{FIRST_YEAR}至{on.year + 1}之间", FUNDED, field="year")
    if not note.strip():
        raise Unlawful("说明不能为空，请写明文件或者预算科目", FUNDED, field="note")
    data: dict[str, JSON] = {
        "year": line.year,
        "use": line.use.value,
        "amount": f"{line.amount:f}",
        "note": note.strip(),
    }
    entry = journal.enter(authority, ENTER, on=on, by=by, data=data)
    row = FundLine(
        authority=authority,
        year=line.year,
        use=line.use,
        amount=line.amount,
        note=note.strip(),
        entered_on=on,
        entry=entry,
    )
    with in_chinese():
        row.save(force_insert=True)
    return row


@transaction.atomic
def strike(row: FundLine, reason: str, *, on: date, by: Official | None) -> None:
    """划去经费: it counts no more and stays readable with the reason."""
    held = FundLine.objects.of(row.authority).select_for_update(of=("self",)).get(pk=row.pk)
    if held.struck_on is not None:
        raise Unlawful(f"已于{held.struck_on:%Y-%m-%d}划去", FUNDED)
    if not reason.strip():
        raise Unlawful("划去的理由不能为空", FUNDED, field="reason")
    held.struck_on, held.struck_reason = on, reason.strip()
    with in_chinese():
        held.save(update_fields=["struck_on", "struck_reason"])
    data: dict[str, JSON] = {"line": held.entry, "reason": reason.strip()}
    journal.enter(held.authority, STRIKE, on=on, by=by, data=data)
