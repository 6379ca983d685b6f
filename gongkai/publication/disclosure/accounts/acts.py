"""账号办理: register, change and close an account of new media."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from gongkai.law.accounts import FLOOR, FLOOR_SOURCE, INSPECTING
from gongkai.law.disclosure import ACCOUNTS, ReleaseChannel
from gongkai.law.grammar.flow import JSON, Unlawful, not_in_the_future
from gongkai.office.authorities.constraints import in_chinese
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.journal import acts as journal
from gongkai.publication.disclosure.models import NewMediaAccount


@dataclass(frozen=True)
class AccountCard:
    """账号登记卡: what is said of an account."""

    platform: ReleaseChannel
    name: str
    section: str
    address: str = ""
    certified: str = ""
    floor: int = FLOOR
    floor_source: str = FLOOR_SOURCE

    def __post_init__(self) -> None:
        if self.platform not in ACCOUNTS:
            options = "、".join(each.label for each in ACCOUNTS)
            raise Unlawful(f"账号的平台应为{options}", INSPECTING, field="platform")
        if not 1 <= self.floor <= 366:
            raise Unlawful("更新下限应在1至366日之间", INSPECTING, field="floor")
        if self.floor != FLOOR and self.floor_source.strip() in ("", FLOOR_SOURCE):
            raise Unlawful(f"不按{FLOOR}日的，请写明依据", INSPECTING, field="floor_source")

    def told(self) -> dict[str, JSON]:
        """入册."""
        return {
            "platform": self.platform.value,
            "name": self.name,
            "section": self.section,
            "address": self.address,
            "certified": self.certified,
            "floor": self.floor,
            "floor_source": self.floor_source,
        }


@transaction.atomic
def open_account(
    authority: Authority, card: AccountCard, *, on: date, today: date, by: Official, owner: Official | None = None
) -> NewMediaAccount:
    """登记账号: opened on a day, with a section that answers for it."""
    not_in_the_future(on, today)
    account = NewMediaAccount(authority=authority, opened_on=on, owner=owner, **card.told())
    with in_chinese():
        account.save(force_insert=True)
    data: dict[str, JSON] = {"account": account.pk, "owner": owner.pk if owner else None}
    journal.enter(authority, "open_account", on=on, by=by, data=data | card.told())
    return account


@transaction.atomic
def change_account(
    account: NewMediaAccount, card: AccountCard, *, on: date, by: Official, owner: Official | None
) -> None:
    """变更账号: certification, section, floor; platform and name stay, releases are entered under them."""
    _lock(account)
    if (card.platform.value, card.name) != (account.platform, account.name):
        raise Unlawful("平台和名称不能改；改名的，关停原账号后另行登记", field="name")
    if account.closed_on is not None:
        raise Unlawful("账号已经关停")
    for name, value in card.told().items():
        setattr(account, name, value)
    account.owner = owner
    account.save()
    data: dict[str, JSON] = {"account": account.pk, "owner": owner.pk if owner else None}
    journal.enter(account.authority, "change_account", on=on, by=by, data=data | card.told())


@transaction.atomic
def close_account(account: NewMediaAccount, *, on: date, today: date, by: Official, reason: str) -> None:
    """关停账号: what went out by it stays counted."""
    not_in_the_future(on, today)
    _lock(account)
    if account.closed_on is not None:
        raise Unlawful(f"账号已于{account.closed_on:%Y-%m-%d}关停")
    if not reason.strip():
        raise Unlawful("关停应当写明理由（迁移、并入哪个账号、停办）", field="reason")
    if on < account.opened_on:
        raise Unlawful("关停不能早于开设", field="on")
    account.closed_on, account.closed_reason = on, reason.strip()
    account.save()
    data: dict[str, JSON] = {"account": account.pk, "reason": reason.strip()}
    journal.enter(account.authority, "close_account", on=on, by=by, data=data)


def _lock(account: NewMediaAccount) -> None:
    account.refresh_from_db(from_queryset=NewMediaAccount.objects.everywhere().select_for_update())
