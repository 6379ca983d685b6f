"""大屏: the board on a screen in the hall or at the committee's door: large, touched and never typed at, goes back by itself.

The page says in a header when it goes on and whereto, so that nothing need be run in the browser. Somebody who reads holds it;
whoever walks away leaves it to find its own way back.
"""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from gongkai.casework.villages.boards import paper, queries
from gongkai.casework.villages.whose import require_village
from gongkai.law.village_affairs import VillageAffair
from gongkai.office.authorities.guards import PortalRequest
from gongkai.web import clock
from gongkai.web.doors import public

SHOWN, HELD = 25, 180
"""停留的秒数: of a page that goes on, and of one that somebody holds."""
MOST = 40


@public
@never_cache
@require_safe
def screen(request: PortalRequest, code: str) -> HttpResponse:
    """大屏: all titles, then one notice after the other, then from the beginning."""
    village, today = require_village(request.authority), clock.today()
    notices = list(queries.up(village, today)[:MOST])
    place, held = _place(request.GET.get("n", ""), len(notices)), bool(request.GET.get("hold"))
    here = reverse("villages:screen", args=[code])
    shown = notices[place] if place is not None else None
    following = 0 if place is None else place + 1
    onward = f"{here}?{urlencode({'n': following})}" if following < len(notices) else here
    context = {
        "authority": village,
        "here": here,
        "notices": [(row, VillageAffair(row.affair), row.showing.left(today)) for row in notices],
        "shown": shown,
        "affair": VillageAffair(shown.affair) if shown else None,
        "days": paper.days_told(shown.showing) if shown else "",
        "lines": [line for line in shown.text.splitlines() if line.strip()] if shown else [],
        "place": place,
        "before": place - 1 if place else None,
        "following": following if following < len(notices) else None,
        "held": held,
        "seconds": HELD if held else SHOWN,
    }
    response = render(request, "villages/portal/screen.html", context)
    response.headers["Refresh"] = f"{HELD}; url={here}" if held else f"{SHOWN}; url={onward}"
    return response


def _place(asked: str, many: int) -> int | None:
    """Which notice; what is none of them is the beginning."""
    return int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 4 and int(asked) < many else None
