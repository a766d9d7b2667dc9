"""Notice → calendar (.ics): reminders spread over the period of each counted frequency, deadlines on their days."""

from pipeline.outputs.reminders.calendar import render_calendar

__all__ = ["render_calendar"]
