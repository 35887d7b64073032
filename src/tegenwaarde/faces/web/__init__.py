"""The pages: one call to a use-case or a reading, then HTML. Computes nothing itself."""
