"""Images: how large they may be, and how the program that cleans them says that it refuses one."""

import signal

from models.errors import Bytes, Refused

MOST_PIXELS = 40_000_000  # for one frame
MOST_PIXELS_IN_ALL = 64_000_000
MOST_FRAMES = 500  # of an animation, or pages of a TIFF
MOST_BYTES = 32 * 1024 * 1024
# How the program ends if it refuses the image.
STATUS = {"BROKEN_IMAGE": 10, "IMAGE_TOO_LARGE": 11}
# How the system ends a program that has reached one of its limits, and one whose decoder has a bug.
LIMITS = (-signal.SIGKILL, -signal.SIGXCPU)
FAULTS = (-signal.SIGSEGV, -signal.SIGABRT, -signal.SIGBUS, -signal.SIGFPE, -signal.SIGILL)


def check_bytes(byte_size: int) -> None:
    """Refuses an image file that is too large to decode (IMAGE_TOO_LARGE)."""
    if byte_size > MOST_BYTES:
        raise too_large()


def broken() -> Refused:
    return Refused("BROKEN_IMAGE", "This image cannot be read: export it again, then upload that.")


def too_large() -> Refused:
    return Refused(
        "IMAGE_TOO_LARGE",
        "An image can have at most {megapixels} megapixels and {most}, an animation or a document {frames} "
        "frames or pages with {all} megapixels in all.",
        megapixels=MOST_PIXELS // 1_000_000,
        most=Bytes(MOST_BYTES),
        frames=MOST_FRAMES,
        all=MOST_PIXELS_IN_ALL // 1_000_000,
    )


def refusal_in(ended: int) -> Refused | None:
    """Why the program that ended with this status (negative: by that signal) refuses the image; None if it does not."""
    if ended == STATUS["IMAGE_TOO_LARGE"] or ended in LIMITS:
        return too_large()
    return broken() if ended == STATUS["BROKEN_IMAGE"] or ended in FAULTS else None
