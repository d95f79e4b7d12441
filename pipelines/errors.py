"""The errors that testimonia raises on purpose; each message says what was asked, what there was and what to do."""


class TestimoniaError(Exception):
    """The base of the family; the command line shows its message and ends with `exit_code`."""

    exit_code = 1
    __test__ = False  # pytest takes any name that begins with Test for a test


class UsageError(TestimoniaError):
    """A command was given something that it cannot take."""

    exit_code = 2


class ContractError(TestimoniaError):
    """A contract in `schemas/` is malformed, or a table does not have the shape that its contract promises."""


class SourceError(TestimoniaError):
    """A `source.yaml` or a file it registers is not what it says; blocks the run."""


class ReadError(TestimoniaError):
    """One document cannot be read; becomes a row of `rejects` and the run goes on.

    `reason` is one of the enumerated reasons of `rejects.reason`; `location` says where inside the file.
    """

    def __init__(self, reason: str, detail: str, location: str = "") -> None:
        super().__init__(detail)
        self.reason = reason
        self.detail = detail
        self.location = location


class ValidationError(TestimoniaError):
    """A table breaks a blocking rule of its contract."""


class ReleaseError(TestimoniaError):
    """A release cannot be written, or one on disk is not what it says."""
