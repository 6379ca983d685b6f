"""地址: the portal's and the desk's pages of 回应关切, in the namespace ``response``."""

from django.urls import URLPattern, path

from gongkai.publication.response.conferences import desk as conferences
from gongkai.publication.response.conferences import portal as public_conferences
from gongkai.publication.response.duty import desk as duty
from gongkai.publication.response.events import desk as events
from gongkai.publication.response.events import portal as public
from gongkai.publication.response.figures import desk as figures
from gongkai.publication.response.warnings import desk as warnings
from gongkai.publication.response.warnings import portal as public_warnings

portal: list[URLPattern] = [
    path("hygq/", public.index, name="index"),
    path("hygq/<int:event>/", public.event, name="public_event"),
    path("hygq/py/", public.rumours, name="rumours"),
    path("hygq/xwfb/", public_conferences.conferences, name="public_conferences"),
    path("hygq/xwfb/<int:conference>/", public_conferences.conference, name="public_conference"),
    path("hygq/yjxx/", public_warnings.warnings, name="public_warnings"),
    path("hygq/yjxx/<int:warning>/", public_warnings.warning, name="public_warning"),
]

desk: list[URLPattern] = [
    path("response/", events.inbox, name="events"),
    path("response/register/", events.register, name="register"),
    path("response/figures/", figures.figures, name="figures"),
    path("response/figures/responses/", figures.responses, name="responses"),
    path("response/roster/", duty.roster, name="roster"),
    path("response/roster/<int:shift>/cancel/", duty.cancel_shift, name="cancel_shift"),
    path("response/contacts/", duty.contacts, name="contacts"),
    path("response/contacts/<int:contact>/", duty.contact, name="contact"),
    path("response/contacts/<int:contact>/end/", duty.end_contact, name="end_contact"),
    path("response/playbooks/", duty.playbooks, name="playbooks"),
    path("response/playbooks/<int:playbook>/", duty.playbook, name="playbook"),
    path("response/playbooks/<int:playbook>/approve/", duty.approve_playbook, name="approve_playbook"),
    path("response/playbooks/<int:playbook>/retire/", duty.retire_playbook, name="retire_playbook"),
    path("response/hours/", duty.hours, name="hours"),
    path("response/conferences/", conferences.conferences, name="conferences"),
    path("response/conferences/announce/", conferences.announce, name="announce"),
    path("response/conferences/<int:conference>/hold/", conferences.hold, name="hold"),
    path("response/conferences/<int:conference>/call-off/", conferences.call_off, name="call_off"),
    path("response/warnings/", warnings.warnings, name="warnings"),
    path("response/warnings/prepare/", warnings.prepare, name="prepare_warning"),
    path("response/warnings/<int:warning>/", warnings.warning, name="warning"),
    path("response/warnings/<int:warning>/act/<str:name>/", warnings.take_act, name="warning_act"),
    path("response/<int:event>/", events.event, name="event"),
    path("response/<int:event>/beginning/", events.beginning, name="beginning"),
    path("response/<int:event>/briefs/<int:number>/", events.brief, name="brief"),
    path("response/<int:event>/reports/<int:number>/", events.report, name="report"),
    path("response/<int:event>/act/<str:name>/", events.take_act, name="act"),
]
