"""办理中的工作: imports, exports, presses and patrols wait their turn here, show how far they are, and go on after a kill."""
