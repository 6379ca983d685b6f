"""平台所封: the secrets of second factors belong to no dossier and are sealed under the key of the house."""

from __future__ import annotations

from django.db.models import Q

from gongkai.office.journal.rewrapping import HouseSealed
from gongkai.office.security.factors.acts import FIELD
from gongkai.office.security.models import SecondFactor

COLUMNS = (HouseSealed(SecondFactor, "secret", FIELD, Q()),)
