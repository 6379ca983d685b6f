"""领导小组: each version is an entry; the one in force on a day is asked for by that day."""
