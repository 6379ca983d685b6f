"""地址: the portal's and the desk's pages of annual reports, in the namespace ``reports``."""

from django.urls import path

from gongkai.oversight.reports import desk as office
from gongkai.oversight.reports import desk_imports as office_imports
from gongkai.oversight.reports import desk_library as office_library
from gongkai.oversight.reports import desk_sheets as office_sheets
from gongkai.oversight.reports import desk_texts as office_texts
from gongkai.oversight.reports import portal as public
from gongkai.oversight.reports.monthly import desk as office_months
from gongkai.oversight.reports.proofreading import desk as office_proofreading
from gongkai.oversight.reports.proofreading import imports as office_imports_of_several
from gongkai.oversight.reports.proofreading import portal as proofreading
from gongkai.oversight.reports.proofreading.batches import desk as office_batches
from gongkai.oversight.reports.public_figures import portal as public_figures
from gongkai.oversight.reports.returns import desk as office_returns
from gongkai.oversight.reports.returns import desk_rolling as office_rolling
from gongkai.oversight.reports.series import desk as office_series
from gongkai.oversight.reports.series import portal as public_series

portal = [
    path("zfxxgknb/", public.index, name="index"),
    path("zfxxgknb/<int:year>/", public.year, name="report"),
    path("zfxxgknb/<int:year>.json", public.data, name="data"),
    path("zfxxgknb/<int:year>.<str:carrier>", public.download, name="download"),
    path("zfxxgknb/linian/", public_series.series_page, name="series"),
    path("tj/", public_figures.this_year, name="figures"),
    path("tj/<int:year>/", public_figures.of_year, name="figures_of_year"),
    path("tj/<int:year>/<slug:name>/", public_figures.behind, name="figure_behind"),
    path("nbjd/", proofreading.proofread_page, name="proofread"),
    path("nbjd/pizhu/", proofreading.annotate_page, name="proof_annotated"),
    path("nbjd/shili/", proofreading.sample_page, name="proof_sample"),
    path("nbjd/shili.docx", proofreading.sample_file, name="proof_sample_file"),
    path("nbjd/xiazai/<str:carrier>/", proofreading.take_away, name="proof_file"),
]

_MONTH = "reports/returns/<slug:code>/<int:year>/<int:month>/"
_BATCH = "reports/proofread/batches/<int:batch>/"
_YEAR = "reports/<slug:code>/<int:year>/"

desk = [
    path("reports/", office.desk, name="desk"),
    path("reports/read/", office_imports.read_published, name="read"),
    path("reports/import/", office_imports.import_published, name="import"),
    path("reports/proofread/", office_proofreading.proofread_batch, name="proofread_batch"),
    path("reports/proofread/one/", office_proofreading.proofread_one, name="proofread_one"),
    path("reports/proofread/annotated/", office_proofreading.annotate_one, name="proofread_annotated"),
    path("reports/proofread/again/", office_proofreading.proofread_again, name="proofread_again"),
    path("reports/proofread/import/", office_imports_of_several.import_batch, name="import_batch"),
    path(_BATCH, office_batches.batch, name="proof_batch"),
    path(f"{_BATCH}add/", office_batches.add, name="proof_batch_add"),
    path(f"{_BATCH}begin/", office_batches.begin, name="proof_batch_begin"),
    path(f"{_BATCH}drop/", office_batches.drop, name="proof_batch_drop"),
    path(f"{_BATCH}import/", office_batches.import_chosen, name="proof_batch_import"),
    path(f"{_BATCH}<int:place>/", office_batches.file, name="proof_batch_file"),
    path("reports/proofread/file/<str:carrier>/", office_proofreading.take_away, name="proofread_file"),
    path("reports/months/", office_months.this_month, name="this_month"),
    path("reports/months/<int:year>/<int:month>/", office_months.month, name="month"),
    path("reports/months/<int:year>/<int:month>/<str:key>/", office_months.behind, name="month_behind"),
    path("reports/indicators/", office_library.indicators, name="indicators"),
    path("reports/returns/", office_returns.returns, name="returns"),
    path("reports/returns/rule/", office_rolling.rule, name="return_rule"),
    path("reports/returns/late/<int:year>/", office_rolling.punctuality, name="punctuality"),
    path(_MONTH, office_returns.one, name="return"),
    path(f"{_MONTH}open/", office_returns.open_return, name="return_open"),
    path(f"{_MONTH}differences/", office_returns.differences, name="return_differences"),
    path(f"{_MONTH}act/<str:name>/", office_returns.take_act, name="return_act"),
    path(f"{_MONTH}file/<str:carrier>/", office_returns.download, name="return_file"),
    path("reports/rolled/", office_rolling.this_quarter, name="rolled"),
    path("reports/rolled/<int:year>/<str:named>/", office_rolling.roll_up, name="roll_up"),
    path("reports/rolled/<int:year>/<str:named>/file/<str:carrier>/", office_rolling.download, name="roll_up_file"),
    path("reports/<slug:code>/series/", office_series.series_page, name="desk_series"),
    path(_YEAR, office.year, name="year"),
    path(f"{_YEAR}open/", office.open_report, name="open"),
    path(f"{_YEAR}act/<str:name>/", office.take_act, name="act"),
    path(f"{_YEAR}check/", office.check_page, name="check"),
    path(f"{_YEAR}check/<str:handle>/", office.explain, name="explain"),
    path(f"{_YEAR}sheets/<str:section>/", office_sheets.sheets, name="sheets"),
    path(f"{_YEAR}sheets/<str:section>/fill/", office_sheets.fill, name="fill"),
    path(f"{_YEAR}sheets/<str:section>/correct/", office_sheets.correct_cells, name="correct_cells"),
    path(f"{_YEAR}sheet/<str:table>/<str:row>/<str:column>/", office_sheets.cell, name="cell"),
    path(f"{_YEAR}text/<str:section>/", office_texts.text, name="text"),
    path(f"{_YEAR}text/<str:section>/correct/", office_texts.correct_text, name="correct_text"),
    path(f"{_YEAR}file/<str:carrier>/", office.download, name="file"),
]
