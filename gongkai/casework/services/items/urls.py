"""地址: of items and their guides."""

from django.urls import path

from gongkai.casework.services.items import desk as items
from gongkai.casework.services.items import figures_desk as counted
from gongkai.casework.services.items import portal as public

portal = [
    path("bszn/", public.index, name="guides"),
    path("bszn/check/", public.check, name="check"),
    path("bszn/fewer/", public.fewer, name="fewer"),
    path("bszn/<int:item>/", public.item, name="guide"),
    path("bszn/<int:item>/guide.<str:carrier>", public.paper, name="guide_paper"),
    path("bszn/<int:item>/notice/", public.notice, name="notice"),
    path("bszn/<int:item>/notice.<str:carrier>", public.notice_paper, name="notice_paper"),
]

desk = [
    path("services/items/", items.index, name="items"),
    path("services/items/new/", items.list_item, name="list_item"),
    path("services/items/import/", items.import_items, name="import_items"),
    path("services/items/export.<slug:format>", items.export, name="export_items"),
    path("services/items/figures/", counted.figures, name="figures"),
    path("services/items/copies/", items.posted_guides, name="copies"),
    path("services/items/copies/<int:copy>/down/", items.take_down, name="take_down"),
    path("services/items/<int:item>/", items.item, name="item"),
    path("services/items/<int:item>/guide.<str:carrier>", items.paper, name="item_paper"),
    path("services/items/<int:item>/<str:name>/", items.take, name="item_act"),
]
