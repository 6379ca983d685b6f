"""模仿的对象存储: a server that speaks S3 on loopback, with one bucket; a real one was never tried."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import boto3
from moto.server import ThreadedMotoServer

from tests.doors.press.nginxed import free_port

ACCOUNT, SECRET = "gongkai", "nobody's secret"
POLICY = Path(__file__).resolve().parent.parent / "deploy" / "pages-policy.json"


@contextmanager
def imitated() -> Iterator[str]:
    """The address of the bucket, to which a prefix may be added."""
    port = free_port()
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=port, verbose=False)
    server.start()
    _client(f"http://127.0.0.1:{port}").create_bucket(Bucket="files")
    yield f"s3+http://{ACCOUNT}@127.0.0.1:{port}/files"
    server.stop()


def _client(server: str) -> Any:
    known = {"aws_access_key_id": ACCOUNT, "aws_secret_access_key": SECRET, "region_name": "us-east-1"}
    return boto3.client("s3", endpoint_url=server, **known)


def open_to_readers(address: str) -> str:
    """Anybody may read what lies beneath this prefix and list nothing, by the policy we advise; where it is read."""
    parts = urlsplit(address)
    bucket, _, prefix = parts.path.strip("/").partition("/")
    said = POLICY.read_text(encoding="utf-8").replace("@BUCKET@", bucket).replace("@PREFIX@", prefix)
    _client(f"http://127.0.0.1:{parts.port}").put_bucket_policy(Bucket=bucket, Policy=said)
    return f"http://127.0.0.1:{parts.port}{parts.path}"
