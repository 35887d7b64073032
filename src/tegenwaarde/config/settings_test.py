"""The same settings in the `test` environment: for the test suite, the type checker and nothing else."""

from __future__ import annotations

import os

os.environ["TEGENWAARDE_ENV"] = "test"

from tegenwaarde.config.settings import *  # noqa: F403 - the environment has to be said first
