"""How fast the derivation is, beside other tools; run by hand, no part of the wheel."""
