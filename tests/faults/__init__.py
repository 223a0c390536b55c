"""Fault injection for builds: kills, denied permissions, full disks. Run as programs, so that no fault hits the tests themselves.

`python -m tests.faults FAULT FOLDER …` makes a project in a folder, injects the fault into its builds, and checks the site
against its manifest after each. It ends with an error where the site was not complete.
"""
