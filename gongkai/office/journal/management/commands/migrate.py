"""迁移: Django's own command, one at a time on a database, which makes an empty database at once."""

from __future__ import annotations

from typing import Any

from django.core.management.commands import migrate
from django.db import connections

from gongkai.office.journal import founding, vendor

STEPWISE = ("app_label", "migration_name", "fake", "fake_initial", "plan", "check_unapplied", "prune", "run_syncdb")
"""What asks for single steps, or for no change at all, is Django's alone."""


class Command(migrate.Command):
    """迁移: ``--stepwise`` takes every step of an empty database as well, as the test of their equality does."""

    def add_arguments(self, parser: Any) -> None:
        """Django's arguments and our own."""
        super().add_arguments(parser)
        parser.add_argument("--stepwise", action="store_true", help="空库也逐步迁移，不一次建好（供核对）")

    def get_check_kwargs(self, options: dict[str, Any]) -> Any:
        """The checks of the database ask for what this command is to put in place, so they cannot come before it."""
        checks = super().get_check_kwargs(options)
        checks["databases"] = []
        return checks

    def handle(self, *args: Any, **options: Any) -> None:
        """Wait for whoever migrates this database from another process or host, then go on from what is there."""
        connection = connections[options["database"]]
        with vendor.alone(connection):
            at_once = not options["stepwise"] and not any(options[name] for name in STEPWISE)
            if at_once and founding.nothing_stands_in(connection):
                made = founding.found(connection)
                if options["verbosity"]:
                    self.stdout.write(f"空库：一次建好{made}张表")
            super().handle(*args, **options)
