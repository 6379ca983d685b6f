"""地址: the portal's and the desk's pages of 登记簿, in the namespace ``registers``."""

from django.urls import URLPattern, path

from gongkai.publication.registers import desk as office
from gongkai.publication.registers import desk_publishing as office_publishing
from gongkai.publication.registers.importing import desk as office_imports
from gongkai.publication.registers.interface import desk as office_keys
from gongkai.publication.registers.interface import portal as interface

portal: list[URLPattern] = [
    path("djb/api/<slug:kind>/", interface.hand_in, name="interface"),
]

_KIND = "registers/<slug:kind>/"
_RECORD = f"{_KIND}<int:record>/"
_IMPORT = "registers/imports/<int:batch>/"

desk: list[URLPattern] = [
    path("registers/", office.index, name="kept"),
    path("registers/keep/", office.keep, name="keep"),
    path("registers/keys/", office_keys.keys, name="keys"),
    path("registers/keys/<int:key>/revoke/", office_keys.revoke, name="revoke_key"),
    path("registers/imports/", office_imports.index, name="imports"),
    path(_IMPORT, office_imports.show, name="import"),
    path(f"{_IMPORT}columns/", office_imports.map_columns, name="import_map"),
    path(f"{_IMPORT}accept/", office_imports.accept, name="import_accept"),
    path(f"{_IMPORT}cancel/", office_imports.cancel, name="import_cancel"),
    path(f"{_IMPORT}discard/", office_imports.discard, name="import_discard"),
    path(f"{_IMPORT}rows/", office_imports.rows, name="import_rows"),
    path(f"{_IMPORT}faulty.xlsx", office_imports.faulty, name="import_faulty"),
    path(_KIND, office.records, name="records"),
    path(f"{_KIND}stop/", office.stop, name="stop"),
    path(f"{_KIND}enter/", office.enter, name="enter"),
    path(f"{_KIND}import/", office_imports.open_import, name="import_open"),
    path(f"{_KIND}template.xlsx", office_imports.template, name="template"),
    path(f"{_KIND}publish/", office_publishing.publish, name="publish"),
    path(_RECORD, office.file, name="file"),
    path(f"{_RECORD}sealed/", office.unseal, name="unseal"),
    path(f"{_RECORD}correct/", office.correct, name="correct"),
    path(f"{_RECORD}leave/", office.leave, name="leave"),
    path(f"{_RECORD}withdraw/", office.withdraw, name="withdraw"),
]
