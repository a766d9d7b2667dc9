"""What the pipeline refuses, as exceptions whose message names the reason; content never raises."""


class Refused(Exception):
    """A file that cannot be read as a notice; `code` is readable and stable, e.g. `encrypted`."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code

    def __reduce__(self) -> tuple[object, ...]:
        """Pickled without its constructor, whose arguments differ: a pool of processes would wait for it forever."""
        return _made_again, (type(self), self.code, str(self))


class UnsupportedFormat(Refused):
    """A format that no reader knows, or one that must be converted first."""

    def __init__(self, message: str) -> None:
        super().__init__("unsupported-format", message)


def _made_again(kind: type[Refused], code: str, message: str) -> Refused:
    refusal = kind.__new__(kind, message)
    refusal.code = code
    return refusal
