"""What metadata.txt and the folders around it say of the plugin, read once."""

from configparser import ConfigParser
from functools import lru_cache
from pathlib import Path

_PACKAGE = Path(__file__).parent


def _found(name: str) -> Path:
    """Return a file or folder of the plugin: inside it where it is installed, else at the top of the source tree."""
    inside = _PACKAGE / name
    return inside if inside.exists() else _PACKAGE.parent / name


RESOURCES = _found("resources")
MODELS = RESOURCES / "models"
WORKFLOWS = RESOURCES / "model3"


@lru_cache(maxsize=1)
def version() -> str:
    """Return the plugin's version."""
    parser = ConfigParser(interpolation=None)
    parser.read(_found("metadata.txt"), encoding="utf-8")
    return parser.get("general", "version")


def resource(*parts: str) -> str:
    """Return the path of a file among the plugin's resources."""
    return str(RESOURCES.joinpath(*parts))
