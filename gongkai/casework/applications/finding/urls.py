"""地址: looking first on the portal; the path of questions, the repetitions and the conversions at the desk."""

from django.urls import path

from gongkai.casework.applications.finding import desk as office
from gongkai.casework.applications.finding import portal as public

portal = [
    path("ysqgk/<str:kind>/find/", public.look_first, name="look_first"),
]

desk = [
    path("applications/conversions/", office.conversions, name="conversions"),
    path("applications/conversions/<int:conversion>/", office.conversion, name="conversion"),
    path("applications/<int:pk>/similar/", office.similar, name="similar"),
    path("applications/<int:pk>/path/", office.path, name="path"),
    path("applications/<int:pk>/convert/", office.convert, name="convert"),
]
