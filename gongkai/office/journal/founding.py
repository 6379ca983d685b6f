"""建库: one migration at a time on a database, and an empty one gets its tables at once.

Step by step the tables of a new database take minutes, for Django draws all of them again after each of some five hundred
steps, and between two steps a kill leaves a database that is neither old nor new. Made from the models in one transaction it
takes seconds and is whole or not there. That both ways come to the same is held by ``tests/structure/test_migrations.py``.
"""

from __future__ import annotations

from django.apps import apps
from django.db import router
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from gongkai.office.journal import vendor


def nothing_stands_in(connection: BaseDatabaseWrapper) -> bool:
    """空库: no table of anybody's, but perhaps the empty list of migrations that a killed beginning left behind."""
    recorder = MigrationRecorder(connection)
    theirs = set(connection.introspection.table_names()) - {recorder.Migration._meta.db_table}
    return not theirs and not recorder.applied_migrations()


def found(connection: BaseDatabaseWrapper) -> int:
    """建表: every table as the models have it, its triggers, and every migration noted as done; how many tables.

    The list of migrations is made before, for it asks for a transaction of its own.
    """
    recorder = MigrationRecorder(connection)
    recorder.ensure_schema()
    made = 0
    with connection.schema_editor() as editor:
        for room in apps.get_app_configs():
            for model in router.get_migratable_models(room, connection.alias, include_auto_created=False):
                if model._meta.can_migrate(connection):
                    editor.create_model(model)
                    made += 1
        # Foreign keys, and the indexes beside them, wait for the end; triggers may not stand before what they guard is whole.
        while editor.deferred_sql:
            editor.execute(editor.deferred_sql.pop(0))
        vendor.guard(connection)
        recorder.migration_qs.bulk_create(
            recorder.Migration(app=app, name=name) for app, name in sorted(MigrationLoader(connection).graph.nodes)
        )
    return made
