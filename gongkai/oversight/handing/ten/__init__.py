"""十分钟清单: the few decisions of a week that need a person."""
