"""群众所求: what several people asked for in the last year is proposed for the catalogue (条例第四十四条).

Only the subjects of applications and the topics of letters are read, never who asked; words in which personal data are found
are not proposed.
"""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from gongkai.casework.applications import queries as applications
from gongkai.casework.applications.models import Application
from gongkai.casework.engagement.topics import queries as topics
from gongkai.casework.engagement.topics.models import TicketTopic
from gongkai.engines import privacy
from gongkai.law.application_figures import Period
from gongkai.law.expansions import Phrase, Wish, asked_often
from gongkai.law.grammar.calendar import months_after
from gongkai.office.authorities.models import Authority
from gongkai.office.authorities.queries import names
from gongkai.publication.catalogue.models import Expansion
from gongkai.publication.catalogue.proposals import propose_expansions

LOOK_BACK = 12
"""回看月数: how far back subjects are counted."""


def wishes(authority: Authority, on: date) -> list[Phrase]:
    """群众所求: the words in which several people asked for the same in the last year."""
    asked = applications.subjects(authority, months_after(on, -LOOK_BACK), on)
    found = asked_often(asked, Wish.APPLICATIONS, names(authority))
    return [phrase for phrase in found if not privacy.find(phrase.text)]


def asked_in_letters(authority: Authority, on: date) -> list[Phrase]:
    """来信常问: what was asked about time and again in the letters of the last year and is answered nowhere in public."""
    span = Period(months_after(on, -LOOK_BACK), on)
    found = [Phrase(each.name, each.count, Wish.LETTERS) for each in topics.unanswered(authority, span)]
    return [phrase for phrase in found if not privacy.find(phrase.text)]


def propose(on: date) -> list[Expansion]:
    """提出扩展: for every authority that was asked for something, by an application or in a letter."""
    asked = Q(pk__in=Application.objects.everywhere().values("authority"))
    written = Q(pk__in=TicketTopic.objects.everywhere().order_by().values("authority"))
    standing = Authority.objects.filter(asked | written, dissolved_on=None).order_by("pk")
    return [
        row
        for authority in standing
        for row in propose_expansions(authority, [*wishes(authority, on), *asked_in_letters(authority, on)], on=on)
    ]
