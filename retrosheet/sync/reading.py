"""From a workbook's tables to a Snapshot: forgiving in what it reads, silent about nothing.

What the archetype fixed (units, placement) comes from the engine, which nobody edits; what people
typed comes from the plan and the settings, by column key, wherever they moved it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrosheet.errors import InvalidInput
from retrosheet.language import DEFAULT, Lang, Text
from retrosheet.sync.cells import Keyed, first, number, plan_of
from retrosheet.sync.engine_facts import known_tasks
from retrosheet.sync.first_plan import read_baseline, read_moves
from retrosheet.sync.followed_needs import FollowedNeeds
from retrosheet.sync.lines import Lines
from retrosheet.sync.memory import read_log, read_remembered, read_summary
from retrosheet.sync.pages import page_doubts
from retrosheet.sync.readers import MEANT, Compared, Reader
from retrosheet.sync.settings_lists import lists_in_order
from retrosheet.sync.settings_tab import Settings, lang_of
from retrosheet.sync.snapshot import Doubt, Snapshot
from retrosheet.sync.told import read_entries, read_told
from retrosheet.workbook.baseline import MOVES_NAME
from retrosheet.workbook.baseline import NAME as BASELINE_NAME
from retrosheet.workbook.plan_tab import BESIDE, PAGES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from retrosheet.workbook.tables import Table

NAMES = (
    *(
        f"rs_{name}"
        for name in "plan engine scalars sync sync_summary sync_log sync_read launch today start"
        " weekend holidays closures statuses team soon_days version said risk at_risk name told"
        " entries remind_ahead remind_every remind_most lead baseline moves".split()
    ),
    *PAGES,
    BESIDE,
)
"""The defined names that a reader must fetch."""
READS_VERSION = 1
_NOT_OURS = Text(
    "Ce classeur n’est pas un rétroplanning de retrosheet, ou ses noms ont été supprimés "
    "({missing}). Si c’en est un, pour un fichier : retrosheet repair. Pour en créer un : "
    "retrosheet new.",
    "This workbook is not a plan made by retrosheet, or its names were deleted ({missing}). If it "
    "is one, for a file: retrosheet repair. To make one: retrosheet new.",
)
_NAMES_GONE = Text(
    "Ce rétroplanning n’a plus tout ce que retrosheet y lit : {missing}, supprimé ou renommé. "
    "Pour un fichier, essayez d’abord retrosheet repair. Sinon, revenez à la version d’avant "
    "(Google Sheets : Fichier > Historique des versions ; fichier : annulez, ou reprenez sa copie "
    ".before-sync.bak), ou rendez-lui ce nom (Données > Plages nommées ; dans Excel, Formules > "
    "Gestionnaire de noms).",
    "This plan no longer has all that retrosheet reads of it: {missing}, deleted or renamed. For "
    "a file, try retrosheet repair first. Else go back to the version before (Google Sheets: "
    "File > Version history; a file: undo, or take its copy .before-sync.bak), or give it back "
    "its name (Data > Named ranges; in Excel, Formulas > Name Manager).",
)
_NAMED = {
    "rs_plan": Text("rs_plan, le tableau du plan", "rs_plan, the table of the plan"),
    "rs_engine": Text("rs_engine, l’onglet caché _engine", "rs_engine, the hidden tab _engine"),
    "rs_launch": Text("rs_launch, le jour J", "rs_launch, the launch day"),
    "rs_sync": Text("rs_sync, l’onglet caché _sync", "rs_sync, the hidden tab _sync"),
}
_NEWER = Text(
    "Ce classeur vient d’une version plus récente de retrosheet (format {found}, ici {known}). "
    "Installez une version plus récente, d’où vient celle-ci.",
    "This workbook was made by a newer retrosheet (format {found}, this one reads {known}). "
    "Install a newer version, from where this one came.",
)
_ENGINE_TORN = Text(
    "L’onglet caché « {title} » a été modifié : il y manque {ids}, dont d’autres tâches "
    "dépendent. Pour un fichier : retrosheet repair. Sinon, reprenez une copie antérieure.",
    'The hidden tab "{title}" was edited: {ids}, which other tasks need, is missing from it. For '
    "a file: retrosheet repair. Else go back to an earlier copy.",
)
_NO_KEYS = Text(
    "{where} : la ligne cachée des clés de colonnes est abîmée (il manque {missing}). "
    "Pour un fichier : retrosheet repair. Sinon, rétablissez-la depuis une copie du classeur.",
    "{where}: the hidden row of column keys is damaged ({missing} missing). For a file: "
    "retrosheet repair. Else restore it from a copy of the workbook.",
)


def read_snapshot(
    tables: Mapping[str, Table],
    lang: Lang = DEFAULT,
    reader: Reader = MEANT,
    lines_reader: Reader | None = None,
) -> Snapshot:
    """The snapshot of a workbook, as ``reader`` reads it, its lines as ``lines_reader``.

    Raises InvalidInput in ``lang`` where it is not one that we can follow.
    """
    tables = lists_in_order(tables)
    missing = [name for name in _NAMED if name not in tables]
    if missing:
        # With most of its names gone it may well be a workbook of any other kind.
        if len(missing) > 2:
            raise InvalidInput(_NOT_OURS.to(lang).format(missing=", ".join(missing)))
        named = " · ".join(_NAMED[name].to(lang) for name in missing)
        raise InvalidInput(_NAMES_GONE.to(lang).format(missing=named))
    version = number(first(tables, "rs_version"))
    if version is not None and version > READS_VERSION:
        raise InvalidInput(_NEWER.to(lang).format(found=f"{version:g}", known=READS_VERSION))
    plan, engine = plan_of(tables), Keyed(tables["rs_engine"])
    for keyed, needed in ((plan, ("id", "title", "status")), (engine, ("id", "placement"))):
        lacking = [key for key in needed if key not in keyed.at]
        if lacking:
            where = keyed.table.where(0, 0)
            raise InvalidInput(_NO_KEYS.to(lang).format(where=where, missing=", ".join(lacking)))
    doubts: list[Doubt] = []
    compared = Compared()
    if reader is MEANT:
        reader = compared.reader()
    settings = Settings(tables, reader, doubts, compared)
    launch = settings.launch(lang)
    known = {task.id.casefold(): task for task in known_tasks(engine)}
    there = {task.id for task in known.values()}
    lost = {need.id for task in known.values() for need in task.needs} - there
    if lost:
        title, said = engine.table.title, ", ".join(sorted(lost)[:3])
        raise InvalidInput(_ENGINE_TORN.to(lang).format(title=title, ids=said))
    doubts.extend(page_doubts(tables, plan, known.keys()))
    reading = Lines(plan, known, settings, lines_reader or reader, doubts, compared)
    reading.check_columns("parent" in engine.at)
    lines = reading.in_order()
    followed = FollowedNeeds(tables, engine, known, reading.needs)
    of_sheet = (lines_reader or reader).of_sheet
    kept = followed.kept(of_sheet=of_sheet)
    doubts.extend(followed.doubts(lines))
    doubts.extend(reading.beside_parts(followed.parts.of))
    if not followed.alike(lines):
        compared.alike = False
    found = {line.task.id for line in lines}
    sync = tables["rs_sync"]
    today, start, calendar = settings.today(), settings.start(), settings.calendar()
    cadence = settings.cadence()
    return Snapshot(
        lang=lang_of(tables),
        archetype=settings.archetype(),
        plan_title=plan.table.title,
        sync_title=sync.title,
        launch=launch,
        today=today,
        start=start,
        soon_days=settings.soon_days(),
        calendar=calendar,
        lines=tuple(followed.applied(line, kept, of_sheet=of_sheet) for line in lines),
        deleted=tuple(
            followed.passed(task, kept, of_sheet=of_sheet)
            for task in known.values()
            if task.id not in found and task.placement != "free"
        ),
        doubts=tuple(doubts),
        holidays=settings.holidays,
        remembered=read_remembered(sync),
        summary=read_summary(tables.get("rs_sync_summary")),
        log=read_log(tables.get("rs_sync_log")),
        formulas_agree=compared.alike,
        name=settings.name(),
        team=settings.members(),
        lead=settings.lead(),
        cadence=cadence,
        told=read_told(tables.get("rs_told")),
        entries=read_entries(tables.get("rs_entries")),
        baseline=read_baseline(tables.get(BASELINE_NAME)),
        moves=read_moves(tables.get(MOVES_NAME)),
        remembers="rs_told" in tables and "rs_entries" in tables,
        locale=settings.locale(),
        linked=followed.live or not of_sheet,
        status_words=reading.words,
        made_split=frozenset(task.id for task in known.values() if task.split),
    )
