"""相似的申请: what the page of a file pays to find the alike ones among many applications.

    python -m bench.finding [applications]     (100 000 unless told)
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from random import Random
from statistics import median
from time import perf_counter

from django.db import connection
from django.test.utils import CaptureQueriesContext

from bench.house import Site, house
