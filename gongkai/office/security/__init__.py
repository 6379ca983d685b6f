"""安全: the second factor, the sessions of an official, the accounts nobody uses, and the log as signed evidence."""
