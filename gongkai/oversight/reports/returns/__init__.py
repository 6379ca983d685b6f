"""月报表: made from the month's figures, corrected with reasons, signed by three, locked, and gathered over units and months."""
