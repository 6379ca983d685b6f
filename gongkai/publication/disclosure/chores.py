"""主动公开的差事: those of its contents and accounts, and those of the ledgers."""

from gongkai.publication.disclosure import content_chores
from gongkai.publication.disclosure.ledger import chores as ledger_chores

CHORES = [*content_chores.CHORES, *ledger_chores.CHORES]
