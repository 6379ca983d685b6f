"""工作台地址."""

from django.urls import path

from gongkai.doors.desk import account, again, entering, views

app_name = "desk"
urlpatterns = [
    path("", views.home, name="home"),
    path("login/", entering.login, name="login"),
    path("login/code/", entering.second_factor, name="second_factor"),
    path("logout/", entering.logout, name="logout"),
    path("password/", account.password, name="password"),
    path("account/", account.account, name="account"),
    path("account/factor/", account.factor, name="factor"),
    path("account/factor/end/", account.end_factor, name="end_factor"),
    path("account/factor/codes/", account.recovery_codes, name="recovery_codes"),
    path("account/sessions/end/", account.end_sessions, name="end_sessions"),
    path("again/", again.again, name="again"),
    path("due/", views.due, name="due"),
    path("dossiers/<int:dossier>/", views.dossier, name="dossier"),
    path("notices/", views.notices, name="notices"),
    path("notices/read/", views.notices_read, name="notices_read"),
    path("notices/mail/", views.morning_mail, name="morning_mail"),
]
