"""共用资料: the real reports that lie beside a checkout, where they are present."""

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"

needs_shared = pytest.mark.skipif(
    not (SHARED / "seeds").is_dir(),
    reason="旁边没有 shared 目录：真实年报的测试未运行 (no shared folder beside the checkout)",
)
