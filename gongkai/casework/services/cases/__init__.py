"""办件: from the window through the units and back to the window, with clocks, cards, ratings and scores that follow."""
