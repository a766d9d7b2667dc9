"""Notice → calendar (.ics): reminders spread over the period of each counted frequency, deadlines on their days."""

from pipeline.outputs.reminders.calendar import PRODUCT, render_calendar

__all__ = ["PRODUCT", "render_calendar"]
