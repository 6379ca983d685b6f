"""巡检的试场: a site of so many pages with planted faults, traps and slow pages, served on loopback; tests and bench walk it."""
