"""同行：Wagtail: the site that ``wagtail_site`` made, for a server."""

# mypy: ignore-errors

import os
from pathlib import Path

from django.core.wsgi import get_wsgi_application

from bench.peers.wagtail_site import configure

configure(Path(os.environ["BENCH_WAGTAIL"]), anew=False)
application = get_wsgi_application()
