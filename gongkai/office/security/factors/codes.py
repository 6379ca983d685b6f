"""动态码: time-based one-time passwords (RFC 6238) as authenticators of telephones make them, and recovery codes.

Six digits every thirty seconds over HMAC-SHA-1, because that is all the usual authenticators understand; the strength lies in
the secret of 160 random bits and in the lock after a few failures, not in the digest.
"""

from __future__ import annotations

import base64
import secrets
from datetime import datetime, timedelta
from urllib.parse import quote

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP

SECRET_BYTES = 20
DIGITS = 6
PERIOD = 30
DRIFT = timedelta(seconds=PERIOD)
"""A telephone whose clock is off by up to one step is still understood."""
RECOVERY_CODES = 10
_UNMISTAKABLE = "abcdefghjkmnpqrstuvwxyz23456789"


def new_secret() -> str:
    """新密钥: as it is typed into an authenticator, base32."""
    return base64.b32encode(secrets.token_bytes(SECRET_BYTES)).decode()


def in_groups(secret: str) -> str:
    """分组: four characters at a time, so that it can be typed off the screen."""
    return " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))


def provisioning(secret: str, account: str, issuer: str) -> str:
    """登记地址: what the picture says to an authenticator."""
    label = f"{quote(issuer)}:{quote(account)}"
    return f"otpauth://totp/{label}?secret={secret}&issuer={quote(issuer)}&digits={DIGITS}&period={PERIOD}"


def step_of(now: datetime) -> int:
    """时间段: the number of the half minute a moment lies in."""
    return int(now.timestamp()) // PERIOD


def code_at(secret: str, now: datetime) -> str:
    """某刻的动态码."""
    made = TOTP(base64.b32decode(secret), DIGITS, SHA1(), PERIOD)  # noqa: S303 (RFC 6238 as authenticators speak it)
    return made.generate(int(now.timestamp())).decode()


def step_matched(secret: str, typed: str, now: datetime, after: int) -> int | None:
    """所合时间段: the step this code belongs to, if it lies near enough and later than the last one used."""
    given = typed.replace(" ", "")
    moments = (now - DRIFT, now, now + DRIFT)
    found = [step_of(at) for at in moments if secrets.compare_digest(code_at(secret, at).encode(), given.encode())]
    return next((step for step in found if step > after), None)


def new_recovery_codes() -> list[str]:
    """新恢复码: ten of them, each 50 random bits, in letters and digits that cannot be mistaken for one another."""
    return ["-".join(_some(5) for _ in range(2)) for _ in range(RECOVERY_CODES)]


def _some(length: int) -> str:
    return "".join(secrets.choice(_UNMISTAKABLE) for _ in range(length))


def plain(code: str) -> str:
    """规范写法: a recovery code as it is digested, however it was typed."""
    return "".join(each for each in code.casefold() if each in _UNMISTAKABLE)
