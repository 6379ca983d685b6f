"""地址: the portal's and the desk's pages of applications, in the namespace ``applications``."""

from django.urls import path

from gongkai.casework.applications import amending
from gongkai.casework.applications import desk as office
from gongkai.casework.applications import portal as public
from gongkai.casework.applications.applicant import desk as helping
from gongkai.casework.applications.applicant import portal as applicant
from gongkai.casework.applications.attaching import desk as attaching
from gongkai.casework.applications.drafts import portal as drafts
from gongkai.casework.applications.opinions import desk as asking
from gongkai.casework.applications.opinions import portal as opinions

portal = [
    path("ysqgk/", public.apply, name="apply"),
    path("ysqgk/status/", public.status, name="status"),
    path("ysqgk/status/reply/<str:carrier>/", applicant.fetch, name="fetch"),
    path("ysqgk/status/<str:name>/", applicant.deed, name="deed"),
    path("ysqgk/drafts/", drafts.resume, name="resume"),
    path("ysqgk/drafts/<str:kind>/", drafts.keep, name="keep"),
    path("ysqgk/opinion/", opinions.opinion, name="opinion"),
    path("ysqgk/<str:kind>/", public.apply_as, name="apply_as"),
    path("ysqgk/<str:kind>/form.docx", public.blank_form, name="blank_form"),
]

desk = [
    path("applications/", office.inbox, name="inbox"),
    path("applications/all/", office.all_of_them, name="all"),
    path("applications/register/", office.register, name="register"),
    path("applications/register/organization/", office.register_organization, name="register_organization"),
    path("applications/<int:pk>/", office.file, name="file"),
    path("applications/<int:pk>/draft/", office.draft, name="draft"),
    path("applications/<int:pk>/draft/<str:outcome>/", office.draft_as, name="draft_as"),
    path("applications/<int:pk>/act/<str:name>/", office.take_act, name="act"),
    path("applications/<int:pk>/files/", attaching.scan, name="scan"),
    path("applications/<int:pk>/files/<int:paper>/", attaching.file, name="paper"),
    path("applications/<int:pk>/help/", helping.help_given, name="help_given"),
    path("applications/<int:pk>/opinions/<str:key>/", asking.slip, name="opinion_slip"),
    path("applications/opinions/", asking.index, name="opinions"),
    path("applications/opinions/<int:invitation>/", asking.answer, name="opinion_answer"),
    path("applications/<int:pk>/entries/", amending.entries, name="entries"),
    path("applications/<int:pk>/entries/<int:seq>/", amending.amend, name="amend"),
    path("applications/<int:pk>/replies/<int:reply>/", office.letter_page, name="letter"),
    path("applications/<int:pk>/replies/<int:reply>/<str:carrier>/", office.letter_file, name="letter_file"),
]
