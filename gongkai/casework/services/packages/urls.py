"""地址: of packages."""

from django.urls import path

from gongkai.casework.services.packages import desk as packages
from gongkai.casework.services.packages import portal as public

portal = [
    path("yjs/", public.index, name="packages"),
    path("yjs/<int:package>/", public.package, name="walk"),
    path("yjs/<int:package>/list.<str:carrier>", public.paper, name="walk_paper"),
]

desk = [
    path("services/packages/", packages.index, name="package_list"),
    path("services/packages/new/", packages.list_package, name="list_package"),
    path("services/packages/<int:package>/", packages.package, name="package"),
    path("services/packages/<int:package>/<str:name>/", packages.take, name="package_act"),
]
