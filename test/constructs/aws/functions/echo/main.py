"""Answers what it was asked."""

from __future__ import annotations


def handler(event: object, _context: object) -> object:
    """Gives the event back."""
    return event
