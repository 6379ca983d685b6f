"""看护: the door of whoever keeps the service running: what it says about itself."""
