"""改期通知: a changed calendar has moved due days; each official responsible is left one notice with the files, was → becomes.

The notice is named after the version of the calendars, so a run that was killed and is run again adds to it what it had not
told yet and tells nothing twice.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from gongkai.law.grammar.flow import Role
from gongkai.law.procedures import procedure
from gongkai.office.authorities.queries import calendar_version, responsible
from gongkai.office.journal.acts import Moved
from gongkai.office.notices.acts import add_to

SUBJECT = "放假安排变动，{}件在办案卷的到期日已重新推算"


def tell(moved: Sequence[Moved], on: date) -> None:
    """通知: the officials responsible for these files; called in the transaction that moved them."""
    run = calendar_version()
    ordered = sorted(
        (each for each in moved if each.is_another_day), key=lambda each: (each.dossier.authority_id, each.dossier.pk)
    )
    for _, files in groupby(ordered, key=lambda each: each.dossier.authority_id):
        some = list(files)
        authority = some[0].dossier.authority
        lines = [said(each) for each in some]
        for official in responsible(authority, Role.HANDLER, on):
            add_to(authority, f"moved {run} {official.pk}", official, subject=SUBJECT, lines=lines)


def said(each: Moved) -> str:
    """改期: one file in words."""
    was, becomes = each.was or "未定", each.dossier.due_on or "未定"
    return f"{procedure(each.dossier.kind).label}{each.dossier.number}：{was} → {becomes}"
