"""出版测试的夹具."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import override_settings

from tests.publication.conftest import house, people

__all__ = ["house", "people"]


@pytest.fixture(autouse=True)
def tree(tmp_path: Path) -> Iterator[Path]:
    """A folder of its own to press into."""
    with override_settings(VAR_DIR=tmp_path, PRESSED=True):
        yield tmp_path / "pressed"
