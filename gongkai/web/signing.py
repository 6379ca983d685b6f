"""签名: what a browser, a session or a log is handed under ``SECRET_KEY``, signed by the digest of the suite in use.

By SHA-256 it is the framework's own signature, so nothing that was signed before there was a choice is void. What the other
suite has signed is still accepted: both are keyed by the same secret, so trying both opens no way in, and who is logged in when
the setting changes stays so.
"""

from __future__ import annotations

import hashlib
from base64 import urlsafe_b64encode
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core import signing
from django.core.signing import BadSignature
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.encoding import force_bytes, force_str

from gongkai.web import suites

__all__ = ["BadSignature", "Signer", "TimestampSigner", "dumps", "keyed", "loads"]


def keyed(scope: str, value: str, *, by: str = "", secret: str | None = None) -> str:
    """带密钥的摘要: of a value under the key of the house, in hexadecimal digits; differs from scope to scope."""
    return _mac(scope, value, by or suites.digest(), secret).hex()


def _mac(scope: str, value: str | bytes, by: str, secret: str | bytes | None = None) -> bytes:
    """As the framework does it, which knows only what is an attribute of ``hashlib``."""
    if by == suites.FIRST:
        return salted_hmac(scope, value, secret, algorithm=by).digest()
    key = secret or settings.SECRET_KEY
    own = hashlib.new(by, scope.encode() + force_bytes(key)).digest()
    return suites.keyed(own, force_bytes(value), by)


class Signer(signing.Signer):
    """签名: by the suite in use; what either suite has signed is read."""

    def signature(self, value: bytes | str, key: str | bytes | None = None, *, by: str = "") -> str:
        """The signature that follows from the value."""
        made = _mac(f"{force_str(self.salt)}signer", value, by or suites.digest(), key or self.key)
        return urlsafe_b64encode(made).rstrip(b"=").decode()

    def unsign(self, signed_value: str) -> str:
        """The value; raises BadSignature where no key and no suite of the house has signed it."""
        value, sep, given = signed_value.rpartition(self.sep)
        known = ((key, by) for key in (self.key, *self.fallback_keys) for by in suites.digests())
        if sep and any(constant_time_compare(given, self.signature(value, key, by=by)) for key, by in known):
            return value
        raise BadSignature("not signed by the house")


class TimestampSigner(signing.TimestampSigner, Signer):
    """限时签名: the framework's backend for cookies, too (``SIGNING_BACKEND``)."""


def dumps(told: Any, *, salt: str, serializer: Any = signing.JSONSerializer, compress: bool = False) -> str:
    """签名装入: as the framework does it."""
    return str(TimestampSigner(salt=salt).sign_object(told, serializer=serializer, compress=compress))


def loads(
    signed: str, *, salt: str, serializer: Any = signing.JSONSerializer, max_age: float | timedelta | None = None
) -> Any:
    """核签取出: raises BadSignature."""
    return TimestampSigner(salt=salt).unsign_object(signed, serializer=serializer, max_age=max_age)
