"""URLs of database servers: shown without their password; and the error for a server that can't be reached.

Shared by the servers. Reads no options, which each driver has its own of, and connects to nothing.
"""

from __future__ import annotations

import re
from urllib.parse import quote, unquote

from sqlcoder.errors import ConnectionFailed

# Up to the last "@": a password written without its escapes may hold any sign itself.
_USER_PASSWORD = re.compile(r"^(?P<start>[A-Za-z][A-Za-z0-9+.-]*://[^:/?#@]*):(?P<password>.*)@", re.DOTALL)
_OPTION = re.compile(r"(?P<sign>[?&])(?:ssl)?password=(?P<password>[^&]*)", re.IGNORECASE)

_HIDDEN = "***"
_CHECK = "Check the URL, and that the server runs and can be reached from here."
# In this order: the first words found in the server's message decide.
_FIXES: dict[str, str] = {
    "password authentication failed": "Check user and password; write signs like @ / : as %40 %2F %3A.",
    "access denied for user": "Check user, password and the user's rights on the database.",
    "no password supplied": "Write the password into the URL: {scheme}://user:password@host/database.",
    "no pg_hba.conf entry": "Ask the server's administrator to let this user in from here.",
    "ssl": "Check what the server and the URL ask of TLS.",
    "tls": "Check what the server and the URL ask of TLS.",
    "secure transport": "Check what the server and the URL ask of TLS.",
    "connection refused": "Nothing listens there: check host and port, and that the server runs.",
    "timeout": "The server did not answer: check host and port, and a firewall between.",
    "timed out": "The server did not answer: check host and port, and a firewall between.",
    "resolve": "Check how the host is spelt.",
    "name or service not known": "Check how the host is spelt.",
    "name resolution": "Check how the host is spelt.",
    "unknown database": "Check the name of the database, the last part of the URL.",
    "does not exist": "Check the names of user and database.",
    "too many": "Wait until others have finished, or ask for more connections.",
}


def without_password(url: str) -> str:
    """Return the URL as it may be shown: without any password.

    >>> without_password("postgresql://ann:s3cret@db.example/shop?sslmode=require")
    'postgresql://ann@db.example/shop?sslmode=require'
    """
    shown = _USER_PASSWORD.sub(r"\g<start>@", url)
    shown = _OPTION.sub(r"\g<sign>", shown)
    return shown.replace("&&", "&").replace("?&", "?").rstrip("?&")


def passwords(url: str) -> tuple[str, ...]:
    """Return every spelling of the passwords in a URL, even in one that no driver can read."""
    found = [m["password"] for m in (_USER_PASSWORD.search(url), *_OPTION.finditer(url)) if m is not None]
    spellings = {s for text in found for s in (text, unquote(text), quote(unquote(text), safe="")) if s}
    return tuple(sorted(spellings, key=len, reverse=True))


def failed_connection(title: str, url: str, reason: str) -> ConnectionFailed:
    """Return the error for a server that refused us or can't be reached; `reason` is the driver's message."""
    for password in passwords(url):
        reason = reason.replace(password, _HIDDEN)
    shown = without_password(url)
    lowered = reason.lower()
    fix = next((fix for words, fix in _FIXES.items() if words in lowered), _CHECK)
    return ConnectionFailed(
        f"{title} can't be connected to: {reason.strip()}",
        where=shown,
        fix=fix.format(scheme=url.partition(":")[0]),
    )
