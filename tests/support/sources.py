"""The source of the project, for tests that look at how it is written."""

import ast
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]


@cache
def modules_in(folder: str) -> dict[Path, ast.Module]:
    """The modules of a folder of the project and below it, in order."""
    return {
        path: ast.parse(path.read_text(encoding="utf-8"), filename=str(path))
        for path in sorted((ROOT / folder).rglob("*.py"))
    }
