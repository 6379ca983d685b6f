"""WSGI: the door for application servers."""

import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from gongkai.bootstrap import local_keys, settle

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.settings")
local_keys()
application = get_wsgi_application()
_ = get_resolver().url_patterns  # every room is loaded now, not by the first who comes
settle()
