"""A reviewer's corrections in a small file beside the notice → laid over the result at every run.

Nothing is imported before it is used: most notices have no corrections.
"""
