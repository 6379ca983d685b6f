"""地址: the portal's and the desk's pages of 考核, in the namespace ``assessment``."""

from django.urls import path

from gongkai.oversight.assessment import portal as public
from gongkai.oversight.assessment.bulletins import desk as bulletins
from gongkai.oversight.assessment.cards import desk as cards
from gongkai.oversight.assessment.duties import desk as duties
from gongkai.oversight.assessment.schemes import desk as schemes
from gongkai.oversight.assessment.sheets import desk as sheets
from gongkai.oversight.assessment.sheets import desk_runs as runs

portal = [
    path("khjg/", public.results, name="results"),
    path("khjg/<int:run>/", public.result, name="result"),
    path("khjg/<int:run>.<str:carrier>", public.result_file, name="result_file"),
    path("khjg/tb/<int:bulletin>/", public.bulletin, name="public_bulletin"),
    path("khjg/tb/<int:bulletin>.<str:carrier>", public.bulletin_file, name="public_bulletin_file"),
]

_SCHEME = "assessment/schemes/<int:version>/"

desk = [
    path("assessment/", runs.runs, name="runs"),
    path("assessment/run/", runs.new_run, name="new_run"),
    path("assessment/runs/<int:run>/", runs.run, name="run"),
    path("assessment/runs/<int:run>/again/", runs.run_again, name="again"),
    path("assessment/runs/<int:run>/open/", runs.open_results, name="open_results"),
    path("assessment/runs/<int:run>/result.<str:carrier>", runs.printed, name="file"),
    path("assessment/sheets/<int:sheet>/", sheets.sheet, name="sheet"),
    path("assessment/sheets/<int:sheet>/act/<str:name>/", sheets.take_act, name="act"),
    path("assessment/points/", runs.manual_points, name="manual"),
    path("assessment/points/enter/", runs.enter_point, name="enter_point"),
    path("assessment/points/<int:point>/", runs.manual_point, name="manual_point"),
    path("assessment/points/<int:point>/file/", runs.manual_file, name="manual_file"),
    path("assessment/schemes/", schemes.schemes, name="schemes"),
    path("assessment/schemes/begin/", schemes.begin, name="begin"),
    path("assessment/measures/", schemes.measures, name="measures"),
    path(_SCHEME, schemes.scheme, name="scheme"),
    path(f"{_SCHEME}whole/", schemes.whole, name="whole"),
    path(f"{_SCHEME}row/", schemes.edit_row, name="row"),
    path(f"{_SCHEME}row/drop/", schemes.drop_row, name="drop_row"),
    path(f"{_SCHEME}rows/", schemes.rows, name="rows"),
    path(f"{_SCHEME}rows.<slug:format>", schemes.export, name="export"),
    path(f"{_SCHEME}approve/", schemes.approve, name="approve"),
    path("assessment/cards/", cards.cards, name="cards"),
    path("assessment/cards/draw/", cards.draw, name="draw_cards"),
    path("assessment/bulletins/", bulletins.bulletins, name="bulletins"),
    path("assessment/bulletins/draft/", bulletins.draft, name="draft_bulletin"),
    path("assessment/bulletins/<int:bulletin>/", bulletins.bulletin, name="bulletin"),
    path("assessment/bulletins/<int:bulletin>/act/<str:name>/", bulletins.take_act, name="bulletin_act"),
    path("assessment/bulletins/<int:bulletin>/file.<str:carrier>", bulletins.printed, name="bulletin_file"),
    path("assessment/letters/", duties.letters, name="letters"),
    path("assessment/letters/draft/", duties.draft_letter, name="draft_letter"),
    path("assessment/letters/<int:letter>/", duties.letter, name="letter"),
    path("assessment/letters/<int:letter>/act/<str:name>/", duties.letter_act, name="letter_act"),
    path("assessment/letters/<int:letter>/letter.docx", duties.letter_file, name="letter_file"),
    path("assessment/accountability/", duties.accountabilities, name="accountabilities"),
    path("assessment/accountability/propose/", duties.propose, name="propose"),
    path("assessment/accountability/<int:held>/", duties.accountability, name="accountability"),
    path("assessment/practices/", duties.practices, name="practices"),
    path("assessment/practices/keep/", duties.keep_practice, name="keep_practice"),
    path("assessment/practices/<int:practice>/", duties.practice, name="practice"),
]
