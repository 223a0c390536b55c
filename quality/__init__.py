"""How good the pages are, measured from outside: the sample's site in a browser and behind a web server."""
