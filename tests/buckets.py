"""模仿的对象存储: a server that speaks S3 on loopback, with one bucket; a real one was never tried."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import boto3
from moto.server import ThreadedMotoServer

from tests.doors.press.nginxed import free_port

ACCOUNT, SECRET = "gongkai", "nobody's secret"


@contextmanager
def imitated() -> Iterator[str]:
    """The address of the bucket, to which a prefix may be added."""
    port = free_port()
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=port, verbose=False)
    server.start()
    known = {"aws_access_key_id": ACCOUNT, "aws_secret_access_key": SECRET, "region_name": "us-east-1"}
    boto3.client("s3", endpoint_url=f"http://127.0.0.1:{port}", **known).create_bucket(Bucket="files")
    yield f"s3+http://{ACCOUNT}@127.0.0.1:{port}/files"
    server.stop()
