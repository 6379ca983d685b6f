"""草稿查询: by code alone; an unknown code and an expired draft are told in the same words."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import date

from gongkai.casework.applications.codes import plain
from gongkai.casework.applications.drafts.models import ApplicationDraft
from gongkai.office.authorities.models import Authority
from gongkai.office.journal import vault
from gongkai.office.journal.vault import Secrets
from gongkai.web import suites

FIELD = "draft code"


def digest(code: str) -> str:
    """草稿码摘要: what is kept of a code; spaces, hyphens and case do not count."""
    return vault.blind(FIELD, plain(code))


def once_of(code: str) -> str:
    """草稿的提交标记: names a sending and protects nothing; the same whatever the suite, so that a draft is sent once."""
    return vault.blinded(FIELD, plain(f"once {code}"), suites.FIRST).hex()[:32]


def secrets(code: str, by: str = "") -> Secrets:
    """草稿密钥: follows from the code and the key outside; neither opens a draft without the other."""
    way = by or suites.digest()
    key, salt = (vault.blinded(f"draft {what}", plain(code), way) for what in ("key", "salt"))
    return Secrets(f"draft {vault.blinded(FIELD, plain(code), way).hex()}", key, salt)


def opened(code: str, what: str, sealed: bytes | memoryview) -> str:
    """打开草稿: whichever suite its key followed by; raises Unreadable."""
    first, *others = suites.digests()
    for by in others:
        with suppress(vault.Unreadable):
            return secrets(code, by).unseal(what, sealed)
    return secrets(code, first).unseal(what, sealed)


def by_code(authority: Authority, code: str, on: date) -> ApplicationDraft | None:
    """凭草稿码: the draft, or None; the same work is done for every code."""
    mine = ApplicationDraft.objects.of(authority).filter(digest__in=vault.blinds(FIELD, plain(code)))
    row = mine.select_related("application__dossier").first()
    return row if row is not None and on <= row.expires_on else None


def values(row: ApplicationDraft, code: str) -> dict[str, str]:
    """草稿内容: as it was typed; empty once it was sent."""
    if not row.values:
        return {}
    return {str(name): str(value) for name, value in json.loads(opened(code, "draft", row.values)).items()}
