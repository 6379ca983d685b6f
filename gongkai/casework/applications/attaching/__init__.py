"""附件: files that come with an application, sealed under its key, never public."""
