"""What a bug report needs to say of an installation; no secrets, and no name of the user."""

from __future__ import annotations

import os
import platform
from pathlib import Path

import numpy as np
from qgis.core import QgsApplication, QgsCommandLineUtils

from .. import settings
from ..algorithms.credentials import SERVICES, in_environment, stored_config
from ..algorithms.methods import inference_threads, library_folder, runtime_folders
from ..algorithms.network import download_cache
from ..core.errors import GeoGapError
from ..library import installed_models
from ..metadata import MODELS, version
from ..worker.runtime import find_runtime, qgis_interpreter


def diagnostics() -> str:
    """Return versions, folders, models, settings and the kind of credentials, one a line.

    Starts QGIS's Python once to ask it what it has: up to a second.
    """
    sections = {
        f"GeoGap {version()}": [f"plugin: {Path(__file__).parents[1]}", f"algorithms: {_algorithms()}"],
        "Versions": [*QgsCommandLineUtils.allVersions().splitlines(), f"NumPy {np.__version__}", platform.platform()],
        "ONNX Runtime": _runtime(),
        "Models": _models(),
        "Settings": [*_settings(), f"processors: {os.cpu_count()}", f"threads in use: {inference_threads()}"],
        "Folders": [
            f"profile: {QgsApplication.qgisSettingsDirPath()}",
            f"downloads: {download_cache().folder}",
            f"models: {library_folder()}",
        ],
        "Credentials": [f"{service.title}: {_credentials(service.id)}" for service in SERVICES if service.method],
    }
    lines = []
    for title, entries in sections.items():
        lines += [title, *(f"  {entry}" for entry in entries if entry.strip())]
    # Paths under the home folder tell the user's name.
    return "\n".join(lines).replace(str(Path.home()), "~") + "\n"


def _algorithms() -> str:
    provider = QgsApplication.processingRegistry().providerById("geogap")
    return "none: the provider is not loaded" if provider is None else str(len(provider.algorithms()))


def _runtime() -> list[str]:
    try:
        interpreter = f"interpreter: {qgis_interpreter().path}"
        runtime = find_runtime(runtime_folders())
    except GeoGapError as error:
        return [error.message, *error.details.splitlines()]
    return [interpreter, f"{runtime.version} in {runtime.site or 'the interpreter itself'}"]


def _models() -> list[str]:
    refused: list[str] = []
    models = installed_models([MODELS, library_folder()], refused.append)
    return [f"{one.card.name} {one.card.version} ({one.info.sha256[:12]})" for one in models] + refused


def _settings() -> list[str]:
    # Of the catalogue's address only whether there is one: it may be nobody else's business.
    known = [setting for setting in settings.ALL if setting is not settings.CATALOG_ADDRESS]
    return [f"{setting.name}: {setting.read()}" for setting in known]


def _credentials(service: str) -> str:
    if in_environment(service):
        return "in the environment"
    return "stored" if stored_config(service) else "none"
