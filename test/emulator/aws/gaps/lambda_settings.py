"""moto forgets the key, the dead-letter target and the logging of a function.

The service tells them with the rest of its configuration:
https://docs.aws.amazon.com/lambda/latest/api/API_FunctionConfiguration.html
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from moto.awslambda.models import LambdaFunction

_KEPT = ("KMSKeyArn", "DeadLetterConfig", "LoggingConfig")


def _initialise(original: Callable[..., None]) -> Callable[..., None]:
    def initialise(self: Any, account_id: str, spec: dict[str, Any], *args: Any, **kwargs: Any) -> None:
        original(self, account_id, spec, *args, **kwargs)
        self.kept_settings = {key: spec[key] for key in _KEPT if spec.get(key)}

    return initialise


def _configuration(original: Callable[..., dict[str, Any]]) -> Callable[..., dict[str, Any]]:
    def configuration(self: Any, on_create: bool = False) -> dict[str, Any]:
        return {**original(self, on_create), **self.kept_settings}

    return configuration


def _update(original: Callable[[Any, dict[str, Any]], dict[str, Any]]) -> Callable[[Any, dict[str, Any]], Any]:
    def update(self: Any, config_updates: dict[str, Any]) -> dict[str, Any]:
        self.kept_settings.update({key: config_updates[key] for key in _KEPT if key in config_updates})
        return {**original(self, config_updates), **self.kept_settings}

    return update


def bridge() -> None:
    """Keeps what a function is made and updated with."""
    function: Any = LambdaFunction
    function.__init__ = _initialise(function.__init__)
    function.get_configuration = _configuration(function.get_configuration)
    function.update_configuration = _update(function.update_configuration)
