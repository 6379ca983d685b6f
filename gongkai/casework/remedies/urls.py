"""地址: the desk's pages of cases and complaints and the public form of a complaint, in the namespace ``remedies``."""

from django.urls import path

from gongkai.casework.remedies import desk as office
from gongkai.casework.remedies.complaints import desk as complaints
from gongkai.casework.remedies.complaints import portal as public
from gongkai.casework.remedies.retention.urls import desk as retention

portal = [
    path("jbts/", public.complain, name="complain"),
    path("jbts/cx/", public.status, name="complaint_status"),
]

desk = [
    *retention,
    path("remedies/", office.index, name="index"),
    path("remedies/ledger/", office.ledger, name="ledger"),
    path("remedies/of/<int:application>/", office.of, name="of"),
    path("remedies/of/<int:application>/register/", office.register, name="register"),
    path("remedies/<int:pk>/", office.file, name="file"),
    path("remedies/<int:pk>/<str:name>/", office.take_act, name="act"),
    path("complaints/", complaints.index, name="complaints"),
    path("complaints/register/", complaints.register, name="register_complaint"),
    path("complaints/<int:complaint>/", complaints.file, name="complaint"),
    path("complaints/<int:complaint>/<str:name>/", complaints.take_act, name="complaint_act"),
]
