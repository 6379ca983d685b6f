"""访问测速: how quickly the site's own pages come, asked by a timer over HTTP."""
