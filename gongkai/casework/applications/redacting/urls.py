"""地址: the desk's pages of papers given in part, in the namespace of the room."""

from django.urls import path

from gongkai.casework.applications.redacting import desk as office

_ONE = "applications/<int:pk>/redactions/<int:redaction>/"
desk = [
    path("applications/<int:pk>/redactions/", office.redactions, name="redactions"),
    path("applications/<int:pk>/redactions/new/", office.bring, name="bring_redaction"),
    path(_ONE, office.redaction, name="redaction"),
    path(f"{_ONE}hide/", office.hide, name="hide"),
    path(f"{_ONE}confirm/", office.confirm, name="confirm_redaction"),
    path(f"{_ONE}drop/", office.drop, name="drop_redaction"),
    path(f"{_ONE}original/", office.original, name="redaction_original"),
    path(f"{_ONE}result/", office.result, name="redaction_result"),
    path(f"{_ONE}pages/<int:number>/", office.page, name="redaction_page"),
]
