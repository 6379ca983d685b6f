from django.db import migrations


def keyed(apps, schema_editor):
    """Reckon the keys of the addresses there are."""
    from gongkai.papers.ledgers.places import key_of

    rows = apps.get_model("disclosure", "OldAddress")._base_manager
    last = 0
    while some := list(rows.filter(pk__gt=last).order_by("pk")[:1000]):
        last = some[-1].pk
        for row in some:
            host, key = key_of(row.address)
            row.host, row.key = host[:100], key if len(key) <= 400 else ""
        rows.bulk_update(some, ["host", "key"])


def unkeyed(apps, schema_editor):
    """The keys go with their columns; titles of lost pages have no place before."""
    apps.get_model("disclosure", "OldAddress")._base_manager.filter(content=None).delete()


class Migration(migrations.Migration):

    dependencies = [
        ('disclosure', '0005_old_addresses'),
    ]

    operations = [
        migrations.RunPython(keyed, unkeyed),
    ]
