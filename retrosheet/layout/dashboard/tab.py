"""The dashboard: the whole campaign on one page, for a screen in a meeting or one sheet of A4.

From top to bottom: does J hold, what is wrong now, what comes next, how far each phase and each
person is, and where the rest stands. It holds no input: everything follows the plan.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrosheet.layout import palette
from retrosheet.layout.budget import tab as budget
from retrosheet.layout.dashboard import foot as dashboard_foot
from retrosheet.layout.dashboard.cards import put_cards, put_head
from retrosheet.layout.dashboard.facts import Facts, Now
from retrosheet.layout.dashboard.grid import FIRST_COLUMN, LAST_COLUMN, Board
from retrosheet.layout.dashboard.lists import put_lists
from retrosheet.layout.dashboard.load import Load
from retrosheet.layout.dashboard.people import People, busy_people
from retrosheet.layout.dashboard.phases import Phases
from retrosheet.workbook.model import Print, Sheet

if TYPE_CHECKING:
    from retrosheet.layout.frame import Frame


def lay_out(frame: Frame) -> Sheet:
    sheet = Sheet("dashboard", frame.titles["dashboard"], tab_color=palette.ACCENT, zoom=90)
    entries = max(len(frame.campaign.phases), busy_people(frame))
    board = Board(sheet, frame, entries + 1)
    now = Now(frame)
    facts = Facts(board, now)
    put_head(board, facts)
    put_cards(board, facts)
    put_lists(board, now, facts)
    Phases(board, now, facts).put()
    People(board, now, facts).put()
    dashboard_foot.put_statuses(board, now)
    Load(board, now).put()
    if budget.wanted(frame):
        dashboard_foot.put_money(board)
    dashboard_foot.put_sync(board)
    sheet.printing = Print(
        area=(0, FIRST_COLUMN, board.rows.footer, LAST_COLUMN),
        one_page=True,
        footer_left=frame.campaign.name,
    )
    return sheet
