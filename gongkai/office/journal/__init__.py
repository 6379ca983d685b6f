"""台账: dossiers and their append-only sealed entries; ``acts.take`` is the one way to move a dossier."""
