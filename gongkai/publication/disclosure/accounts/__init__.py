"""新媒体账号: the accounts of an authority, who answers for them, and whether they are kept up."""
