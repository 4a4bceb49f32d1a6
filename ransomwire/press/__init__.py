"""A small press of our own writing, three outlets in three languages: for `ransomwire demo` and for tests.

All victims are made up; so are their troubles. The gangs' names are real or invented.
"""
