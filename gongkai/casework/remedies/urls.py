"""地址: the desk's pages of cases, in the namespace ``remedies``; the public has none."""

from django.urls import URLPattern, path

from gongkai.casework.remedies import desk as office
from gongkai.casework.remedies.retention.urls import desk as retention

portal: list[URLPattern] = []

desk = [
    *retention,
    path("remedies/", office.index, name="index"),
    path("remedies/of/<int:application>/", office.of, name="of"),
    path("remedies/of/<int:application>/register/", office.register, name="register"),
    path("remedies/<int:pk>/", office.file, name="file"),
    path("remedies/<int:pk>/<str:name>/", office.take_act, name="act"),
]
