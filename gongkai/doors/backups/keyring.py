"""备份密钥: the key outside under which backups are sealed and signed; the present one and those it replaced."""

from __future__ import annotations

import hmac
from dataclasses import dataclass

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from gongkai.doors.backups.troubles import BackupError


@dataclass(frozen=True, slots=True)
class BackupKey:
    """备份密钥: what follows from one secret, a key for each purpose; ``id`` tells one from another and nothing else."""

    id: str
    sealing: bytes
    signing: bytes
    naming: bytes

    def signature(self, text: str) -> str:
        """签名: of a manifest."""
        return hmac.digest(self.signing, text.encode(), "sha256").hex()

    def name_of(self, sha256: str) -> str:
        """封存名: under which a content lies; who has no key cannot tell by the name which content it is."""
        return hmac.digest(self.naming, sha256.encode(), "sha256").hex()


def present() -> BackupKey:
    """现用备份密钥: raises BackupError where nobody has set one."""
    if not settings.BACKUP_KEY:
        raise BackupError(
            "没有设置备份密钥GONGKAI_BACKUP_KEY_FILE：请用gongkai keys生成，并在本机以外另存一份，丢了它备份再也打不开"
        )
    return _key(settings.BACKUP_KEY)


def of_id(wanted: str) -> BackupKey:
    """按号取备份密钥: raises BackupError, with both numbers, where nobody has named it."""
    known = [_key(secret) for secret in (settings.BACKUP_KEY, *settings.BACKUP_KEYS_FORMER) if secret]
    found = next((key for key in known if key.id == wanted), None)
    if found is None:
        told = "、".join(key.id for key in known) or "没有"
        raise BackupError(
            f"这份备份由密钥号{wanted}加密，现在提供的密钥号是：{told}。"
            "请把当时的密钥设为GONGKAI_BACKUP_KEY_FILE，或者写进GONGKAI_BACKUP_KEY_FORMER_FILE"
        )
    return found


def _key(secret: str) -> BackupKey:
    sealing, signing, naming = (_derived(secret, purpose) for purpose in ("seal", "sign", "name"))
    return BackupKey(_derived(secret, "id").hex()[:8], sealing, signing, naming)


def _derived(secret: str, purpose: str) -> bytes:
    derive = HKDF(SHA256(), length=32, salt=None, info=f"gongkai.backup.{purpose}".encode())
    return derive.derive(secret.encode())
