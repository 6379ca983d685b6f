"""地址: the public form and the desk's pages of corrections, in the namespace of the room."""

from django.urls import path

from gongkai.casework.applications.corrections import desk as office
from gongkai.casework.applications.corrections import portal as public

portal = [
    path("ysqgk/gengzheng/", public.ask, name="ask_correction"),
    path("ysqgk/gengzheng/djb/<int:record>/", public.ask_about, name="correct_record"),
    path("ysqgk/gengzheng/cx/", public.status, name="correction_status"),
]

desk = [
    path("corrections/", office.index, name="corrections"),
    path("corrections/register/", office.register, name="register_correction"),
    path("corrections/<int:correction>/", office.file, name="correction"),
    path("corrections/<int:correction>/act/<str:name>/", office.take_act, name="correction_act"),
    path("corrections/<int:correction>/letter.<str:carrier>", office.letter, name="correction_letter"),
]
