"""地址: the desk's pages of the office floor, in the namespace ``establishment``; the public has none."""

from django.urls import URLPattern, path

from gongkai.office.establishment.desk import absences, calendar, people, profile

portal: list[URLPattern] = []

desk = [
    path("profile/", profile.show, name="profile"),
    path("profile/edit/", profile.edit, name="edit_profile"),
    path("calendar/", calendar.this_year, name="calendar"),
    path("calendar/<int:year>/", calendar.year, name="calendar_of"),
    path("calendar/<int:year>/notice/", calendar.notice, name="notice"),
    path("calendar/local/", calendar.local, name="local"),
    path("calendar/local/<int:pk>/withdraw/", calendar.withdraw, name="withdraw"),
    path("authorities/", people.index, name="authorities"),
    path("authorities/<int:authority>/", people.show, name="authority"),
    path("authorities/<int:authority>/enrol/", people.enrol, name="enrol"),
    path("authorities/<int:authority>/post/", people.post, name="post"),
    path("officials/<int:official>/", people.official, name="official"),
    path("officials/<int:official>/password/", people.issue_password, name="issue_password"),
    path("officials/<int:official>/close/", people.close_account, name="close_account"),
    path("postings/<int:posting>/end/", people.end_posting, name="end_posting"),
    path("absences/", absences.index, name="absences"),
    path("absences/<int:absence>/end/", absences.end, name="end_absence"),
]
