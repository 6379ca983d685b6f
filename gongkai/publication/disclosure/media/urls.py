"""地址: the pages of pictures, videos and charts, in the namespace of the room."""

from django.urls import path

from gongkai.publication.disclosure.media import desk as office
from gongkai.publication.disclosure.media import portal as public

portal = [path("mt/<int:media>/", public.media, name="media")]

desk = [
    path("disclosure/<int:item>/media/", office.index, name="media_of_content"),
    path("disclosure/<int:item>/media/file/", office.add_file, name="add_media_file"),
    path("disclosure/<int:item>/media/chart/", office.add_chart, name="add_media_chart"),
    path("disclosure/media/<int:media>/", office.describe, name="describe_media"),
    path("disclosure/media/<int:media>/file/", office.file, name="media_file"),
    path("disclosure/media/<int:media>/up/", office.up, name="media_up"),
    path("disclosure/media/<int:media>/off/", office.take_off, name="take_off_media"),
]
