"""码: the codes of the house, as the rooms of casework ask for them."""

from gongkai.office.journal.codes import (
    CODE_ALPHABET,
    CODE_LENGTH,
    code_from,
    code_kept,
    new_code,
    opens,
    plain,
    registered,
    same_code,
    spaced,
)

__all__ = [
    "CODE_ALPHABET",
    "CODE_LENGTH",
    "code_from",
    "code_kept",
    "new_code",
    "opens",
    "plain",
    "registered",
    "same_code",
    "spaced",
]
