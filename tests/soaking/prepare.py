"""长跑的地方: run in the installation's environment: the people of ``tests.cast``, a column, and much that waits to go out."""

from __future__ import annotations

import os
import sys

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "gongkai.settings"
django.setup()

from gongkai.law.disclosure import ContentClass  # noqa: E402
from gongkai.office.authorities.acts import want_morning_mail  # noqa: E402
from gongkai.publication.catalogue import acts as catalogue  # noqa: E402
from gongkai.publication.catalogue.acts import ColumnPlan  # noqa: E402
from gongkai.publication.documents import acts as documents  # noqa: E402
from tests.cast import cast  # noqa: E402
from tests.publication.conftest import DAY  # noqa: E402


def main(many: int) -> None:
    """So many contents wait to be published."""
    people = cast()
    bureau, by = people.bureau, people.wang
    bureau.profile.letter_code, bureau.profile.phone = "示民公复", "0900-0000000"
    bureau.profile.save()
    for official in (people.wang, people.li):
        official.email = f"{official.username}@example.org"
        official.save(update_fields=["email"])
        want_morning_mail(official, wanted=True)
    plan = ColumnPlan("公示公告", "gsgg", "社会救助科", [ContentClass.NOTICE], cycle=30)
    catalogue.open_column(bureau, plan, on=DAY, by=by)
    for number in range(many):
        reviewers = [["section", "li", "2025-09-18"]]
        documents.register_review(
            bureau, title=f"第{number}号临时救助公示", checks={}, reviewers=reviewers, on=DAY, by=by
        )


if __name__ == "__main__":
    main(int(sys.argv[1]))
