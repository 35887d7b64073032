"""The command line: calculate from CSV, check a policy, lay the demo region. Computes nothing itself."""
