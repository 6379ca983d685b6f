"""失信名单: telling whom it names, repair, exit."""
