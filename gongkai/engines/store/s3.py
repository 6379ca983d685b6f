"""桶: the few words of S3 the house speaks: put, get, look at, list, remove. What it is put into it for, others know.

The address names everything but the secret: ``s3://用户@主机:端口/桶/前缀``; ``s3+http`` is for a network of one's own only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from io import BytesIO
from typing import BinaryIO
from urllib.parse import unquote, urlsplit
from uuid import uuid4

from minio import Minio
from minio.deleteobjects import DeleteObject
from minio.error import S3Error
from urllib3 import PoolManager, Retry, Timeout
from urllib3.exceptions import HTTPError

from gongkai.engines.store.values import CHUNK, Lying

SCHEMES = ("s3", "s3+http")
ABSENT = frozenset({"NoSuchKey", "NoSuchObject"})
PLAIN = "application/octet-stream"
PROBE = ".probe-"
"""What is put there for a moment to see whether it can be."""


class StoreError(OSError):
    """对象存储没有照办: it refused, or did not answer; an error of the machine, as it is with a disk."""


@dataclass(frozen=True, slots=True)
class Patience:
    """耐心: seconds to wait for a connection and for an answer, and how often to try again."""

    connect: float = 5
    read: float = 30
    again: int = 3


@dataclass(frozen=True, slots=True)
class Found:
    """取得: a whole object, and when it was put there."""

    body: bytes
    changed: datetime


@dataclass(frozen=True)
class Bucket:
    """桶: ``prefix`` parts what is ours from whatever else lies in it; keys are told without it."""

    host: str
    account: str
    secret: str
    name: str
    prefix: str = ""
    tls: bool = True
    region: str = "us-east-1"
    patience: Patience = Patience()

    @classmethod
    def at(cls, address: str, secret: str, patience: Patience = Patience()) -> Bucket:
        """按地址: raises ValueError where the address says too little."""
        parts = urlsplit(address)
        name, _, prefix = parts.path.strip("/").partition("/")
        if parts.scheme not in SCHEMES or not parts.hostname or not name or not parts.username:
            raise ValueError(f"对象存储的地址应写成s3://用户@主机:端口/桶/前缀，收到“{address}”")
        host = parts.hostname + (f":{parts.port}" if parts.port else "")
        account, beneath = unquote(parts.username), f"{prefix}/" if prefix else ""
        return cls(host, account, secret, name, beneath, parts.scheme == "s3", patience=patience)

    @cached_property
    def _client(self) -> Minio:
        waits = Timeout(connect=self.patience.connect, read=self.patience.read)
        again = Retry(self.patience.again, backoff_factor=0.2, status_forcelist=[500, 502, 503, 504])
        return Minio(
            endpoint=self.host,
            access_key=self.account,
            secret_key=self.secret,
            secure=self.tls,
            region=self.region,
            http_client=PoolManager(timeout=waits, retries=again),
        )

    def put(
        self, key: str, content: BinaryIO, size: int, *, kind: str = PLAIN, headers: Mapping[str, str] | None = None
    ) -> None:
        """放: an object, whole or not at all; with the headers whoever hands it out is to say."""
        with _answering():
            self._client.put_object(
                bucket_name=self.name,
                object_name=self.prefix + key,
                data=content,
                length=size,
                content_type=kind,
                metadata=dict(headers or {}),
            )

    def put_bytes(self, key: str, body: bytes, *, kind: str = PLAIN, headers: Mapping[str, str] | None = None) -> None:
        """放: what is in memory already."""
        self.put(key, BytesIO(body), len(body), kind=kind, headers=headers)

    def fetch_into(self, key: str, out: BinaryIO) -> datetime:
        """取: written on piece by piece; when it was put there. Raises FileNotFoundError."""
        with (
            _answering(),
            closing(self._client.get_object(bucket_name=self.name, object_name=self.prefix + key)) as got,
        ):
            for piece in got.stream(CHUNK):
                out.write(piece)
            got.release_conn()
            return _moment(got.headers.get("Last-Modified", ""))

    def fetch(self, key: str) -> Found | None:
        """取: an object that fits in memory; None where there is none."""
        out = BytesIO()
        try:
            changed = self.fetch_into(key, out)
        except FileNotFoundError:
            return None
        return Found(out.getvalue(), changed)

    def size(self, key: str) -> int | None:
        """大小; None where there is no such object."""
        try:
            with _answering():
                return self._client.stat_object(bucket_name=self.name, object_name=self.prefix + key).size
        except FileNotFoundError:
            return None

    def lying(self, beneath: str = "", *, deep: bool = True) -> Iterator[Lying]:
        """桶中所有: beneath a prefix, in the order of their keys; not ``deep``: what is one step beneath, and folders."""
        with _answering():
            found = self._client.list_objects(self.name, prefix=self.prefix + beneath, recursive=deep)
            for one in found:
                key = (one.object_name or "").removeprefix(self.prefix)
                if not key.startswith(PROBE):
                    yield Lying(key, one.last_modified or datetime.max.replace(tzinfo=UTC), one.size or 0)

    def remove(self, keys: Iterable[str]) -> None:
        """移除: what is gone already is gone; raises StoreError where one was left."""
        with _answering():
            wanted = (DeleteObject(self.prefix + key) for key in keys)
            left = list(self._client.remove_objects(self.name, wanted))
        if left:
            raise StoreError(f"对象存储没有照办：{len(left)}件没有删去（{left[0].code}）")

    def prove(self) -> None:
        """试一试: put, read and remove a probe; raises OSError where one of them fails."""
        probe, said = f"{PROBE}{uuid4().hex}", b"gongkai"
        self.put_bytes(probe, said)
        try:
            found = self.fetch(probe)
        finally:
            self.remove([probe])
        if found is None or found.body != said:
            raise StoreError("对象存储给出的与放入的不同")


def _moment(header: str) -> datetime:
    try:
        return datetime.strptime(header, "%a, %d %b %Y %H:%M:%S GMT").replace(tzinfo=UTC)
    except ValueError:
        return datetime.max.replace(tzinfo=UTC)


@contextmanager
def _answering() -> Iterator[None]:
    """What a store refuses or a network loses is an error of the machine, as it is with a disk."""
    try:
        yield
    except S3Error as refusal:
        if refusal.code in ABSENT:
            raise FileNotFoundError(refusal.object_name) from None
        raise StoreError(f"对象存储没有照办：{refusal.code}") from refusal
    except HTTPError as trouble:
        raise StoreError(f"对象存储没有应答：{type(trouble).__name__}") from trouble
