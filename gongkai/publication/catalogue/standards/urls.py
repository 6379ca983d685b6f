"""地址: the desk's pages of the standard catalogues and of units' catalogues."""

from django.urls import path

from gongkai.publication.catalogue.standards import desk as pages
from gongkai.publication.catalogue.standards import unit_desk as unit

desk = [
    path("standards/", pages.index, name="standards"),
    path("standards/import/", pages.upload, name="import_standards"),
    path("standards/accept/", pages.accept, name="accept_standards"),
    path("standards/<int:pk>/", pages.show, name="standard_catalogue"),
    path("standards/<int:pk>/export.<slug:format>", pages.export, name="export_standards"),
    path("standards/<int:pk>/compare/<int:other>/", pages.comparison, name="compare_standards"),
    path("unit-catalogue/", unit.unit, name="unit"),
    path("unit-catalogue/export.<slug:format>", unit.unit_export, name="export_unit"),
    path("unit-catalogue/approve/", unit.approve, name="approve_unit"),
    path("unit-catalogue/hatch/", unit.hatching, name="hatch"),
    path("unit-catalogue/gaps/", unit.gaps, name="gaps"),
    path("unit-catalogue/new/", unit.new_item, name="new_item"),
    path("unit-catalogue/take-over/<int:item>/", unit.take_over, name="take_over"),
    path("unit-catalogue/<int:pk>/", unit.item, name="unit_item"),
    path("unit-catalogue/<int:pk>/revise/", unit.revise, name="revise_item"),
    path("unit-catalogue/<int:pk>/end/", unit.end, name="end_item"),
]
