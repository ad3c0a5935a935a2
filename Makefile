# GeoGap's commands. `make help` lists them; each one sets up what it needs, once.

SHELL := /bin/sh
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

# --- What you may set -------------------------------------------------------------------------------------------------
# INPUT   a series to fill in `make demo`                    DATA    a folder of benchmark data
# NAME    a benchmark                                        RECIPE  a training recipe
# ARGS    more arguments for the demo, benchmark, training or pytest
INPUT ?= $(SAMPLE)
NAME ?=
RECIPE ?=
ARGS ?=
DATA ?= ../shared/data
# QGIS's interpreter: the first python3 on PATH may be another one.
QGIS_PYTHON ?= /usr/bin/python3
# The training environment's interpreter: Python 3.11 to 3.13.
TRAINING_PYTHON ?= $(QGIS_PYTHON)

# --- Where things are -------------------------------------------------------------------------------------------------
ROOT := $(CURDIR)
SAMPLE := $(ROOT)/resources/sample/geogap_sample_twsa.tif
REQUIREMENTS := tools/requirements
QGIS_VENV := build/venvs/qgis
TRAINING_VENV := build/venvs/training
BENCH_VENV := build/venvs/bench
NETCDF_VENV := build/venvs/netcdf
SERVERS_VENV := build/venvs/servers
PEERS_VENV := build/venvs/peers
TORCH_INDEX := https://download.pytorch.org/whl/cpu
LINT_VENV := build/venvs/lint
TRANSLATIONS_VENV := build/venvs/translations
LANGUAGES := de it
LINT := $(LINT_VENV)/bin/python -m
# QGS201, QGS202: guess by a method's name alone that its result tells of an error, and guess wrong here.
# QGS105: classFactory(iface) is QGIS's own contract, and a plugin that is handed its iface can be tested.
QGS_IGNORED := QGS105,QGS201,QGS202

export GEOGAP_RUNTIME ?= $(ROOT)/build/runtime
export GEOGAP_DATA ?= $(abspath $(DATA))
export QGIS_PYTHON
# A QGIS profile of our own: nobody's settings are read or changed.
export QGIS_CUSTOM_CONFIG_PATH := $(ROOT)/build/profile
export QGIS_PLUGINPATH := $(ROOT)/build/plugins

# QGIS's own Python plugins (Processing among them), looked for when a recipe runs: setup may have just installed them.
QGIS_PLUGINS = $(shell for share in "$${QGIS_PREFIX_PATH:-/usr}/share/qgis" /usr/local/share/qgis; do \
	if [ -d "$$share/python/plugins/processing" ]; then echo "$$share/python/plugins"; break; fi; done)
OFFSCREEN = QT_QPA_PLATFORM=offscreen PYTHONPATH="$(ROOT):$(QGIS_PLUGINS)"
CODE := geogap_plugin training benchmarks tools tests

.PHONY: help demo test test-qgis test-training run plugin package lint format bench train sample workflows translations screens clean \
	setup-system setup-python setup-runtime setup-test setup-netcdf setup-servers setup-screen setup-training setup-bench setup-peers setup-lint \
	setup-translations setup-profile

help:  ## Show this list
	@echo "GeoGap fills the gaps in satellite time series, inside QGIS."
	@echo
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-15s %s\n", $$1, $$2 }' Makefile
	@echo
	@echo "Settings: INPUT=series.tif  NAME=monthly  RECIPE=monthly  DATA=folder  ARGS=\"...\"  QGIS_PYTHON=/usr/bin/python3"
	@echo "Everything that is made lies under build/. Your own QGIS profile is never touched."

# --- Use --------------------------------------------------------------------------------------------------------------
demo: setup-system setup-runtime plugin  ## Install what is missing, fill the sample (or INPUT=...) and score the filling: build/demo
	@$(OFFSCREEN) $(QGIS_PYTHON) tools/demo.py --input "$(INPUT)" --output build/demo $(ARGS)

run: setup-system setup-runtime plugin setup-profile  ## Open QGIS with the plugin and the sample
	@env -u PYTHONPATH qgis --nologo --noversioncheck "$(INPUT)"

screens: setup-test setup-servers setup-screen plugin  ## Take pictures of the desktop: build/screens (ARGS=--guide: docs/images)
	@env -u PYTHONPATH $(QGIS_PYTHON) tools/screens.py $(ARGS)

# --- Check ------------------------------------------------------------------------------------------------------------
test: setup-test setup-training  ## Install what the tests need and run all of them
	@status=0; $(MAKE) test-qgis || status=1; $(MAKE) test-training || status=1; exit $$status

test-qgis: setup-test setup-netcdf setup-servers setup-screen plugin  ## Run the tests that need QGIS, GDAL or numpy alone (ARGS="-k calendar")
	@echo "== QGIS, GDAL and numpy"
	@$(OFFSCREEN) $(QGIS_VENV)/bin/python -m pytest tests --ignore=tests/training $(ARGS)

test-training: setup-training  ## Run the tests of the training package, and of core under numpy 2
	@echo "== TensorFlow and numpy 2"
	@env -u PYTHONPATH CUDA_VISIBLE_DEVICES=-1 $(TRAINING_VENV)/bin/python -m pytest -p no:pytest_qgis tests/training tests/core $(ARGS)

lint: setup-lint  ## Check style, types, security, QGIS rules and dead code
	@status=0; \
	check() { echo "== $$1"; shift; "$$@" || status=1; }; \
	check "ruff (rules)" $(LINT) ruff check .; \
	check "ruff (format)" $(LINT) ruff format --check .; \
	check "mypy" $(LINT) mypy; \
	check "bandit" $(LINT) bandit -q -r geogap_plugin -c pyproject.toml; \
	check "flake8-qgis" $(LINT) flake8 --select=QGS --extend-ignore=$(QGS_IGNORED) geogap_plugin; \
	check "vermin (Python 3.9)" $(LINT_VENV)/bin/vermin --no-tips -q --violations -t=3.9- geogap_plugin; \
	check "vulture" $(LINT) vulture; \
	if [ $$status = 0 ]; then echo "lint: all checks passed"; else echo "lint: see the complaints above" >&2; fi; exit $$status

format: setup-lint  ## Format the code and mend what can be mended
	@$(LINT) ruff check --fix .; $(LINT) ruff format .

# --- Make -------------------------------------------------------------------------------------------------------------
plugin: setup-python  ## Stage the plugin in build/plugins/geogap_plugin
	@$(QGIS_PYTHON) tools/package.py stage

package: plugin  ## Write build/geogap_plugin-VERSION.zip
	@$(QGIS_PYTHON) tools/package.py zip

sample: setup-system  ## Make the synthetic sample series again, from its seed
	@env -u PYTHONPATH $(QGIS_PYTHON) tools/make_sample.py $(ARGS)

workflows: setup-system  ## Write the shipped Model Designer workflows again
	@$(OFFSCREEN) $(QGIS_PYTHON) tools/make_workflows.py

translations: setup-translations  ## Bring resources/i18n up to date with the code: write *.ts, compile *.qm
	@$(TRANSLATIONS_VENV)/bin/pylupdate6 --no-obsolete $(LANGUAGES:%=--ts resources/i18n/geogap_%.ts) geogap_plugin
	@for language in $(LANGUAGES); do QT_SELECT=5 lrelease -silent -nounfinished resources/i18n/geogap_$$language.ts; done

train:  ## Train and export a model: RECIPE=monthly
	@if [ -z "$(RECIPE)" ]; then echo "Name a recipe: make train RECIPE=..., one of:"; \
		ls training/recipes | sed -n 's/^\(.*\)\.toml$$/  \1/p'; exit 2; fi
	@$(MAKE) setup-training
	@env -u PYTHONPATH $(TRAINING_VENV)/bin/python -m training train "$(RECIPE)" $(ARGS)

BENCH_NEEDS_monthly := setup-peers
BENCH_NEEDS_memory := plugin
# monthly: peers run beside our own methods. OpenBLAS's threads wait for one another by spinning, which takes many times
# as long once there are more threads than processors.
bench: setup-bench $(BENCH_NEEDS_$(NAME))  ## Run a benchmark: NAME=monthly, clouds, reconstruct, glacier, tables, speed or memory
	@case "$(NAME)" in \
	speed|memory) $(OFFSCREEN) $(BENCH_VENV)/bin/python -m "benchmarks.$(NAME)" $(ARGS) ;; \
	monthly) $(OFFSCREEN) OPENBLAS_NUM_THREADS=1 $(BENCH_VENV)/bin/python -m benchmarks.accuracy monthly $(ARGS) ;; \
	clouds|reconstruct|glacier|tables) \
		$(OFFSCREEN) $(BENCH_VENV)/bin/python -m benchmarks.accuracy "$(NAME)" $(ARGS) ;; \
	*) echo "Name a benchmark: make bench NAME=monthly, clouds, reconstruct, glacier, tables, speed or memory"; exit 2 ;; \
	esac

clean:  ## Remove what was staged, drawn and cached, but keep the environments
	@rm -rf build/plugins build/demo build/screens build/profile build/geogap_plugin-*.zip
	@rm -rf .pytest_cache .ruff_cache .mypy_cache .hypothesis
	@find geogap_plugin training benchmarks tools tests -type d -name __pycache__ -prune -exec rm -rf {} +

# --- Set up -----------------------------------------------------------------------------------------------------------
setup-system:  ## Install QGIS 3.40 or later from the system's packages, unless it is there
	@tools/system.sh qgis

setup-python:
	@tools/system.sh python

setup-runtime: setup-python  ## Install ONNX Runtime for the inference process into build/runtime
	@$(QGIS_PYTHON) tools/environment.py build/venvs/base
	@$(QGIS_PYTHON) tools/environment.py --target build/venvs/base/bin/python --about "20 MB" \
		-r $(REQUIREMENTS)/runtime.txt build/runtime

setup-test: setup-system setup-runtime  ## Make the environment of the tests
	@$(QGIS_PYTHON) tools/environment.py --system-site-packages --hold numpy \
		-r $(REQUIREMENTS)/test.txt build/venvs/qgis

setup-netcdf: setup-python  ## Make the environment of the CF compliance checker and xarray, which the tests ask
	@$(QGIS_PYTHON) tools/environment.py -r $(REQUIREMENTS)/netcdf.txt $(NETCDF_VENV)

setup-servers: setup-python  ## Install the servers that the tests of the fetch algorithms talk to: STAC, S3, files
	@tools/system.sh packages nginx-light
	@$(QGIS_PYTHON) tools/environment.py -r $(REQUIREMENTS)/servers.txt $(SERVERS_VENV)

setup-screen: setup-system  ## Install a virtual screen and what takes its picture
	@tools/system.sh packages xvfb openbox imagemagick fonts-open-sans fonts-dejavu-core xdotool

setup-training: setup-python  ## Make the training environment (TensorFlow, 2 GB)
	@$(TRAINING_PYTHON) tools/environment.py --about "1 to 3 minutes, 2 GB" \
		-r training/requirements.txt -r $(REQUIREMENTS)/training-test.txt build/venvs/training

# A peer that cannot be installed is left out of the tables, which say so: the benchmark goes on without it.
setup-bench: setup-system setup-runtime
	@$(QGIS_PYTHON) tools/environment.py --system-site-packages --hold numpy -r benchmarks/requirements.txt $(BENCH_VENV) \
		|| test -x $(BENCH_VENV)/bin/python

# PyTorch's own index has a wheel without CUDA's libraries: it is added where it answers.
setup-peers: setup-bench
	@if $(QGIS_PYTHON) -c "import urllib.request as u; u.urlopen('$(TORCH_INDEX)/torch/', timeout=5)" 2>/dev/null; then \
		export PIP_EXTRA_INDEX_URL="$$PIP_EXTRA_INDEX_URL $(TORCH_INDEX)"; fi; \
	$(QGIS_PYTHON) tools/environment.py --about "1 to 5 minutes, 2 GB" -r benchmarks/peers/requirements.txt $(PEERS_VENV) \
		|| echo "geogap: the benchmark goes on without BRITS." >&2

setup-lint: setup-python  ## Make the environment of the linters
	@$(QGIS_PYTHON) tools/environment.py -r $(REQUIREMENTS)/lint.txt build/venvs/lint

setup-translations: setup-python  ## Install what reads the strings out of the code and compiles their translations
	@tools/system.sh packages qttools5-dev-tools
	@$(QGIS_PYTHON) tools/environment.py -r $(REQUIREMENTS)/translations.txt $(TRANSLATIONS_VENV)

setup-profile:
	@ini=build/profile/profiles/default/QGIS/QGIS3.ini; \
	if ! grep -qs '^geogap_plugin=true' "$$ini"; then mkdir -p "$${ini%/*}"; cp tools/QGIS3.ini "$$ini"; fi
