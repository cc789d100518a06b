"""moto writes the application's type in title case and starts it at creation; the service does neither.

https://docs.aws.amazon.com/emr-serverless/latest/APIReference/API_Application.html: `type` is as it was given, a new
application is CREATED, and one that is STARTED cannot be deleted.
"""

from __future__ import annotations

from typing import Any

from moto.emrserverless import models
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
        return result

    response.create_application = create_application
