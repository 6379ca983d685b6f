"""地址: the portal's and the desk's pages of 目录, in the namespace ``catalogue``."""

from django.urls import path

from gongkai.publication.catalogue import desk as office
from gongkai.publication.catalogue import desk_duties as office_duties
from gongkai.publication.catalogue import desk_numbers as office_numbers
from gongkai.publication.catalogue import desk_proposals as office_proposals
from gongkai.publication.catalogue import portal as public
from gongkai.publication.catalogue.slots import urls as slots
from gongkai.publication.catalogue.standards import urls as standards

portal = [
    path("zfxxgkzd/", public.systems, name="systems"),
    path("fdzdgknr/", public.contents, name="contents"),
    path("zfxxgkml/", public.unit_catalogue, name="unit_catalogue_page"),
    path("zfxxgkml/list.json", public.unit_catalogue_json, name="unit_catalogue_json"),
    path("fdzdgknr/<slug:slug>/", public.column, name="column"),
]

_COLUMN = "catalogue/columns/<int:column_id>/"

desk = [
    path("catalogue/columns/", office.columns, name="columns"),
    path("catalogue/columns/open/", office.open_column, name="open_column"),
    path("catalogue/columns/hatch/", office.hatch, name="hatch"),
    path(_COLUMN, office.column, name="column_file"),
    path(f"{_COLUMN}edit/", office.edit, name="edit_column"),
    path(f"{_COLUMN}rename/", office.rename, name="rename_column"),
    path(f"{_COLUMN}move/", office.move, name="move_column"),
    path(f"{_COLUMN}merge/", office.merge, name="merge_column"),
    path(f"{_COLUMN}close/", office.close, name="close_column"),
    path("catalogue/responsibility/", office_duties.responsibility, name="responsibility"),
    path("catalogue/responsibility.<str:carrier>", office_duties.responsibility_file, name="responsibility_file"),
    path("catalogue/matters/", office_duties.matters, name="matters"),
    path("catalogue/matters/<slug:matter>/waive/", office_duties.waive, name="waive_matter"),
    path("catalogue/waivers/<int:waiver>/end/", office_duties.end_waiver, name="end_waiver"),
    path("catalogue/mapping/", office_duties.mapping, name="mapping"),
    path("catalogue/index-numbers/", office_numbers.ledger, name="index_numbers"),
    path("catalogue/index-numbers/rule/", office_numbers.index_rule, name="index_rule"),
    path("catalogue/classes/", office_numbers.classes, name="classes"),
    path("catalogue/shares/", office_numbers.shares, name="shares"),
    path("catalogue/placements/", office_proposals.placements, name="placements"),
    path("catalogue/placements/scan/", office_proposals.scan, name="scan_placements"),
    path("catalogue/placements/<int:placement_id>/", office_proposals.placement, name="placement"),
    path("catalogue/expansions/", office_proposals.expansions, name="expansions"),
    path("catalogue/expansions/suggest/", office_proposals.suggest, name="suggest_expansion"),
    path("catalogue/expansions/<int:expansion_id>/", office_proposals.expansion, name="expansion"),
    path("catalogue/guide/", office_proposals.guide, name="guide"),
    path("catalogue/guide/issue/", office_proposals.issue_guide, name="issue_guide"),
    path("catalogue/guide/review/", office_proposals.review_guide, name="review_guide"),
    path("catalogue/guide/<int:number>/", office_proposals.guide_version, name="guide_version"),
    *standards.desk,
    *slots.desk,
]
