"""What can go wrong, said to the person who has to mend it."""


class GeoGapError(Exception):
    """Base of all errors that GeoGap raises on purpose.

    Parameters
    ----------
    message : str
        What was wrong, with which file, field or parameter, and what to do about it.
    details : str, optional
        More for the log: a library's own message, the end of a process's output.
    """

    def __init__(self, message: str, details: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.details = details


class InputError(GeoGapError):
    """A file, layer or parameter that cannot be used as it is."""


class CalendarError(InputError):
    """Dates that do not make a calendar: none, unreadable, duplicated, or at odds with the cadence."""


class ModelFileError(InputError):
    """A model file that is not a safe, self-contained ONNX graph."""


class ModelCardError(InputError):
    """A model card that is missing, malformed or disagrees with its graph."""


class RuntimeMissingError(GeoGapError):
    """ONNX Runtime is not installed where GeoGap looks for it."""


class WorkerError(GeoGapError):
    """The inference process refused a model, failed or died."""


class Cancelled(GeoGapError):
    """The user cancelled; not a failure."""

    def __init__(self, message: str = "Cancelled.") -> None:
        super().__init__(message)
