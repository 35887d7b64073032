"""Tegenwaarde: the open-source register and monitor for social return (SROI)."""

__version__ = "0.1.0"
