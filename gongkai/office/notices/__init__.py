"""信使: the outbox of messages, delivered by a command."""
