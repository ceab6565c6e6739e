"""What an error of the package looks like where nobody catches it: the lines of the app, then its text, without the frames of jsii and Node."""

import os
import sys
import traceback
from types import TracebackType
from typing import Optional, Type

from jsii.errors import JavaScriptError

_SHOWN_BEFORE = sys.excepthook
_JSII = ("jsii", os.path.basename(os.path.dirname(__file__)))


def _is_of_jsii(file: str) -> bool:
    return any(f"{os.sep}site-packages{os.sep}{module}{os.sep}" in file for module in (*_JSII, "cdk8s", "constructs")) or "cdk8s_plus_" in file


def _show(kind: Type[BaseException], error: BaseException, trace: Optional[TracebackType]) -> None:
    if not isinstance(error.__cause__, JavaScriptError) or os.environ.get("JSII_DEBUG"):
        _SHOWN_BEFORE(kind, error, trace)
        return
    frames = [frame for frame in traceback.extract_tb(trace) if not _is_of_jsii(frame.filename)]
    print("Traceback (most recent call last):", *traceback.format_list(frames), sep="\n", end="", file=sys.stderr)
    print(str(error).removeprefix("Error: "), file=sys.stderr)


sys.excepthook = _show
