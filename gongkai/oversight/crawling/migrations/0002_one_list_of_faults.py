"""一张问题表: what a walk sees is called as the night calls it."""

from hashlib import sha256

from django.db import migrations

NOW = {
    "dead_link": "dead",
    "dead_attachment": "dead",
    "wrong_attachment": "unlike",
    "unanswered": "late",
    "no_meta": "meta",
    "no_mark": "unmarked",
    "no_viewport": "narrow",
    "wrong_date": "dated",
    "wrong_word": "words",
    "hidden_link": "hidden",
}


def rename(apps, schema_editor):
    """The mark of a fault follows its kind, so that the next walk knows it again."""
    faults = apps.get_model("crawling", "SiteFault")._base_manager
    for fault in faults.filter(kind__in=NOW).iterator():
        fault.kind = NOW[fault.kind]
        fault.key = sha256(f"{fault.kind}|{fault.subject}".encode()).hexdigest()[:16]
        fault.save(update_fields=["kind", "key"])


class Migration(migrations.Migration):

    dependencies = [
        ('crawling', '0001_patrols'),
    ]

    operations = [
        migrations.RunPython(rename, migrations.RunPython.noop, elidable=True),
    ]
