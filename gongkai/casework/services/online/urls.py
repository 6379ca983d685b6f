"""地址: of applying online, of sending what was asked for, and of a file at the desk."""

from django.urls import path

from gongkai.casework.services.online import desk as office
from gongkai.casework.services.online import portal as public

portal = [
    path("wssb/", public.apply, name="apply"),
    path("wssb/bj/", public.supplement, name="supplement"),
]

desk = [
    path("services/cases/<int:case>/files/<int:file>/", office.file, name="case_file"),
]
