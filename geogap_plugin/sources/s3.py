"""S3 object storage: what its refusals of a signed request mean.

Codes: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html; a refusal's body repeats what was signed and
by whom, and is therefore never shown.
"""

from __future__ import annotations

import re

from ..core.errors import AuthenticationError, DamagedDataError, GeoGapError, NotFoundError
from .transport import Cancel, Request, Response, Transport, explain, fetch, looks_like_page, never, origin

_REFUSALS = {
    "InvalidAccessKeyId": "does not know the access key. It is wrong, or has expired: make a new pair of keys",
    "SignatureDoesNotMatch": "does not accept the secret key: it does not belong to the access key. Enter both again",
    "RequestTimeTooSkewed": "refuses the request because this computer's clock is wrong. Set the clock",
    "AccessDenied": "knows the keys, or does not say whether it does, but refuses access. Check what your account may "
    "use, or make a new pair of keys",
}


def probe(transport: Transport, signed: str, cancelled: Cancel = never) -> str:
    """Say in words that a service accepts a signature.

    Parameters
    ----------
    transport : Transport
        Needs no credentials.
    signed : str
        Signed address of an object, which need not exist: whoever may not ask is told so before.

    Raises
    ------
    AuthenticationError
        If it does not.
    NetworkError
    """
    response = fetch(transport, Request(signed, headers={"Range": "bytes=0-0"}), None, cancelled)
    error = explain_s3(response)
    if error is not None:
        raise error
    if looks_like_page(response.body):
        raise DamagedDataError(
            f"{origin(signed)[1]} answered with a web page. If you are behind a proxy or a sign-in page, open the "
            "address in a browser first."
        )
    return f"{origin(signed)[1]} accepts the keys."


def explain_s3(response: Response) -> GeoGapError | None:
    """Return what an answer to a signed request means, None for one whose signature was accepted."""
    host, code = origin(response.url)[1], _code(response)
    if response.status in (400, 401, 403):
        reason = _REFUSALS.get(code, f"refuses the keys (status {response.status}). Enter them again")
        return AuthenticationError(f"{host} {reason}.")
    if response.status == 404 and code == "NoSuchKey":
        return None
    if response.status == 404:
        return NotFoundError(f"{host} does not have what GeoGap looks for. Look for a newer version of GeoGap.")
    return explain(response)


def _code(response: Response) -> str:
    found = re.search(rb"<Code>(\w+)</Code>", response.body)
    return found.group(1).decode() if found else ""
