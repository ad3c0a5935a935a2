"""Whether credentials are accepted is asked cheaply and answered in words, without repeating them."""

import urllib.request

import pytest

from geogap_plugin.core.errors import AuthenticationError, DamagedDataError, NotFoundError, ServiceDownError
from geogap_plugin.raster.presigned import S3Signer
from geogap_plugin.sources import earthdata, s3
from geogap_plugin.sources.plain_transport import PlainTransport

from .loopback import TOKEN, page
from .real_servers import moto

SEARCH = "/search/collections.json"
BUCKET = "/eodata/probe"


def by_token(query, headers):
    if headers.get("authorization") == f"Bearer {TOKEN}" and query == {"page_size": ["0"]}:
        return page({"feed": {"entry": []}})(query, headers)
    # As the repository writes it, with a part of the token.
    return page({"errors": [f"Token [Bearer {TOKEN[:12]}] has expired."]}, status=401)(query, headers)


def test_earthdata_accepts_a_token_by_a_search_for_nothing(server, transport):
    server.pages[SEARCH] = by_token
    assert "accepts the token" in earthdata.probe(f"{server.root}/search", transport)
    assert len(server.seen) == 1


def test_earthdata_refuses_a_token_that_has_expired(server):
    server.pages[SEARCH] = by_token
    with pytest.raises(AuthenticationError, match="wrong or has expired") as raised:
        earthdata.probe(f"{server.root}/search/", PlainTransport(f"{TOKEN}x"))
    assert TOKEN[:8] not in raised.value.message + raised.value.details


def test_a_sign_in_page_of_the_network_is_no_acceptance(server, transport):
    for path, probe in (
        (SEARCH, lambda: earthdata.probe(f"{server.root}/search", transport)),
        (BUCKET, lambda: s3.probe(transport, f"{server.root}{BUCKET}?Signature=x")),
    ):
        server.faults[path] = ["html"]
        with pytest.raises(DamagedDataError, match="web page"):
            probe()


@pytest.mark.parametrize(
    ("status", "code", "kind", "words"),
    [
        (403, "InvalidAccessKeyId", AuthenticationError, "does not know the access key"),
        (403, "SignatureDoesNotMatch", AuthenticationError, "does not accept the secret key"),
        (403, "RequestTimeTooSkewed", AuthenticationError, "clock"),
        (403, "AccessDenied", AuthenticationError, "refuses access"),
        (400, "AuthorizationHeaderMalformed", AuthenticationError, "status 400"),
        (404, "NoSuchBucket", NotFoundError, "newer version"),
        (503, "SlowDown", ServiceDownError, "at present"),
    ],
)
def test_a_refusal_of_a_bucket_is_said_in_words(server, transport, status, code, kind, words):
    body = f"<Error><Code>{code}</Code><AWSAccessKeyId>KEYTHATISECHOED</AWSAccessKeyId></Error>".encode()
    server.pages[BUCKET] = page(body, "application/xml", status)
    with pytest.raises(kind, match=words) as raised:
        s3.probe(transport, f"{server.root}{BUCKET}?Signature=never-shown")
    assert "ECHOED" not in raised.value.message
    assert "never-shown" not in raised.value.message


def test_a_real_bucket_accepts_a_signed_request(tmp_path):
    with moto(tmp_path) as endpoint:
        signed = S3Signer(endpoint, "us-east-1", "key", "secret").sign("s3://eodata/nothing")
        with pytest.raises(NotFoundError):
            s3.probe(PlainTransport(""), signed)
        urllib.request.urlopen(urllib.request.Request(f"{endpoint}/eodata", method="PUT")).close()
        assert "accepts the keys" in s3.probe(PlainTransport(""), signed)
