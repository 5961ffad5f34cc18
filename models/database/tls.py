"""TLS for PostgreSQL connections, with libpq's parameters: sslmode, sslrootcert, sslcert, sslkey."""

import ssl
from typing import Any
from urllib.parse import parse_qsl, urlsplit

WORDS = ("ssl", "sslmode", "sslrootcert", "sslcert", "sslkey")
CHECKING = ("verify-ca", "verify-full")
MODES = ("disable", "allow", "prefer", "require", *CHECKING)
OTHER_WORDS = {"true": "verify-full", "false": "disable"}


def secured(url: str, credentials: dict[str, Any]) -> dict[str, Any]:
    """Adds the TLS parameters of the URL to the credentials, in the driver's terms.

    `sslmode` works as in libpq; the system's CA certificates are used unless `sslrootcert` names a file. `ssl=true`
    means `verify-full`. Raises ValueError for an unknown mode, OSError for a file that cannot be read.
    """
    said = dict(parse_qsl(urlsplit(url).query))
    others = {name: value for name, value in credentials.items() if name not in WORDS}
    mode = said.get("sslmode") or said.get("ssl")
    mode = OTHER_WORDS.get(mode or "", mode)
    root, certificate = said.get("sslrootcert"), said.get("sslcert")
    if mode is not None and mode not in MODES:
        raise ValueError(f"sslmode must be one of {', '.join(MODES)}")
    if mode == "disable":
        return {**others, "ssl": False}
    if mode not in CHECKING and not root and not certificate:
        return {**others, "ssl": mode} if mode else others
    context = ssl.create_default_context(cafile=root)
    # Like libpq: if a CA file is given, the certificate is verified in every mode.
    context.check_hostname = mode == "verify-full"
    if mode not in CHECKING and not root:
        context.verify_mode = ssl.CERT_NONE
    if certificate:
        context.load_cert_chain(certificate, said.get("sslkey"))
    return {**others, "ssl": context}
