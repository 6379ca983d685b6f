"""救济: reconsideration and litigation, linked to the application they challenge."""
