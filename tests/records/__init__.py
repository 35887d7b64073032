"""What the database keeps, and what it refuses to keep."""
