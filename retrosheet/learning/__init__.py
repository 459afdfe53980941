"""From finished workbooks back to an archetype: what people changed, and how long things took.

One workbook, the first, is the frame: its tasks, titles, owners and dates become the archetype's.
All of them, itself included, are evidence of how long its tasks take.

- A task is evidence where it is done and its actual end can be read. Nobody notes when work began,
  so the days are counted from the morning on which it could: the later of its planned start and
  the day after the actual ends of what it needs. Working days, or calendar days where the task
  counts those.
- Work that ended when planned, or before, took what was planned, unless the ends of all that it
  needs leave less time than that: then it took that time at most.
- The learned duration is the median over the campaigns, in whole days, halves rounded up. The
  margin is the plan's, or what lies between the median and the worst campaign where that is more;
  it never exceeds the duration. With one campaign the duration is what was observed and the margin
  stays: how much it varies, one campaign cannot say.
- Milestones, meetings, periods and follow-ups are dates rather than work: nothing is learned about
  their length.
- What there is no evidence for stays as the workbook plans it.
"""

from __future__ import annotations
