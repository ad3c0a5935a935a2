"""Rasters on disk and arrays in memory: series are read and written block by block through GDAL."""
