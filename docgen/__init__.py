"""docgen: one client's intake file in, the documents of an onboarding out."""

__version__ = "0.1.0"
__all__ = ["__version__"]
