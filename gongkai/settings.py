"""设置: everything from the environment, refused at start when it is nonsense. SQLite and local files if nothing is set."""

from __future__ import annotations

import os
import sys
from datetime import timedelta
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent


def env(name: str, default: str = "") -> str:
    """环境变量: the value of ``GONGKAI_<name>``, or the default."""
    return os.environ.get(f"GONGKAI_{name}", default).strip()


def env_bool(name: str, *, default: bool = False) -> bool:
    """是或否: 1/true/yes/on or 0/false/no/off; anything else stops the start."""
    text = env(name, "1" if default else "0").lower()
    if text in {"1", "true", "yes", "on"}:
        return True
    if text in {"0", "false", "no", "off", ""}:
        return False
    raise ImproperlyConfigured(f"GONGKAI_{name}应为是或否（1/0），收到“{text}”")


def env_int(name: str, default: int, *, least: int = 0) -> int:
    """整数: a whole number not below ``least``."""
    text = env(name, str(default))
    if not text.isdecimal() or int(text) < least:
        raise ImproperlyConfigured(f"GONGKAI_{name}应为不小于{least}的整数，收到“{text}”")
    return int(text)


SECRETS: list[str] = []
"""Every secret that was read, so that the log can hold them back."""
SECRET_FILES: dict[str, Path] = {}
"""The files the secrets were read from, so that the doctor can say who else may read them."""


def env_choice(name: str, choices: tuple[str, ...]) -> str:
    """选项: one of these words; the first where nothing is set."""
    text = env(name, choices[0]).lower()
    if text not in choices:
        raise ImproperlyConfigured(f"GONGKAI_{name}应为{'、'.join(choices)}之一，收到“{text}”")
    return text


def env_secret(name: str, *, least: int = 32) -> str:
    """密钥: ``GONGKAI_<name>`` or the content of the file ``GONGKAI_<name>_FILE``; 32 characters where it is ours to draw."""
    secret = env(name)
    if not secret and (file := env(f"{name}_FILE")):
        SECRET_FILES[name] = Path(file)
        secret = Path(file).read_text(encoding="utf-8").strip()
    if len(secret) < least:
        raise ImproperlyConfigured(
            f"缺少密钥GONGKAI_{name}（或GONGKAI_{name}_FILE），长度至少{least}个字符；可用 gongkai keys 生成"
        )
    SECRETS.append(secret)
    return secret


def env_former_secrets(name: str) -> tuple[str, ...]:
    """以前的密钥: one to a line, the latest first, in ``GONGKAI_<name>`` or the file ``GONGKAI_<name>_FILE``; usually none."""
    text = env(name)
    if not text and (file := env(f"{name}_FILE")):
        SECRET_FILES[name] = Path(file)
        text = Path(file).read_text(encoding="utf-8")
    former = tuple(line.strip() for line in text.splitlines() if line.strip())
    if any(len(secret) < 32 for secret in former):
        raise ImproperlyConfigured(f"GONGKAI_{name}每行一个密钥，长度至少32个字符")
    SECRETS.extend(former)
    return former


SQLITE_CACHE = 32 * 1024
"""KiB of a connection's page cache. SQLite's own 2 MiB hold no index of a million rows, and every insert reads it anew."""


def _connections(pool: int) -> dict[str, object]:
    """连接: one to a thread, kept a minute; or so many shared by all threads of a process."""
    if pool:
        return {"CONN_HEALTH_CHECKS": True, "OPTIONS": {"pool": {"min_size": 1, "max_size": pool, "timeout": 10}}}
    return {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}


def database(url: str) -> dict[str, object]:
    """数据库: ``sqlite:///path`` or ``postgresql://user:password@host:port/name``; the embedded file if empty."""
    parts = urlsplit(url or f"sqlite:///{VAR_DIR / 'gongkai.sqlite3'}")
    if parts.scheme == "sqlite":
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": parts.path[1:] if parts.path.startswith("//") else parts.path,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;"
                f"PRAGMA cache_size=-{SQLITE_CACHE};",
            },
        }
    if parts.scheme in {"postgres", "postgresql"}:
        SECRETS.append(unquote(parts.password or ""))
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": parts.path.lstrip("/"),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": parts.hostname or "",
            "PORT": str(parts.port or ""),
            **_connections(env_int("DATABASE_POOL", 0)),
        }
    raise ImproperlyConfigured(f"GONGKAI_DATABASE应以sqlite:或postgresql:开头，收到“{parts.scheme}”")


VAR_DIR = Path(env("VAR") or BASE_DIR / "var")
DEBUG = env_bool("DEBUG")
SECRET_KEY = env_secret("SECRET_KEY")
SEAL_KEY = env_secret("SEAL_KEY")
VAULT_KEY = env_secret("VAULT_KEY")
VAULT_KEYS_FORMER = env_former_secrets("VAULT_KEY_FORMER")
CRYPTO = env_choice("CRYPTO", ("international", "national"))
BACKUP_KEY = env_secret("BACKUP_KEY") if env("BACKUP_KEY") or env("BACKUP_KEY_FILE") else ""  # no backups without one
BACKUP_KEYS_FORMER = env_former_secrets("BACKUP_KEY_FORMER")
BACKUP_HOURS = env_int("BACKUP_HOURS", 36, least=1)  # a backup or a key book older than this is late
VERIFY_DAYS = env_int("VERIFY_DAYS", 14, least=1)
DRILL_DAYS = env_int("DRILL_DAYS", 45, least=1)
ALLOWED_HOSTS = [host for host in env("HOSTS", "localhost,127.0.0.1,[::1]").split(",") if host]
HTTPS = env_bool("HTTPS")
PROXY_HOPS = env_int("PROXY_HOPS", 0)
OPENSEARCH = env("OPENSEARCH")  # the address of a search cluster; empty: the index lies under VAR
PRESSED = env_bool("PRESSED", default=True)
PAGES = env("PAGES")  # s3://user@host:port/bucket/prefix of the pressed pages; empty: under VAR
PAGES_SECRET = env_secret("PAGES_SECRET", least=1) if PAGES else ""
PRESSED_LOOKS = tuple(look for look in env("PRESSED_LOOKS", "elder").split(",") if look)
VISITS_LOG = env("VISITS_LOG")  # the log of readings the server in front writes; empty: we write our own
PATROL_INSIDE = tuple(host for host in env("PATROL_INSIDE").split(",") if host)  # hosts and networks within the county
DISK_FREE_MEGABYTES = env_int("DISK_FREE_MEGABYTES", 1024)  # the doctor warns below, and calls a quarter of it a danger
SLOW_QUERY_MS = env_int("SLOW_QUERY_MS", 500, least=1)  # what takes longer is noted by its shape
METRICS_TOKEN = env_secret("METRICS_TOKEN") if env("METRICS_TOKEN") or env("METRICS_TOKEN_FILE") else ""
FAULT_REPORT = env("FAULT_REPORT")  # 我为政府网站找错: the entry the national platform gave to this site

# 身份鉴别、登录失败（GB/T 22239）：标准没有写明数值，这里是业内通行的默认值，按单位的规定设。
PASSWORD_LENGTH = env_int("PASSWORD_LENGTH", 12, least=8)  # GB/T 22239 asks for no figure, OWASP ASVS 2.1.1 for twelve
PASSWORD_LENGTH_ADMINISTRATOR = env_int("PASSWORD_LENGTH_ADMINISTRATOR", 12, least=8)  # the longer of both holds
PASSWORD_CLASSES = env_int("PASSWORD_CLASSES", 3, least=1)  # of small letters, capitals, digits, signs
PASSWORD_HISTORY = env_int("PASSWORD_HISTORY", 5, least=1)
PASSWORD_DAYS = env_int("PASSWORD_DAYS", 90)  # 0: never too old
LOGIN_FAILURES = env_int("LOGIN_FAILURES", 5, least=1)
LOGIN_ACCOUNT_FAILURES = env_int("LOGIN_ACCOUNT_FAILURES", 20, least=5)  # of one account from whatever addresses
LOGIN_LOCK_MINUTES = env_int("LOGIN_LOCK_MINUTES", 30, least=1)
IDLE_MINUTES = env_int("IDLE_MINUTES", 30, least=2)  # to the minute: web.middleware.still_here
IDLE_MINUTES_ADMINISTRATOR = env_int("IDLE_MINUTES_ADMINISTRATOR", 15, least=2)
SESSION_HOURS = env_int("SESSION_HOURS", 12, least=1)
ASK_AGAIN_MINUTES = env_int("ASK_AGAIN_MINUTES", 10, least=1)  # a sensitive deed asks for a password given longer ago
SECOND_FACTOR = env_choice("SECOND_FACTOR", ("nobody", "administrators", "everybody"))
ACCOUNT_IDLE_DAYS = env_int("ACCOUNT_IDLE_DAYS", 0)  # 0: accounts nobody uses are listed, not suspended

INSTALLED_APPS = [
    "gongkai.web",
    "gongkai.engines.press",
    "gongkai.office.authorities",
    "gongkai.office.journal",
    "gongkai.office.notices",
    "gongkai.office.jobs",
    "gongkai.office.establishment",
    "gongkai.office.security",
    "gongkai.office.sites",
    "gongkai.office.visits",
    "gongkai.publication.gate",
    "gongkai.publication.documents",
    "gongkai.publication.catalogue",
    "gongkai.publication.disclosure",
    "gongkai.publication.interpretation",
    "gongkai.publication.response",
    "gongkai.publication.registers",
    "gongkai.publication.institution",
    "gongkai.publication.specials",
    "gongkai.casework.applications",
    "gongkai.casework.remedies",
    "gongkai.casework.proposals",
    "gongkai.casework.engagement",
    "gongkai.casework.services",
    "gongkai.casework.villages",
    "gongkai.oversight.people",
    "gongkai.oversight.rulebook",
    "gongkai.oversight.training",
    "gongkai.oversight.supervision",
    "gongkai.oversight.handing",
    "gongkai.oversight.plans",
    "gongkai.oversight.assessment",
    "gongkai.oversight.crawling",
    "gongkai.oversight.reports",
    "gongkai.oversight.problems",
    "gongkai.doors.backups",
    "gongkai.doors.followers",
    "gongkai.doors.search",
    "gongkai.doors.portal",
    "gongkai.doors.desk",
    "gongkai.doors.watch",
    "gongkai.demo",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "axes",
]

MIDDLEWARE = [
    "gongkai.doors.watch.middleware.watched",
    "gongkai.office.visits.middleware.readings_written",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "gongkai.web.middleware.security_headers",
    "gongkai.doors.pressed.pressed_pages",
    "gongkai.web.looks.looks",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "gongkai.web.middleware.still_here",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "gongkai.publication.disclosure.ledger.redirecting.from_old_addresses",
    "gongkai.office.authorities.middleware.official_and_authority",
    "gongkai.office.security.audit.refusals.refusals_kept",
    "gongkai.doors.house.house_of_the_page",
    "gongkai.doors.desk.middleware.session_ends",
    "gongkai.doors.desk.middleware.password_first",
    "gongkai.doors.desk.middleware.second_factor_first",
    "gongkai.doors.desk.again.ask_again",
    "gongkai.oversight.training.practice.slips.slips",
    "gongkai.web.middleware.unlawful_as_a_page",
    "gongkai.publication.gate.holding.remembered",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "gongkai.urls"
WSGI_APPLICATION = "gongkai.wsgi.application"
FORM_RENDERER = "django.forms.renderers.Jinja2"
"""字段的模板: those of Django's other language take twice the time for the same field."""

TEMPLATES = [
    {
        "BACKEND": "gongkai.web.jinja.Rooms",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.contrib.messages.context_processors.messages",
                "gongkai.web.context.house",
            ],
        },
    },
]

DATABASE_OWN = database(env("DATABASE"))
DATABASE_WEB = database(env("DATABASE_WEB")) if env("DATABASE_WEB") else {}
"""The same database by way of a pooler, for web processes alone: they have many connections, and none needs a session of its own.
A pooler hands the next statement outside a transaction to another session, where a cursor of the server is unknown."""
THROUGH_A_POOLER = bool(DATABASE_WEB) and "gongkai.wsgi" in sys.modules
DATABASES = {"default": {**DATABASE_WEB, "DISABLE_SERVER_SIDE_CURSORS": True} if THROUGH_A_POOLER else DATABASE_OWN}
if env("DATABASE_READ"):  # a copy that follows by itself; the public pages are read from it
    DATABASES["replica"] = {
        **database(env("DATABASE_READ")),
        "DISABLE_SERVER_SIDE_CURSORS": THROUGH_A_POOLER,
        "TEST": {"MIRROR": "default"},
    }
    DATABASE_ROUTERS = ["gongkai.doors.replicas.Router"]
    MIDDLEWARE.insert(1, "gongkai.doors.replicas.reads_from_the_copy")  # before whatever reads the database
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "authorities.Official"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = [  # the first makes; what another has made is verified, and made anew at the next log-in
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
PASSWORD_HASHERS.insert(0 if CRYPTO == "national" else 2, "gongkai.office.authorities.hashing.SM3PasswordHasher")
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "gongkai.office.authorities.passwords.LongEnough"},
    {"NAME": "gongkai.office.authorities.passwords.MixedEnough"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "gongkai.office.authorities.passwords.NotTheUsualWords"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "desk:login"
LOGIN_REDIRECT_URL = "desk:home"
LOGOUT_REDIRECT_URL = "desk:login"
AXES_FAILURE_LIMIT = LOGIN_FAILURES
AXES_COOLOFF_TIME = timedelta(minutes=LOGIN_LOCK_MINUTES)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_TEMPLATE = "web/locked.html"
AXES_CLIENT_IP_CALLABLE = "gongkai.web.limits.client_address"
AXES_VERBOSE = False

COOKIE_PREFIX = "__Host-" if HTTPS else ""  # as web.cookies says; browsers refuse the prefix without HTTPS
SESSION_COOKIE_NAME = f"{COOKIE_PREFIX}sessionid"
SESSION_ENGINE = "gongkai.web.sessions"
SIGNING_BACKEND = "gongkai.web.signing.TimestampSigner"
SESSION_COOKIE_AGE = IDLE_MINUTES * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_NAME = f"{COOKIE_PREFIX}csrftoken"
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
MESSAGE_STORAGE = "gongkai.web.cookies.Messages"
CSRF_FAILURE_VIEW = "gongkai.web.errors.expired_form"
CSRF_TRUSTED_ORIGINS = [origin for origin in env("ORIGINS").split(",") if origin]
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SECURE_SSL_REDIRECT = HTTPS and not PROXY_HOPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PROXY_HOPS else None
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
DATA_UPLOAD_MAX_NUMBER_FILES = 600  # a batch of annual reports chosen together; its form tells the bound of 500
REGISTER_LATE_DAYS = env_int("REGISTER_LATE_DAYS", 0)  # 0: as law.registers.overdue has it
UPLOAD_MEGABYTES = env_int("UPLOAD_MEGABYTES", 50, least=1)  # larger files are refused before they are stored
CLAMAV = env("CLAMAV")  # a socket's path or host:port of clamd; empty: nobody is asked
FILE_UPLOAD_HANDLERS = [
    "gongkai.web.bounded.BoundedUpload",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
MEDIA_ROOT = VAR_DIR / "files"
FILES = env("FILES")  # s3://user@host:port/bucket/prefix; empty: under MEDIA_ROOT
FILES_SECRET = env_secret("FILES_SECRET", least=1) if FILES else ""
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend"
    if env("SMTP_HOST")
    else "django.core.mail.backends.filebased.EmailBackend"
)
EMAIL_FILE_PATH = str(VAR_DIR / "mail")
EMAIL_HOST = env("SMTP_HOST")
EMAIL_PORT = env_int("SMTP_PORT", 25)
EMAIL_HOST_USER = env("SMTP_USER")
EMAIL_HOST_PASSWORD = env_secret("SMTP_PASSWORD", least=1) if env("SMTP_USER") else ""
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env("MAIL_FROM", "no-reply@localhost")
HEADS_MAIL = env("HEADS_MAIL")
SMS_GATEWAY = env("SMS_GATEWAY")

LOG_FORMAT = env_choice("LOG_FORMAT", ("text", "json"))
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"request": {"()": "gongkai.web.logs.OfTheRequest"}},
    "formatters": {
        "text": {"()": "gongkai.web.logs.TextLine"},
        "json": {"()": "gongkai.web.logs.JsonLine"},
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": LOG_FORMAT, "filters": ["request"]}},
    "root": {"handlers": ["console"], "level": env("LOG", "WARNING")},
    "loggers": {
        # Django gives these a handler of its own, which would write what ours holds back
        "django": {"handlers": [], "propagate": True},
        "django.server": {"handlers": [], "propagate": True},
        "django.request": {"level": "ERROR"},
        "django.db.backends": {"level": "INFO"},
        "axes": {"level": "ERROR"},
        "opensearch": {"level": "ERROR"},
    },
}
