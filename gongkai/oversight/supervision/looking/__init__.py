"""看网页: what every public page says, looked through once for each edition of it and each change of the rules."""
