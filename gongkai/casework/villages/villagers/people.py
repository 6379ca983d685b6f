"""村民的个人信息: who somebody is, kept sealed under the key of their file; what a list may show of it."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass

from gongkai.casework.villages.villagers.models import Villager
from gongkai.law.application_form import masked_name
from gongkai.law.applications import ApplicantKind
from gongkai.office.authorities.models import Authority
from gongkai.office.journal import vault
from gongkai.office.journal.vault import Secrets
from gongkai.office.notices import sms

FIELD = "villager"


@dataclass(frozen=True, slots=True)
class Person:
    """村民本人: name, telephone, and the household they belong to."""

    name: str
    phone: str
    household: str

    @property
    def masked_name(self) -> str:
        """姓名（脱敏）."""
        return masked_name(self.name, ApplicantKind.PERSON)

    @property
    def masked_phone(self) -> str:
        """电话（脱敏）."""
        return sms.masked(self.phone)

    @property
    def told(self) -> tuple[str, ...]:
        """能认出本人的文字: what must not stand in what a group reads."""
        return tuple(each for each in (self.name, self.phone) if len(each) > 1)


def packed(person: Person) -> str:
    """装入: as it is sealed."""
    return json.dumps(asdict(person), ensure_ascii=False)


def sealed(secrets: Secrets, person: Person) -> bytes:
    """加密."""
    return secrets.seal(FIELD, packed(person))


def person_of(villager: Villager) -> Person:
    """村民本人: raises Shredded."""
    return Person(**json.loads(vault.unseal(villager.dossier, FIELD, villager.personal)))


def people_of(villagers: Collection[Villager]) -> dict[int, Person]:
    """成批: by the key of the villager; shredded ones are missing."""
    keys = vault.secrets_of_many(villager.dossier for villager in villagers)
    return {
        villager.pk: Person(**json.loads(secrets.unseal(FIELD, villager.personal)))
        for villager in villagers
        if (secrets := keys.get(villager.dossier_id))
    }


def mark_of(village: Authority, person: Person) -> str:
    """人员摘要: the same for the same person in the same village, readable by nobody."""
    return vault.blind(*told_of(village.pk, person))


def told_of(village: int, person: Person) -> tuple[str, str]:
    """人员摘要所据: the field and the text that the mark is an index of."""
    return f"villager of {village}", f"{person.name}|{person.phone}"


def there_otherwise(village: Authority, people: Iterable[Person]) -> bool:
    """已有此人: in a form of the other suite, which the constraint of the table does not see."""
    known = [each for person in people for each in vault.blinds(*told_of(village.pk, person))[1:]]
    return Villager.objects.of(village).filter(mark__in=known).exists()
