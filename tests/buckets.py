"""对象存储: a server that imitates S3 on loopback, with one bucket; or a real store, where ``GONGKAI_TEST_BUCKETS`` names one.

``GONGKAI_TEST_BUCKETS=http://account:secret@host:port`` runs the same tests there; each takes a bucket of its own.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, urlsplit
from uuid import uuid4

import boto3
from moto.server import ThreadedMotoServer

from tests.ports import free_port

REAL: SplitResult | None = (
    urlsplit(os.environ["GONGKAI_TEST_BUCKETS"]) if os.environ.get("GONGKAI_TEST_BUCKETS") else None
)
ACCOUNT, SECRET = (REAL.username or "", REAL.password or "") if REAL else ("gongkai", "nobody's secret")
POLICY = Path(__file__).resolve().parent.parent / "deploy" / "pages-policy.json"


@contextmanager
def a_bucket() -> Iterator[str]:
    """The address of an empty bucket, to which a prefix may be added."""
    with _serving() as host:
        client, name = _client(f"http://{host}"), f"files-{uuid4().hex[:12]}"
        client.create_bucket(Bucket=name)
        yield f"s3+http://{ACCOUNT}@{host}/{name}"


@contextmanager
def _serving() -> Iterator[str]:
    if REAL:
        yield f"{REAL.hostname}:{REAL.port}"
        return
    port = free_port()
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=port, verbose=False)
    server.start()
    yield f"127.0.0.1:{port}"
    server.stop()


def _client(server: str) -> Any:
    known = {"aws_access_key_id": ACCOUNT, "aws_secret_access_key": SECRET, "region_name": "us-east-1"}
    return boto3.client("s3", endpoint_url=server, **known)


def open_to_readers(address: str) -> str:
    """Anybody may read what lies beneath this prefix and list nothing, by the policy we advise; where it is read."""
    parts = urlsplit(address)
    bucket, _, prefix = parts.path.strip("/").partition("/")
    said = POLICY.read_text(encoding="utf-8").replace("@BUCKET@", bucket).replace("@PREFIX@", prefix)
    server = f"http://{parts.hostname}:{parts.port}"
    _client(server).put_bucket_policy(Bucket=bucket, Policy=said)
    return f"{server}{parts.path}"
