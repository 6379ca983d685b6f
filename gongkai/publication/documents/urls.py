"""地址: the portal's and the desk's pages of 公文, in the namespace ``documents``."""

from django.urls import URLPattern, path

from gongkai.publication.documents import amending, attachments_desk, lists, registering, subrooms, texts
from gongkai.publication.documents import desk as office

portal: list[URLPattern] = [*subrooms.portal]

desk: list[URLPattern] = [
    path("documents/", lists.all_of_them, name="all"),
    path("documents/drafts/", lists.drafts, name="drafts"),
    path("documents/review/", lists.to_review, name="to_review"),
    path("documents/sign/", lists.to_sign, name="to_sign"),
    path("documents/new/", texts.new, name="new"),
    path("documents/lapsing/", lists.lapsing, name="lapsing"),
    path("documents/figures/", lists.figures, name="figures"),
    path("documents/matrix/", lists.matrix, name="matrix"),
    path("documents/numbers/", lists.numbers, name="numbers"),
    path("documents/register/", registering.register, name="register"),
    path("documents/register/add/", registering.add, name="register_add"),
    path("documents/register.xlsx", registering.export_xlsx, name="register_xlsx"),
    path("documents/register.csv", registering.export_csv, name="register_csv"),
    path("documents/order/", registering.order, name="order"),
    path("documents/order/set/", registering.set_order, name="order_set"),
    path("documents/<int:document>/", office.file, name="file"),
    path("documents/<int:document>/leader/", office.leader, name="leader"),
    path("documents/<int:document>/act/<str:name>/", office.take_act, name="act"),
    path("documents/<int:document>/facts/", texts.facts, name="facts"),
    path("documents/<int:document>/edit/", texts.edit, name="edit"),
    path("documents/<int:document>/edit/word/", texts.from_word, name="from_word"),
    path("documents/<int:document>/versions/", texts.versions, name="versions"),
    path("documents/<int:document>/versions/<int:number>/", texts.version, name="version"),
    path("documents/<int:document>/compare/<int:first>/<int:second>/", texts.compare_two, name="compare"),
    path("documents/<int:document>/paper/<str:carrier>/", texts.printed, name="paper"),
    path("documents/<int:document>/entries/", amending.entries, name="entries"),
    path("documents/<int:document>/entries/<int:seq>/", amending.amend, name="amend"),
    path("documents/<int:document>/files/", attachments_desk.files, name="files"),
    path("documents/<int:document>/files/<int:file>/", attachments_desk.file_download, name="file_download"),
    path("documents/<int:document>/files/<int:file>/detach/", attachments_desk.file_detach, name="file_detach"),
    *subrooms.desk,
]
