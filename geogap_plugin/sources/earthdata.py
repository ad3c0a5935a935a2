"""NASA Earthdata Login: what its refusals mean.

Archives in Earthdata's cloud take a bearer token, redirect to a signed address at another host, which must not get the
token, and explain refusals in JSON: https://urs.earthdata.nasa.gov/documentation/for_users/data_access and
https://github.com/asfadmin/thin-egress-app (`{"status_code": 403, "error_description": "EULA Acceptance Failure",
"resolution_url": "…"}`).
"""

from __future__ import annotations

import json
from urllib.parse import urlsplit

from ..core.errors import AuthenticationError, GeoGapError, LicenceError
from .transport import Cancel, Request, Response, Transport, explain, fetch, never, parsed, shown

HOME = "https://urs.earthdata.nasa.gov"
TOKEN_HELP = (
    f"Sign in at {HOME}, choose Generate Token, and enter the token in Settings › Options › GeoGap, or store it in an "
    "authentication configuration of the type “API Header” with the header “Authorization” and the value “Bearer ” "
    "followed by the token. Tokens end after 60 days."
)
VARIABLE = "EARTHDATA_TOKEN"
"""Environment variable with a token, for runs without a window."""


def explain_earthdata(response: Response) -> GeoGapError | None:
    """Return what an answer of an Earthdata archive means to the user, None for success."""
    if is_sign_in(response.url):
        return AuthenticationError(f"NASA Earthdata asks to sign in: it got no token that it accepts. {TOKEN_HELP}")
    if response.status == 401:
        return AuthenticationError(
            f"NASA Earthdata does not accept the token for {shown(response.url)}: it is wrong or has "
            f"expired. {TOKEN_HELP}"
        )
    if response.status == 403:
        return _refusal(response)
    return explain(response)


def probe(root: str, transport: Transport, cancelled: Cancel = never) -> str:
    """Say in words that Earthdata accepts the token.

    A search of the metadata repository that asks for no results: the search needs no token, but refuses one that is
    wrong or has expired with status 401 (https://cmr.earthdata.nasa.gov/search/site/docs/search/api.html). The answer
    repeats a part of the token and is not shown.

    Parameters
    ----------
    root : str
        Address of the search service.
    transport : Transport
        Has the token.

    Raises
    ------
    AuthenticationError
        If it does not.
    NetworkError
    """
    request = Request(f"{root.rstrip('/')}/collections.json?page_size=0", authorise=True)
    response = fetch(transport, request, None, cancelled)
    error = explain_earthdata(response)
    if error is not None:
        raise error
    parsed(response)  # a sign-in page of the local network is no answer
    return (
        "NASA Earthdata accepts the token. Some data ask for their terms to be accepted once; the fetch then says so."
    )


def is_sign_in(url: str) -> bool:
    """Whether an address is that of the sign-in page, where requests without a valid token end."""
    parts = urlsplit(url)
    at_home = (parts.hostname or "") == urlsplit(HOME).hostname
    return at_home or parts.path.rstrip("/").endswith("/oauth/authorize")


def _refusal(response: Response) -> GeoGapError:
    """Return what a 403 means: terms to be accepted, or a token that does not reach so far."""
    try:
        said = json.loads(response.body.decode("utf-8"))
        description, link = str(said.get("error_description", "")), str(said.get("resolution_url", ""))
    except (ValueError, AttributeError):
        description, link = "", ""
    if "eula" in description.lower() or "resolution" in description.lower() or link:
        return LicenceError(
            f"The archive wants you to accept its terms first. Open {_trusted(link)} in a browser, sign in, approve, "
            "and run again."
        )
    return AuthenticationError(
        f"NASA Earthdata refuses access to {shown(response.url)} (status 403): the token has expired, or your account "
        f"may not use these data. {TOKEN_HELP}"
    )


def _trusted(link: str) -> str:
    """Return a link if it leads to Earthdata itself, else the place where applications are approved."""
    parts = urlsplit(link)
    if parts.scheme == "https" and (parts.hostname or "").endswith(".earthdata.nasa.gov"):
        return link
    return f"{HOME}/profile"
