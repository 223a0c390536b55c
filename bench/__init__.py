"""Benchmarks of derivation, builds and the preview beside other tools; run by hand, not part of the wheel."""
