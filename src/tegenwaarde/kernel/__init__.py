"""Kernel: the words every room shares.

Lives here: cents, half-open periods, the year fraction, quarters, citations, problems, steps.
Knows: the standard library and NumPy. May never: know a framework, read files, the clock or settings.
"""
