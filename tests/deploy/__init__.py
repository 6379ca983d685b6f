"""部署：the pages an administrator follows, followed."""
