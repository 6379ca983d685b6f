"""附件查询: the files of an application, by name once the key is at hand, and the content of one of them."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.casework.applications.attaching.models import ApplicationFile
from gongkai.casework.applications.models import Application
from gongkai.law.applicants import Purpose
from gongkai.office.authorities.models import OwnedQuerySet
from gongkai.office.journal import vault

_KILOBYTE = 1024


@dataclass(frozen=True)
class Shown:
    """附件行: a file as the desk lists it."""

    row: ApplicationFile
    name: str

    @property
    def purpose(self) -> Purpose:
        """用途."""
        return Purpose(self.row.purpose)

    @property
    def size(self) -> str:
        """大小."""
        return f"{max(1, round(self.row.size / _KILOBYTE))}KB"


def rows(application: Application) -> OwnedQuerySet[ApplicationFile]:
    """附件: of one application, in the order they came; without their contents."""
    mine = ApplicationFile.objects.of(application.dossier.authority).filter(application=application)
    return mine.defer("content").order_by("pk")


def shown(application: Application) -> list[Shown]:
    """附件清单: with their names; those of a shredded file are told as such."""
    listed = list(rows(application))
    secrets = vault.secrets_of_many([application.dossier]).get(application.dossier_id) if listed else None
    return [
        Shown(row, secrets.unseal(f"file name {row.fingerprint}", row.name) if secrets and row.name else "（已销毁）")
        for row in listed
    ]


def content(row: ApplicationFile) -> bytes:
    """附件内容: opened; raises Shredded once the key is gone, Unreadable when a bit was changed."""
    return vault.unseal_file(row.application.dossier, f"file {row.fingerprint}", bytes(row.content))


def name(row: ApplicationFile) -> str:
    """附件名: opened."""
    return vault.unseal(row.application.dossier, f"file name {row.fingerprint}", bytes(row.name))
