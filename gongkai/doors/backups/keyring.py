"""备份密钥: the key outside under which backups are sealed and signed; the present one and those it replaced."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings

from gongkai.doors.backups.troubles import BackupError
from gongkai.web import suites


@dataclass(frozen=True, slots=True)
class BackupKey:
    """备份密钥: what follows from one secret by one digest, a key for each purpose; ``id`` tells one from another, no more.

    A change of the suite is a change of the key: the next backup seals every file anew, older ones open as they did.
    """

    id: str
    by: str
    sealing: bytes
    signing: bytes
    naming: bytes

    def signature(self, text: str) -> str:
        """签名: of a manifest."""
        return suites.keyed(self.signing, text.encode(), self.by).hex()

    def name_of(self, sha256: str) -> str:
        """封存名: under which a content lies; who has no key cannot tell by the name which content it is."""
        return suites.keyed(self.naming, sha256.encode(), self.by).hex()


def present() -> BackupKey:
    """现用备份密钥: raises BackupError where nobody has set one."""
    if not settings.BACKUP_KEY:
        raise BackupError(
            "没有设置备份密钥GONGKAI_BACKUP_KEY_FILE：请用gongkai keys生成，并在本机以外另存一份，丢了它备份再也打不开"
        )
    return _key(settings.BACKUP_KEY, suites.digest())


def of_id(wanted: str) -> BackupKey:
    """按号取备份密钥: raises BackupError, with both numbers, where nobody has named it."""
    named = [secret for secret in (settings.BACKUP_KEY, *settings.BACKUP_KEYS_FORMER) if secret]
    known = [_key(secret, by) for secret in named for by in suites.digests()]
    found = next((key for key in known if key.id == wanted), None)
    if found is None:
        told = "、".join(key.id for key in known) or "没有"
        raise BackupError(
            f"这份备份由密钥号{wanted}加密，现在提供的密钥号是：{told}。"
            "请把当时的密钥设为GONGKAI_BACKUP_KEY_FILE，或者写进GONGKAI_BACKUP_KEY_FORMER_FILE"
        )
    return found


def _key(secret: str, by: str) -> BackupKey:
    each, sealing, signing, naming = (
        suites.derived(secret.encode(), f"gongkai.backup.{purpose}", by) for purpose in ("id", "seal", "sign", "name")
    )
    return BackupKey(each.hex()[:8], by, sealing, signing, naming)
