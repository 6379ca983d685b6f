"""地址: the portal's and the desk's pages of 登记簿, in the namespace ``registers``.

Addresses with a name of their own stand before those that begin with the key of a kind.
"""

from django.urls import path

from gongkai.publication.registers import desk as office
from gongkai.publication.registers import desk_publishing as office_publishing
from gongkai.publication.registers import figures_desk as figures
from gongkai.publication.registers.asking import portal as asking
from gongkai.publication.registers.chains import desk as chains
from gongkai.publication.registers.chains import portal as objecting
from gongkai.publication.registers.credit import desk as credit
from gongkai.publication.registers.draws import desk as draws
from gongkai.publication.registers.draws import portal as drawn
from gongkai.publication.registers.importing import desk as office_imports
from gongkai.publication.registers.interface import desk as office_keys
from gongkai.publication.registers.interface import portal as interface
from gongkai.publication.registers.lists import comparing_desk as comparing
from gongkai.publication.registers.lists import desk as lists
from gongkai.publication.registers.lists import portal as listed
from gongkai.publication.registers.opening import desk as office_data
from gongkai.publication.registers.opening import portal as data
from gongkai.publication.registers.series import desk as series

portal = [
    path("sjcq/", drawn.draws, name="public_draws"),
    path("sjcq/<int:draw>/", drawn.draw, name="public_draw"),
    path("qdtz/<slug:kind>/", listed.versions, name="list_versions"),
    path("qdtz/<slug:kind>/list.xlsx", listed.version, name="list_version"),
    path("djb/api/<slug:kind>/", interface.hand_in, name="interface"),
    path("djb/", asking.registers, name="public_index"),
    path("djb/catalogue.json", data.catalogue, name="catalogue"),
    path("djb/openapi.json", data.interface, name="openapi"),
    path("djb/changes.json", data.changes, name="changes"),
    path("djb/changes.xml", data.changes_atom, name="changes_atom"),
    path("djb/sitemap.xml", data.sitemap, name="sitemap"),
    path("djb/sitemap/<int:number>.xml", data.sitemap_part, name="sitemap_part"),
    path("djb/terms/", data.terms, name="terms"),
    path("djb/yiyi/cx/", objecting.protest_status, name="protest_status"),
    path("djb/yiyi/<int:pk>/", objecting.raise_protest, name="raise_protest"),
    path("djb/<slug:kind>/", asking.register, name="register"),
    path("djb/<slug:kind>/totals/", asking.totals, name="totals"),
    path("djb/<slug:kind>/list.csv", data.register_csv, name="register_csv"),
    path("djb/<slug:kind>/list.xlsx", data.register_xlsx, name="register_xlsx"),
    path("djb/<slug:kind>/list.json", data.register_json, name="register_json"),
    path("djb/<slug:kind>/schema.json", data.schema, name="schema"),
    path("djb/<slug:kind>/<int:pk>/", asking.record, name="record"),
]

_KIND = "registers/<slug:kind>/"
_RECORD = f"{_KIND}<int:record>/"
_IMPORT = "registers/imports/<int:batch>/"

desk = [
    path("registers/adjustments/", lists.adjustments, name="adjustments"),
    path("registers/adjustments/propose/<slug:kind>/", lists.propose, name="propose_adjustment"),
    path("registers/adjustments/<int:batch>/", lists.adjustment, name="adjustment"),
    path("registers/adjustments/<int:batch>/revise/", lists.revise, name="revise_adjustment"),
    path("registers/adjustments/<int:batch>/act/<str:name>/", lists.take_act, name="adjustment_act"),
    path("registers/lists/<slug:kind>/", lists.list_on, name="list_on"),
    path("registers/comparisons/", comparing.comparisons, name="comparisons"),
    path("registers/comparisons/new/<slug:kind>/", comparing.compare, name="compare_list"),
    path("registers/comparisons/<int:comparison>/", comparing.comparison, name="comparison"),
    path("registers/matters/", chains.matters, name="matters"),
    path("registers/matters/one/", chains.matter, name="matter"),
    path("registers/protests/", chains.protests, name="protests"),
    path("registers/protests/against/<int:record>/", chains.receive, name="receive_protest"),
    path("registers/protests/<int:protest>/", chains.protest, name="protest"),
    path("registers/draws/", draws.draws, name="draws"),
    path("registers/draws/announce/", draws.announce, name="announce_draw"),
    path("registers/draws/<int:draw>/", draws.draw, name="draw"),
    path("registers/draws/<int:draw>/seed/", draws.seed, name="seed_draw"),
    path("registers/draws/<int:draw>/result/<int:place>/", draws.result, name="draw_result"),
    path("registers/credit/", credit.credit_list, name="credit_list"),
    path("registers/credit/<int:record>/", credit.credit, name="credit"),
    path("registers/credit/<int:record>/act/<str:name>/", credit.take_act, name="credit_act"),
    path("registers/periods/", series.periods, name="periods"),
    path("registers/figures/", figures.figures, name="figures"),
    path("registers/figures/area/<slug:leaf>/", figures.leaf, name="figures_leaf"),
    path("registers/figures/<slug:kind>/", figures.by_unit, name="figures_unit"),
    path("registers/figures/<slug:kind>/<slug:column>/", figures.records, name="figures_records"),
    path("registers/terms/", office_data.terms, name="data_terms"),
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
    path(f"{_KIND}export/<str:form>/", office.export, name="export"),
    path(f"{_KIND}template.xlsx", office_imports.template, name="template"),
    path(f"{_KIND}publish/", office_publishing.publish, name="publish"),
    path(_RECORD, office.file, name="file"),
    path(f"{_RECORD}sealed/", office.unseal, name="unseal"),
    path(f"{_RECORD}correct/", office.correct, name="correct"),
    path(f"{_RECORD}leave/", office.leave, name="leave"),
    path(f"{_RECORD}withdraw/", office.withdraw, name="withdraw"),
]
