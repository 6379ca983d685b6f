"""地址: the portal's and the desk's pages of 登记簿, in the namespace ``registers``."""

from django.urls import path

from gongkai.publication.registers.asking import portal as asking
from gongkai.publication.registers.opening import desk as office_data
from gongkai.publication.registers.opening import portal as data

portal = [
    path("djb/", asking.registers, name="public_index"),
    path("djb/catalogue.json", data.catalogue, name="catalogue"),
    path("djb/changes.json", data.changes, name="changes"),
    path("djb/changes.xml", data.changes_atom, name="changes_atom"),
    path("djb/sitemap.xml", data.sitemap, name="sitemap"),
    path("djb/sitemap/<int:number>.xml", data.sitemap_part, name="sitemap_part"),
    path("djb/terms/", data.terms, name="terms"),
    path("djb/<slug:kind>/", asking.register, name="register"),
    path("djb/<slug:kind>/totals/", asking.totals, name="totals"),
    path("djb/<slug:kind>/list.csv", data.register_csv, name="register_csv"),
    path("djb/<slug:kind>/list.xlsx", data.register_xlsx, name="register_xlsx"),
    path("djb/<slug:kind>/list.json", data.register_json, name="register_json"),
    path("djb/<slug:kind>/schema.json", data.schema, name="schema"),
    path("djb/<slug:kind>/<int:pk>/", asking.record, name="record"),
]
desk = [
    path("registers/terms/", office_data.terms, name="data_terms"),
]
