"""公文的各间: the addresses of what stands beside the documents themselves, each part with its own pages."""

from django.urls import path

from gongkai.publication.documents.audits import desk as audits
from gongkai.publication.documents.cleaning import desk as cleaning
from gongkai.publication.documents.decisions import desk as decisions
from gongkai.publication.documents.decisions import portal as comments
from gongkai.publication.documents.legality import desk as legality
from gongkai.publication.documents.meetings import desk as meetings
from gongkai.publication.documents.meetings import portal as told
from gongkai.publication.documents.practice import desk as practice
from gongkai.publication.documents.validity import desk as validity
from gongkai.publication.documents.validity import marking
from gongkai.publication.documents.validity import portal as library

portal = [
    path("gfxwj/", library.library, name="library"),
    path("gfxwj/abolished/", library.abolished, name="abolished"),
    path("gfxwj/<int:instrument>/", library.instrument, name="public_instrument"),
    path("zqyj/", comments.decisions, name="public_decisions"),
    path("zqyj/<int:draft>/", comments.decision, name="public_decision"),
    path("zqyj/<int:draft>/files/<int:file>/", comments.file, name="public_decision_file"),
    path("hygk/", told.meetings, name="public_meetings"),
    path("hygk/<int:meeting>/", told.meeting, name="public_meeting"),
]

desk = [
    path("instruments/", validity.instruments, name="instruments"),
    path("instruments/list.xlsx", validity.instruments_file, name="instruments_file"),
    path("instruments/expiring/", validity.expiring, name="expiring"),
    path("instruments/register/", validity.register, name="register_instrument"),
    path("instruments/import/", validity.import_list, name="import_instruments"),
    path("instruments/from/<int:document>/", validity.register_document, name="register_document"),
    path("instruments/<int:instrument>/", validity.instrument, name="instrument"),
    path("instruments/<int:instrument>/change/", validity.change, name="change_instrument"),
    path("instruments/<int:instrument>/correct/", validity.correct, name="correct_instrument"),
    path("instruments/<int:instrument>/changes/<int:change>/void/", validity.void, name="void_change"),
    path("abolitions/", marking.abolitions, name="abolitions"),
    path("abolitions/<int:document>/", marking.abolition, name="abolition"),
    path("clean-ups/", cleaning.clean_ups, name="clean_ups"),
    path("clean-ups/open/", cleaning.open_round, name="open_clean_up"),
    path("clean-ups/<int:clean_up>/", cleaning.clean_up, name="clean_up"),
    path("clean-ups/<int:clean_up>/items/<int:item>/", cleaning.decide, name="decide_clean_up"),
    path("clean-ups/<int:clean_up>/close/", cleaning.close, name="close_clean_up"),
    path("clean-ups/<int:clean_up>/catalogues/<str:carrier>", cleaning.catalogues, name="catalogues"),
    path("meetings/", meetings.meetings, name="meetings"),
    path("meetings/register/", meetings.register, name="register_meeting"),
    path("meetings/<int:meeting>/", meetings.meeting, name="meeting"),
    path("meetings/<int:meeting>/change/", meetings.change, name="change_meeting"),
    path("meetings/<int:meeting>/check/", meetings.check, name="check_meeting"),
    path("meetings/<int:meeting>/publish/", meetings.publish, name="publish_meeting"),
    path("meetings/<int:meeting>/withdraw/", meetings.withdraw, name="withdraw_meeting"),
    path("decisions/", decisions.decisions, name="decisions"),
    path("decisions/plan/", decisions.plan, name="plan_decision"),
    path("decisions/<int:draft>/", decisions.decision, name="decision"),
    path("decisions/<int:draft>/revise/", decisions.revise, name="revise_decision"),
    path("decisions/<int:draft>/act/<str:name>/", decisions.take_act, name="decision_act"),
    path("decisions/<int:draft>/files/attach/", decisions.attach, name="attach_to_decision"),
    path("decisions/<int:draft>/files/<int:file>/", decisions.file, name="decision_file"),
    path("decisions/<int:draft>/files/<int:file>/detach/", decisions.detach, name="detach_from_decision"),
    path("decisions/<int:draft>/opinions/", decisions.opinions, name="opinions"),
    path("decisions/<int:draft>/opinions/register/", decisions.register_opinion, name="register_opinion"),
    path("decisions/<int:draft>/opinions/<int:opinion>/", decisions.answer_opinion, name="answer_opinion"),
    path("decisions/<int:draft>/shred/", decisions.shred, name="shred_decision"),
    path("label-audits/", audits.audits, name="audits"),
    path("label-audits/draw/", audits.draw, name="draw_audit"),
    path("label-audits/<int:audit>/", audits.audit, name="audit"),
    path("label-audits/<int:audit>/close/", audits.close, name="close_audit"),
    path("label-audits/<int:audit>/findings/<int:finding>/", audits.finding, name="finding"),
    path("label-audits/<int:audit>/findings/<int:finding>/find/", audits.find, name="find_label"),
    path("label-audits/<int:audit>/findings/<int:finding>/remark/", audits.remark, name="remark"),
    path("label-audits/<int:audit>/findings/<int:finding>/settle/", audits.settle, name="settle_label"),
    path("legal-opinions/", legality.opinions, name="legal_opinions"),
    path("legal-opinions/points/", legality.points, name="legal_points"),
    path("legal-opinions/points/<int:point>/answer/", legality.answer, name="answer_legal_point"),
    path("legal-opinions/<int:opinion>/", legality.opinion, name="legal_opinion"),
    path("legal-opinions/<int:opinion>/paper/<str:carrier>/", legality.paper, name="legal_paper"),
    path("documents/<int:document>/legal-opinion/", legality.give, name="give_legal_opinion"),
    path("practice/", practice.practice, name="practice"),
]
