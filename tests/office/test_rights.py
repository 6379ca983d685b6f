"""服务账号: the role the service logs in with can do its work and cannot change an entry, triggers or no triggers."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.management import call_command
from django.db import ProgrammingError, connection, transaction

from gongkai.law.grammar.flow import Step
from gongkai.office.journal import acts, vendor
from gongkai.office.journal.verify import verify
from tests.cast import Cast

DAY = date(2025, 9, 8)


def test_the_command_prints_what_the_owner_is_to_grant(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("rights", "gong'kai\"")
    printed = capsys.readouterr().out.splitlines()
    assert 'REVOKE UPDATE, DELETE ON journal_entry FROM "gong\'kai""";' in printed


@pytest.mark.postgres
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite knows no roles")
def test_the_service_acts_but_changes_no_entry(people: Cast) -> None:
    role = f"clerk_of_{connection.settings_dict['NAME']}"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE ROLE {role}")
        for statement in vendor.service_rights(role):
            cursor.execute(statement)
        vendor.lift(connection)
        cursor.execute(f"SET LOCAL ROLE {role}")
    dossier = acts.open_dossier(people.bureau, "errand", Step("begin", DAY), by=people.wang)
    acts.take(dossier, Step("end", DAY), by=people.li)
    for change in ("UPDATE journal_entry SET act = 'x'", "DELETE FROM journal_entry", "TRUNCATE journal_entry CASCADE"):
        with (
            pytest.raises(ProgrammingError, match="permission denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(change)
    assert {finding.where for finding in verify(whole=True)} == {"数据库"}
