"""测试设置: the settings of the house under throw-away keys and a throw-away folder, with fast passwords."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

for _name in ("SECRET_KEY", "SEAL_KEY", "VAULT_KEY"):
    os.environ.setdefault(f"GONGKAI_{_name}", f"for tests only: {_name} of nobody at all")

from gongkai.settings import *  # noqa: E402, F403 (the keys come first)

VAR_DIR = Path(tempfile.mkdtemp(prefix="gongkai-tests-"))
atexit.register(shutil.rmtree, VAR_DIR, ignore_errors=True)
PRESSED, PRESSED_LOOKS = False, ()  # tests of the press have a tree of their own
MEDIA_ROOT = VAR_DIR / "files"
STATIC_ROOT = VAR_DIR / "static"
STATIC_ROOT.mkdir()
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


class _Straight(dict[str, None]):
    """Tables are made from the models at once, in seconds: that migrations come to the same is for `make check` and
    ``tests/structure/test_migrations.py``, and the installations of ``tests/demo`` are migrated like any other."""

    def __contains__(self, app: object) -> bool:
        return True

    def __missing__(self, app: str) -> None:
        return None


MIGRATION_MODULES = _Straight()
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
