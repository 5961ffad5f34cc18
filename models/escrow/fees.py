"""The platform's fee: computed on all that was released, so that parts add up to the fee of the whole (ES-8)."""

from models.money import share


def fee_of(released_minor: int, basis_points: int) -> int:
    """The fee on what was released of a stage so far, in minor units."""
    return share(released_minor, basis_points)
