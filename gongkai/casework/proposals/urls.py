"""地址: the portal's and the desk's pages of motions and proposals, in the namespace ``proposals``."""

from django.urls import path

from gongkai.casework.proposals import desk as files
from gongkai.casework.proposals import desk_delegates as delegates
from gongkai.casework.proposals import desk_figures as counted
from gongkai.casework.proposals import desk_office as office
from gongkai.casework.proposals import desk_outward as outward
from gongkai.casework.proposals import desk_righting as righting
from gongkai.casework.proposals import portal as public
from gongkai.casework.proposals import portal_follow as following

portal = [
    path("jyta/", public.index, name="public"),
    path("jyta/cx/", following.follow, name="follow"),
    path("jyta/pj/", following.appraise, name="appraise"),
    path("jyta/<int:proposal>/", public.reply, name="public_reply"),
]

desk = [
    path("proposals/", files.index, name="index"),
    path("proposals/register/", office.register, name="register"),
    path("proposals/import/", office.import_list, name="import"),
    path("proposals/delegates/", delegates.index, name="delegates"),
    path("proposals/delegates/<int:proposal>/", delegates.file, name="delegates_file"),
    path("proposals/delegates/<int:proposal>/acknowledge/", delegates.acknowledge, name="acknowledge"),
    path("proposals/delegates/<int:proposal>/ask/", delegates.ask, name="ask_after"),
    path("proposals/promises/", counted.promises, name="promises"),
    path("proposals/sessions/open/", office.open_session, name="open_session"),
    path("proposals/sessions/<int:session>/handover/", office.hand_over, name="hand_over"),
    path("proposals/sessions/<int:session>/claim/", office.claim, name="claim"),
    path("proposals/sessions/<int:session>/figures/", counted.session_figures, name="figures"),
    path("proposals/sessions/<int:session>/figures/<str:figure>/", counted.figure_files, name="figure_files"),
    path("proposals/sessions/<int:session>/list.xlsx", counted.workbook, name="workbook"),
    path("proposals/years/<int:year>/<str:figure>/", counted.year_files, name="year_files"),
    path("proposals/dated/<str:column>/", counted.dated_files, name="dated_files"),
    path("proposals/batches/<int:batch>/", office.batch, name="batch"),
    path("proposals/batches/<int:batch>/list.<str:carrier>", office.batch_paper, name="batch_paper"),
    path("proposals/<int:proposal>/", files.file, name="file"),
    path("proposals/<int:proposal>/void-last/", righting.void_last, name="void_last"),
    path("proposals/<int:proposal>/shred/", righting.shred, name="shred"),
    path("proposals/<int:proposal>/issue-code/", outward.issue_code, name="issue_code"),
    path("proposals/<int:proposal>/disclose/", outward.disclose, name="disclose"),
    path("proposals/<int:proposal>/contact/", files.contact, name="contact"),
    path("proposals/<int:proposal>/reply.<str:carrier>", files.letter, name="letter"),
    path("proposals/<int:proposal>/<str:name>/", files.take, name="act"),
]
