"""对象存储: a bucket that speaks S3. A content is gathered beside first, for its name is its digest, and put there in one piece.

The address names everything but the secret: ``s3://用户@主机:端口/桶/前缀``; ``s3+http`` is for a network of one's own only.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from tempfile import SpooledTemporaryFile
from typing import BinaryIO, cast
from urllib.parse import unquote, urlsplit

from minio import Minio
from minio.error import S3Error
from urllib3 import PoolManager, Retry, Timeout
from urllib3.exceptions import HTTPError

from gongkai.engines.store.values import CHUNK, Kept, Lying, sure

IN_MEMORY = 8 * CHUNK
SCHEMES = ("s3", "s3+http")
ABSENT = frozenset({"NoSuchKey", "NoSuchObject"})
PATIENCE = Timeout(connect=5, read=30)


@dataclass(frozen=True)
class BucketStore:
    """对象存储: ``prefix`` parts it from whatever else lies in the bucket."""

    host: str
    account: str
    secret: str
    bucket: str
    prefix: str = ""
    tls: bool = True
    region: str = "us-east-1"

    @classmethod
    def at(cls, address: str, secret: str) -> BucketStore:
        """按地址: raises ValueError where the address says too little."""
        parts = urlsplit(address)
        bucket, _, prefix = parts.path.strip("/").partition("/")
        if parts.scheme not in SCHEMES or not parts.hostname or not bucket or not parts.username:
            raise ValueError(f"对象存储的地址应写成s3://用户@主机:端口/桶/前缀，收到“{address}”")
        host = parts.hostname + (f":{parts.port}" if parts.port else "")
        return cls(host, unquote(parts.username), secret, bucket, f"{prefix}/" if prefix else "", parts.scheme == "s3")

    @cached_property
    def _client(self) -> Minio:
        patient = PoolManager(
            timeout=PATIENCE, retries=Retry(3, backoff_factor=0.2, status_forcelist=[500, 502, 503, 504])
        )
        return Minio(
            endpoint=self.host,
            access_key=self.account,
            secret_key=self.secret,
            secure=self.tls,
            region=self.region,
            http_client=patient,
        )

    def _key(self, name: str) -> str:
        return f"{self.prefix}{sure(name)}"

    def keep(self, pieces: Iterable[bytes]) -> Kept:
        """存入: put again even where it lies already, so that the sweep sees that it is wanted."""
        digest, size = hashlib.sha256(), 0
        with SpooledTemporaryFile(IN_MEMORY) as gathered, _answering():
            for piece in pieces:
                digest.update(piece)
                size += len(piece)
                gathered.write(piece)
            gathered.seek(0)
            name = digest.hexdigest()
            self._client.put_object(
                bucket_name=self.bucket, object_name=self._key(name), data=cast(BinaryIO, gathered), length=size
            )
        return Kept(name, size)

    def opened(self, digest: str) -> BinaryIO:
        """打开: fetched whole before it is handed on, so that nobody meets a broken line in the middle."""
        key = self._key(digest)
        fetched = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 (the caller closes it)
        try:
            with _answering():
                answer = self._client.get_object(bucket_name=self.bucket, object_name=key)
                try:
                    for piece in answer.stream(CHUNK):
                        fetched.write(piece)
                finally:
                    answer.close()
                    answer.release_conn()
        except OSError:
            fetched.close()
            raise
        fetched.seek(0)
        return cast(BinaryIO, fetched)

    def size_of(self, digest: str) -> int | None:
        """大小."""
        key = self._key(digest)
        try:
            with _answering():
                return self._client.stat_object(bucket_name=self.bucket, object_name=key).size
        except FileNotFoundError:
            return None

    def lying(self) -> Iterator[Lying]:
        """库中全部."""
        with _answering():
            for one in self._client.list_objects(bucket_name=self.bucket, prefix=self.prefix, recursive=True):
                name = (one.object_name or "").removeprefix(self.prefix)
                yield Lying(name, one.last_modified or datetime.max.replace(tzinfo=UTC))

    def remove(self, name: str) -> None:
        """移除."""
        key = self._key(name)
        with _answering():
            self._client.remove_object(bucket_name=self.bucket, object_name=key)


@contextmanager
def _answering() -> Iterator[None]:
    """What a store refuses or a network loses is an error of the machine, as it is with a disk."""
    try:
        yield
    except S3Error as refusal:
        if refusal.code in ABSENT:
            raise FileNotFoundError(refusal.object_name) from None
        raise OSError(f"对象存储没有照办：{refusal.code}") from refusal
    except HTTPError as trouble:
        raise OSError(f"对象存储没有应答：{type(trouble).__name__}") from trouble
