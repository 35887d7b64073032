"""What config promises: a safe start, one clock, looks that cannot write."""
