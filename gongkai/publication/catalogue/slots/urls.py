"""地址: the desk's pages of what must be published by when."""

from django.urls import path

from gongkai.publication.catalogue.slots import desk as pages
from gongkai.publication.catalogue.slots import figures_desk as figures
from gongkai.publication.catalogue.slots import slot_desk as one

desk = [
    path("slots/", pages.month, name="slots"),
    path("slots/mine/", pages.mine, name="my_slots"),
    path("slots/all/", pages.listing, name="all_slots"),
    path("slots/export.<slug:format>", pages.export, name="export_slots"),
    path("slots/statistics/", figures.statistics, name="slot_statistics"),
    path("slots/items/", figures.items, name="slot_items"),
    path("slots/event/", one.event, name="slot_event"),
    path("slots/generate/<int:year>/", one.generate, name="generate_slots"),
    path("slots/<int:pk>/", one.show, name="slot"),
    path("slots/<int:pk>/waive/", one.waive, name="waive_slot"),
    path("slots/<int:pk>/withdraw-waiver/", one.withdraw_waiver, name="withdraw_waiver"),
    path("slots/releases/<int:fulfilment>/assign/", one.assign, name="assign_slot"),
]
