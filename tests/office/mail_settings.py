"""The settings of the tests, with mail that really leaves."""

from tests.settings import *  # noqa: F403 (the house's own)

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = "127.0.0.1"
