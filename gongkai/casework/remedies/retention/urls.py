"""地址: the desk's pages of 保管与销毁, in the namespace ``remedies``."""

from django.urls import path

from gongkai.casework.remedies.retention import desk as office

desk = [
    path("remedies/retention/", office.retention, name="retention"),
    path("remedies/retention/terms/", office.set_term, name="retention_terms"),
    path("remedies/retention/hold/<int:application>/", office.hold, name="hold"),
    path("remedies/retention/lists/<int:disposal>/", office.disposal, name="disposal"),
    path("remedies/retention/lists/<int:disposal>/approve/", office.approve, name="approve_disposal"),
    path("remedies/retention/lists/<int:disposal>/decline/", office.decline, name="decline_disposal"),
]
