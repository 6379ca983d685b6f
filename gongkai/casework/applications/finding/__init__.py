"""先找后办: what is already public, which applications are alike, what was asked before, what several ask for."""
