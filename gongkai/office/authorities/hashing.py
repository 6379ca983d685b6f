"""密码散列（国密）: PBKDF2 over HMAC-SM3, first under the national suite; what is hashed otherwise goes over at a log-in."""

from __future__ import annotations

from base64 import b64encode

from cryptography.hazmat.primitives.hashes import SM3
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC
from django.contrib.auth.hashers import PBKDF2PasswordHasher


class SM3PasswordHasher(PBKDF2PasswordHasher):
    """PBKDF2-HMAC-SM3: the framework's format with another digest; the work is done by ``cryptography``.

    So many rounds as take as long as Argon2 does where it was measured (ADR 0061). They use hardly any memory, which is why
    Argon2 stays first where nothing asks for the national algorithms.
    """

    algorithm = "pbkdf2_sm3"
    iterations = 600_000

    def encode(self, password: str, salt: str, iterations: int | None = None) -> str:
        """The hash as it is kept: algorithm, rounds, salt and 32 bytes."""
        self._check_encode_args(password, salt)  # type: ignore[attr-defined]  # the stubs lack it
        rounds = iterations or self.iterations
        made = PBKDF2HMAC(SM3(), length=32, salt=salt.encode(), iterations=rounds).derive(password.encode())
        return f"{self.algorithm}${rounds}${salt}${b64encode(made).decode()}"
