"""地址: the desk's pages of programmes and of coverage, in the namespace of the room."""

from django.urls import path

from gongkai.publication.disclosure.outside import desk as office

desk = [
    path("programmes/", office.programmes, name="programmes"),
    path("programmes/register/", office.register_programme, name="register_programme"),
    path("programmes/<int:programme>/", office.programme, name="programme"),
    path("programmes/<int:programme>/file/", office.kept, name="programme_file"),
    path("programmes/<int:programme>/strike/", office.strike_programme, name="strike_programme"),
    path("coverage/", office.coverage, name="coverage"),
    path("coverage/register/", office.register_coverage, name="register_coverage"),
    path("coverage/<int:coverage>/", office.report, name="report"),
    path("coverage/<int:coverage>/strike/", office.strike_coverage, name="strike_coverage"),
]
