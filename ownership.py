"""The server's own files: for their owner alone, whatever the umask, and writable, or the start says what is not."""

import errno
import os
import stat
import tempfile
from pathlib import Path
from urllib.parse import unquote, urlsplit

from settings import BadSettings, Settings

OWNER_ALONE = 0o077
OTHERS = stat.S_IRWXG | stat.S_IRWXO


def keep_private(settings: Settings) -> None:
    """Everything that this process makes from now on is for its owner alone; so are the files that are there."""
    os.umask(OWNER_ALONE)
    for place in (database_file(settings), settings.sandbox_file, files_folder(settings)):
        for each in _with_companions(place) if place else ():
            if each.exists() and each.stat().st_mode & OTHERS:
                try:
                    each.chmod(each.stat().st_mode & ~OTHERS)
                except OSError as error:
                    raise BadSettings(f"{each}: others may read it, and it is not ours: {error.strerror}.") from None


def check_database(settings: Settings) -> None:
    """Refuses a SQLite file that cannot be written. A folder that is not there yet may still be mounted."""
    file = database_file(settings)
    if file is None or not file.parent.is_dir():
        return
    # SQLite writes more files beside it.
    _check_folder("DATABASE_URL", file.parent)
    if file.exists() and not os.access(file, os.R_OK | os.W_OK):
        raise BadSettings(f"DATABASE_URL: cannot write to the file {file}: {os.strerror(errno.EACCES)}.")


def check_files(settings: Settings) -> None:
    """Refuses a folder for files that cannot be made or written."""
    folder = files_folder(settings)
    if folder is not None:
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except FileExistsError:
            raise BadSettings(f"FILES_URL: {folder} is not a folder.") from None
        except OSError as error:
            raise BadSettings(f"FILES_URL: cannot make the folder {folder}: {error.strerror}.") from None
        _check_folder("FILES_URL", folder)


def database_file(settings: Settings) -> Path | None:
    """The file of SQLite; None for another database."""
    scheme, _, name = settings.database_url.get_secret_value().partition("://")
    name = name.partition("?")[0]
    return Path(name) if scheme == "sqlite" and name != ":memory:" else None


def files_folder(settings: Settings) -> Path | None:
    """The folder of uploaded files; None for another kind of store."""
    parts = urlsplit(settings.files_url)
    return Path(unquote(parts.netloc + parts.path)) if parts.scheme == "file" else None


def _with_companions(place: Path) -> list[Path]:
    return [place, *(place.with_name(place.name + ending) for ending in ("-wal", "-shm"))]


def _check_folder(variable: str, folder: Path) -> None:
    try:
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise BadSettings(f"{variable}: cannot write to the folder {folder}: {error.strerror}.") from None
