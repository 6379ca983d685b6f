"""地址: what the watchman asks, and the desk's page of it, in the namespace ``watch``."""

from django.urls import path

from gongkai.doors.watch import desk, portal

app_name = "watch"
urlpatterns = [
    path("readyz", portal.readyz, name="readyz"),
    path("metrics", portal.metrics, name="metrics"),
    path("desk/health/", desk.health, name="health"),
    path("desk/health/sheet.json", desk.sheet_json, name="sheet"),
]
