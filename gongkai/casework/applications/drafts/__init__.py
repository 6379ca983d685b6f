"""草稿: applications begun online and continued later, from any device, by a code nobody else has."""
