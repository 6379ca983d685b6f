"""地址: / is the portal, /desk/ is the desk; each room's pages hang under both, in one namespace named after the room."""

from types import ModuleType

from django.urls import URLResolver, include, path, register_converter

from gongkai.casework.applications import urls as applications
from gongkai.casework.engagement import urls as engagement
from gongkai.casework.proposals import urls as proposals
from gongkai.casework.remedies import urls as remedies
from gongkai.casework.services import urls as services
from gongkai.casework.villages import urls as villages
from gongkai.office.establishment import urls as establishment
from gongkai.office.jobs import urls as jobs
from gongkai.office.notices import urls as notices
from gongkai.office.security import urls as security
from gongkai.office.sites import urls as sites
from gongkai.office.visits import urls as visits
from gongkai.oversight.assessment import urls as assessment
from gongkai.oversight.crawling import urls as crawling
from gongkai.oversight.handing import urls as handing
from gongkai.oversight.people import urls as people
from gongkai.oversight.plans import urls as plans
from gongkai.oversight.problems import urls as problems
from gongkai.oversight.reports import urls as reports
from gongkai.oversight.rulebook import urls as rulebook
from gongkai.oversight.supervision import urls as supervision
from gongkai.oversight.training import urls as training
from gongkai.publication.catalogue import urls as catalogue
from gongkai.publication.disclosure import urls as disclosure
from gongkai.publication.documents import urls as documents
from gongkai.publication.gate import urls as gate
from gongkai.publication.institution import urls as institution
from gongkai.publication.interpretation import urls as interpretation
from gongkai.publication.registers import urls as registers
from gongkai.publication.response import urls as response
from gongkai.publication.specials import urls as specials
from gongkai.web.addresses import AuthorityCode

register_converter(AuthorityCode, "code")


def room(name: str, pages: ModuleType) -> URLResolver:
    """房间: the public pages of a room under each authority's address, its desk pages under the desk's."""
    under_both = [path("<code:code>/", include(pages.portal)), path("desk/", include(pages.desk))]
    return path("", include((under_both, name)))


urlpatterns = [
    path("desk/", include("gongkai.doors.desk.urls")),
    path("", include("gongkai.doors.watch.urls")),
    path("", include("gongkai.doors.search.urls")),
    path("", include("gongkai.doors.backups.urls")),
    path("", include("gongkai.doors.portal.urls")),
    room("gate", gate),
    room("documents", documents),
    room("catalogue", catalogue),
    room("registers", registers),
    room("disclosure", disclosure),
    room("interpretation", interpretation),
    room("response", response),
    room("institution", institution),
    room("specials", specials),
    room("applications", applications),
    room("remedies", remedies),
    room("proposals", proposals),
    room("engagement", engagement),
    room("services", services),
    room("villages", villages),
    room("establishment", establishment),
    room("notices", notices),
    room("jobs", jobs),
    room("security", security),
    room("sites", sites),
    room("visits", visits),
    room("people", people),
    room("rulebook", rulebook),
    room("training", training),
    room("supervision", supervision),
    room("handing", handing),
    room("plans", plans),
    room("assessment", assessment),
    room("crawling", crawling),
    room("reports", reports),
    room("problems", problems),
]

handler400 = "gongkai.web.errors.bad_request"
handler403 = "gongkai.web.errors.permission_denied"
handler404 = "gongkai.doors.portal.lost.not_found"
handler500 = "gongkai.web.errors.server_error"
