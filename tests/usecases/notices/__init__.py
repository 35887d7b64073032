"""Tests of the import of notices."""
