"""草稿办理: save, save again, send once, sweep. A draft is not an application and leaves no entry."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from django.db import transaction

from gongkai.casework.applications import acts as applications
from gongkai.casework.applications.acts import Receipted
from gongkai.casework.applications.attaching.acts import Attached
from gongkai.casework.applications.codes import new_code, plain, spaced
from gongkai.casework.applications.drafts import queries
from gongkai.casework.applications.drafts.models import ApplicationDraft
from gongkai.law.applicants import draft_expires
from gongkai.law.application_form import Filled
from gongkai.law.grammar.flow import Unlawful
from gongkai.law.grammar.statute import regulation
from gongkai.office.authorities.models import Authority

MOST = 60_000
"""草稿最长: in characters, all fields together."""


@dataclass(frozen=True)
class Saved:
    """存好的草稿: the row and its code, which is shown once."""

    draft: ApplicationDraft
    code: str

    @property
    def spaced_code(self) -> str:
        """草稿码（分组）."""
        return spaced(self.code)


@dataclass(frozen=True)
class Sent:
    """提交结果: the receipt, and whether the draft had been sent before."""

    receipted: Receipted
    again: bool = False


@transaction.atomic
def save(
    authority: Authority, values: Mapping[str, str], *, organization: bool, once: str, on: date, code: str = ""
) -> Saved:
    """保存草稿: what was typed so far; into the draft of this code where there is one, else a new one with a new code.

    A draft whose day has passed becomes a new one: what was typed is never lost for the sake of a code.
    """
    row = _locked(authority, code, on) if code else None
    if row is not None and row.application is not None:
        raise Unlawful(f"这份草稿已经提交，申请编号{row.application.dossier.number}，不能再修改", regulation(29))
    typed = json.dumps(dict(values), ensure_ascii=False)
    if len(typed) > MOST:
        raise Unlawful(f"草稿内容过长，最多{MOST}字", regulation(29))
    opens = plain(code) if row is not None else new_code()
    row = row or ApplicationDraft(authority=authority, digest=queries.digest(opens), once=_mark(authority, once))
    row.organization, row.saved_on, row.expires_on = organization, on, draft_expires(on)
    row.values = queries.secrets(opens).seal("draft", typed)
    row.save()
    return Saved(row, opens)


def once_of(code: str) -> str:
    """草稿的提交标记: the same for every page a draft is continued on, even after the draft itself has been swept."""
    return queries.once_of(code)


@transaction.atomic
def send(
    authority: Authority, filled: Filled, files: Sequence[Attached], *, on: date, once: str, code: str = ""
) -> Sent:
    """提交: the one way in from the public form. A draft becomes one application, however often and from wherever it is sent.

    The draft is held until the application is there; whoever sends it again, with whatever words, gets the first receipt.
    A draft that was saved from a page and then sent from that page, without its code, is used up as well.
    """
    row = _locked(authority, code, on) if code else _saved_from(authority, once)
    if code and row is not None and row.application is not None:
        receipt = queries.opened(code, "receipt", row.receipt) if row.receipt else ""
        return Sent(Receipted(row.application, receipt), again=True)
    mark = once_of(code) if code else once
    receipted = applications.receive(authority, filled, on=on, today=on, once=mark, files=files)
    if row is not None and row.application is None:
        row.application, row.values = receipted.application, b""
        row.receipt = queries.secrets(code).seal("receipt", receipted.code) if code else None
        row.save()
    return Sent(receipted)


def _locked(authority: Authority, code: str, on: date) -> ApplicationDraft | None:
    found = queries.by_code(authority, code, on)
    return _held(authority, found.pk) if found else None


def _saved_from(authority: Authority, once: str) -> ApplicationDraft | None:
    found = ApplicationDraft.objects.of(authority).filter(once=_mark(authority, once), application=None).first()
    return _held(authority, found.pk) if found else None


def _held(authority: Authority, pk: int) -> ApplicationDraft | None:
    return ApplicationDraft.objects.of(authority).select_for_update().filter(pk=pk).first()


def _mark(authority: Authority, once: str) -> str:
    return sha256(f"draft {authority.pk} {once}".encode()).hexdigest()


def sweep(on: date) -> int:
    """清除: let go every draft whose day has passed, sent or not; returns how many."""
    gone, _ = ApplicationDraft.objects.everywhere().filter(expires_on__lt=on).delete()
    return gone
