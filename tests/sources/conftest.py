"""A server on this machine, and a retry that does not wait."""

from __future__ import annotations

import random

import pytest

from geogap_plugin.sources.plain_transport import PlainTransport
from geogap_plugin.sources.retry import Retry

from .loopback import TOKEN, Server


@pytest.fixture
def server():
    with Server() as running:
        yield running


@pytest.fixture
def transport():
    return PlainTransport(TOKEN)


@pytest.fixture
def quick():
    """A retry that counts its waits instead of waiting."""
    waits = []
    retry = Retry(draw=random.Random(7), sleep=lambda seconds: None)
    retry.wait = lambda seconds, cancelled: waits.append(seconds)
    retry.waits = waits
    return retry
