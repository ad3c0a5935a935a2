"""The catalogue is searched whole, the newest release is found, and the right link is taken."""

import hashlib

import numpy as np
import pytest

from geogap_plugin.core.errors import DamagedDataError, NetworkError
from geogap_plugin.sources.cmr import Cmr, release

from . import loopback

START, END = np.datetime64("2002-04-01"), np.datetime64("2030-01-01")
NETCDF = r"GRD-3_\w+\.nc"


@pytest.fixture
def pages(server):
    return loopback.Cmr(server)


@pytest.fixture
def cmr(pages, transport, quick):
    return Cmr(pages.root, transport, quick)


def months(pages, concept, count):
    for number in range(count):
        month = np.datetime64("2002-04") + number
        pages.add_granule(
            concept, f"GRD-3_{number:03d}_LND.nc", b"CDF%d" % number, f"{month}-01T00:00:00Z", f"{month}-28T00:00:00Z"
        )


def test_the_newest_release_is_found_by_its_numbers(pages, cmr):
    for release_name, version in (("RL06.1_V3", "RL06.1Mv03"), ("RL06.10_V4", "new"), ("RL06.3_V4", "RL06.3Mv04")):
        concept = pages.add_collection(f"TELLUS_MASCON_{release_name}", version)
        months(pages, concept, 1)
    pages.add_collection("TELLUS_MASCON_RL07_V1", "announced, still empty")
    other = pages.add_collection("TELLUS_MASCON_RL08_V1", "of another provider", provider="ELSEWHERE")
    months(pages, other, 1)
    assert cmr.newest_collection("TELLUS_MASCON_RL*", "POCLOUD").short_name == "TELLUS_MASCON_RL06.10_V4"
    assert cmr.newest_collection("NOTHING*", "POCLOUD") is None


def test_releases_are_compared_number_by_number():
    names = ["RL06_LND_v04", "RL06.1_LND_v04", "RL06.3_LND_v03", "RL06.3_LND_v04", "RL07_LND_v01"]
    assert [release(name) for name in names] == sorted(map(release, names))


def test_all_pages_are_read(server, transport, quick):
    pages = loopback.Cmr(server, page_size=5)
    concept = pages.add_collection("L3", "1")
    months(pages, concept, 23)
    cmr = Cmr(pages.root, transport, quick)
    found = cmr.granules(cmr.newest_collection("L3", "POCLOUD"), START, END, NETCDF)
    assert [granule.file for granule in found] == [f"GRD-3_{number:03d}_LND.nc" for number in range(23)]
    asked = [query for kind, query in pages.queries if kind == "granules"]
    assert len(asked) >= 5
    assert all(query == asked[0] for query in asked)
    assert asked[0]["temporal[]"] == ["2002-04-01T00:00:00Z,2030-01-01T00:00:00Z"]


def test_entries_that_get_lost_between_pages_are_noticed(server, transport, quick):
    pages = loopback.Cmr(server, page_size=5)
    concept = pages.add_collection("L3", "1")
    months(pages, concept, 8)
    cmr = Cmr(pages.root, transport, quick)
    collection = cmr.newest_collection("L3", "POCLOUD")
    pages.hide = 1
    with pytest.raises(DamagedDataError, match="announced 8 entries and gave 6"):
        cmr.granules(collection, START, END, NETCDF)


def test_the_link_to_the_wanted_file_is_taken_with_size_and_checksum(pages, cmr, server):
    concept = pages.add_collection("L3", "1")
    pages.add_granule(
        concept, "GRD-3_a.nc", b"CDFabc", "2005-01-01T00:00:00Z", "2005-01-31T23:59:59Z", algorithm="SHA-512"
    )
    [found] = cmr.granules(cmr.newest_collection("L3", "POCLOUD"), START, END, NETCDF)
    assert found.url == f"{server.root}/podaac-ops-cumulus-protected/L3/GRD-3_a.nc"
    assert found.size == 6
    assert found.checksum == ("SHA-512", hashlib.sha512(b"CDFabc").hexdigest())
    assert str(found.end) == "2005-01-31T23:59:59"


def test_of_two_entries_for_one_file_the_later_counts(pages, cmr):
    concept = pages.add_collection("L3", "1")
    for content, revised in ((b"CDFnew", "2024-05-01T00:00:00Z"), (b"CDFold", "2023-05-01T00:00:00Z")):
        pages.add_granule(concept, "GRD-3_a.nc", content, "2005-01-01T00:00:00Z", "2005-01-31T00:00:00Z", revised)
    [found] = cmr.granules(cmr.newest_collection("L3", "POCLOUD"), START, END, NETCDF)
    assert found.checksum[1] == hashlib.md5(b"CDFnew").hexdigest()


@pytest.mark.parametrize("faults", [["503", "500"], ["drop"], ["html"], ["retry after 3", "html"]])
def test_a_search_survives_a_bad_moment(pages, cmr, server, faults):
    months(pages, pages.add_collection("L3", "1"), 2)
    server.faults["/search/collections.umm_json"] = list(faults)
    server.faults["/search/granules.umm_json"] = list(faults)
    assert len(cmr.granules(cmr.newest_collection("L3", "POCLOUD"), START, END, NETCDF)) == 2


def test_what_cmr_dislikes_is_passed_on(server, cmr):
    said = {"errors": ["temporal datetime is invalid"]}
    server.pages["/search/collections.umm_json"] = loopback.page(said, status=400)
    with pytest.raises(NetworkError, match="temporal datetime is invalid"):
        cmr.newest_collection("L3", "POCLOUD")


@pytest.mark.parametrize("content", [b"[1]", b'{"feed": {}}', b"{"])
def test_an_answer_of_another_form_is_refused(server, cmr, content):
    server.pages["/search/collections.umm_json"] = loopback.page(content)
    with pytest.raises(DamagedDataError):
        cmr.newest_collection("L3", "POCLOUD")
