"""综合窗口受理由窗口登记推出: the mark leaves the versions, and their digests follow from what is left."""

import hashlib
import json

from django.db import migrations, models

MARK = "one_window"


def _sealed(version, content):
    told = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    version.content, version.digest = content, hashlib.sha256(told.encode()).hexdigest()
    version.save(update_fields=["content", "digest"])


def without_the_mark(apps, schema_editor):
    for version in apps.get_model("services", "ServiceItemVersion")._base_manager.iterator(500):
        if MARK in version.content:
            _sealed(version, {name: said for name, said in version.content.items() if name != MARK})


def with_the_mark(apps, schema_editor):
    for version in apps.get_model("services", "ServiceItemVersion")._base_manager.iterator(500):
        _sealed(version, {**version.content, MARK: version.one_window})


class Migration(migrations.Migration):

    dependencies = [
        ('services', '0003_online_case_files'),
    ]

    operations = [
        migrations.RunPython(without_the_mark, with_the_mark),
        migrations.RemoveField(model_name='serviceitemversion', name='one_window'),
    ]
