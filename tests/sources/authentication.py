"""Configurations in QGIS's authentication manager, for as long as a test needs them."""

from contextlib import contextmanager

from qgis.core import QgsApplication, QgsAuthMethodConfig


@contextmanager
def configuration(method, **settings):
    """Store a configuration and give its id."""
    manager = QgsApplication.authManager()
    if not manager.masterPasswordIsSet():
        manager.setMasterPassword("for tests only", True)
    config = QgsAuthMethodConfig(method)
    config.setName("loopback")
    for name, text in settings.items():
        config.setConfig(name, text)
    stored, config = manager.storeAuthenticationConfig(config)
    assert stored
    yield config.id()
    manager.removeAuthenticationConfig(config.id())
