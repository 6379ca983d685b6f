"""接力包: written by the platform, accepted line by line."""
