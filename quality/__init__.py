"""Quality of the pages and of the derivation, measured from outside: in a browser, behind a server, beside other versions."""
