"""Runs checks one after the other and prints a line for each that has passed."""

import contextlib
import faulthandler


@contextlib.contextmanager
def check(name):
    # A listing that hangs is a failure, not a test that never ends.
    faulthandler.dump_traceback_later(60, exit=True)
    yield
    faulthandler.cancel_dump_traceback_later()
    print(f"passed: {name}", flush=True)


@contextlib.contextmanager
def raises(kind, text=""):
    try:
        yield
    except kind as error:
        assert text in str(error), error
    else:
        raise AssertionError(f"no {kind.__name__}")
