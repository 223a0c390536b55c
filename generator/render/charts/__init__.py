"""Pictures as SVG, made at build time: what is to be shown in, text out.

They are drawn for the narrowest screen and stretch: what lies along a line is given in parts of the whole width, so that words
keep their size and what does not overlap at 272 pixels overlaps nowhere. All arithmetic is of whole numbers, so that a picture
of the same things is the same on any machine. Colours are the theme's: shapes have classes only.
"""
