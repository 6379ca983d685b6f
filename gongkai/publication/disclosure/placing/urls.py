"""地址: the pages of 栏目抽查, in the namespace of the room."""

from django.urls import path

from gongkai.publication.disclosure.placing import desk as office

desk = [
    path("column-audits/", office.audits, name="column_audits"),
    path("column-audits/draw/", office.draw, name="draw_column_audit"),
    path("column-audits/behind/", office.behind, name="column_audit_behind"),
    path("column-audits/<int:audit>/", office.audit, name="column_audit"),
    path("column-audits/<int:audit>/close/", office.close, name="close_column_audit"),
    path("column-audits/findings/<int:finding>/", office.finding, name="column_finding"),
    path("column-audits/findings/<int:finding>/judge/", office.judge, name="judge_column"),
    path("column-audits/findings/<int:finding>/move/", office.move, name="move_found"),
    path("column-audits/findings/<int:finding>/leave/", office.leave, name="leave_found"),
]
