"""地址: the search of all and of each authority, and the desk's pages of it, in the namespace ``search``."""

from django.urls import path

from gongkai.doors.search import desk, portal

app_name = "search"
urlpatterns = [
    path("search/", portal.results, name="results"),
    path("search/results.json", portal.data, name="data"),
    path("search/suggest/", portal.suggest, name="suggest"),
    path("<code:code>/search/", portal.results, name="results_of"),
    path("<code:code>/search/results.json", portal.data, name="data_of"),
    path("<code:code>/search/suggest/", portal.suggest, name="suggest_of"),
    path("desk/search/vain/", desk.vain, name="vain"),
    path("desk/search/vain/widen/", desk.widen, name="widen"),
    path("desk/search/words/", desk.words, name="words"),
    path("desk/search/words/change/", desk.change, name="change_words"),
    path("desk/search/words/<int:number>/", desk.version, name="words_version"),
]
