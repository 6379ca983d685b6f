"""地址: / is the portal, /desk/ is the desk; each room's pages hang under both, in one namespace named after the room."""

from django.urls import include, path, register_converter

from gongkai.web.addresses import AuthorityCode

register_converter(AuthorityCode, "code")

urlpatterns = [
    path("desk/", include("gongkai.doors.desk.urls")),
    path("", include("gongkai.doors.portal.urls")),
]

handler400 = "gongkai.web.errors.bad_request"
handler403 = "gongkai.web.errors.permission_denied"
handler404 = "gongkai.web.errors.not_found"
handler500 = "gongkai.web.errors.server_error"
