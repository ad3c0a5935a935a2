"""Addresses in S3 buckets are signed with the user's keys, read by our transport, and the keys stay nowhere."""

import hashlib
import hmac
import http.client
import random
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

import numpy as np
import pytest
from osgeo import gdal

from geogap_plugin.core.errors import AuthenticationError, NotFoundError
from geogap_plugin.raster.presigned import S3Signer
from geogap_plugin.sources.plain_transport import PlainTransport
from geogap_plugin.sources.ranges import Address, RangeServer, RemoteFile
from geogap_plugin.sources.retry import Retry
from geogap_plugin.sources.transport import Request, fetch
from tests.raster.scenes import write_scene
from tests.sources.loopback import Server
from tests.sources.real_servers import moto

pytestmark = pytest.mark.timeout(60)
KEY, SECRET = "AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"
OPTIONS = ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_S3_ENDPOINT", "AWS_SESSION_TOKEN")


def signature(url, secret, method="GET"):
    """Return the signature that a query has to hold, by AWS's description of Signature Version 4 for queries."""
    parts = urlsplit(url)
    query = [(name, text) for name, text in parse_qsl(parts.query) if name != "X-Amz-Signature"]
    said = dict(query)
    _, day, region, service, end = said["X-Amz-Credential"].split("/")
    canonical = "\n".join(
        [
            method,
            quote(unquote(parts.path), safe="/-_.~"),
            urlencode(sorted(query), quote_via=quote, safe="-_.~"),
            f"host:{parts.netloc}",
            "",
            "host",
            "UNSIGNED-PAYLOAD",
        ]
    )
    digest = hashlib.sha256(canonical.encode()).hexdigest()
    text = f"AWS4-HMAC-SHA256\n{said['X-Amz-Date']}\n{day}/{region}/{service}/{end}\n{digest}"
    key = f"AWS4{secret}".encode()
    for part in (day, region, service, end, text):
        key = hmac.new(key, part.encode(), hashlib.sha256).digest()
    return key.hex()


def carried(url):
    return dict(parse_qsl(urlsplit(url).query))


def remote(signer, href):
    quick = Retry(draw=random.Random(1), sleep=lambda seconds: None)
    return RemoteFile(PlainTransport(""), Address(href, lambda refused: signer.sign(href, refused)), quick)


@pytest.fixture(scope="module")
def bucket(tmp_path_factory):
    """A real S3 server with a scene under a difficult name; gives its address and the scene's values."""
    folder = tmp_path_factory.mktemp("moto")
    values = np.random.default_rng(1).integers(0, 60000, (300, 300)).astype(np.uint16)
    path = write_scene(folder / "a.tif", values, options=["TILED=YES", "COMPRESS=DEFLATE"])
    with moto(folder) as address:
        address = address.rstrip("/")
        for name, body in (("", b""), ("/Sentinel-2/a b+c%3D/B04 10m.tif", Path(path).read_bytes())):
            connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=20)
            connection.request("PUT", f"/eodata{quote(name, safe='/%')}", body, {"Content-Type": "image/tiff"})
            assert connection.getresponse().status == 200
            connection.close()
        yield address, values


HREF = "s3://eodata/Sentinel-2/a b+c=/B04 10m.tif"


def test_a_scene_in_a_bucket_is_read_through_our_transport(bucket):
    address, values = bucket
    signer = S3Signer(address, "default", KEY, SECRET)
    file = remote(signer, HREF)
    with RangeServer() as door:
        found = gdal.Open(f"/vsicurl?proxy=&url={door.serve(file, 'B04 10m.tif')}").ReadAsArray()
    np.testing.assert_array_equal(found, values)
    assert file.failure is None
    assert file.fetched > 0


def test_an_address_is_signed_as_aws_describes_it():
    signed = S3Signer("https://eodata.dataspace.copernicus.eu", "default", KEY, SECRET).sign(HREF)
    assert signed.startswith("https://eodata.dataspace.copernicus.eu/eodata/Sentinel-2/a%20b%2Bc%3D/B04%2010m.tif?")
    said = carried(signed)
    assert said["X-Amz-Credential"].split("/")[::2] == [KEY, "default", "aws4_request"]
    assert said["X-Amz-Expires"] == "3600"
    assert "X-Amz-Security-Token" not in said
    assert said["X-Amz-Signature"] == signature(signed, SECRET)
    assert said["X-Amz-Signature"] != signature(signed, SECRET + "x"), "the test itself can tell"


def test_what_is_missing_in_the_bucket_is_said(bucket):
    with pytest.raises(NotFoundError, match=r"/eodata/nothing\.tif is not there"):
        remote(S3Signer(bucket[0], "default", KEY, SECRET), "s3://eodata/nothing.tif").size()


@pytest.fixture
def strict():
    """A server that looks at signatures, as S3 does and moto does not; gives its address."""
    with Server() as server:

        def answer(query, asked):
            url = (
                f"http://{asked['host']}{asked['_path']}?{urlencode([(name, text[0]) for name, text in query.items()])}"
            )
            said = carried(url)
            right = said.get("X-Amz-Signature") == signature(url, SECRET)
            if not right or said["X-Amz-Credential"].split("/")[0] != KEY:
                wrong = f"<Error><Code>SignatureDoesNotMatch</Code><AWSAccessKeyId>{KEY}</AWSAccessKeyId></Error>"
                return 403, {"Content-Type": "application/xml"}, wrong.encode()
            return 206, {"Content-Range": "bytes 0-9/10"}, b"0123456789"

        server.pages["/eodata/a.tif"] = answer
        yield server.root


def test_right_keys_open_what_wrong_keys_do_not(strict):
    assert remote(S3Signer(strict, "default", KEY, SECRET), "s3://eodata/a.tif").read(0, 10) == b"0123456789"
    for key, secret in ((KEY, SECRET[:-1]), ("AKIASOMEBODYELSE", SECRET), (KEY, KEY)):
        file = remote(S3Signer(strict, "default", key, secret), "s3://eodata/a.tif")
        with pytest.raises(AuthenticationError, match=r"/eodata/a\.tif refuses access \(status 403\)") as raised:
            file.read(0, 10)
        told = f"{raised.value!r} {raised.value.details} {file!r} {file.failure!r}"
        assert key not in told
        assert secret not in told
        assert "X-Amz" not in told


@pytest.mark.parametrize(("key", "secret"), [("", ""), (KEY, ""), ("", SECRET)])
def test_half_a_pair_of_keys_is_an_error(key, secret, monkeypatch):
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    with pytest.raises(AuthenticationError, match="keys cannot be used to sign") as raised:
        S3Signer("http://127.0.0.1:9", "default", key, secret).sign("s3://eodata/a.tif")
    assert not secret or secret not in str(raised.value)


def test_the_keys_stay_nowhere(strict):
    signer = S3Signer(strict, "default", KEY, SECRET)
    signer.sign("s3://eodata/a.tif")
    for path in ("/vsis3/eodata", "/vsis3/eodata/", "/vsis3/eodata/a.tif", "/vsis3/eodata2/a.tif", "/vsis3/"):
        assert [gdal.GetPathSpecificOption(path, name) for name in OPTIONS] == [None] * len(OPTIONS)
    assert [gdal.GetConfigOption(name) for name in OPTIONS] == [None] * len(OPTIONS)
    assert KEY not in repr(signer)
    assert SECRET not in repr(signer)
    with pytest.raises(AuthenticationError):
        S3Signer("http://127.0.0.1:9", "default", "", "").sign("s3://eodata/a.tif")
    assert [gdal.GetPathSpecificOption("/vsis3/eodata/a.tif", name) for name in OPTIONS] == [None] * len(OPTIONS)


def test_another_account_in_the_environment_does_not_mix_in(strict, monkeypatch):
    for name, text in (
        ("AWS_ACCESS_KEY_ID", "AKIAOTHER"),
        ("AWS_SECRET_ACCESS_KEY", "other"),
        ("AWS_SESSION_TOKEN", "token-of-another"),
        ("AWS_NO_SIGN_REQUEST", "YES"),
        ("AWS_REQUEST_PAYER", "requester"),
        ("AWS_S3_ENDPOINT", "s3.example.org"),
        ("AWS_VIRTUAL_HOSTING", "TRUE"),
        ("AWS_DEFAULT_REGION", "eu-west-1"),
    ):
        monkeypatch.setenv(name, text)
    signed = S3Signer(strict, "default", KEY, SECRET).sign("s3://eodata/a.tif")
    assert signed.startswith(f"{strict}/eodata/a.tif?")
    assert "other" not in signed
    assert carried(signed)["X-Amz-Signature"] == signature(signed, SECRET)
    assert fetch(PlainTransport(""), Request(signed)).status == 206


def test_two_accounts_at_a_time_do_not_mix(strict):
    """Two algorithms may run side by side, and GDAL keeps options for the whole process."""
    pairs = [(f"AKIA{number}", f"secret-of-{number}") for number in range(4)]
    signers = [S3Signer(strict, "default", *pair) for pair in pairs]

    def check(number):
        key, secret = pairs[number % 4]
        signed = signers[number % 4].sign(f"s3://eodata/{number}.tif")
        said = carried(signed)
        return said["X-Amz-Credential"].startswith(f"{key}/") and said["X-Amz-Signature"] == signature(signed, secret)

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(check, range(200)))


@pytest.mark.parametrize("href", ["https://x.org/a.tif", "http://127.0.0.1/a.tif?x=1", ""])
def test_other_addresses_stay_as_they_are(href):
    assert S3Signer("http://127.0.0.1:9", "default", KEY, SECRET).sign(href, refused="x") == href
