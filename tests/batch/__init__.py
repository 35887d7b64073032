"""The batch: CSV to CSV without the command line."""
