"""样例镇的设置: an installation of its own in the data folder the environment names, with its tables made at once."""

import os
from pathlib import Path

from tests.settings import *  # noqa: F403

VAR_DIR = Path(os.environ["GONGKAI_VAR"])
MEDIA_ROOT, STATIC_ROOT = VAR_DIR / "files", VAR_DIR / "static"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
PRESSED, PRESSED_LOOKS = True, ()
