"""Real server software on the loopback address: rustac for STAC, nginx for files, moto for S3."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import pytest

PROGRAMS = Path(os.environ.get("GEOGAP_SERVERS") or Path(__file__).parents[2] / "build" / "venvs" / "servers" / "bin")
_PATIENCE = 30.0


def program(name: str) -> str:
    """Return where a server is, or skip the test: `make test` installs all of them."""
    found = shutil.which(name, path=os.pathsep.join([str(PROGRAMS), os.environ.get("PATH", ""), "/usr/sbin"]))
    if found is None:
        pytest.skip(f"{name} is not installed; `make setup-servers` installs it")
    return found


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def running(command, url, folder):
    """Run a server until the block ends; wait until it answers."""
    log = open(Path(folder) / f"{Path(command[0]).name}.log", "wb")  # noqa: SIM115
    process = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT, cwd=folder)
    try:
        began = time.monotonic()
        while True:
            try:
                urllib.request.urlopen(url, timeout=2).close()
                break
            except urllib.error.HTTPError:
                break
            except OSError:
                assert process.poll() is None, Path(log.name).read_text(errors="replace")
                assert time.monotonic() - began < _PATIENCE, f"{command[0]} does not answer"
                time.sleep(0.05)
        yield url
    finally:
        process.terminate()
        process.wait(10)
        log.close()


@contextmanager
def nginx(root, folder):
    """Serve a folder's files with range requests; yields the address, and where the log of requests lies."""
    port = free_port()
    folder = Path(folder) / "nginx"
    folder.mkdir()
    access = folder / "access.log"
    temporary = "".join(
        f"{kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (folder / "nginx.conf").write_text(
        f"""daemon off; master_process off; pid {folder}/pid; error_log {folder}/error.log;
        events {{ worker_connections 256; }}
        http {{ {temporary} log_format ranges '$request_method $uri $status $body_bytes_sent $http_range';
        access_log {access} ranges; types {{ image/tiff tif; application/json json; }}
        server {{ listen 127.0.0.1:{port}; root {root}; }} }}"""
    )
    command = [program("nginx"), "-c", str(folder / "nginx.conf"), "-p", str(folder), "-e", str(folder / "error.log")]
    with running(command, f"http://127.0.0.1:{port}/", folder) as url:
        yield url.rstrip("/"), access


@contextmanager
def rustac(collection, items, folder):
    """Serve a collection and its items as a STAC API; yields the address of its landing page."""
    folder = Path(folder) / "rustac"
    folder.mkdir()
    (folder / "collection.json").write_text(json.dumps(collection))
    (folder / "items.json").write_text(json.dumps({"type": "FeatureCollection", "features": items}))
    address = f"127.0.0.1:{free_port()}"
    command = [program("rustac"), "serve", "--addr", address, "collection.json", "items.json"]
    with running(command, f"http://{address}", folder) as url:
        yield url


@contextmanager
def moto(folder):
    """Serve S3; yields the address."""
    folder = Path(folder) / "moto"
    folder.mkdir()
    port = free_port()
    with running(
        [program("moto_server"), "-H", "127.0.0.1", "-p", str(port)], f"http://127.0.0.1:{port}", folder
    ) as url:
        yield url
