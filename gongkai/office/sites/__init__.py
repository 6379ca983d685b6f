"""站点: the sites of the tree, the links and the emblem of their pages, what is wrong with them and who mends it."""
