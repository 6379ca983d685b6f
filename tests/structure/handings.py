"""交接样例: 王 hands her post over to 李, with everything the other rooms were furnished with; nobody elsewhere may see it."""

from __future__ import annotations

from datetime import date

from gongkai.office.authorities.models import Posting
from gongkai.oversight.handing.packs import acts
from gongkai.oversight.handing.packs.models import Pack, PackLine
from tests.cast import Cast


def furnish(people: Cast, day: date) -> None:
    """写一份接力包."""
    posting = Posting.objects.of(people.bureau).filter(official=people.wang).order_by("pk")[0]
    acts.write(posting, people.li, on=day, by=people.zhou)


def samples(people: Cast) -> dict[str, object]:
    """What fills an argument of this name."""
    pack = Pack.objects.of(people.bureau).get()
    return {
        "pack": pack.dossier_id,
        "handing:line": PackLine.objects.of(people.bureau).filter(pack=pack).order_by("pk")[0].pk,
        "handing:posting": Posting.objects.of(people.bureau).filter(official=people.li).order_by("pk")[0].pk,
    }
