"""A server on this machine that answers as CMR, Earthdata and plain archives do, and fails as they do."""

from __future__ import annotations

import fnmatch
import hashlib
import json
import re
import socket
import struct
import threading
import time
from collections import Counter
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000000a49444154789c636800000082008177"
    "cd72b60000000049454e44ae426082"
)
"""A PNG of one grey pixel."""

TOKEN = "eyJ0eXAi.loopback-token-0123456789.never-to-be-seen"


class Server:
    """Serves files and pages; a fault may be put before the answer to any path.

    Use it as a context manager. `faults` maps a path to a list of names; each request takes the first off the list.
    `seen` holds (host, path, headers) of every request.
    """

    def __init__(self):
        self.files = {}  # path: (bytes, etag)
        self.protected = set()  # paths that want the token
        self.redirects = {}  # path: (status, address)
        self.pages = {}  # path: function(query, headers) -> (status, headers, body)
        self.faults = {}
        self.seen = []
        self.plain = False  # no ranges, no validators
        self.slow = 0.0  # seconds between pieces of a body
        self.served = Counter()  # bytes of bodies, by path
        self.lock = threading.Lock()
        self.closing = threading.Event()

    def __enter__(self):
        server = self

        class Handler(_Handler):
            owner = server

        self.http = _Quiet(("127.0.0.1", 0), Handler)
        self.thread = threading.Thread(target=self.http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        self.thread.start()
        return self

    def __exit__(self, *error):
        self.closing.set()
        self.http.shutdown()
        self.http.server_close()
        self.thread.join()

    @property
    def root(self):
        return f"http://127.0.0.1:{self.http.server_port}"

    @property
    def elsewhere(self):
        """The same server under another host's name."""
        return f"http://localhost:{self.http.server_port}"

    def add(self, path, content, protected=False):
        self.files[path] = (content, f'"{hashlib.sha256(content).hexdigest()[:16]}"')
        if protected:
            self.protected.add(path)
        return f"{self.root}{path}"

    def requests(self, path):
        return [headers for _, where, headers in self.seen if where == path]


class _Quiet(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def handle_error(self, *which):
        """Say nothing of clients that go away: many tests do."""


def threads_left(before, patience=3.0):
    """Return the threads that go on although they were not there before; those of a `Server` may wait for its end."""
    deadline = time.monotonic() + patience
    while True:
        new = [thread for thread in threading.enumerate() if thread not in before]
        left = [one for one in new if not isinstance(getattr(getattr(one, "_target", None), "__self__", None), _Quiet)]
        if not left or time.monotonic() > deadline:
            return left
        time.sleep(0.02)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    owner = None

    def log_message(self, *parts):
        pass

    def do_POST(self):
        length = int(self.headers.get("Content-Length") or 0)
        self.do_GET(self.rfile.read(length))

    def do_DELETE(self):
        self.do_GET()

    def do_GET(self, body=b""):
        owner = self.owner
        parts = urlsplit(self.path)
        path = parts.path
        headers = {name.lower(): text for name, text in self.headers.items()}
        self.asked = {"_path": path, "_method": self.command, "_body": body}
        with owner.lock:
            owner.seen.append((headers.get("host", ""), path, headers))
            fault = owner.faults[path].pop(0) if owner.faults.get(path) else ""
        with suppress(ConnectionError):
            self._answer(path, parse_qs(parts.query), headers, fault)

    def _answer(self, path, query, headers, fault):
        owner = self.owner
        if fault.isdigit():
            self._send(int(fault), {}, b"fault")
        elif fault.startswith("retry after "):
            self._send(503, {"Retry-After": fault[12:]}, b"busy")
        elif fault == "html":
            self._send(
                200, {"Content-Type": "text/html"}, b"<!DOCTYPE html><html>Sign in to go on</html>" + b" " * 2000
            )
        elif fault == "drop":
            self.close_connection = True
        elif fault == "reset":
            # Without a lingering end, closing sends a reset.
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.close_connection = True
        elif fault == "silence":
            owner.closing.wait(30)
            self.close_connection = True
        elif path in owner.redirects:
            status, address = owner.redirects[path]
            self._send(status, {"Location": address}, b"")
        elif path in owner.protected and headers.get("authorization") != f"Bearer {TOKEN}":
            self._send(
                401, {"WWW-Authenticate": "Bearer", "Content-Type": "application/json"}, b'{"error": "invalid_token"}'
            )
        elif path in owner.pages:
            self._send(*owner.pages[path](query, {**headers, **self.asked}))
        elif path in owner.files:
            self._file(path, headers, fault)
        else:
            self._send(404, {}, b"not here")

    def _file(self, path, headers, fault):
        content, etag = self.owner.files[path]
        told = {} if self.owner.plain else {"ETag": etag, "Accept-Ranges": "bytes"}
        status, body = 200, content
        if not self.owner.plain and headers.get("if-none-match") == etag:
            self._send(304, told, b"")
            return
        match = re.fullmatch(r"bytes=(\d+)-(\d*)", headers.get("range", ""))
        if fault == "new etag":
            told["ETag"] = '"of-another-file"'
        if match and fault != "no range" and not self.owner.plain and headers.get("if-range", etag) == etag:
            first, last = int(match[1]), int(match[2] or len(content) - 1)
            if first >= len(content):
                self._send(416, {"Content-Range": f"bytes */{len(content)}"}, b"")
                return
            body = content[first : last + 1]
            if fault == "short range":
                body = body[: max(1, len(body) // 2)]
            total = {"unknown size": "*", "other size": len(content) + 1}.get(fault, len(content))
            told["Content-Range"] = f"bytes {first}-{first + len(body) - 1}/{total}"
            status = 206
            if fault == "wrong range":
                told["Content-Range"] = f"bytes {first + 1}-{first + len(body)}/{len(content)}"
        length, cut = len(body), None
        if fault == "cut":
            cut = max(1, len(body) * 2 // 3)
        elif fault == "lie long":
            length += 1000
        elif fault == "lie short":
            length = max(1, length // 2)
        elif fault == "flip":
            body = bytes([body[0]]) + bytes(byte ^ 255 for byte in body[1:9]) + body[9:]
        elif fault == "rot":
            middle = len(body) // 2
            body = body[:middle] + bytes([body[middle] ^ 1]) + body[middle + 1 :]
        elif fault == "drip":
            cut = -1
        self._send(status, {**told, "Content-Type": "application/x-netcdf"}, body, length, cut, path)

    def _send(self, status, headers, body, length=None, cut=None, path=""):
        self.send_response(status)
        for name, text in headers.items():
            self.send_header(name, text)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        self.end_headers()
        if self.command == "HEAD":
            return
        if cut == -1:
            for byte in body:
                if self.owner.closing.wait(0.05):
                    break
                self.wfile.write(bytes([byte]))
            return
        if length is not None and length < len(body):
            body = body[:length]
        sent = body if cut is None else body[:cut]
        step = 32 * 1024 if self.owner.slow else max(len(sent), 1)
        for start in range(0, len(sent), step):
            if self.owner.slow:
                time.sleep(self.owner.slow)
            self.wfile.write(sent[start : start + step])
            with self.owner.lock:
                self.owner.served[path] += len(sent[start : start + step])
        if cut is not None or (length is not None and length > len(body)):
            self.close_connection = True


def page(content, content_type="application/json", status=200, headers=None):
    """Return a page function that always answers the same."""
    body = content if isinstance(content, bytes) else json.dumps(content).encode()
    return lambda query, asked: (status, {"Content-Type": content_type, **(headers or {})}, body)


class Cmr:
    """Answers collection and granule searches in UMM-JSON, page by page, as CMR's documentation describes."""

    def __init__(self, server, page_size=1000):
        self.server = server
        self.page_size = page_size
        self.collections = []
        self.granules = {}  # concept: list of entries
        self.queries = []
        self.hide = 0  # entries that are counted but not given
        server.pages["/search/collections.umm_json"] = self._collections
        server.pages["/search/granules.umm_json"] = self._granules

    @property
    def root(self):
        return f"{self.server.root}/search"

    def add_collection(self, short_name, version, provider="POCLOUD", doi="10.5067/TEST"):
        concept = f"C{1000 + len(self.collections)}-{provider}"
        umm = {"ShortName": short_name, "Version": version, "EntryTitle": f"Title of {short_name}", "DOI": {"DOI": doi}}
        self.collections.append({"meta": {"concept-id": concept, "provider-id": provider}, "umm": umm})
        self.granules[concept] = []
        return concept

    def add_granule(self, concept, file, content, start, end, revised="2024-01-01T00:00:00Z", algorithm="MD5", url=""):
        """Add a file behind a redirect to a signed address at another host, as Earthdata's cloud does."""
        short_name = next(c["umm"]["ShortName"] for c in self.collections if c["meta"]["concept-id"] == concept)
        path = f"/podaac-ops-cumulus-protected/{short_name}/{file}"
        if not url:
            self.server.add(f"/signed{path}", content)
            self.server.pages[path] = self._redirect_if_allowed
            url = f"{self.server.root}{path}"
        digest = hashlib.new(algorithm.replace("-", ""), content).hexdigest()
        about = {"Name": file, "SizeInBytes": len(content), "Checksum": {"Value": digest, "Algorithm": algorithm}}
        links = [
            {"URL": f"s3://podaac-ops-cumulus-protected/{short_name}/{file}", "Type": "GET DATA"},
            {"URL": f"{url}.md5", "Type": "EXTENDED METADATA"},
            {"URL": f"{url[:-3]}.txt", "Type": "GET DATA"},
            {"URL": url, "Type": "GET DATA"},
            {"URL": "https://opendap.earthdata.nasa.gov/x.nc", "Type": "USE SERVICE API", "Subtype": "OPENDAP DATA"},
        ]
        umm = {
            "GranuleUR": file.rpartition(".")[0],
            "RelatedUrls": links,
            "DataGranule": {"ArchiveAndDistributionInformation": [{"Name": "other.txt"}, about]},
            "TemporalExtent": {"RangeDateTime": {"BeginningDateTime": start, "EndingDateTime": end}},
        }
        meta = {"concept-id": f"G{len(self.granules[concept])}-POCLOUD", "revision-date": revised}
        self.granules[concept].append({"meta": meta, "umm": umm})
        return path

    def add_tile(self, concept, name, layers, start, end, box, *, revised="2024-01-01T00:00:00Z", flag="DAY", **more):
        """Add a granule that is a tile with a file for each layer, as ECOSTRESS's are; return the paths by layer."""
        about = next(c["umm"] for c in self.collections if c["meta"]["concept-id"] == concept)
        folder = f"/lp-prod-protected/{about['ShortName']}.{about['Version']}/{name}"
        paths = {layer: f"{folder}/{name}_{layer}.tif" for layer in layers}
        links = [{"URL": f"s3:/{folder}/{name}.json", "Type": "GET DATA VIA DIRECT ACCESS"}]
        for layer, path in paths.items():
            self.server.add(f"/signed{path}", layers[layer])
            self.server.pages[path] = self._redirect_if_allowed
            links += [
                {"URL": f"s3:/{path}", "Type": "GET DATA VIA DIRECT ACCESS"},
                {"URL": f"{self.server.root}{path}.sha256", "Type": "EXTENDED METADATA"},
                {"URL": f"{self.server.root}{path[:-4]}.jpeg", "Type": "GET RELATED VISUALIZATION"},
                {"URL": f"{self.server.root}{path}", "Type": "GET DATA"},
            ]
        picture = f"/lp-prod-public/{name}/{name}.png"
        self.server.add(picture, PICTURE)
        links.append({"URL": f"{self.server.root}{picture}", "Type": "GET RELATED VISUALIZATION"})
        links.append({"URL": f"{self.server.root}{folder}/{name}.json", "Type": "GET DATA"})
        sides = ("West", "South", "East", "North")
        rectangle = {f"{side}BoundingCoordinate": edge for side, edge in zip(sides, box)}
        umm = {
            "GranuleUR": name,
            "RelatedUrls": links,
            "DataGranule": {"DayNightFlag": flag, "ProductionDateTime": revised},
            "TemporalExtent": {"RangeDateTime": {"BeginningDateTime": start, "EndingDateTime": end}},
            "SpatialExtent": {"HorizontalSpatialDomain": {"Geometry": {"BoundingRectangles": [rectangle]}}},
            "Platforms": [{"ShortName": "ISS", "Instruments": [{"ShortName": "ECOSTRESS"}]}],
            **more,
        }
        provider = concept.partition("-")[2]
        meta = {"concept-id": f"G{len(self.granules[concept])}-{provider}", "revision-date": revised}
        self.granules[concept].append({"meta": meta, "umm": umm})
        return paths

    def _redirect_if_allowed(self, query, headers):
        if headers.get("authorization") != f"Bearer {TOKEN}":
            return 401, {"WWW-Authenticate": "Bearer"}, b'{"error": "invalid_token", "error_description": "expired"}'
        path = headers["_path"]
        signed = f"{self.server.elsewhere}/signed{path}?A-userid=someone&Signature=do-not-show-me"
        return 303, {"Location": signed}, b""

    def _collections(self, query, headers):
        self.queries.append(("collections", query))
        found = [
            {**item, "meta": {**item["meta"], "granule-count": len(self.granules[item["meta"]["concept-id"]])}}
            for item in self.collections
            if fnmatch.fnmatchcase(item["umm"]["ShortName"], query["short_name"][0])
            and item["meta"]["provider-id"] == query["provider"][0]
        ]
        return self._paged(found, query, headers)

    def _granules(self, query, headers):
        self.queries.append(("granules", query))
        first, last = query["temporal[]"][0].split(",")
        ranges = [
            (item, item["umm"]["TemporalExtent"]["RangeDateTime"])
            for item in self.granules[query["collection_concept_id"][0]]
        ]
        found = [item for item, r in ranges if r["BeginningDateTime"] <= last and r["EndingDateTime"] >= first]
        if "bounding_box" in query:
            found = [item for item in found if _touches(item, query["bounding_box"][0])]
        return self._paged(found, query, headers)

    def _paged(self, found, query, headers):
        size = min(self.page_size, int(query["page_size"][0]))
        begin = int(json.loads(headers.get("cmr-search-after", "[0]"))[0])
        page = found[begin : begin + size]
        told = {"Content-Type": "application/vnd.nasa.cmr.umm_results+json;version=1.6.6", "CMR-Hits": str(len(found))}
        if begin + size < len(found) or (page and begin):  # CMR sends it with the last page as well, then an empty one
            told["CMR-Search-After"] = json.dumps([begin + size])
        page = page[: len(page) - self.hide]
        return 200, told, json.dumps({"hits": len(found), "took": 5, "items": page}).encode()


def _touches(item, text):
    """Whether the rectangle of a granule meets a region that does not cross 180 degrees."""
    box = item["umm"]["SpatialExtent"]["HorizontalSpatialDomain"]["Geometry"]["BoundingRectangles"][0]
    west, south, east, north = (float(edge) for edge in text.split(","))
    left, bottom, right, top = (box[f"{side}BoundingCoordinate"] for side in ("West", "South", "East", "North"))
    return left <= east and right >= west and bottom <= north and top >= south
