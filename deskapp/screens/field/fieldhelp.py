"""What F1 says of the fields of field work's screens and boxes. A later register adds its fields here."""

from __future__ import annotations

from deskapp.domain.words import N_

FIELDS = {
    # the filters of the hazards
    "HazardsScreen.text": N_(
        "Words that must all fit: what is unsafe, the place, who has to fix it, the tail of a phone or a number. Enter "
        "opens the first one, Down leads to the list, Tab to the other filters."
    ),
    "HazardsScreen.shown": N_("1 what is open, 2 what is overdue, 3 all, or one state. Without it what is open."),
    "HazardsScreen.category": N_("One kind of hazard: a digit chooses, 0 opens the full list."),
    "HazardsScreen.level": N_("Minor, general or major: a digit chooses."),
    "HazardsScreen.area": N_("One area with all under it: a digit, the name or its pinyin chooses, 0 lists all."),
    # a new hazard
    "AddHazard.category": N_("What kind of hazard it is: a digit chooses, 0 opens the full list."),
    "AddHazard.measure": N_(
        "1 fixed on the spot: it is closed at once. 2 ordered with a deadline: it waits for a recheck. 3, or empty, "
        "decided later: it stays open and is due tomorrow."
    ),
    "AddHazard.summary": N_("What is unsafe, in a line or two. Enter saves."),
    "AddHazard.place": N_("Where it is: building, shop, gate. Optional."),
    "AddHazard.area": N_(
        "In which area: a digit chooses, the name or its pinyin and Enter does too, 0 lists all. Figures add it up "
        "the tree."
    ),
    "AddHazard.done": N_("What was done on the spot, or what is ordered. Optional."),
    "AddHazard.deadline": N_(
        "Until when it is to be fixed: 11-25, or +3d. The day is proposed by the level; the end of that day counts."
    ),
    "AddHazard.level": N_("Minor, general or major: a digit chooses. The deadline follows."),
    "AddHazard.venue": N_("Which of the nine small venues it is, where it is one: a digit chooses."),
    "AddHazard.owner": N_("Who has to fix it: a person, a shop, the property office."),
    "AddHazard.owner_phone": N_("The phone of that person, digits as they come. Lists show its ends."),
    "AddHazard.order_no": N_("The number of the written order, where there is one on paper."),
    "AddHazard.finder": N_(
        "Who found it. Empty means you; a badge number, a member number, a name or pinyin finds officers and "
        "volunteers."
    ),
    "AddHazard.source": N_("How it was found: inspection, patrol, visit … A digit chooses."),
    "AddHazard.found_at": N_("When it was found. Empty means now. 14:30 is today, 11-20 9:00 another day."),
    # steps of a hazard
    "HazardStep.text": N_("What was done, seen or ordered, in a sentence; it stays in the history with your name."),
    "HazardStep.deadline": N_(
        "Until when: 11-25, or +3d. After a failed recheck a day orders again at once; empty leaves it undecided."
    ),
    "HazardStep.owner": N_("Who has to fix it. Empty leaves it as it stands."),
    "HazardStep.order_no": N_("The number of the written order. Empty leaves it as it stands."),
    "HazardStep.receiver": N_("To which body it goes: a digit chooses, 0 opens the full list."),
    "HazardStep.due": N_("Until when that body is to answer: 11-25, tomorrow 18:00, +3d."),
    "HazardStep.confirm": N_("The number of the hazard once more: it must not happen by mistake."),
    # areas
    "AddArea.name": N_("What the area is called. Two in one place cannot have one name. Enter saves."),
    "AddArea.kind": N_("Grid, police beat, premises, work station, sentinel point, shop alliance or household."),
    "AddArea.parent": N_("The grid or beat above it: a digit or the name chooses, 0 lists all. Empty is the top."),
    "AddArea.beat": N_(
        "The police beat to which a grid belongs with all under it. Empty takes that of the grid above it."
    ),
    "AddArea.code": N_("Its own number, like 02-05-01: records find it by that. No two have the same."),
    "AddArea.place_kind": N_("Of premises: compound, school, market, building site … A digit chooses."),
    "AddArea.address": N_("Where it is. Optional."),
    "AddArea.contact": N_("Who is to be asked for there: grid worker, guard, householder. Optional."),
    "AddArea.phone": N_("The phone there, digits as they come. Lists show its ends."),
    "AddArea.people": N_("How many residents, or how many shops an alliance has."),
    "AddArea.size": N_("The size in square kilometres, like 2.5."),
    "AddArea.stamped_on": N_("Of a household: the day on which it got its contact stamp."),
    "AddArea.notes": N_("What the next officer should know of it. Optional."),
    "AreaCorrect.reason": N_("Why it is changed; it stays in the history with your name."),
    "AreaImportScreen.path": N_(
        "Where the table lies: ~/areas.xlsx, or a .csv. Files and folders that fit stand below: Down marks one, Enter "
        "takes it. Enter reads the file; nothing is written by that."
    ),
    # the area in other forms
    "LogScreen.area": N_(
        "In which area it is: a digit, the name or its pinyin chooses, 0 lists all. Optional; figures add it up."
    ),
    "OpeningScreen.area": N_(
        "In which area it is: a digit, the name or its pinyin chooses, 0 lists all. Optional; figures add it up."
    ),
    "DutyForm.area": N_(
        "In which area it is: a digit, the name or its pinyin chooses, 0 lists all. Optional; figures add it up."
    ),
}  # fmt: skip
"""By screen and field name."""

LIKE = {"AreaCorrect": "AddArea", "HazardCorrect": "AddHazard"}
"""Screens that have the fields of another one."""
