"""申请材料: what has to be handed in for an item, as a clerk writes it in one line, and what several items need together.

One line tells one material, its parts parted by ``；``: ``身份证；原件1份；复印件2份；电子；免交：能在线核验的``. The same line
stands in the form, in the cell of a table and on paper.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from gongkai.law.grammar.flow import JSON, Unlawful
from gongkai.law.service_words import STANDARDIZED, PaperForm

MOST_COPIES = 20
"""份数上限: nobody is asked for more."""


@dataclass(frozen=True, slots=True)
class Material:
    """申请材料: its name, how many originals and copies, in which form, and who is exempt from handing it in."""

    name: str
    originals: int = 1
    copies: int = 0
    form: PaperForm = PaperForm.EITHER
    exempt: str = ""

    @property
    def key(self) -> str:
        """同名: two materials are the same when their names differ in spaces and brackets only."""
        return re.sub(r"[\s（）()《》“”\"]", "", self.name)

    @property
    def amount(self) -> str:
        """份数: as a list says it."""
        told = [f"{word}{n}份" for word, n in (("原件", self.originals), ("复印件", self.copies)) if n]
        return "、".join(told) or "核验后退还"

    @property
    def line(self) -> str:
        """一行: as a clerk writes it; ``read_material`` reads it back."""
        parts = [self.name]
        parts += [f"{word}{n}份" for word, n in (("原件", self.originals), ("复印件", self.copies)) if n]
        if not self.originals and not self.copies:
            parts.append("核验后退还")
        if self.form is not PaperForm.EITHER:
            parts.append(self.form.label)
        if self.exempt:
            parts.append(f"免交：{self.exempt}")
        return "；".join(parts)

    def told(self) -> dict[str, JSON]:
        """记录: as an entry of the journal holds it."""
        return {
            "name": self.name,
            "originals": self.originals,
            "copies": self.copies,
            "form": self.form.value,
            "exempt": self.exempt,
        }

    @classmethod
    def read(cls, told: Mapping[str, JSON]) -> Material:
        """读记录."""
        return cls(
            str(told["name"]),
            int(str(told["originals"])),
            int(str(told["copies"])),
            PaperForm(str(told["form"])),
            str(told["exempt"]),
        )


_AMOUNT = re.compile(r"(原件|复印件)(\d{1,3})份")
_FORMS = {form.label: form for form in PaperForm}


def read_material(line: str) -> Material:
    """读材料: one line as a clerk wrote it; raises Unlawful naming the part nobody understands."""
    name, *parts = (part.strip() for part in re.split(r"[；;]", line.strip()))
    if not name:
        raise Unlawful("材料没有名称", STANDARDIZED, field="materials")
    amounts: dict[str, int] = {}
    form, exempt, returned = PaperForm.EITHER, "", False
    for part in parts:
        if not part:
            continue
        if found := _AMOUNT.fullmatch(part):
            amounts[found[1]] = int(found[2])
        elif part in _FORMS:
            form = _FORMS[part]
        elif part == "核验后退还":
            returned = True
        elif part.startswith(("免交：", "免交:")):
            exempt = part[3:].strip()
        else:
            raise Unlawful(
                f"材料“{name}”的“{part}”看不懂：应写原件几份、复印件几份、形式或者免交的情形", field="materials"
            )
    if max(amounts.values(), default=0) > MOST_COPIES:
        raise Unlawful(f"材料“{name}”的份数超过{MOST_COPIES}份", field="materials")
    originals = amounts.get("原件", 0 if returned or amounts else 1)
    return Material(name, originals, amounts.get("复印件", 0), form, exempt)


def read_materials(text: str) -> tuple[Material, ...]:
    """读材料表: one line each; the same material twice is refused."""
    materials = tuple(read_material(line) for line in text.splitlines() if line.strip())
    check_materials(materials)
    return materials


def check_materials(materials: Sequence[Material]) -> None:
    """核对材料: each once."""
    seen: set[str] = set()
    for material in materials:
        if material.key in seen:
            raise Unlawful(f"材料“{material.name}”写了两次", STANDARDIZED, field="materials")
        seen.add(material.key)


@dataclass(frozen=True, slots=True)
class Merged:
    """合并材料: a material asked for once, and which items need it."""

    material: Material
    needed_by: tuple[str, ...]


def merge(wanted: Iterable[tuple[str, Sequence[Material]]]) -> tuple[Merged, ...]:
    """合并: what several items need, each material once in the order it comes up.

    The one original and the most copies any of them asks for are enough; one is exempt only where all are.
    """
    found: dict[str, Merged] = {}
    for item, materials in wanted:
        for material in materials:
            known = found.get(material.key)
            found[material.key] = _joined(known, material, item) if known else Merged(material, (item,))
    return tuple(found.values())


def _joined(known: Merged, other: Material, item: str) -> Merged:
    one = known.material
    form = one.form if one.form is other.form else _stricter(one.form, other.form)
    both = replace(
        one,
        originals=max(one.originals, other.originals),
        copies=max(one.copies, other.copies),
        form=form,
        exempt=one.exempt if one.exempt == other.exempt else "",
    )
    return Merged(both, tuple(dict.fromkeys((*known.needed_by, item))))


def _stricter(one: PaperForm, other: PaperForm) -> PaperForm:
    if one is PaperForm.EITHER:
        return other
    return one if other is PaperForm.EITHER else PaperForm.PAPER
