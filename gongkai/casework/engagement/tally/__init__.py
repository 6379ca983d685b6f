"""月计: how many tickets of a month stand alike, kept line by line beside the tickets, so that no figure reads them."""
