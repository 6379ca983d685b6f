"""地址: the desk's pages of letters, in the namespace of the room."""

from django.urls import path

from gongkai.casework.applications.correspondence import desk as office

desk = [
    path("applications/<int:pk>/notices/<int:notice>/", office.notice_page, name="notice"),
    path("applications/<int:pk>/notices/<int:notice>/<str:carrier>/", office.notice_file, name="notice_file"),
    path(
        "applications/<int:pk>/notices/<int:notice>/return/<str:carrier>/", office.notice_return, name="notice_return"
    ),
    path("applications/<int:pk>/replies/<int:reply>/return/<str:carrier>/", office.reply_return, name="reply_return"),
    path("applications/<int:pk>/registration/<str:carrier>/", office.registration_form, name="registration_form"),
    path("applications/wordings/", office.wording_list, name="wordings"),
    path("applications/wordings/<str:letter>/", office.wording, name="wording"),
    path("applications/wordings/<str:letter>/withdraw/", office.withdraw_wording, name="withdraw_wording"),
    path("applications/wordings/<str:letter>/<int:version>/", office.wording_version, name="wording_version"),
]
