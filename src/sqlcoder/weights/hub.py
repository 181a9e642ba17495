"""Weights from the hub: one file, or all that a transformers model needs, with resume.

`huggingface_hub` says where the hub is and who is asking: address, token and offline switch of the user's
own settings. The bytes are fetched here, because a partial file must outlive a killed process, and a hub
that can't be reached must cost seconds. Doesn't check the bytes: the store does.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import httpx

from sqlcoder.weights.catalog import HubSource
from sqlcoder.weights.records import Progress
from sqlcoder.weights.sources import RemoteFile, SourceFailed

CONNECT_SECONDS = 5.0
READ_SECONDS = 20.0
# A broken connection is taken up again as long as each one brought at least this much.
WORTHWHILE_BYTES = 1024 * 1024
_MODEL_SUFFIXES = (".json", ".txt", ".model", ".jinja")


class Hub:
    """One repository of the hub. `bytes_` and `sha256` are the catalogue's, which overrule the hub's own."""

    def __init__(
        self, source: HubSource, *, bytes_: int | None, sha256: str | None, endpoint: str | None = None
    ) -> None:
        self._source = source
        self._bytes = bytes_
        self._sha256 = sha256
        self._endpoint = endpoint
        self._revision = "main"

    @property
    def label(self) -> str:
        """The repository's name at the hub."""
        return f"the hub ({self._source.repository})"

    def files(self) -> tuple[RemoteFile, ...]:
        """Return the repository's files that are wanted, as they are in its newest revision."""
        row = self._listing()
        self._revision = str(row.get("sha") or "main")
        found = {file.name: file for file in map(_remote_file, row.get("siblings", []))}
        if self._source.file is not None:
            if self._source.file not in found:
                raise SourceFailed(f'The hub repository has no file "{self._source.file}".', where=self.label)
            file = found[self._source.file]
            return (RemoteFile(file.name, self._bytes or file.bytes, self._sha256 or file.sha256),)
        wanted = tuple(file for file in found.values() if _is_wanted(file.name, found))
        if "config.json" not in found:
            raise SourceFailed("The hub repository holds no transformers model.", where=self.label)
        return wanted

    def spare_bytes(self, file: RemoteFile) -> int:
        """Return 0: the bytes go straight into the file."""
        return 0

    def fetch(self, file: RemoteFile, partial: Path, progress: Progress) -> None:
        """Bring the missing bytes of `file`, taking a broken connection up again while it is worthwhile."""
        from huggingface_hub import hf_hub_url

        url = hf_hub_url(self._source.repository, file.name, revision=self._revision, endpoint=self._endpoint)
        while True:
            before = _size(partial)
            try:
                self._stream(url, file, partial, progress)
                return
            except httpx.RequestError as error:
                if _size(partial) - before < WORTHWHILE_BYTES:
                    raise SourceFailed(
                        f"The connection to the hub broke: {error or type(error).__name__}.", where=self.label
                    ) from error

    def _stream(self, url: str, file: RemoteFile, partial: Path, progress: Progress) -> None:
        have = _size(partial)
        if file.bytes is not None and have == file.bytes:
            return
        if file.bytes is not None and have > file.bytes:
            have = 0
        headers = self._headers() | {"Accept-Encoding": "identity"}
        if have:
            headers["Range"] = f"bytes={have}-"
        with self._client() as client, client.stream("GET", url, headers=headers) as response:
            if response.status_code == 416:
                # What lies here is longer than the hub's file, so it is the beginning of another one.
                partial.unlink()
                raise SourceFailed("What was fetched before doesn't fit the hub's file.", where=self.label)
            self._check(response)
            have = have if response.status_code == 206 else 0
            total = file.bytes or have + int(response.headers.get("Content-Length", 0)) or None
            with partial.open("ab") as out:
                out.truncate(have)
                for chunk in response.iter_bytes(1024 * 1024):
                    out.write(chunk)
                    have += len(chunk)
                    progress(have, total, "from the hub")

    def _listing(self) -> dict[str, Any]:
        from huggingface_hub import constants

        if constants.HF_HUB_OFFLINE:
            raise SourceFailed("The hub is switched off by HF_HUB_OFFLINE.", where=self.label)
        url = f"{self._endpoint or constants.ENDPOINT}/api/models/{self._source.repository}"
        try:
            with self._client() as client:
                response = client.get(url, params={"blobs": "true"}, headers=self._headers())
                self._check(response)
                row: dict[str, Any] = response.json()
                return row
        except (httpx.RequestError, httpx.InvalidURL) as error:
            raise SourceFailed(
                f"The hub can't be reached: {error or type(error).__name__}.", where=self.label
            ) from error
        except ValueError as error:
            raise SourceFailed("The hub's answer is not what a hub answers.", where=self.label) from error

    def _client(self) -> httpx.Client:
        return httpx.Client(
            timeout=httpx.Timeout(READ_SECONDS, connect=CONNECT_SECONDS), follow_redirects=True
        )

    def _headers(self) -> dict[str, str]:
        from huggingface_hub import constants, get_token

        token = None if constants.HF_HUB_DISABLE_IMPLICIT_TOKEN else get_token()
        # httpx drops the token where the hub sends us on to another host.
        return {"User-Agent": "sqlcoder"} | ({"Authorization": f"Bearer {token}"} if token else {})

    def _check(self, response: httpx.Response) -> None:
        code = response.status_code
        if code in (401, 403, 404):
            raise SourceFailed(
                "The hub has no such repository, or it asks for a login.",
                where=self.label,
                fix="Check the name; for a repository behind a login accept its terms and set HF_TOKEN.",
            )
        if code not in (200, 206):
            raise SourceFailed(f"The hub answers with status {code}.", where=self.label)


def _remote_file(row: dict[str, Any]) -> RemoteFile:
    large = row.get("lfs") or {}
    return RemoteFile(str(row["rfilename"]), large.get("size") or row.get("size"), large.get("sha256"))


def _is_wanted(name: str, found: dict[str, RemoteFile]) -> bool:
    """Say whether a transformers model needs the file: weights in one format, settings, tokenizer."""
    if "/" in name or "\\" in name or name.startswith("."):
        return False
    if name.endswith(_MODEL_SUFFIXES):
        return True
    if any(other.endswith(".safetensors") and "/" not in other for other in found):
        return name.endswith(".safetensors")
    return name.startswith("pytorch_model") and name.endswith(".bin")


def _size(path: Path) -> int:
    return os.path.getsize(path) if path.exists() else 0
