"""The demo region: 14 Twente municipalities in 3 subregions, fictional suppliers, contracts and reports.

Made with the same use-cases that people use, so that nothing in the demo could not have happened.
"""
