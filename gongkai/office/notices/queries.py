"""消息查询: what waits for an official, and what of an authority did not get out."""

from __future__ import annotations

from gongkai.office.authorities.models import Authority, Official, OwnedQuerySet
from gongkai.office.journal.models import Dossier
from gongkai.office.notices.models import Channel, Message, State


def notices_for(official: Official) -> OwnedQuerySet[Message]:
    """通知: everything left at an official's desk, of whichever authority they serve, the newest first."""
    return Message.objects.everywhere().filter(official=official, channel=Channel.DESK).select_related("dossier")


def unread(official: Official) -> OwnedQuerySet[Message]:
    """未读: the notices an official has not read yet."""
    return notices_for(official).filter(read_at=None)


def stuck(authority: Authority) -> OwnedQuerySet[Message]:
    """未发出: the messages of an authority that somebody has to look after."""
    return Message.objects.of(authority).filter(state__in=[State.FAILED, State.UNCERTAIN])


def fates(dossier: Dossier, channel: Channel, prefix: str) -> dict[str, State]:
    """发送情况: of the messages of a file by one channel whose key begins so: by the rest of their keys, where each is."""
    rows = Message.objects.of(dossier.authority).filter(dossier=dossier, channel=channel, key__startswith=prefix)
    return {key.removeprefix(prefix): State(state) for key, state in rows.order_by("pk").values_list("key", "state")}
