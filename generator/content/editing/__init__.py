"""Smallest edits of front matter: text in, text and hunk out. What is not edited stays as it is, to the byte.

`edits.py` says what can be edited, `places.py` finds where, `styles.py` writes values as the file has its others; `hunks.py`
takes an edit back; `lines.py` keeps line ends and marks at the start of a file.
"""
