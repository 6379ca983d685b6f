"""核对: what is wrong or odd with a report, one module for each matter; ``checking`` runs them, ``rulebook`` lists them."""
