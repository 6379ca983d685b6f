"""WSGI: the door for application servers."""

import os

from django.core.wsgi import get_wsgi_application

from gongkai.bootstrap import local_keys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.settings")
local_keys()
application = get_wsgi_application()
