"""STAC collections and items, in the form of the Landsat collection of the public catalogues, for scenes made here."""

from __future__ import annotations

import json

from osgeo import gdal, osr

gdal.UseExceptions()

BOX = (-180.0, -90.0, 180.0, 90.0)


def collection(name, **more):
    """Return a collection that covers everything."""
    return {
        "type": "Collection",
        "stac_version": "1.0.0",
        "id": name,
        "title": f"Title of {name}",
        "description": "Made for a test.",
        "license": "proprietary",
        "links": [],
        "extent": {"spatial": {"bbox": [list(BOX)]}, "temporal": {"interval": [["2013-01-01T00:00:00Z", None]]}},
        **more,
    }


def outline(path):
    """Return the box of a raster in degrees: west, south, east, north."""
    return json.loads(json.dumps(gdal.Info(str(path), format="json")["wgs84Extent"]["coordinates"][0]))


def item(name, collection_id, when, files, *, cloud=None, end=None, **properties):
    """Return an item.

    Parameters
    ----------
    files : dict
        Name of an asset: (path of the raster on disk, address, dict of more for the asset).
    """
    path = next(iter(files.values()))[0]
    ring = outline(path)
    xs, ys = [point[0] for point in ring], [point[1] for point in ring]
    info = gdal.Info(str(path), format="json")
    west, dx, _, north, _, dy = info["geoTransform"]
    code = osr.SpatialReference(wkt=info["coordinateSystem"]["wkt"]).GetAuthorityCode(None)
    about = {
        "platform": "landsat-8",
        "proj:code": f"EPSG:{code}",
        "proj:shape": info["size"][::-1],
        "proj:transform": [dx, 0.0, west, 0.0, dy, north],
        "created": "2024-01-01T00:00:00Z",
        "datetime": when,
        **properties,
    }
    if cloud is not None:
        about["eo:cloud_cover"] = cloud
    if end is not None:
        about.update({"datetime": None, "start_datetime": when, "end_datetime": end})
    return {
        "type": "Feature",
        "stac_version": "1.0.0",
        "stac_extensions": [],
        "id": name,
        "collection": collection_id,
        "geometry": {"type": "Polygon", "coordinates": [ring]},
        "bbox": [min(xs), min(ys), max(xs), max(ys)],
        "properties": about,
        "links": [],
        "assets": {
            key: {"href": address, "type": "image/tiff; application=geotiff; profile=cloud-optimized", **more}
            for key, (_, address, more) in files.items()
        },
    }
