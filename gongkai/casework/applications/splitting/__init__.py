"""拆分: one application that asks for several things becomes several files, each with the clock of the first."""
