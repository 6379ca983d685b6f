"""地址: the administrators' pages of safety, in the namespace ``security``; the public has none, and one's own are the desk's."""

from django.urls import URLPattern, path

from gongkai.office.security import accounts_desk, audit_desk

portal: list[URLPattern] = []

desk = [
    path("security/accounts/", accounts_desk.accounts, name="accounts"),
    path("security/rule/", accounts_desk.rule, name="rule"),
    path("security/officials/<int:official>/factor/reset/", accounts_desk.reset_factor, name="reset_factor"),
    path("security/officials/<int:official>/suspend/", accounts_desk.suspend, name="suspend"),
    path("security/officials/<int:official>/resume/", accounts_desk.resume, name="resume"),
    path("security/log/", audit_desk.log, name="log"),
    path("security/log/evidence.zip", audit_desk.evidence, name="evidence"),
]
