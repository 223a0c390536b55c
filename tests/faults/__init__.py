"""Builds that are killed, denied or short of room: run as programs, so that no fault hits the tests themselves.

`python -m tests.faults FAULT FOLDER …` makes a project in a folder, does to its builds what the fault says, and holds the site
against its manifest after each. It ends with an error where the site was not whole.
"""
