"""账号的密码: changed by its holder, reset by the system administrator, drawn anew on the host; its holder is always told."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from gongkai.office.authorities import acts
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.journal import establishment
from gongkai.office.notices.alerts import Change, Changer, tell_holder


@transaction.atomic
def change_password(official: Official, password: str, *, on: date, network: str) -> None:
    """改密码: by its holder."""
    acts.set_password(official, password, on=on)
    tell_holder(official, Change.PASSWORD, Changer.ONESELF, network=network)


@transaction.atomic
def issue_password(official: Official, password: str, *, at: Authority, on: date, by: Official, network: str) -> None:
    """重置密码: by the system administrator."""
    establishment.issue_password(official, password, at=at, on=on, by=by)
    tell_holder(official, Change.PASSWORD_RESET, Changer.SYSTEM, network=network, at=at)


@transaction.atomic
def resume(official: Official, password: str, *, at: Authority, on: date, by: Official, network: str) -> None:
    """恢复账号: by the system administrator, with a new first password."""
    establishment.resume(official, password, at=at, on=on, by=by)
    tell_holder(official, Change.RESUMED, Changer.SYSTEM, network=network, at=at)


@transaction.atomic
def set_on_host(official: Official, *, on: date) -> None:
    """服务器上改密码: the framework's own command has set it; from now on its days are counted anew."""
    official.password_changed_on = on
    official.save(update_fields=["password_changed_on"])
    tell_holder(official, Change.PASSWORD_RESET, Changer.HOST, network="")
