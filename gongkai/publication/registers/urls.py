"""地址: the portal's and the desk's pages of 登记簿, in the namespace ``registers``."""

from django.urls import URLPattern, path

from gongkai.publication.registers import figures_desk as figures
from gongkai.publication.registers.chains import desk as chains
from gongkai.publication.registers.credit import desk as credit
from gongkai.publication.registers.draws import desk as draws
from gongkai.publication.registers.draws import portal as drawn
from gongkai.publication.registers.lists import comparing_desk as comparing
from gongkai.publication.registers.lists import desk as lists
from gongkai.publication.registers.lists import portal as listed
from gongkai.publication.registers.series import desk as series

matters_portal: list[URLPattern] = [
    path("sjcq/", drawn.draws, name="public_draws"),
    path("sjcq/<int:draw>/", drawn.draw, name="public_draw"),
    path("qdtz/<slug:kind>/", listed.versions, name="list_versions"),
]
matters_desk: list[URLPattern] = [
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
]
portal: list[URLPattern] = [*matters_portal]
desk: list[URLPattern] = [*matters_desk]
