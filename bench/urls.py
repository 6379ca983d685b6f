"""场地的地址: the house's own, after the pages that are measured beside it."""

from django.urls import path

import gongkai.urls  # the house's own come first into being: they name the converter of codes
from bench import admin, limits

urlpatterns = [
    path("<code:code>/nothing/", limits.nothing),
    path("desk/nothing/", limits.nothing_at_the_desk),
    path("desk/empty/", limits.empty_desk),
    path("desk/admin/", admin.SITE.urls),
    *gongkai.urls.urlpatterns,
]
handler400 = gongkai.urls.handler400
handler403 = gongkai.urls.handler403
handler404 = gongkai.urls.handler404
handler500 = gongkai.urls.handler500
