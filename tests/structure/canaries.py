"""暗记: what may stand on no page of anybody: the keys of the house, and what opens somebody's door.

The keys are those of the settings; the secret of a second factor is known as it is told; the rest is read from the tables, from
every column whose name says what it holds, so that a new one is among them by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.apps import apps
from django.conf import settings
from django.db.models import CharField, Model, TextField

from gongkai.office.security.factors import acts as factors
from tests.cast import Cast, official

KEYS = ("SECRET_KEY", "SEAL_KEY", "VAULT_KEY", "BACKUP_KEY", "METRICS_TOKEN", "EMAIL_HOST_PASSWORD", "FILES_SECRET")
OPENS = re.compile(r"password|code_digest|passing_digest|session_key|session_data|session_hash")
"""Names of columns that hold what lets somebody in, or its digest."""
DIGESTS = {"security.RecoveryCode", "registers.RegisterKey", "applications.ApplicationDraft"}
"""Whose ``digest`` is that of a code somebody carries; elsewhere a digest is a file's, and public."""


def plant(people: Cast) -> re.Pattern[str]:
    """布下: a second factor beside what the company has already; matches whatever of all that stands open."""
    factor = factors.begin(official("canary", "金样例", people.bureau, "informant"))
    keys = [str(getattr(settings, name, "")) for name in KEYS]
    found = sorted({each for each in (factor, *keys, *_stored()) if len(each) > 7})
    assert len(found) > len(KEYS), "tables without a single code would prove nothing"
    return re.compile("|".join(map(re.escape, found)))


def _stored() -> Iterator[str]:
    for model in apps.get_models():
        for name in _names(model):
            yield from filter(None, model._base_manager.values_list(name, flat=True))


def _names(model: type[Model]) -> list[str]:
    held = [each.name for each in model._meta.concrete_fields if isinstance(each, CharField | TextField)]
    return [name for name in held if OPENS.fullmatch(name) or (name == "digest" and model._meta.label in DIGESTS)]
