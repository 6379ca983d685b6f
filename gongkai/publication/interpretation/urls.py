"""地址: the portal's and the desk's pages of 政策解读, in the namespace ``interpretation``."""

from django.urls import URLPattern, path

from gongkai.publication.interpretation import desk as office
from gongkai.publication.interpretation import desk_consulting as consulting
from gongkai.publication.interpretation import desk_figures as figures
from gongkai.publication.interpretation import desk_policies as policies
from gongkai.publication.interpretation import portal as public
from gongkai.publication.interpretation.briefings import desk as briefings

portal: list[URLPattern] = [
    path("zcjd/", public.index, name="index"),
    path("zcjd/<str:told>/", public.view, name="view"),
    path("zcjd/<str:told>/poll/", public.poll, name="poll"),
    path("zcpj/<str:index>/", public.poll_document, name="poll_document"),
    path("zcjd/<str:index>/line/", public.policy, name="policy"),
]

desk: list[URLPattern] = [
    path("interpretations/", office.duties, name="duties"),
    path("interpretations/all/", figures.all_of_them, name="all"),
    path("interpretations/figures/", figures.figures, name="figures"),
    path("interpretations/findings/", figures.findings, name="findings"),
    path("interpretations/findings/check/", policies.check_now, name="check"),
    path("interpretations/experts/", figures.experts, name="experts"),
    path("interpretations/experts/<int:expert>/account/", consulting.account, name="expert_account"),
    path("interpretations/assigned/", consulting.assigned, name="assigned"),
    path("interpretations/assigned/<int:asked_of_me>/", consulting.opinion, name="opinion"),
    path("interpretations/assigned/<int:asked_of_me>/withdraw/", consulting.take_back, name="take_back_from_expert"),
    path("interpretations/packages/<int:package>/ask/", consulting.ask, name="ask_expert"),
    path("interpretations/experts/<int:expert>/release/", figures.release_expert, name="release_expert"),
    path("interpretations/settings/", figures.settings, name="settings"),
    path("interpretations/documents/<int:document>/", office.duty, name="duty"),
    path("interpretations/documents/<int:document>/submit/", office.submit, name="submit"),
    path("interpretations/documents/<int:document>/exempt/", office.exempt, name="exempt"),
    path("interpretations/documents/<int:document>/return/", office.send_back, name="send_back"),
    path("interpretations/documents/<int:document>/publish/", office.together, name="together"),
    path("interpretations/packages/<int:package>/", policies.package, name="package"),
    path("interpretations/packages/<int:package>/revise/", policies.revise, name="revise"),
    path("interpretations/packages/<int:package>/review/", office.review, name="review"),
    path("interpretations/packages/<int:package>/return/", office.return_material, name="return_material"),
    path("interpretations/packages/<int:package>/publish/", policies.explain, name="explain"),
    path("interpretations/packages/<int:package>/editions/<int:edition>/", office.version, name="version"),
    path("interpretations/policies/", policies.policies, name="policies"),
    path("interpretations/policies/<int:policy>/", policies.policy, name="policy_desk"),
    path("interpretations/policies/<int:policy>/prepare/", policies.prepare, name="prepare"),
    path("interpretations/policies/<int:policy>/link/", policies.belongs, name="link"),
    path("interpretations/policies/<int:policy>/links/<int:link>/", policies.unlink, name="unlink"),
    path("interpretations/policies/<int:policy>/answer/", policies.answer, name="answer"),
    path("interpretations/policies/<int:policy>/questions/<int:asked>/", policies.take_down, name="take_down"),
    path("interpretations/briefings/", briefings.briefings, name="briefings"),
    path("interpretations/briefings/<int:briefing>/", briefings.briefing, name="briefing"),
    path("interpretations/briefings/<int:briefing>/hold/", briefings.hold, name="hold_briefing"),
    path("interpretations/briefings/<int:briefing>/correct/", briefings.correct, name="correct_briefing"),
    path("interpretations/briefings/<int:briefing>/call-off/", briefings.call_off, name="call_off_briefing"),
    path("interpretations/<int:interpretation>/briefings/announce/", briefings.announce, name="announce_briefing"),
    path("interpretations/<int:interpretation>/versions/", policies.versions, name="versions"),
]
