"""Addresses in an S3 bucket, signed by GDAL with the user's keys, so that anything that speaks HTTP can read them."""

from __future__ import annotations

import threading
from urllib.parse import urlsplit

from osgeo import gdal

from ..core.errors import AuthenticationError
from .gdal_calls import quiet_gdal

_LIFETIME = 3600
"""Seconds that a signature lasts; a new one is made for every file."""

_signing = threading.Lock()
"""GDAL keeps options by path for the whole process: one signer at a time, and none of its keys stay there."""


class S3Signer:
    """Signs addresses of the form `s3://bucket/key`.

    Parameters
    ----------
    endpoint : str
        Address of the service.
    region : str
    key, secret : str
        The user's pair of keys.
    """

    def __init__(self, endpoint: str, region: str, key: str, secret: str) -> None:
        parts = urlsplit(endpoint)
        self._options = {
            "AWS_S3_ENDPOINT": parts.netloc,
            "AWS_HTTPS": "YES" if parts.scheme == "https" else "NO",
            "AWS_VIRTUAL_HOSTING": "FALSE",
            "AWS_REGION": region,
            "AWS_ACCESS_KEY_ID": key,
            "AWS_SECRET_ACCESS_KEY": secret,
            "AWS_NO_SIGN_REQUEST": "NO",
            # What the environment may say of another account.
            **dict.fromkeys(("AWS_SESSION_TOKEN", "AWS_REQUEST_PAYER"), ""),
        }

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self._options['AWS_S3_ENDPOINT']})"

    def sign(self, href: str, refused: str = "") -> str:
        """Return an https address that is valid for an hour; addresses that are not of S3 as they are.

        Raises
        ------
        AuthenticationError
            If GDAL cannot sign with these keys.
        """
        parts = urlsplit(href)
        if parts.scheme != "s3":
            return href
        bucket = f"/vsis3/{parts.netloc}/"
        with _signing, quiet_gdal():
            try:
                for name, value in self._options.items():
                    gdal.SetPathSpecificOption(bucket, name, value)
                key = f"/vsis3/{href[len('s3://') :]}"
                signed = gdal.GetSignedURL(key, [f"EXPIRATION_DELAY={_LIFETIME}"])
            except RuntimeError:
                signed = None
            finally:
                gdal.ClearPathSpecificOptions(bucket)
        if not signed:
            raise AuthenticationError("The S3 keys cannot be used to sign a request. Check them.")
        return str(signed)
