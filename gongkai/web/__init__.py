"""墙: shells, components, forms, limits and the clock: what every page is made of. Knows the law and no room."""
