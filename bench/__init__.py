"""The yardstick and the measurements: the rules once more in plain Python, and `make bench`.

Nothing here imports the engine's rules: `bench.plain` is written from rules.md alone, so that a test can hold the two
beside each other.
"""
