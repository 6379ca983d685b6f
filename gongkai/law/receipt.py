"""收到申请之日（条例第三十一条）: the day from which all else is reckoned depends on the channel."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gongkai.law.grammar.flow import Unlawful
from gongkai.law.grammar.statute import Article, regulation, regulation_2007
from gongkai.law.grammar.words import Word
from gongkai.law.outcomes import Version

REVISED = date(2019, 5, 15)
"""修订条例施行日: applications received from this day on follow the Regulation of 2019."""


class Channel(Word):
    """提交渠道: how an application reached the authority; decides the day of receipt (条例第三十一条)."""

    IN_PERSON = "in_person", "当面提交"
    ORAL = "oral", "口头申请"
    REGISTERED_POST = "registered_post", "邮寄（需签收）"
    PLAIN_POST = "plain_post", "平常信函"
    ONLINE = "online", "网上提交"
    EMAIL = "email", "电子邮件"
    FAX = "fax", "传真"


def version_for(received_on: date) -> Version:
    """适用版本: the Regulation in force on the day of receipt."""
    return Version.R2019 if received_on >= REVISED else Version.R2007


@dataclass(frozen=True)
class Receipt:
    """收到之日: the day the law takes as the day of receipt, and why; None while confirmation is awaited."""

    received_on: date | None
    why: str
    basis: Article


_ON_ARRIVAL = {
    Channel.IN_PERSON: ("当面提交的，以提交之日为收到申请之日", regulation(31, 0, 1)),
    Channel.ORAL: ("口头申请当场代填的，以提交之日为收到申请之日", regulation(31, 0, 1)),
    Channel.REGISTERED_POST: ("邮寄且需签收的，以签收之日为收到申请之日", regulation(31, 0, 2)),
}
_ON_CONFIRMATION = {
    Channel.PLAIN_POST: ("平常信函无需签收，应于收到当日与申请人确认，以确认之日为收到申请之日", regulation(31, 0, 2)),
    Channel.ONLINE: ("通过互联网渠道提交的，以双方确认之日为收到申请之日", regulation(31, 0, 3)),
    Channel.EMAIL: ("通过电子邮件提交的，按互联网渠道以双方确认之日为收到申请之日", regulation(31, 0, 3)),
    Channel.FAX: ("通过传真提交的，以双方确认之日为收到申请之日", regulation(31, 0, 3)),
}


def receipt(channel: Channel, arrived: date, confirmed: date | None = None) -> Receipt:
    """收到之日: by channel (条例第三十一条). Before 15 May 2019 every application counts as received on arrival."""
    if confirmed is not None and confirmed < arrived:
        raise Unlawful("确认日期不能早于申请到达的日期", regulation(31), field="confirmed_on")
    if arrived < REVISED:
        return Receipt(arrived, "2007年条例未规定确认，以申请到达之日为收到申请之日", regulation_2007(24, 2))
    if channel in _ON_ARRIVAL:
        why, basis = _ON_ARRIVAL[channel]
        return Receipt(arrived, why, basis)
    why, basis = _ON_CONFIRMATION[channel]
    return Receipt(confirmed, why, basis)
