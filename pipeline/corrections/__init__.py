"""A reviewer's corrections in a small file beside the notice → laid over the result at every run.

`planned` reads the file, `lay_over` applies it, `propose` writes it, `beside` knows where it lies. Nothing is imported
here: every run asks `beside`, few need the others.
"""
