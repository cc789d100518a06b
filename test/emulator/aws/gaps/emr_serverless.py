"""moto writes the application's type in title case and starts it at creation; it has no queues.

https://docs.aws.amazon.com/emr-serverless/latest/APIReference/API_Application.html: `type` is as it was given, a new
application is CREATED, and one that is STARTED cannot be deleted. Queues came with emr-7.0.0, and have defaults:
https://docs.aws.amazon.com/emr-serverless/latest/APIReference/API_SchedulerConfiguration.html
"""

from __future__ import annotations

from typing import Any

from moto.emrserverless import models
from moto.emrserverless.exceptions import ValidationException
from moto.emrserverless.responses import EMRServerlessResponse


def bridge() -> None:
    """Corrects the type and the first state, and keeps the release's settings that the provider reads back."""
    original = models.Application.__init__

    def initialise(self: Any, *args: Any, **kwargs: Any) -> None:
        original(self, *args, **kwargs)
        self.type = kwargs["application_type"].upper()
        self.state = "CREATED"
        self.architecture = "X86_64"

    models.Application.__init__ = initialise  # type: ignore[method-assign]

    response: Any = EMRServerlessResponse
    create = response.create_application

    def create_application(self: Any) -> Any:
        result = create(self)
        application = self.emrserverless_backend.get_application(result.result["applicationId"])
        application.architecture = self._get_param("architecture") or application.architecture
        application.image_configuration = self._get_param("imageConfiguration")
        application.scheduler_configuration = _queue(self._get_param("schedulerConfiguration"), application)
        return result

    update = response.update_application

    def update_application(self: Any) -> Any:
        application = self.emrserverless_backend.get_application(self._get_param("applicationId"))
        queue = _queue(self._get_param("schedulerConfiguration"), application)
        # moto refuses the update of an application that is started.
        result = update(self)
        application.scheduler_configuration = queue or application.scheduler_configuration
        return result

    response.create_application = create_application
    response.update_application = update_application


def _queue(given: dict[str, int] | None, application: Any) -> dict[str, int] | None:
    """The queue as the service keeps it; refuses what is beyond its limits."""
    if given is None:
        return None
    if int(application.release_label.removeprefix("emr-").split(".")[0]) < 7:
        raise ValidationException(f"schedulerConfiguration is not supported for {application.release_label}")
    queue = {"maxConcurrentRuns": 15, "queueTimeoutMinutes": 360, **given}
    for key, least, most in (("maxConcurrentRuns", 1, 1000), ("queueTimeoutMinutes", 15, 720)):
        if not least <= queue[key] <= most:
            raise ValidationException(f"{key} must be between {least} and {most}")
    return queue
