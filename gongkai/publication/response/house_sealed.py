"""平台所封: the telephones of those one calls belong to no file and are sealed under the key of the house."""

from __future__ import annotations

from django.db.models import Q

from gongkai.office.journal.rewrapping import HouseSealed
from gongkai.publication.response.duty.models import ResponseContact
from gongkai.publication.response.duty.queries import FIELD

COLUMNS = (HouseSealed(ResponseContact, "phone", FIELD, Q()),)
