"""The platform's fee: computed on all that was released, so that parts add up to the fee of the whole (ES-8)."""

from models.money import share


def fee_of(minor: int, before: int, basis_points: int) -> int:
    """The fee on an amount that is released of a stage after `before` of it; what was released keeps its own fee."""
    return share(before + minor, basis_points) - share(before, basis_points)
