"""Charts as SVG, drawn at build time from contexts.

They are drawn for the narrowest screen and stretch: places along a line are percentages of the width, so that text keeps its
size and what does not overlap at 272 pixels overlaps nowhere. All arithmetic is of whole numbers, so that a chart of the same
numbers is the same on any machine. Colours are the theme's: shapes have classes only.
"""
