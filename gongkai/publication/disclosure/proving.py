"""发布凭证: enter the proof of a planned release, word it anew, take it down, set the length of a channel's texts."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from gongkai.law.channel_texts import TAIL, check_text
from gongkai.law.disclosure import CHANNELS_NAMED, ReleaseChannel, check_proof
from gongkai.law.grammar.flow import JSON, Unlawful, not_in_the_future
from gongkai.office.authorities.constraints import in_chinese
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.journal import acts as journal
from gongkai.publication.disclosure import queries
from gongkai.publication.disclosure.acts import first_row
from gongkai.publication.disclosure.models import ChannelLimit, Content, Release
from gongkai.publication.disclosure.seals import release_digest


@transaction.atomic
def prove(release: Release, proof: str, *, on: date, today: date, by: Official, at: datetime | None = None) -> Release:
    """登记凭证: where and when it went out; from now on it counts, in the year of that day."""
    not_in_the_future(on, today)
    _lock(release)
    proof = check_proof(ReleaseChannel(release.channel), proof)
    if release.is_proven:
        if (release.proof, release.released_on) == (proof, on):
            return release
        raise Unlawful("已经登记过凭证；发布在别处的，另登记一次发布", CHANNELS_NAMED, field="proof")
    if release.withdrawn_on is not None:
        raise Unlawful("这次发布已经取消")
    content = release.content
    if on < content.published_on:
        raise Unlawful(f"发布不能早于内容公开（{content.published_on:%Y-%m-%d}）", CHANNELS_NAMED, field="on")
    if content.withdrawn_on is not None and on > content.withdrawn_on:
        raise Unlawful(f"内容已于{content.withdrawn_on:%Y-%m-%d}撤回，此后不得发布", field="on")
    release.first = first_row(release)
    release.proof, release.released_on, release.proven_on = proof, on, today
    release.released_at = at or release.released_at
    return _entered(release, "prove_release", on=on, by=by, more={"proof": proof})


@transaction.atomic
def reword(release: Release, text: str, *, on: date, by: Official) -> Release:
    """改渠道文本: while it has not gone out."""
    _lock(release)
    if release.is_proven or release.withdrawn_on is not None:
        raise Unlawful("已经发布或者取消，文本不能再改", field="text")
    channel = ReleaseChannel(release.channel)
    text = check_text(channel, text, queries.limit_of(release.authority, channel))
    if text == release.text:
        return release
    release.first = first_row(release)
    release.text = text
    return _entered(release, "reword_release", on=on, by=by, more={"text": text})


@transaction.atomic
def take_down(release: Release, *, on: date, today: date, by: Official, reason: str) -> Release:
    """撤下: a post that is to go because its content went, or a plan that is given up."""
    not_in_the_future(on, today)
    _lock(release)
    if release.withdrawn_on is not None:
        return release
    if not reason.strip():
        raise Unlawful("撤下应当写明理由", field="reason")
    if release.is_proven and on < release.released_on:
        raise Unlawful(f"撤下不能早于发布（{release.released_on:%Y-%m-%d}）", field="on")
    if release.channel == ReleaseChannel.WEBSITE and not release.carrier:
        raise Unlawful("本平台的页面随内容撤回而撤下")
    release.first = first_row(release)
    release.withdrawn_on = on
    return _entered(release, "take_down_release", on=on, by=by, more={"reason": reason.strip()})


@transaction.atomic
def set_limit(
    authority: Authority, channel: ReleaseChannel, length: int, source: str, *, on: date, by: Official
) -> ChannelLimit:
    """设渠道字数: how long the texts of a channel may be here, and where the figure is from."""
    if length <= TAIL + 10:
        raise Unlawful(f"字数上限应当大于{TAIL + 10}（含发布码{TAIL}字）", field="length")
    if not source.strip():
        raise Unlawful("请写明依据", field="source")
    data: dict[str, JSON] = {"channel": channel.value, "length": length, "source": source.strip()}
    journal.enter(authority, "set_channel_limit", on=on, by=by, data=data)
    return ChannelLimit.objects.of(authority).create(
        authority=authority, channel=channel, length=length, source=source.strip(), since=on
    )


def _entered(release: Release, act: str, *, on: date, by: Official, more: dict[str, JSON]) -> Release:
    data: dict[str, JSON] = {"release": release.pk, "content": release.content_id, "row": release_digest(release)}
    release.entry = journal.enter(release.authority, act, on=on, by=by, data=data | more)
    with in_chinese():
        release.save()
    return release


def _lock(release: Release) -> None:
    """The content first, then the release: the order in which every act takes them."""
    Content.objects.everywhere().select_for_update().get(pk=release.content_id)
    release.refresh_from_db(from_queryset=Release.objects.everywhere().select_for_update())
