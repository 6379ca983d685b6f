"""公开: a government information disclosure platform for Chinese local governments."""

__version__ = "0.1.0"
