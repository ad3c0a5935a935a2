"""Fits a network to its groups of series or images, epoch by epoch, and goes on where an earlier run was stopped."""

from __future__ import annotations

import json
import math
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

import keras
import numpy as np
import tensorflow as tf

from geogap_plugin.core.errors import GeoGapError

from .curve import draw_curve
from .group import Group
from .networks import build_network, pinball
from .progress import Line, Say
from .recipe import Recipe, Settings

_VALUES_AT_ONCE = 120_000

CURVE, LOGS = "learning_curve.png", "logs"
"""What lies beside the checkpoints: a picture of the losses, and the same numbers for TensorBoard."""


@dataclass
class Progress:
    """How far a run has come; stored beside its checkpoints.

    Parameters
    ----------
    recipe : str
        The recipe that the run belongs to, as text.
    losses, validation : list of float
        Mean pinball loss of every epoch so far.
    best : int
        Epoch of the least validation loss, from 0; -1 before the first.
    seconds : float
        Time spent on training so far.
    """

    recipe: str
    losses: list[float] = field(default_factory=list)
    validation: list[float] = field(default_factory=list)
    best: int = -1
    seconds: float = 0.0


def prepare_tensorflow(seed: int) -> None:
    """Seed everything, ask for deterministic operations, and use the threads that suit a bidirectional LSTM.

    One thread an operation and two operations at a time run both directions side by side: the fastest on a CPU.
    """
    keras.utils.set_random_seed(seed)
    tf.config.experimental.enable_op_determinism()
    if tf.config.threading.get_inter_op_parallelism_threads() != 2:
        tf.config.threading.set_intra_op_parallelism_threads(1)
        tf.config.threading.set_inter_op_parallelism_threads(2)


def fit(
    recipe: Recipe,
    training: list[Group],
    validation: list[Group],
    folder: Path,
    say: Say,
    begin: keras.Model | None = None,
) -> tuple[keras.Model, Progress]:
    """Train a network and return it as it was in its best epoch.

    A checkpoint is written after every epoch, with a picture of the losses and TensorBoard's logs: the same recipe in
    the same folder goes on after the last one, with the same result as a run that was never stopped.

    Parameters
    ----------
    recipe : Recipe
    training, validation : list of Group
    folder : Path
        For the checkpoints, picture and logs.
    say : callable
        Takes each line of progress.
    begin : keras.Model, optional
        The network to begin with; the recipe's own with random weights by default.
    """
    settings = recipe.settings
    folder.mkdir(parents=True, exist_ok=True)
    steps = sum(-(-len(group.inputs) // settings.batch) for group in training)
    network, progress = _restore(recipe, folder, steps, begin)
    say(f"Checkpoints, {CURVE} and logs (tensorboard --logdir) lie in {folder}.")
    if progress.losses:
        say(f"An earlier run is gone on with after epoch {len(progress.losses)} of {settings.epochs}.")
    writer = tf.summary.create_file_writer(str(folder / LOGS))
    step = _training_step(network, recipe.quantiles)
    for epoch in range(len(progress.losses), settings.epochs):
        if settings.patience and epoch - 1 - progress.best >= settings.patience:
            say(f"No better epoch came in {settings.patience}; training ends.")
            break
        began = time.monotonic()
        loss = _run_epoch(step, training, settings, epoch, say)
        progress.losses.append(loss)
        progress.validation.append(validate(network, validation, recipe.quantiles))
        progress.seconds += time.monotonic() - began
        improved = progress.best < 0 or progress.validation[-1] < progress.validation[progress.best]
        if improved:
            progress.best = epoch
            _save(network, folder / "best.keras")
        _save(network, folder / "last.keras")
        _write(folder / "progress.json", json.dumps(asdict(progress)))
        draw_curve(progress.losses, progress.validation, progress.best, recipe.name, folder / CURVE)
        _log(writer, network, progress, epoch)
        say(_epoch_line(progress, settings.epochs, improved))
    writer.close()
    return keras.models.load_model(folder / "best.keras"), progress


def validate(network: keras.Model, groups: list[Group], quantiles: tuple[float, ...]) -> float:
    """Return the mean pinball loss over all hidden values of some groups."""
    total = count = 0.0
    for group in groups:
        for inputs, target, hidden in _batches(group, np.arange(len(group.inputs)), _batch_size(group)):
            weight = float(hidden.sum())
            total += weight * float(pinball(target, hidden, network(inputs), quantiles))
            count += weight
    return total / max(count, 1.0)


def predict(network: keras.Model, inputs: np.ndarray, batch: int = 512) -> np.ndarray:
    """Return the network's output for inputs of shape (N, T, F), in batches."""
    parts = [
        keras.ops.convert_to_numpy(network(inputs[first : first + batch])) for first in range(0, len(inputs), batch)
    ]
    return np.concatenate(parts)


def _batch_size(group: Group) -> int:
    """Return how many series or images fit into memory with what a network makes of them."""
    return max(1, _VALUES_AT_ONCE // group.target[0].size)


def _batches(group: Group, chosen: np.ndarray, size: int) -> Iterator[tuple[np.ndarray, np.ndarray, np.ndarray]]:
    """Yield inputs, targets and what counts, in float32."""
    for first in range(0, len(chosen), size):
        part = chosen[first : first + size]
        yield tuple(array[part].astype(np.float32) for array in (group.inputs, group.target, group.hidden))


def _training_step(network: keras.Model, quantiles: tuple[float, ...]) -> Callable:
    shape = (None,) * (len(network.input_shape) - 1)

    @tf.function(
        input_signature=[
            tf.TensorSpec((*shape, network.input_shape[-1]), tf.float32),
            tf.TensorSpec(shape, tf.float32),
            tf.TensorSpec(shape, tf.float32),
        ],
        jit_compile=False,
    )
    def step(inputs: tf.Tensor, target: tf.Tensor, hidden: tf.Tensor) -> tf.Tensor:
        with tf.GradientTape() as tape:
            loss = pinball(target, hidden, network(inputs, training=True), quantiles)
        gradients = tape.gradient(loss, network.trainable_variables)
        network.optimizer.apply_gradients(zip(gradients, network.trainable_variables, strict=True))
        return loss

    return step


def _run_epoch(step: Callable, groups: list[Group], settings: Settings, epoch: int, say: Say) -> float:
    """Run one epoch over all batches of all groups in random order; return the mean loss."""
    rng = np.random.default_rng([settings.seed, epoch])
    batch, batches = settings.batch, []
    for group in groups:
        order = rng.permutation(len(group.inputs))
        batches += [(group, np.sort(order[first : first + batch])) for first in range(0, len(order), batch)]
    total, spoken = 0.0, time.monotonic()
    for number, index in enumerate(rng.permutation(len(batches))):
        group, cells = batches[index]
        loss = float(step(*next(_batches(group, cells, len(cells)))))
        if not math.isfinite(loss):
            raise GeoGapError("The loss is no longer a finite number. Lower the learning rate of the recipe.")
        total += loss
        if time.monotonic() - spoken > 10:
            spoken = time.monotonic()
            mean, share = total / (number + 1), (epoch + (number + 1) / len(batches)) / settings.epochs
            say(Line(f"  batch {number + 1}/{len(batches)}  loss {mean:.5f}", share=share, loss=mean))
    return total / len(batches)


def _epoch_line(progress: Progress, epochs: int, improved: bool) -> Line:
    """Say what the last epoch brought and when the run will end."""
    done, loss, validation = len(progress.losses), progress.losses[-1], progress.validation[-1]
    left = progress.seconds / done * (epochs - done)
    return Line(
        f"epoch {done}/{epochs}  loss {loss:.5f}  validation {validation:.5f}{' *' if improved else ''}"
        f"  ends in {left / 60:.0f} min (about {time.strftime('%H:%M', _after(left))})",
        share=done / epochs,
        epoch=done,
        epochs=epochs,
        loss=loss,
        validation=validation,
        seconds_left=round(left, 1),
    )


def _log(writer: tf.summary.SummaryWriter, network: keras.Model, progress: Progress, epoch: int) -> None:
    """Write the numbers of an epoch for TensorBoard."""
    with writer.as_default(step=epoch + 1):
        tf.summary.scalar("loss/training", progress.losses[-1])
        tf.summary.scalar("loss/validation", progress.validation[-1])
        tf.summary.scalar("learning rate", float(network.optimizer.learning_rate))
    writer.flush()


def _restore(recipe: Recipe, folder: Path, steps: int, begin: keras.Model | None) -> tuple[keras.Model, Progress]:
    """Return the network and progress of an earlier run of the same recipe, or those to begin with."""
    text, record, last = repr(recipe), folder / "progress.json", folder / "last.keras"
    if record.exists() and last.exists():
        progress = Progress(**json.loads(record.read_text(encoding="utf-8")))
        if progress.recipe == text:
            network = keras.models.load_model(last)
            # A run that stopped between writing the network and the record repeats one epoch less than it knows of.
            if int(network.optimizer.iterations) == steps * len(progress.losses):
                return network, progress
    shutil.rmtree(folder / LOGS, ignore_errors=True)
    keras.utils.set_random_seed(recipe.settings.seed)
    network = build_network(recipe) if begin is None else begin
    schedule = keras.optimizers.schedules.CosineDecay(
        recipe.settings.learning_rate, steps * recipe.settings.epochs, alpha=0.01
    )
    network.compile(optimizer=keras.optimizers.Adam(schedule, clipnorm=1.0), jit_compile=False)
    network.optimizer.build(network.trainable_variables)
    return network, Progress(text)


def _save(network: keras.Model, path: Path) -> None:
    aside = path.with_name(f"{path.stem}.part.keras")
    network.save(aside)
    aside.replace(path)


def _write(path: Path, text: str) -> None:
    aside = path.with_suffix(".part")
    aside.write_text(text, encoding="utf-8")
    aside.replace(path)


def _after(seconds: float) -> time.struct_time:
    return time.localtime(time.time() + seconds)
