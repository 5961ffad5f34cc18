"""Published migrations never change: each has its digest in models/migrations/SHA256SUMS.

`python -m models.frozen` publishes the new ones. What has to change in a published migration is a further one.
"""

import hashlib
from pathlib import Path

MIGRATIONS = Path(__file__).parent / "migrations"
SUMS = "SHA256SUMS"


def altered(folder: Path = MIGRATIONS) -> list[str]:
    """The names of migrations that are not as they were published, or were not published yet."""
    published = _published(folder)
    found = {file.name: _digest(file) for file in _files(folder)}
    return [name for name in sorted({*published, *found}) if published.get(name) != found.get(name)]


def publish(folder: Path = MIGRATIONS) -> list[str]:
    """Adds the digests of new migrations, and returns their names; published ones keep theirs."""
    published = _published(folder)
    new = {file.name: _digest(file) for file in _files(folder) if file.name not in published}
    lines = [f"{digest}  {name}\n" for name, digest in sorted({**published, **new}.items())]
    (folder / SUMS).write_text("".join(lines), encoding="ascii")
    return sorted(new)


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob("[0-9]*.py"))


def _digest(file: Path) -> str:
    # With the line ends of the repository, whatever a checkout made of them.
    return hashlib.sha256(file.read_bytes().replace(b"\r\n", b"\n")).hexdigest()


def _published(folder: Path) -> dict[str, str]:
    sums = folder / SUMS
    lines = sums.read_text(encoding="ascii").splitlines() if sums.exists() else []
    return {name: digest for digest, name in (line.split("  ", 1) for line in lines)}


if __name__ == "__main__":
    publish()
