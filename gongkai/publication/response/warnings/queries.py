"""预警查询: what holds now, what has passed, where it still stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from gongkai.law.response_warnings import Act, Standing, State
from gongkai.office.authorities.models import Authority, OwnedQuerySet
from gongkai.office.journal import queries as journal
from gongkai.office.notices import queries as notices
from gongkai.office.notices.models import Channel
from gongkai.office.notices.models import State as Sending
from gongkai.publication.response.duty.models import ResponseContact
from gongkai.publication.response.warnings.models import PublicWarning, WarningPost


def standing(warning: PublicWarning) -> Standing:
    """预警情况: replayed from the journal."""
    return as_warning(journal.standing(warning.dossier))


def as_warning(found: object) -> Standing:
    """预警的情况: what the journal replays for a dossier of this kind is no other."""
    assert isinstance(found, Standing)  # noqa: S101 (a broken registry of procedures, never a user's doing)
    return found


def warnings(authority: Authority) -> OwnedQuerySet[PublicWarning]:
    """预警: of an authority."""
    return PublicWarning.objects.of(authority).select_related("dossier", "authority")


def current(authority: Authority) -> OwnedQuerySet[PublicWarning]:
    """生效中的预警: the gravest first; past its announced end one stands until it is lifted."""
    rows = warnings(authority).filter(dossier__state=State.STANDING.value)
    return rows.order_by("ends_at", "pk")


def past(authority: Authority) -> OwnedQuerySet[PublicWarning]:
    """已解除的预警: also those being lifted channel by channel; for the public they are over."""
    ended = [State.LIFTING.value, State.LIFTED.value]
    return warnings(authority).filter(dossier__state__in=ended).order_by("-lifted_at", "-pk")


def public(authority: Authority) -> OwnedQuerySet[PublicWarning]:
    """公众可见的预警."""
    shown = [State.STANDING.value, State.LIFTING.value, State.LIFTED.value]
    return warnings(authority).filter(dossier__state__in=shown)


def posts(warning: PublicWarning) -> list[WarningPost]:
    """各渠道."""
    return list(WarningPost.objects.of(warning.authority).filter(warning=warning))


@dataclass(frozen=True, slots=True)
class SmsBatch:
    """短信批次: the short messages of a warning or of its lifting: how many left, how many wait, and whom none reached."""

    what: str
    sent: int
    waiting: int
    unreached: tuple[str, ...]


def batches(warning: PublicWarning) -> list[SmsBatch]:
    """短信批次: as the gateway told; whom it refused, or of whom nobody knows, has to be told in another way."""
    found = []
    for act, what in ((Act.ISSUE, "预警"), (Act.LIFT_ON, "解除")):
        fates = notices.fates(warning.dossier, Channel.SMS, f"warning {act.value} {warning.dossier_id} ")
        if fates:
            keys = [int(key) for key, state in fates.items() if state in (Sending.FAILED, Sending.UNCERTAIN)]
            people = ResponseContact.objects.of(warning.authority).filter(pk__in=keys).order_by("group", "pk")
            states = list(fates.values())
            sent, waiting = states.count(Sending.SENT), sum(each in _ON_THE_WAY for each in states)
            found.append(SmsBatch(what, sent, waiting, tuple(str(each) for each in people)))
    return found


_ON_THE_WAY = (Sending.WAITING, Sending.SENDING)


def overrun(authority: Authority, now: datetime) -> OwnedQuerySet[PublicWarning]:
    """过期未解除: past the announced end and not lifted."""
    return current(authority).filter(ends_at__lt=now)
