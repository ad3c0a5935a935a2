"""Calendars, gaps, baselines, features, filling and scoring on numpy arrays: no QGIS, no GDAL, no Qt."""
