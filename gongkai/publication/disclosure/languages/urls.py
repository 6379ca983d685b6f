"""地址: the pages of language versions, in the namespace of the room."""

from django.urls import path

from gongkai.publication.disclosure.languages import desk as office
from gongkai.publication.disclosure.languages import portal as public

portal = [path("zfxxgk/<str:index>/<str:language>/", public.translation, name="translation")]

desk = [
    path("disclosure/<int:item>/languages/", office.translations, name="translations"),
    path("disclosure/<int:item>/languages/want/", office.want, name="want_translation"),
    path("translations/<int:translation>/draft/", office.draft, name="draft_translation"),
    path("translations/<int:translation>/review/", office.review, name="review_translation"),
    path("translations/<int:translation>/publish/", office.publish, name="publish_translation"),
    path("translations/<int:translation>/take-back/", office.take_back, name="take_back_translation"),
]
