"""Refuses the keys of dicts that jsii would drop.

In a list or a map jsii takes a dict for a struct. It reads the names of TypeScript there and leaves out all other keys without a word, so that a setting is
lost. Where a struct stands alone it is made of the dict by its class, which refuses unknown names itself.
"""

import collections.abc
import difflib
import typing
from typing import Any, Callable


def checking(check_type: Callable[..., None]) -> Callable[..., None]:
    """The type check of jsii, with ours before it."""

    def check(argname: str, value: Any, expected_type: Any) -> None:
        _refuse_unread(argname, value, expected_type)
        check_type(argname=argname, value=value, expected_type=expected_type)

    return check


def _refuse_unread(at: str, value: Any, expected: Any) -> None:
    if not isinstance(value, (dict, list, tuple)):
        return
    if hasattr(expected, "__jsii_name_mapping__"):
        if isinstance(value, dict):
            _refuse_unread_keys(at, value, expected)
        return
    origin, args = typing.get_origin(expected), typing.get_args(expected)
    if origin is typing.Union:
        for one in args:
            _refuse_unread(at, value, one)
    elif origin in (list, collections.abc.Sequence) and isinstance(value, (list, tuple)):
        for i, item in enumerate(value):
            _refuse_unread(f"{at}[{i}]", item, args[0])
    elif origin in (dict, collections.abc.Mapping) and isinstance(value, dict):
        for key, item in value.items():
            _refuse_unread(f"{at}[{key!r}]", item, args[1])


def _refuse_unread_keys(at: str, value: dict, struct: Any) -> None:
    names = {camel: snake for snake, camel in struct.__jsii_name_mapping__.items()}
    hints = typing.get_type_hints(struct.__init__)
    for key, item in value.items():
        if key not in names:
            raise TypeError(f"{at}: nothing reads the key {key!r}; {_meant(key, struct, names)}")
        _refuse_unread(f"{at}[{key!r}]", item, hints[names[key]])


def _meant(key: Any, struct: Any, names: dict) -> str:
    snake = {name: camel for camel, name in names.items()}
    if key in snake:
        return f"pass {struct.__name__}({key}=…) instead of a dict, or write {snake[key]!r}"
    near = difflib.get_close_matches(str(key), [*snake, *names], n=1)
    hint = f"did you mean {snake.get(near[0], near[0])!r}? " if near else ""
    return f"{hint}{struct.__name__} has {', '.join(sorted(snake))}"
