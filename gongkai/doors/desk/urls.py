"""工作台地址."""

from django.urls import path

from gongkai.doors.desk import views

app_name = "desk"
urlpatterns = [
    path("", views.home, name="home"),
    path("login/", views.login, name="login"),
    path("logout/", views.logout, name="logout"),
    path("password/", views.password, name="password"),
    path("due/", views.due, name="due"),
    path("dossiers/<int:dossier>/", views.dossier, name="dossier"),
    path("notices/", views.notices, name="notices"),
    path("notices/read/", views.notices_read, name="notices_read"),
    path("notices/mail/", views.morning_mail, name="morning_mail"),
]
