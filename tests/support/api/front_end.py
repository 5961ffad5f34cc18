"""What the front end sends: the texts of its operations, as Relay has compiled them."""

import json
import re
from pathlib import Path

COMPILED = Path(__file__).parents[3] / "web" / "src" / "__generated__"


def texts() -> dict[str, str]:
    """Each operation by its name. A build takes them from these very files."""
    found = {}
    for path in sorted(COMPILED.glob("*.graphql.ts")):
        if text := re.search(r'^    "text": (".*")$', path.read_text(encoding="utf-8"), re.MULTILINE):
            found[path.name.removesuffix(".graphql.ts")] = json.loads(text[1])
    return found
