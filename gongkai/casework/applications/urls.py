"""地址: the portal's and the desk's pages of applications, in the namespace ``applications``."""

from django.urls import path

from gongkai.casework.applications import amending
from gongkai.casework.applications import desk as office
from gongkai.casework.applications import portal as public
from gongkai.casework.applications.case_file import urls as case_files
from gongkai.casework.applications.corrections import urls as corrections
from gongkai.casework.applications.evidence import urls as evidence

portal = [
    path("ysqgk/", public.apply, name="apply"),
    path("ysqgk/status/", public.status, name="status"),
    *corrections.portal,
    path("ysqgk/<str:kind>/", public.apply_as, name="apply_as"),
    path("ysqgk/<str:kind>/form.docx", public.blank_form, name="blank_form"),
]

desk = [
    path("applications/", office.inbox, name="inbox"),
    path("applications/all/", office.all_of_them, name="all"),
    path("applications/register/", office.register, name="register"),
    path("applications/register/organization/", office.register_organization, name="register_organization"),
    path("applications/<int:pk>/", office.file, name="file"),
    *evidence.desk,
    *case_files.desk,
    *corrections.desk,
    path("applications/<int:pk>/draft/", office.draft, name="draft"),
    path("applications/<int:pk>/draft/<str:outcome>/", office.draft_as, name="draft_as"),
    path("applications/<int:pk>/act/<str:name>/", office.take_act, name="act"),
    path("applications/<int:pk>/entries/", amending.entries, name="entries"),
    path("applications/<int:pk>/entries/<int:seq>/", amending.amend, name="amend"),
    path("applications/<int:pk>/replies/<int:reply>/", office.letter_page, name="letter"),
    path("applications/<int:pk>/replies/<int:reply>/<str:carrier>/", office.letter_file, name="letter_file"),
]
