"""地址: the desk's pages of 内部通知, in the namespace ``notices``."""

from django.urls import URLPattern, path

from gongkai.office.notices.circulars import desk as circulars

portal: list[URLPattern] = []

desk = [
    path("notices/circulars/", circulars.circulars, name="circulars"),
    path("notices/circulars/write/", circulars.write, name="write"),
    path("notices/circulars/<int:circular>/", circulars.circular, name="circular"),
    path("notices/circulars/<int:circular>/rewrite/", circulars.rewrite, name="rewrite"),
    path("notices/circulars/<int:circular>/read/", circulars.read, name="read"),
    path("notices/circulars/<int:circular>/return/", circulars.give_return, name="give_return"),
    path("notices/circulars/<int:circular>/chase/", circulars.chase, name="chase"),
    path("notices/circulars/<int:circular>/back/<slug:unit>/", circulars.send_back, name="send_back"),
    path("notices/circulars/<int:circular>/act/<str:name>/", circulars.take_act, name="circular_act"),
    path("notices/circulars/<int:circular>/files/<int:file>/", circulars.file, name="circular_file"),
]
