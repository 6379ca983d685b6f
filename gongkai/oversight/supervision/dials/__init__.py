"""红线表盘: what the platform itself knows of an authority, held against the red lines, and who can mend what is near one."""
