"""大厅的文字: what the row of a place says, as the public reads it."""

from __future__ import annotations

from django.db.models import CharField, TextField

from gongkai.office.authorities.models import Owned


def texts_of(row: Owned) -> list[object]:
    """各项文字: of whatever a row holds, what somebody typed; a choice is nobody's words."""
    return [
        field.value_from_object(row)
        for field in row._meta.concrete_fields
        if isinstance(field, CharField | TextField) and not field.choices
    ]
