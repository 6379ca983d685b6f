"""会话: the framework's own rows, their content signed by the suite in use (``SESSION_ENGINE``)."""

from __future__ import annotations

import logging
from typing import Any

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.utils.encoding import force_str

from gongkai.web import signing


class SessionStore(db.SessionStore):
    """会话存储: a session that the other suite has signed goes on; it is signed anew when it is next saved."""

    def encode(self, session_dict: dict[str, Any]) -> str:
        """Written down and signed."""
        return signing.dumps(session_dict, salt=self.key_salt, serializer=self.serializer, compress=True)

    def decode(self, session_data: bytes | str) -> dict[str, Any]:
        """Read; an empty session where it is not as it was signed."""
        try:
            told: dict[str, Any] = signing.loads(
                force_str(session_data), salt=self.key_salt, serializer=self.serializer
            )
        except (signing.BadSignature, ValueError):
            logging.getLogger("django.security.SuspiciousSession").warning("会话内容已被改动，按没有登录处理")
            return {}
        return told


def content(row: Session) -> dict[str, Any]:
    """会话内容: of a row; the row's own way of reading it knows only the framework's signature."""
    return SessionStore().decode(row.session_data)
