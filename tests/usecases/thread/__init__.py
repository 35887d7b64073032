"""Tests of what is said, and submitted again, about a report."""
