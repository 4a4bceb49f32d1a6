"""What holds for all tests."""

from hypothesis import HealthCheck, settings

# A property is no slower to hold on a busy machine: only pytest's own timeout ends a test.
settings.register_profile(
    "patient", deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
settings.load_profile("patient")
