"""平台所封: messages that belong to no dossier are sealed under the key of the house."""

from __future__ import annotations

from django.db.models import Q

from gongkai.office.journal.rewrapping import HouseSealed
from gongkai.office.notices.models import Message

_OF_NO_DOSSIER = Q(dossier=None)
COLUMNS = (
    HouseSealed(Message, "recipient", "message recipient", _OF_NO_DOSSIER),
    HouseSealed(Message, "body", "message body", _OF_NO_DOSSIER),
)
