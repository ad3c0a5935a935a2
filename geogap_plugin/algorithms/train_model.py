"""Processing algorithm `trainmodel`: run a training recipe in the training environment, and install what it makes."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from qgis.core import (
    QgsApplication,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputBoolean,
    QgsProcessingOutputString,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterString,
)
from qgis.PyQt.QtCore import QT_TR_NOOP

from ..core.errors import Cancelled, InputError, RuntimeMissingError
from ..core.model_card import ALL_WEATHER, CLEAR_SKY
from ..library import Installed, install
from ..metadata import RESOURCES
from ..raster.netcdf import split_source
from ..worker.training import SIZE, find_training, install_training, run_training
from .base import GeoGapAlgorithm
from .methods import library_folder

OWN_SERIES = "series"
OWN_STACK = "stack"
OWN_SCENES = "lst"
SOURCES = RESOURCES.parent
"""Where the package `training` lies: inside the plugin where it is installed, else at the top of the source tree."""

_PACKAGES = (SOURCES, Path(__file__).parents[2])
# Recipes of published networks, which the command line scores beside others and nobody fills with.
_COMPARED = {"paper-lstm"}


def training_folder() -> Path:
    """Return where the training environment and the checkpoints lie."""
    return Path(QgsApplication.qgisSettingsDirPath()) / "geogap" / "training"


def recipe_names() -> list[str]:
    """Return the recipes that come with the plugin, the one for one's own series first."""
    names = {path.stem for path in (SOURCES / "training" / "recipes").glob("*.toml")} - _COMPARED
    return sorted(names, key=lambda name: (name != OWN_SERIES, name))


class TrainModel(GeoGapAlgorithm):
    """Train a model by a recipe, on synthetic series or on one's own, and put it into the library."""

    RECIPE = "RECIPE"
    RECIPE_FILE = "RECIPE_FILE"
    DATA = "DATA"
    PREDICTORS = "PREDICTORS"
    PRODUCT = "PRODUCT"
    LICENCE = "LICENCE"
    EPOCHS = "EPOCHS"
    SERIES = "SERIES"
    SEED = "SEED"
    FROM_SCRATCH = "FROM_SCRATCH"
    KEEP_ANYWAY = "KEEP_ANYWAY"
    INSTALL = "INSTALL"
    OUTPUT_MODEL = "OUTPUT_MODEL"
    KEPT = "KEPT"
    INSTALLED = "INSTALLED"
    NAME_INSTALLED = "NAME"

    NAME = "trainmodel"
    DISPLAY_NAME = QT_TR_NOOP("Train model")
    GROUP = QT_TR_NOOP("Models")
    SUMMARY = QT_TR_NOOP(
        "Trains a neural network for filling, on your own series or on synthetic ones, and adds it to the library."
    )
    HELP = QT_TR_NOOP(
        "The recipe “series” goes on training the bundled model on your own series. It learns from the first part of "
        "the record, chooses the best epoch on the next, and is scored on hidden blocks of the last one, with months "
        "that nobody uses in between. If the bundled model or its baseline does better there, it says so and keeps no "
        "new model. The other recipes make the bundled models again.\n\n"
        "The recipe “stack”, or “clouds” with a stack to train on, goes on training the bundled model for clouds on "
        "your own images: clouds of some dates are laid over others, and what they hide is learnt, but for clouds that "
        "are kept for the scores. Where the bundled model or the regression without any does better there, no new "
        "model is kept. This takes minutes.\n\n"
        "The recipe “lst” trains a network that tells land surface temperature, or another series of scenes, from "
        "predictors on its grid and dates: run “Match grid” first. Whole days and blocks of space are held out, and "
        "scored under clouds of other dates beside a regression that needs no training; where that does better, no "
        "model is kept. “Fill clouds” takes the model with the same predictors, found by their names.\n\n"
        "Training runs in a Python environment of its own with TensorFlow, which QGIS never loads. It is made on first "
        "use ({size}) if you allow it.\n\n"
        "Cancelling keeps the last checkpoint: the same run goes on after it. The folder that the log names holds a "
        "picture of the learning curve and logs for TensorBoard. “Fill series” finds the model by its name."
    )
    TAGS = ("training", "machine learning", "LSTM", "TensorFlow", "Keras", "fine-tuning", "model", "recipe")

    def shortHelpString(self) -> str:
        """Return the help beside the dialog, with the size of what is installed."""
        return super().shortHelpString().replace("{size}", SIZE)

    def initAlgorithm(self, configuration=None) -> None:
        """Define the parameters."""
        names = recipe_names()
        self.add(
            QgsProcessingParameterEnum(
                self.RECIPE, self.tr("Recipe"), names, defaultValue=OWN_SERIES, usesStaticStrings=True
            ),
            self.tr(
                "What is trained: “series” a model for your own series, “stack” one for the clouds in your own "
                "images, “lst” one that fills scenes from predictors, the others a bundled model again."
            ),
        )
        self.add(
            QgsProcessingParameterRasterLayer(self.DATA, self.tr("Series to train on"), optional=True),
            self.tr(
                "For the recipe “series”: a GeoTIFF with dated bands, such as “Build series” writes, or a NetCDF file, "
                "with at least 72 epochs. For “stack” and “clouds”: a GeoTIFF of more than three images, with gaps. "
                "For “lst”: a GeoTIFF of scenes of at least three days; many more are better."
            ),
        )
        self.add(
            QgsProcessingParameterMultipleLayers(
                self.PREDICTORS, self.tr("Predictors"), QgsProcessing.SourceType.TypeRaster, optional=True
            ),
            self.tr(
                "For the recipe “lst”: GeoTIFFs on the grid and the dates of the scenes, or without a date, as “Match "
                "grid” writes them."
            ),
        )
        self.add(
            QgsProcessingParameterEnum(
                self.PRODUCT,
                self.tr("Product"),
                [CLEAR_SKY, ALL_WEATHER],
                optional=True,
                usesStaticStrings=True,
            ),
            self.tr(
                "For the recipe “lst”: what the model fills with. Scenes of a satellite that does not see through "
                "clouds make a clear-sky model. “all-weather” needs scenes that hold temperatures under clouds, and "
                "radiation or the air temperature at 2 m among the predictors. Empty: as in the recipe."
            ),
        )
        self.add(
            QgsProcessingParameterString(self.LICENCE, self.tr("Licence of the series"), optional=True),
            self.tr("As it shall stand in the model's card, beside the name of the file."),
        )
        self.add(
            QgsProcessingParameterFile(
                self.RECIPE_FILE, self.tr("Recipe of your own"), extension="toml", optional=True
            ),
            self.tr("A TOML file instead of the recipe above."),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterString(self.VARIABLE, self.tr("Variable"), optional=True),
            self.tr("Name of the variable in a NetCDF file with several."),
            advanced=True,
        )
        for name, label, help_text, least in (
            (self.EPOCHS, self.tr("Epochs"), self.tr("Passes over the training series. Empty: as in the recipe."), 1),
            (
                self.SERIES,
                self.tr("Training series"),
                self.tr("How many series, or windows of your own series, are trained on. Empty: as in the recipe."),
                1,
            ),
            (self.SEED, self.tr("Seed"), self.tr("Of all random numbers. Empty: as in the recipe."), 0),
        ):
            kind = QgsProcessingParameterNumber.Type.Integer
            self.add(
                QgsProcessingParameterNumber(name, label, kind, optional=True, minValue=least), help_text, advanced=True
            )
        for name, label, help_text in (
            (
                self.FROM_SCRATCH,
                self.tr("Train from scratch"),
                self.tr("For the recipe “series”: begin with random weights instead of the bundled model's."),
            ),
            (
                self.KEEP_ANYWAY,
                self.tr("Keep the model even if it is worse"),
                self.tr(
                    "For the recipe “series”: install the model even if the bundled one or the baseline does better."
                ),
            ),
            (
                self.INSTALL,
                self.tr("Make the training environment if it is missing"),
                self.tr("Downloads TensorFlow and what belongs to it into a folder of the QGIS profile: {}.").format(
                    SIZE
                ),
            ),
        ):
            self.add(QgsProcessingParameterBoolean(name, label, defaultValue=False), help_text, advanced=True)
        self.add(
            QgsProcessingParameterFileDestination(
                self.OUTPUT_MODEL,
                self.tr("Model"),
                self.tr("ONNX files (*.onnx)"),
                optional=True,
                createByDefault=False,
            ),
            self.tr("A copy of the model; it is added to the library in any case."),
        )
        self.add_result(QgsProcessingOutputBoolean(self.KEPT, self.tr("Whether a model was installed")))
        self.add_result(QgsProcessingOutputString(self.INSTALLED, self.tr("Installed file")))
        self.add_result(QgsProcessingOutputString(self.NAME_INSTALLED, self.tr("Name of the model")))

    def readable_paths(self, parameters: dict) -> set[str]:
        """Accept a NetCDF file from which QGIS loads no layer."""
        value = parameters.get(self.DATA)
        return {self.DATA} if isinstance(value, str) and Path(value).is_file() else set()

    def check(self, parameters: dict, context: QgsProcessingContext) -> None:
        """Refuse a recipe without its series, and a missing environment that may not be made."""
        self._arguments(parameters, context)
        if not self.parameterAsBoolean(parameters, self.INSTALL, context):
            self._find_environment()

    def execute(self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> dict:
        """Train the model and install it."""
        arguments = self._arguments(parameters, context)
        interpreter = self._environment(parameters, context, feedback)
        work = training_folder() / "runs"
        work.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix="model-", dir=work) as folder:
            made = Path(folder) / "model.onnx"
            command = [*arguments, "--build", str(work), "--output", str(made)]
            try:
                run_training(
                    interpreter,
                    _PACKAGES,
                    command,
                    on_line=lambda text, facts: _tell(text, facts, feedback),
                    cancelled=feedback.isCanceled,
                )
            except Cancelled:
                feedback.pushInfo(
                    self.tr("Cancelled. The last checkpoint stays in {}; the same run goes on after it.").format(work)
                )
                raise
            if not made.exists():
                feedback.pushWarning(self.tr("No model was installed: see above why."))
                return {self.KEPT: False, self.INSTALLED: "", self.NAME_INSTALLED: ""}
            installed = install(made, library_folder(), overwrite=True)
            copy = self._copy(made, parameters, context)
        feedback.pushInfo(
            self.tr("{} {} is in the library: {}").format(installed.card.name, installed.card.version, installed.path)
        )
        return {**copy, **self._results(installed)}

    def _results(self, installed: Installed) -> dict:
        return {self.KEPT: True, self.INSTALLED: str(installed.path), self.NAME_INSTALLED: installed.card.name}

    def _copy(self, made: Path, parameters: dict, context: QgsProcessingContext) -> dict:
        """Write the copy of the model that the user asked for, whole or not at all."""
        if parameters.get(self.OUTPUT_MODEL) in (None, ""):
            return {}
        path = Path(self.parameterAsFileOutput(parameters, self.OUTPUT_MODEL, context))
        aside = path.with_name(f".{path.name}.part")
        try:
            shutil.copyfile(made, aside)
            aside.replace(path)
        except OSError as error:
            raise InputError(
                self.tr("{} cannot be written: {}. The model is in the library.").format(path, error.strerror or error)
            ) from error
        finally:
            aside.unlink(missing_ok=True)
        return {self.OUTPUT_MODEL: str(path)}

    def _arguments(self, parameters: dict, context: QgsProcessingContext) -> list[str]:
        """Return the command of the training package that the parameters ask for."""
        own = self.parameterAsFile(parameters, self.RECIPE_FILE, context)
        recipe = own or self.parameterAsEnumString(parameters, self.RECIPE, context)
        arguments = ["train", recipe]
        data, variable = self._data(parameters, context)
        if data:
            arguments += ["--data", data]
        elif recipe == OWN_SERIES:
            raise InputError(self.tr("The recipe “series” needs a series to train on. Choose a layer or a file."))
        elif recipe == OWN_STACK:
            raise InputError(self.tr("The recipe “stack” needs images to train on. Choose a layer or a file."))
        elif recipe == OWN_SCENES:
            raise InputError(self.tr("The recipe “lst” needs scenes to train on. Choose a layer or a file."))
        predictors = self.layer_sources(parameters, self.PREDICTORS, context)
        if predictors:
            arguments += ["--predictors", *predictors]
        if parameters.get(self.PRODUCT) not in (None, ""):
            arguments += ["--product", self.parameterAsEnumString(parameters, self.PRODUCT, context)]
        variable = self.parameterAsString(parameters, self.VARIABLE, context).strip() or variable
        licence = self.parameterAsString(parameters, self.LICENCE, context).strip()
        for option, text in (("--variable", variable), ("--licence", licence)):
            # One argument, so that a text that begins with a dash is no option.
            arguments += [f"{option}={text}"] if text else []
        for name in (self.EPOCHS, self.SERIES, self.SEED):
            if parameters.get(name) is not None:
                arguments += [f"--{name.lower()}", str(self.parameterAsInt(parameters, name, context))]
        for name in (self.FROM_SCRATCH, self.KEEP_ANYWAY):
            if self.parameterAsBoolean(parameters, name, context):
                arguments.append(f"--{name.lower().replace('_', '-')}")
        return arguments

    def _data(self, parameters: dict, context: QgsProcessingContext) -> tuple[str, str]:
        """Return the file to train on and the variable in it, '' where there is none."""
        value = parameters.get(self.DATA)
        if isinstance(value, str) and Path(value).is_file():
            return value, ""
        layer = self.parameterAsRasterLayer(parameters, self.DATA, context)
        if layer is None:
            return "", ""
        path, variable = split_source(layer.source())
        return path, (variable or "").strip("/")

    def _environment(self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> str:
        """Return the interpreter of the training environment, made first where it is missing and allowed."""
        try:
            return self._find_environment()
        except RuntimeMissingError as error:
            if not self.parameterAsBoolean(parameters, self.INSTALL, context):
                raise
            feedback.pushInfo(error.message)
        return install_training(
            training_folder() / "environment",
            SOURCES / "training" / "requirements.txt",
            on_line=feedback.pushInfo,
            cancelled=feedback.isCanceled,
        )

    def _find_environment(self) -> str:
        return find_training(training_folder() / "environment")


def _tell(text: str, facts: dict, feedback: QgsProcessingFeedback) -> None:
    """Show a line of training and how far it has come."""
    if "share" not in facts:
        feedback.pushInfo(text)
        return
    feedback.setProgress(100 * facts["share"])
    # Goes to the log as well, and stays beside the bar.
    feedback.setProgressText(text)
