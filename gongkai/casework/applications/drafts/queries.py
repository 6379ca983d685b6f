"""草稿查询: by code alone; an unknown code and an expired draft are told in the same words."""

from __future__ import annotations

import hmac
import json
from datetime import date

from gongkai.casework.applications.codes import plain
from gongkai.casework.applications.drafts.models import ApplicationDraft
from gongkai.office.authorities.models import Authority
from gongkai.office.journal import vault
from gongkai.office.journal.vault import Secrets


def digest(code: str) -> str:
    """草稿码摘要: what is kept of a code; spaces, hyphens and case do not count."""
    return vault.blind("draft code", plain(code))


def secrets(code: str) -> Secrets:
    """草稿密钥: follows from the code and the key outside; neither opens a draft without the other."""
    key, salt = (bytes.fromhex(vault.blind(f"draft {what}", plain(code))) for what in ("key", "salt"))
    return Secrets(f"draft {digest(code)}", key, salt)


def by_code(authority: Authority, code: str, on: date) -> ApplicationDraft | None:
    """凭草稿码: the draft, or None; the same work is done for every code."""
    given = digest(code)
    row = ApplicationDraft.objects.of(authority).filter(digest=given).select_related("application__dossier").first()
    expected = row.digest if row else digest("")
    return row if hmac.compare_digest(expected, given) and row is not None and on <= row.expires_on else None


def values(row: ApplicationDraft, code: str) -> dict[str, str]:
    """草稿内容: as it was typed; empty once it was sent."""
    if not row.values:
        return {}
    return {str(name): str(value) for name, value in json.loads(secrets(code).unseal("draft", row.values)).items()}
