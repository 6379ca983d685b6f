"""地址: the pages of ledgers of past years, in the namespace of the room."""

from django.urls import URLPattern, path

from gongkai.publication.disclosure.ledger import desk as ledgers
from gongkai.publication.disclosure.ledger import portal as old_pages

portal: list[URLPattern] = [
    path("jwz/", old_pages.old_address, name="old_address"),
]

_LEDGER = "ledgers/<int:ledger>/"

desk: list[URLPattern] = [
    path("ledgers/", ledgers.index, name="ledgers"),
    path("ledgers/open/", ledgers.open_ledger, name="ledger_open"),
    path(_LEDGER, ledgers.show, name="ledger"),
    path(f"{_LEDGER}columns/", ledgers.map_columns, name="ledger_map"),
    path(f"{_LEDGER}accept/", ledgers.accept, name="ledger_accept"),
    path(f"{_LEDGER}cancel/", ledgers.cancel, name="ledger_cancel"),
    path(f"{_LEDGER}discard/", ledgers.discard, name="ledger_discard"),
    path(f"{_LEDGER}rows/", ledgers.rows, name="ledger_rows"),
    path(f"{_LEDGER}report.xlsx", ledgers.download, name="ledger_report"),
]
