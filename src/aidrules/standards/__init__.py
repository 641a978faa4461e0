"""Dated, cited figures: what is in force on a day."""
