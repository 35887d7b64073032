"""Agreements with branches of employers, for the whole region: recorded and ended (note 3.3)."""
