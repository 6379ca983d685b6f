"""地址: of halls."""

from django.urls import path

from gongkai.casework.services.halls import desk as office
from gongkai.casework.services.halls import portal as public

portal = [
    path("zwdt/", public.halls, name="public_halls"),
    path("zwdt/<int:hall>/", public.hall, name="public_hall"),
]

desk = [
    path("services/halls/", office.halls, name="halls"),
    path("services/halls/open/", office.open_hall, name="open_hall"),
    path("services/halls/<int:hall>/", office.hall, name="hall"),
    path("services/halls/<int:hall>/add/<str:what>/", office.add, name="add_to_hall"),
    path("services/halls/<int:hall>/post/", office.post, name="post_to_window"),
    path("services/windows/<int:window>/matters/", office.matters, name="window_matters"),
    path("services/halls/close/<str:what>/<int:row>/", office.close, name="close_in_hall"),
]
