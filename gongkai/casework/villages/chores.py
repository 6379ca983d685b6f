"""村级门户的差事: a question whose ticket has been replied to is settled."""

from __future__ import annotations

from datetime import datetime, timedelta

from gongkai.casework.villages.questions.acts import settle_the_replied
from gongkai.office.notices.work import Chore


def settle_questions(now: datetime) -> None:
    """办结已有答复的提问."""
    settle_the_replied(now.date())


CHORES = [Chore("办结村民提问", timedelta(minutes=10), settle_questions)]
