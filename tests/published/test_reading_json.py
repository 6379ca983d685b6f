"""JSON 的格式: the page that documents it names every key of every shape, and nothing that is not there."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from docs import reading_json
from gongkai.reading import shapes

PAGE = Path(reading_json.__file__).with_name("reading-json.md")


def test_the_page_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == reading_json.page()


def test_every_shape_is_told() -> None:
    declared = {name for name in vars(shapes) if name.endswith("Json")}
    assert {shape.__name__ for shape in reading_json.SHAPES} == declared == set(reading_json.MEANINGS)


@pytest.mark.parametrize("shape", reading_json.SHAPES, ids=lambda shape: str(shape.__name__))
def test_every_key_has_a_meaning_and_every_meaning_a_key(shape: Any) -> None:
    assert list(reading_json.MEANINGS[shape.__name__]) == list(shape.__annotations__)
