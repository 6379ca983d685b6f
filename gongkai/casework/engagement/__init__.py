"""政民互动: letters to leaders' mailboxes, messages on the site, calls to the hotline, and what the government answers."""
