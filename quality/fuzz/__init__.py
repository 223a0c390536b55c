"""Fuzzing: random inputs for each part of the program, and the laws that hold for any input at all. See docs/quality.md."""
