"""The success plan: objectives, measures, dates, training, check-ins, review and support."""

from docgen.derive.success.view import Success, success_view

__all__ = ["Success", "success_view"]
