"""地址: the desk's pages of 站群巡检, in the namespace ``crawling``."""

from django.urls import URLPattern, path

from gongkai.oversight.crawling import desk as pages

portal: list[URLPattern] = []

desk = [
    path("crawling/", pages.sites, name="sites"),
    path("crawling/watch/", pages.watch, name="watch"),
    path("crawling/<int:site>/", pages.site, name="site"),
    path("crawling/<int:site>/begin/", pages.begin, name="begin"),
    path("crawling/<int:site>/leave/", pages.leave, name="leave"),
    path("crawling/patrols/<int:patrol>/stop/", pages.stop, name="stop"),
    path("crawling/patrols/<int:patrol>/resume/", pages.resume, name="resume"),
]
