"""密码算法: HMAC-SHA-256 and AES-256-GCM, or the national HMAC-SM3 and SM4-GCM (GB/T 32905, 32907), as the setting says.

What was sealed and encrypted before a change stays as it is and is read as it was made: a cipher says in its first byte which it
is, a seal is tried by every digest the house has ever used. Both come from the kept library and the OpenSSL beneath it.
"""

from __future__ import annotations

import hashlib
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.backends.openssl import backend
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SM3

from gongkai.web import suites
from gongkai.web.suites import INTERNATIONAL, NATIONAL

__all__ = ["AES", "INTERNATIONAL", "NATIONAL", "SM4", "SM4GCM", "NotOpened", "decrypt", "encrypt", "missing"]

AES, SM4 = b"\x01", b"\x02"
NONCE, TAG = 12, 16
_SM4_KEY = 16


class NotOpened(Exception):
    """打不开: the text was changed, or this is not its key, or it is bound to something else."""


def encrypt(key: bytes, plain: bytes, bound_to: bytes) -> bytes:
    """加密: under the cipher that is chosen; the first byte says which."""
    nonce = os.urandom(NONCE)
    if suites.national():
        return SM4 + nonce + SM4GCM(_sm4_key(key)).encrypt(nonce, plain, bound_to)
    return AES + nonce + AESGCM(key).encrypt(nonce, plain, bound_to)


def decrypt(key: bytes, sealed: bytes, bound_to: bytes) -> bytes:
    """解密: by whichever cipher it was made; raises NotOpened."""
    kind, nonce, body = sealed[:1], sealed[1 : 1 + NONCE], sealed[1 + NONCE :]
    if kind not in (AES, SM4) or len(nonce) < NONCE or len(body) < TAG:
        raise NotOpened("密文格式不对")
    opens = SM4GCM(_sm4_key(key)) if kind == SM4 else AESGCM(key)
    try:
        return opens.decrypt(nonce, body, bound_to)
    except InvalidTag:
        raise NotOpened("密文已被改动，或不属于此处") from None


def missing() -> list[str]:
    """缺少的算法: what the setting asks for and this machine's OpenSSL has not got."""
    if not suites.national():
        return []
    has_sm4 = backend.cipher_supported(algorithms.SM4(b"\0" * _SM4_KEY), modes.GCM(b"\0" * NONCE))
    return [
        name
        for name, there in (("SM3", suites.has_digest("sm3") and backend.hash_supported(SM3())), ("SM4-GCM", has_sm4))
        if not there
    ]


class SM4GCM:
    """SM4-GCM: asked as ``AESGCM`` is; raises InvalidTag where nothing is opened."""

    def __init__(self, key: bytes) -> None:
        self._cipher = algorithms.SM4(key)

    def encrypt(self, nonce: bytes, plain: bytes, bound_to: bytes) -> bytes:
        """加密: the tag comes last."""
        made = Cipher(self._cipher, modes.GCM(nonce)).encryptor()
        made.authenticate_additional_data(bound_to)
        return made.update(plain) + made.finalize() + made.tag

    def decrypt(self, nonce: bytes, body: bytes, bound_to: bytes) -> bytes:
        """解密."""
        if len(body) < TAG:
            raise InvalidTag
        opened = Cipher(self._cipher, modes.GCM(nonce, body[-TAG:])).decryptor()
        opened.authenticate_additional_data(bound_to)
        return opened.update(body[:-TAG]) + opened.finalize()


def _sm4_key(key: bytes) -> bytes:
    """SM4 takes 128 bits: a key of its own, from the same secret, so that one key never serves two ciphers.

    Never remembered: the key of a file that is shredded must not live on in a process.
    """
    return hashlib.new("sm3", b"gongkai.sm4|" + key).digest()[:_SM4_KEY]
