"""平台所封: what belongs to no ticket yet is sealed under the key of the house: files to be imported, passwords of mailboxes."""

from __future__ import annotations

from django.db.models import Q

from gongkai.casework.engagement.tickets.importing import reading, staging
from gongkai.casework.engagement.tickets.inbound.acts import FIELD
from gongkai.casework.engagement.tickets.models import InboundAccount, TicketImport, TicketImportRow
from gongkai.office.journal.rewrapping import HouseSealed

COLUMNS = (
    HouseSealed(TicketImport, "content", reading.FIELD, Q(content__isnull=False)),
    HouseSealed(TicketImportRow, "sealed", staging.ROW, Q()),
    HouseSealed(InboundAccount, "password", FIELD, Q()),
)
