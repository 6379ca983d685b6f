"""地址: the desk's pages of 办理中的工作, in the namespace ``jobs``."""

from django.urls import URLPattern, path

from gongkai.office.jobs import desk as pages

portal: list[URLPattern] = []

desk = [
    path("jobs/", pages.jobs, name="jobs"),
    path("jobs/begin/<str:kind>/", pages.begin, name="begin"),
    path("jobs/<int:job>/", pages.show, name="job"),
    path("jobs/<int:job>/cancel/", pages.cancel, name="cancel"),
    path("jobs/<int:job>/go-on/", pages.go_on, name="go_on"),
    path("jobs/<int:job>/file", pages.fetch, name="file"),
]
