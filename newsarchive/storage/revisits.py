"""When a page is looked at again: its age in, the moment of the next look out; no I/O."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

STEPS = (timedelta(hours=1), timedelta(hours=6), timedelta(days=1), timedelta(days=3), timedelta(days=7))
"""Ages at which a page is looked at again: portals correct young articles within hours, old ones hardly ever."""


def next_look(
    first: datetime, now: datetime, published: str | None = None, steps: tuple[timedelta, ...] = STEPS
) -> datetime | None:
    """The next moment at which a page first fetched at `first` is looked at; None once it is older than all steps.

    `published` (ISO 8601) counts where it lies before the first fetch; of a bare day its end does.

    >>> noon = datetime(2023, 6, 1, 12, tzinfo=UTC)
    >>> next_look(noon, noon).isoformat()
    '2023-06-01T13:00:00+00:00'
    >>> next_look(noon, noon, "2023-05-31T23:00:00+00:00").isoformat()
    '2023-06-01T23:00:00+00:00'
    >>> next_look(noon, noon, "2011-01-01") is None
    True
    """
    born = min(first, _moment(published) or first)
    return min((born + step for step in steps if born + step > now), default=None)


def _moment(published: str | None) -> datetime | None:
    try:
        moment = datetime.fromisoformat(published or "")
    except ValueError:
        return None
    if len(published or "") == len(date.min.isoformat()):
        moment += timedelta(days=1)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
