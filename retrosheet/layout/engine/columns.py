"""The engine's columns: the keys of what each of its rows says, in order.

A row has one line of the plan. Where the network is fixed, rows refer to one another directly;
where it follows what people type, they are listed in a fixed order first, and then stand once more
in the order in which each can be placed.
"""

from __future__ import annotations

from retrosheet.workbook.needs import RING_SWEEPS, SLOTS, SWEEPS

FACTS = (
    # what the archetype says; written once, read by sync
    "id",
    "title",
    "kind",
    "placement",
    "needs",
    "calendar_days",
    "any_day",
    "incompressible",
    "after_launch",
    "drives_launch",
    "planned_duration",
    "planned_margin",
    "launches",
    "room",
    # the task that it is a part of, and whether it is itself made of others
    "parent",
    "made_split",
)
_INPUTS = (
    # what people typed, cleaned
    "position",
    "status",
    "gone",
    "duration",
    "margin",
    "offset",
    "imposed",
)
_LIVE = (
    # where the work stands
    "progress",
    "actual",
    "expected",
    "done",
    "begun",
    "left",
    # what launch allows, and how early it could be
    "latest_bound",
    "latest_end",
    "latest",
    "earliest_bound",
    "earliest_start",
    "earliest_end",
    "earliest_finish",
    "float",
    # the critical path: what leads on to launch, what waits for the row, what it waits for itself
    "onward",
    "awaited",
    "pulls",
    "critical",
    # how it will go, and what that endangers
    "forecast_bound",
    "forecast_end",
    "limit",
    "limit_start",
    "slip",
    # what the row shows of it
    "weight",
    "late",
    "over",
    "timely",
    "flag",
    # keys to sort by, "" for a line that does not count
    "alive_start",
    "waiting_start",
    "driving_float",
    "milestone_rank",
    "late_rank",
    "soon_rank",
    # who owns it
    "owners",
    "owned",
    # how many of its cells cannot be used
    "odd",
    # of a task that is split the parts that are left to do or done, how they stand together, and
    # the working days that they span; of each part the work that is done
    "whole",
    "worked",
    "state",
    "share",
    "days",
)
_PASSES = (
    # the pass backward from launch, or forward behind it
    "anchor",
    "bound",
    "aim",
    "aim_end",
    "aim_start",
    "pinned",
    "due",
    "work_end",
    "work_start",
    "start",
    "conflict",
)
_PARTS = (
    # where the task stands that it is a part of, 0 for none; whether it has parts itself, when
    # these begin and are due
    "of",
    "split",
    "parts_start",
    "parts_due",
)
DIRECT_COLUMNS = (*FACTS, *_PARTS, *_INPUTS, *_PASSES, *_LIVE)
"""The columns of an engine whose lines refer to one another directly: its network is fixed."""


def slots(*keys: str) -> tuple[str, ...]:
    """Columns that each need of a row has for itself."""
    return tuple(f"{key}_{slot}" for key in keys for slot in range(1, SLOTS + 1))


def swept(key: str, sweeps: int) -> tuple[str, ...]:
    """A column for each sweep."""
    return tuple(f"{key}_{sweep}" for sweep in range(1, sweeps + 1))


LISTED = (
    *FACTS,
    # which row it is, and which line of those that people see; its place in the plan; its ID if it
    # is there
    "place",
    "line",
    "where",
    "key",
    # the row named under "Part of", below 0 for none that is there, and that row if it can be
    # split; the next part of the same, the IDs from here on, and those of its own parts
    "under",
    "of",
    "sibling",
    "listing",
    "parts",
    # what it needs as typed, in how many entries; of each the lag as typed and as read, and the
    # row that it is
    "typed",
    "entries",
    *slots("gap", "lag", "need"),
    # in which sweep its turn comes, and so its row among those that are in order
    *swept("done", SWEEPS),
    "turn",
    "order",
    # whether it waits for itself, and what its row says of what cannot be followed
    *swept("ring", RING_SWEEPS),
    "snag",
)
"""The first columns of an engine that follows what people type: a row a task, in a fixed order."""

FOLLOWED = (
    # the listed row that stands here when each is below all that it needs
    "at",
    "id",
    "kind",
    "incompressible",
    "any_day",
    "spans",
    "more",
    *_PARTS,
    *_INPUTS,
    # the rows that it needs, with their lags; the first that needs it, and the next in each chain
    *slots("link", "gap_to", "first", "next"),
    "behind",
    "drives",
    # whether launch waits for what a row waits for, or for another that stands below in its chain
    *slots("chain_drives"),
    # the pass backward: what followers leave it, and what it leaves those that it needs
    "follow_start",
    "back",
    "due_late",
    "end_late",
    "start_late",
    "wait_start",
    *slots("chain_start"),
    # the pass forward: the evenings behind all that it needs
    "needs_evening",
    "needs_due",
    *_PASSES,
    "follow_latest",
    "wait_latest",
    # what it leaves each that it needs, and the evenings of each in the earliest pass
    *slots("leaves"),
    *slots("chain_latest"),
    *slots("evening"),
    "needs_earliest",
    *slots("chain_pulls"),
    "needs_forecast",
    "follow_limit",
    "wait_limit",
    *slots("chain_limit"),
    *_LIVE,
)
"""Its other columns: the tasks once more, in the order in which each can be placed."""

LISTED_MARK = "@"
"""What tells a listed column from the one of the same name among those in order."""
LIVE_COLUMNS = (*(LISTED_MARK + key for key in LISTED), *FOLLOWED)
