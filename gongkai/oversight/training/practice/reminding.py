"""复习提醒: on the morning what was missed comes again, whoever missed it is told; once for each set of questions."""

from __future__ import annotations

from datetime import date

from gongkai.law.training.bank import questions
from gongkai.law.training.spacing import due_reviews
from gongkai.office.authorities.models import Official
from gongkai.office.authorities.queries import postings_of
from gongkai.office.notices.acts import notify
from gongkai.oversight.training.practice import queries
from gongkai.oversight.training.practice.models import QuizAnswer


def remind_reviews(on: date) -> int:
    """提醒复习: how many were told."""
    missed = QuizAnswer.objects.everywhere().filter(right=False).order_by().values_list("official", flat=True)
    people = list(Official.objects.filter(pk__in=missed.distinct(), is_active=True))
    told = 0
    for person, past in ((each, queries.histories([each])[each.pk]) for each in people):
        due = [key for key in due_reviews(past, on) if key in questions()]
        posting = postings_of(person, on).first() if due else None
        if posting is None:
            continue
        last = max(each.on for history in past.values() for each in history)
        key = f"review {person.pk} {last} {len(due)}"
        subject = f"有{len(due)}道答错过的题到了复习的时候，两分钟做完：/desk/training/exercise/"
        told += notify(posting.authority, key, person, subject=subject)
    return told
