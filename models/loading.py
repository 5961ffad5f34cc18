"""Modules that are not loaded at the start: what only some requests need, and takes long to import."""

import asyncio
import sys
from importlib import import_module


async def loaded(module: str) -> None:
    """Returns when the module is there, so that a function which imports it does not stop the event loop."""
    if module not in sys.modules:
        await asyncio.to_thread(import_module, module)
