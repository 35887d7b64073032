"""The ledger: accepted value by quarter, with its receipt; corrections are reversing lines."""
