"""门户地址: the slugs are those most provincial sites use (指南 zfxxgkzn)."""

from django.urls import path

from gongkai.doors.portal import hall, suggestions, views

app_name = "portal"
CUSTOMARY = {
    "zwgk": "portal:zone",
    "zfxxgk": "portal:zone",
    "xxgknb": "reports:index",
    "xzgfxwj": "documents:library",
    "wjk": "disclosure:policies",
    "zck": "disclosure:policies",
    "yjsfwjk": "documents:abolished",
}
"""通行的网址代码: what other provincial and county sites call these pages; each leads to ours."""
urlpatterns = [
    path("", views.home, name="home"),
    path("healthz", views.healthz, name="healthz"),
    path("robots.txt", views.robots, name="robots"),
    path("view/<str:look>", views.choose_look, name="look"),
    path("<code:code>/", views.zone, name="zone"),
    path("<code:code>/zfxxgkzn/", views.guide, name="guide"),
    path("<code:code>/sy/", views.front_page, name="front"),
    path("<code:code>/hd/", hall.hall, name="hall"),
    path("<code:code>/hd/cx/", hall.follow, name="hall_follow"),
    path("<code:code>/bmdf/", views.branch_list, name="branches"),
    path("<code:code>/sybz/", views.about, {"about": "help"}, name="help"),
    path("<code:code>/lxwm/", views.about, {"about": "contact"}, name="contact"),
    path("<code:code>/ysbh/", views.about, {"about": "privacy"}, name="privacy"),
    path("<code:code>/wzdt/", views.about, {"about": "map"}, name="site_map"),
    *(
        path(f"<code:code>/{slug}/", views.customary, {"page": page}, name=f"customary_{slug}")
        for slug, page in CUSTOMARY.items()
    ),
    path("<code:code>/already-public/", suggestions.suggestions, name="suggestions"),
]
