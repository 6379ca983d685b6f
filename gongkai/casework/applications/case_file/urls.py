"""地址: the desk's pages of case files, in the namespace of the room."""

from django.urls import path

from gongkai.casework.applications.case_file import desk as office

desk = [
    path("applications/<int:pk>/case-file/", office.case_file, name="case_file"),
    path("applications/<int:pk>/case-file/<str:carrier>/", office.export, name="case_file_export"),
]
