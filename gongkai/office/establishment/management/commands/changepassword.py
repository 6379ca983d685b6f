"""manage.py changepassword：在服务器上改密码。"""

from __future__ import annotations

import getpass
from typing import Any

from django.contrib.auth.management.commands import changepassword

from gongkai.office.authorities.models import Official
from gongkai.office.establishment.acts import set_on_host
from gongkai.web import clock


class Command(changepassword.Command):
    """改密码: the framework's command; whoever's password it was is told as by any other way."""

    def handle(self, *args: Any, **options: Any) -> str | None:
        """Set it, then say so."""
        said = super().handle(*args, **options)
        name = options["username"] or getpass.getuser()
        set_on_host(Official.objects.get(username=name), on=clock.today())
        return said
