"""The floors of docs/architecture.md: who may import whom, read from the code itself."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PLUGIN = ROOT / "geogap_plugin"
# A room may use these rooms of the plugin, and nothing else of it. Some are single modules: library, metadata,
# settings, translation, plugin.
MAY_USE = {
    "core": set(),
    "raster": {"core"},
    "worker": {"core"},
    "sources": {"core"},
    "report": {"core"},
    "algorithms": {"core", "raster", "worker", "sources", "report", "library", "metadata", "settings"},
    "gui": {"core", "raster", "worker", "sources", "report", "library", "metadata", "settings", "algorithms"},
    "library": {"core"},
    "metadata": set(),
    "settings": set(),
    "translation": {"metadata"},
    "plugin": {"algorithms", "gui", "translation"},
    "__init__": {"plugin"},
}
# The rooms of core beside what they all share; each may use those that it names.
ROOMS_OF_CORE = {
    "series": set(),
    "motion": set(),
    "regions": {"series"},
    "trials": {"series", "regions"},
    "clouds": {"series", "trials"},
}
USES_ANY_ROOM = "model_trial.py"
STANDARD = set(sys.stdlib_module_names)
QGIS = {"qgis"}
# What a room may import from outside the standard library.
OUTSIDE = {
    "core": {"numpy"},
    "raster": {"numpy", "osgeo"},
    "worker": {"numpy", "onnxruntime"},
    "sources": {"numpy"},
    "report": {"numpy", "matplotlib"},
    "algorithms": {"numpy", *QGIS},
    "gui": {"numpy", "matplotlib", "processing", *QGIS},
    "library": set(),
    "metadata": set(),
    "settings": QGIS,
    "translation": QGIS,
    "plugin": QGIS,
    "__init__": set(),
}
NEVER_IN_QGIS = {"tensorflow", "keras", "torch", "xarray", "rasterio", "netCDF4", "h5netcdf", "pandas", "dask"}


def room_of(path):
    relative = path.relative_to(PLUGIN)
    return relative.parts[0] if len(relative.parts) > 1 else relative.stem


def module_of(path):
    parts = ("geogap_plugin", *path.relative_to(PLUGIN).with_suffix("").parts)
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(path):
    """Return every module that a file names in an import, absolute, with its line; imports inside functions too."""
    module = module_of(path)
    package = module if path.name == "__init__.py" else module.rpartition(".")[0]
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found += [(alias.name, node.lineno) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                parent = package.split(".")[: len(package.split(".")) - node.level + 1]
                base = ".".join([*parent, *([node.module] if node.module else [])])
            # "from . import x" may name a module or a value: both readings are followed where they exist.
            inner = [f"{base}.{alias.name}" for alias in node.names]
            found += [(name, node.lineno) for name in [base, *inner] if name == base or name in MODULES]
    return found


FILES = sorted(PLUGIN.rglob("*.py"))
MODULES = {module_of(path): path for path in FILES}
ids = [path.relative_to(ROOT).as_posix() for path in FILES]
every_file = pytest.mark.parametrize("path", FILES, ids=ids)


def test_every_room_has_its_rules():
    assert {room_of(path) for path in FILES} <= set(MAY_USE)


@every_file
def test_a_room_uses_only_the_floors_below(path):
    room = room_of(path)
    for name, line in imports(path):
        if not name.startswith("geogap_plugin."):
            continue
        other = name.split(".")[1]
        assert other == room or other in MAY_USE[room], f"line {line}: {room} imports {name}"


@pytest.mark.parametrize("path", [path for path in FILES if room_of(path) == "core"], ids=lambda path: path.name)
def test_what_the_rooms_of_core_share_knows_none_of_them(path):
    room = path.relative_to(PLUGIN / "core").parts[0]
    allowed = set(ROOMS_OF_CORE) if room == USES_ANY_ROOM else {room, *ROOMS_OF_CORE.get(room, set())}
    for name, line in imports(path):
        other = name.split(".")[2] if name.startswith("geogap_plugin.core.") else ""
        assert other not in ROOMS_OF_CORE or other in allowed, f"line {line}: {room} imports {name}"


@every_file
def test_a_room_imports_nothing_foreign(path):
    allowed = STANDARD | OUTSIDE[room_of(path)] | {"geogap_plugin"}
    for name, line in imports(path):
        assert name.split(".")[0] in allowed, f"line {line}: {room_of(path)} imports {name}"


@every_file
def test_nothing_in_the_plugin_imports_what_crashes_or_burdens_qgis(path):
    for name, line in imports(path):
        assert name.split(".")[0] not in NEVER_IN_QGIS, f"line {line}: {name}"


def test_onnxruntime_is_imported_by_the_worker_process_alone():
    users = [path for path in FILES if any(name.split(".")[0] == "onnxruntime" for name, _ in imports(path))]
    assert {path.relative_to(PLUGIN).as_posix() for path in users} <= {"worker/main.py"}


def test_the_worker_process_needs_only_numpy_and_onnxruntime():
    main = PLUGIN / "worker" / "main.py"
    assert {name.split(".")[0] for name, _ in imports(main)} <= STANDARD | {"numpy", "onnxruntime"}


@pytest.mark.parametrize("path", [path for path in FILES if room_of(path) == "algorithms"], ids=lambda path: path.name)
def test_algorithms_know_no_window_and_no_project(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    names |= {alias.name for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for alias in node.names}
    assert not names & {"iface", "QgsProject", "QMessageBox"}
    assert not {name for name, _ in imports(path) if name.startswith(("qgis.gui", "qgis.utils"))}


def top_level_imports(path):
    """Return the plugin's modules that are imported when this one is; what functions import later cannot be a cycle."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    later = {
        child.lineno
        for node in ast.walk(tree)
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
        or (isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test))
        for child in ast.walk(node)
        if isinstance(child, (ast.Import, ast.ImportFrom))
    }
    return {name for name, line in imports(path) if name in MODULES and line not in later}


def test_no_module_imports_itself_around_a_corner():
    graph = {module: top_level_imports(path) - {module} for module, path in MODULES.items()}
    done = set()

    def visit(module, trail):
        assert module not in trail, " -> ".join([*trail[trail.index(module) :], module])
        if module not in done:
            for other in sorted(graph[module]):
                visit(other, [*trail, module])
            done.add(module)

    for module in sorted(graph):
        visit(module, [])


@pytest.mark.parametrize("package", ["training"])
def test_training_stands_on_core_alone(package):
    for path in sorted((ROOT / package).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.level == 0:
                names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
            for name in names:
                where = f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 0)} {name}"
                assert name.split(".")[0] not in {"qgis", "osgeo", "PyQt5", "PyQt6"}, where
                if name.startswith("geogap_plugin."):
                    assert name.split(".")[1] == "core", where
