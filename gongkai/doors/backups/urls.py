"""地址: the desk's page of the backups, in the namespace ``backups``."""

from django.urls import path

from gongkai.doors.backups import desk

app_name = "backups"
urlpatterns = [path("desk/backups/", desk.backups, name="backups")]
