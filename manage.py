#!/usr/bin/env python
"""Django's management commands of the house."""

import os
import sys

from gongkai.bootstrap import local_keys


def main() -> None:
    """Run a management command with the keys of this installation."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.settings")
    local_keys()
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
