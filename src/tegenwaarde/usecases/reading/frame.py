"""What the frame of every page shows of the house itself."""

from __future__ import annotations

from tegenwaarde.records.models import Region


def read_region() -> str:
    """Return the name of the region that this house serves; empty where it serves none yet or several. One query."""
    names = list(Region.unfenced.order_by("name").values_list("name", flat=True)[:2])
    return names[0] if len(names) == 1 else ""


def read_policy_region() -> str:
    """Return whose books this house keeps; empty where it serves no region yet or several. One query."""
    found = list(Region.unfenced.order_by("name").values_list("policy_region", flat=True)[:2])
    return found[0] if len(found) == 1 else ""
