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


class NetworkError(GeoGapError):
    """A request that got no answer, or a broken one.

    Attributes
    ----------
    temporary : bool
        Whether the same request may succeed a little later.
    retry_after : float or None
        Seconds that the server asks to wait before the next try.
    """

    temporary = False
    retry_after: "float | None" = None


class ConnectionLostError(NetworkError):
    """No connection, one that broke off, or one that stood still."""

    temporary = True


class ServiceDownError(NetworkError):
    """A service that is overloaded or out of order."""

    temporary = True


class AuthenticationError(NetworkError):
    """Credentials that are missing, wrong or expired."""


class LicenceError(NetworkError):
    """Terms that the user has to accept before the service hands out data."""


class NotFoundError(NetworkError):
    """Something that the service does not have, or no longer has."""


class DamagedDataError(NetworkError):
    """Something else than what the catalogue promised: another size or checksum, or a web page."""

    temporary = True


class DiskFullError(GeoGapError):
    """A disk without room for what is to be downloaded."""


class Cancelled(GeoGapError):
    """The user cancelled; not a failure."""

    def __init__(self, message: str = "Cancelled.") -> None:
        super().__init__(message)
