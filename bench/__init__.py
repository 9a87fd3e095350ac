"""Measures how long the program takes, beside others: `python -m bench`, never part of the tests."""
