"""证据: records of searches and the papers that are joined to an application."""
