"""收信: letters to an e-mail address become tickets, each once."""
