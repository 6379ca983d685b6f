"""地址: the portal's and the desk's pages of 主动公开, in the namespace ``disclosure``."""

from django.urls import path

from gongkai.publication.disclosure import desk as office
from gongkai.publication.disclosure import desk_acts as office_acts
from gongkai.publication.disclosure import desk_publishing as office_publishing
from gongkai.publication.disclosure import libraries
from gongkai.publication.disclosure import open_data as data
from gongkai.publication.disclosure import portal as public
from gongkai.publication.disclosure.accounts import desk as office_accounts
from gongkai.publication.disclosure.carriers.urls import desk as carriers
from gongkai.publication.disclosure.exports import desk as office_exports
from gongkai.publication.disclosure.languages import urls as languages
from gongkai.publication.disclosure.ledger import urls as ledgers
from gongkai.publication.disclosure.media import urls as media
from gongkai.publication.disclosure.outside import urls as outside
from gongkai.publication.disclosure.placing import urls as placing

portal = [
    path("zfxxgk/gw/<int:document>/", public.of_document, name="of_document"),
    path("zfxxgk/<str:index>/", public.content, name="content"),
    *languages.portal,
    *media.portal,
    path("fj/<int:file>/", public.attachment, name="attachment"),
    path("lm/<slug:slug>/", public.column, name="column"),
    path("lm/<slug:slug>/list.json", public.column_json, name="column_json"),
    path("lm/<slug:slug>/list.csv", public.column_csv, name="column_csv"),
    path("zcwjk/", libraries.policies, name="policies"),
    path("zxgk/", libraries.latest, name="latest"),
    path("ghxx/", libraries.plans, name="plans"),
    path("zfgb/", libraries.gazettes, name="public_gazettes"),
    path("zfgb/<int:issue>/", libraries.gazette, name="public_gazette"),
    path("fj/<int:file>/text/", public.attachment_text, name="attachment_text"),
    path("lm/<slug:slug>/p/<int:number>/", public.column_page, name="column_page"),
    path("lm/<slug:slug>/rss.xml", data.column_feed, {"kind": "rss"}, name="column_rss"),
    path("lm/<slug:slug>/atom.xml", data.column_feed, {"kind": "atom"}, name="column_atom"),
    path("rss.xml", data.authority_feed, {"kind": "rss"}, name="rss"),
    path("atom.xml", data.authority_feed, {"kind": "atom"}, name="atom"),
    path("changes.xml", data.changes, name="changes"),
    path("changes.json", data.changes_json, name="changes_json"),
    path("sitemap.xml", data.sitemap, name="sitemap"),
    path("sitemap/<str:month>.xml", data.sitemap_month, name="sitemap_month"),
    path("fbm/", public.find, name="find"),
    path("fbm/<str:handle>/", public.by_code, name="by_code"),
    *ledgers.portal,
]

desk = [
    path("disclosure/", office.index, name="index"),
    path("disclosure/owed/", office.owed, name="owed"),
    path("disclosure/figures/", office.figures, name="figures"),
    path("disclosure/waiting/", office_publishing.waiting, name="waiting"),
    path("disclosure/publish/", office_publishing.publish_other, name="publish_other"),
    path("disclosure/publish/<int:document>/", office_publishing.publish_document, name="publish_document"),
    path("disclosure/publish/<int:document>/screen/", office_publishing.screen_document, name="screen_document"),
    path("disclosure/documents/<int:document>/", office_publishing.of_document, name="document_file"),
    path("disclosure/withdraw/<int:document>/", office_acts.withdraw_document, name="withdraw_document"),
    path("disclosure/limits/", office_acts.limits, name="limits"),
    path("disclosure/releases/<int:release>/", office_acts.release_page, name="release_page"),
    path("disclosure/accounts/", office_accounts.matrix, name="accounts"),
    path("disclosure/accounts/open/", office_accounts.open_account, name="open_account"),
    path("disclosure/accounts/<int:account>/", office_accounts.account, name="account"),
    path("disclosure/accounts/<int:account>/close/", office_accounts.close_account, name="close_account"),
    path("disclosure/exports/", office_exports.exports, name="exports"),
    path("disclosure/exports/<int:export>/", office_exports.export, name="export"),
    path("disclosure/exports/<int:export>/columns/", office_exports.columns, name="export_columns"),
    path("disclosure/exports/<int:export>/accept/", office_exports.accept, name="export_accept"),
    path("disclosure/exports/<int:export>/rows/<int:line>/", office_exports.decide, name="export_row"),
    path("disclosure/<int:item>/", office.file, name="file"),
    path("disclosure/<int:item>/versions/<int:number>/", office.version, name="version"),
    path("disclosure/<int:item>/correct/", office_acts.correct, name="correct"),
    path("disclosure/<int:item>/move/", office_acts.move, name="move"),
    path("disclosure/<int:item>/withdraw/", office_acts.withdraw, name="withdraw"),
    path("disclosure/<int:item>/release/", office_acts.release, name="release"),
    path("disclosure/<int:item>/again/", office_publishing.again, name="again"),
    *carriers,
    *languages.desk,
    *media.desk,
    *outside.desk,
    *placing.desk,
    *ledgers.desk,
]
