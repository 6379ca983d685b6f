"""地址: the portal's and the desk's pages of applications, in the namespace ``applications``."""

from django.urls import path

from gongkai.casework.applications import amending
from gongkai.casework.applications import desk as office
from gongkai.casework.applications import portal as public
from gongkai.casework.applications.advice import desk as advice
from gongkai.casework.applications.applicant import desk as helping
from gongkai.casework.applications.applicant import portal as applicant
from gongkai.casework.applications.attaching import desk as attaching
from gongkai.casework.applications.case_file import urls as case_files
from gongkai.casework.applications.contacting.desk import contact
from gongkai.casework.applications.corrections import urls as corrections
from gongkai.casework.applications.correspondence.urls import desk as correspondence
from gongkai.casework.applications.drafts import portal as drafts
from gongkai.casework.applications.evidence import urls as evidence
from gongkai.casework.applications.figures import desk as figures
from gongkai.casework.applications.finding import urls as finding
from gongkai.casework.applications.opinions import desk as asking
from gongkai.casework.applications.opinions import portal as opinions
from gongkai.casework.applications.redacting import portal as redacted
from gongkai.casework.applications.redacting import urls as redacting
from gongkai.casework.applications.splitting.desk import split_page
from gongkai.casework.applications.together import desk as together

portal = [
    path("ysqgk/", public.apply, name="apply"),
    path("ysqgk/status/", public.status, name="status"),
    path("ysqgk/status/reply/<str:carrier>/", applicant.fetch, name="fetch"),
    path("ysqgk/status/redacted/", redacted.fetch, name="fetch_redacted"),
    path("ysqgk/status/<str:name>/", applicant.deed, name="deed"),
    path("ysqgk/drafts/", drafts.resume, name="resume"),
    path("ysqgk/drafts/<str:kind>/", drafts.keep, name="keep"),
    path("ysqgk/opinion/", opinions.opinion, name="opinion"),
    *finding.portal,
    *corrections.portal,
    path("ysqgk/<str:kind>/", public.apply_as, name="apply_as"),
    path("ysqgk/<str:kind>/form.docx", public.blank_form, name="blank_form"),
]

desk = [
    *finding.desk,
    path("applications/", office.inbox, name="inbox"),
    path("applications/all/", office.all_of_them, name="all"),
    path("applications/register/", office.register, name="register"),
    path("applications/register/organization/", office.register_organization, name="register_organization"),
    path("advice/", advice.index, name="advice_all"),
    path("advice/new/", advice.draw, name="advice_draw"),
    path("advice/<int:pk>/", advice.show, name="advice"),
    path("advice/<int:pk>/act/<str:name>/", advice.take, name="advice_act"),
    path("applications/together/", together.choose, name="together"),
    path("applications/together/act/", together.take, name="together_act"),
    path("applications/figures/", figures.figures, name="figures"),
    path("applications/figures/steps/", figures.steps, name="figure_steps"),
    path("applications/figures/authorities/", figures.authorities, name="figure_authorities"),
    path("applications/figures/files/", figures.files, name="figure_files"),
    path("applications/figures/figures.xlsx", figures.workbook, name="figure_workbook"),
    path("applications/<int:pk>/", office.file, name="file"),
    path("applications/<int:pk>/split/", split_page, name="split"),
    *evidence.desk,
    *redacting.desk,
    *case_files.desk,
    *corrections.desk,
    path("applications/<int:pk>/draft/", office.draft, name="draft"),
    path("applications/<int:pk>/draft/<str:outcome>/", office.draft_as, name="draft_as"),
    path("applications/<int:pk>/act/<str:name>/", office.take_act, name="act"),
    path("applications/<int:pk>/files/", attaching.scan, name="scan"),
    path("applications/<int:pk>/files/<int:paper>/", attaching.file, name="paper"),
    path("applications/<int:pk>/contact/", contact, name="contact"),
    path("applications/<int:pk>/help/", helping.help_given, name="help_given"),
    path("applications/<int:pk>/opinions/<str:key>/", asking.slip, name="opinion_slip"),
    path("applications/opinions/", asking.index, name="opinions"),
    path("applications/opinions/<int:invitation>/", asking.answer, name="opinion_answer"),
    path("applications/<int:pk>/entries/", amending.entries, name="entries"),
    path("applications/<int:pk>/entries/<int:seq>/", amending.amend, name="amend"),
    path("applications/<int:pk>/replies/<int:reply>/", office.letter_page, name="letter"),
    path("applications/<int:pk>/replies/<int:reply>/<str:carrier>/", office.letter_file, name="letter_file"),
    *correspondence,
]
