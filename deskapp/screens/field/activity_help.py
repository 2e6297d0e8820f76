"""What F1 says of the fields of activities."""

from __future__ import annotations

from deskapp.domain.words import N_

FIELDS = {
    "AskKind.kind": N_("What is entered: a digit chooses and goes on, 0 opens the full list."),
    "AddActivity.when": N_(
        "From when to when: 20:00-22:00, yesterday 20:00-22:00, 11-25 8:00-9:00. A time to come makes it planned, one "
        "that has been makes it done; 20:00- goes on. Empty means now."
    ),
    "AddActivity.people_in": N_(
        "Who took part, with commas: member numbers, names of volunteers and officers, a whole team by its name, and * "
        "for everybody who is on duty now. Whoever is in no register stands by name alone."
    ),
    "AddActivity.trainer": N_("Who taught or spoke: a member number, an officer, or a name."),
    "AddActivity.served": N_(
        "Who was served, with commas: names, or the numbers of their cards (RY-20261121-001). A person counts once, "
        "each time counts too; no list shows these names."
    ),
    "AddActivity.place": N_("Where it was, in a few words: a street, a gate, a square."),
    "AddActivity.area": N_("The grid or beat, by its number or its name: figures are added up by it."),
    "AddActivity.team": N_("The team that went out: a digit chooses, 0 opens the full list."),
    "AddActivity.text": N_("What was done and seen, in a sentence or two. It is found by these words."),
    "AddActivity.links": N_(
        "Records that it led to, or from which it came: LF-20261121-003, JF-20261121-001. Several stand with blanks "
        "between them; each must be there."
    ),
    "AddActivity.bodies": N_("Which other bodies joined in: each digit sets a mark or takes it away."),
    "AddActivity.mechanism": N_(
        "To which programmes of the station it belongs: each digit sets a mark or takes it away. The room adds its own."
    ),
    "AddActivity.dimension": N_("For which work it counts. Empty means the usual of its kind."),
    "AddActivity.duty": N_(
        "1 enters a duty for each volunteer who had none at that time; an officer confirms its hours on page 3 of the "
        "volunteers. It needs a beginning and an end."
    ),
    "AddActivity.repeat": N_(
        "Until which day the same is planned again at these hours: 12-31 for every day, 1-5 12-31 for Monday to "
        "Friday. All of them are one write. Empty means once."
    ),
    "AddActivity.route": N_("Which way the patrol went, in a few words."),
    "AddActivity.mode": N_("How the patrol went: a digit chooses."),
    "AddActivity.place_type": N_("What kind of place it was: a digit chooses, 0 opens the full list."),
    "AddActivity.opinions": N_("How many opinions of people were heard: a whole number."),
    "AddActivity.topic": N_("What it was about: each digit sets a mark or takes it away; several may stand."),
    "AddActivity.form": N_("In which form it was made known: a digit chooses."),
    "AddActivity.audience": N_("For whom it was: each digit sets a mark or takes it away."),
    "AddActivity.people": N_("How many people were reached, as person-times: who came twice counts twice."),
    "AddActivity.copies": N_("How many sheets were handed out: 200, 1,200 or 1.2万. Forwards are counted apart."),
    "AddActivity.forwards": N_("How often it was passed on by phone or net. Sheets are counted apart."),
    "AddActivity.scam": N_("Which kinds of scam were explained: each digit sets a mark or takes it away."),
    "AddActivity.persuasion": N_("Of what somebody was persuaded: each digit sets a mark or takes it away."),
    "AddActivity.times": N_("How many persuasions. Empty means one; + in the list counts one more."),
    "AddActivity.refused": N_("How many of them would not listen."),
    "AddActivity.info": N_("What was collected: a digit chooses."),
    "AddActivity.items": N_("How many items of information were collected."),
    "AddActivity.unit": N_("Which school, unit, enterprise or body it was for."),
    "AddActivity.subject": N_("What was taught: a digit chooses, 0 opens the full list."),
    "AddActivity.method": N_("How it was taught: a digit chooses."),
    "AddActivity.season": N_("To which plan or season the lesson belongs."),
    "AddActivity.households": N_("How many households were visited. Of a house visit, empty means one."),
    "AddActivity.certificate": N_("What was brought: a digit chooses."),
    "AddActivity.handed_to": N_("To whom it was handed, or to which body somebody was handed over."),
    "AddActivity.way": N_("How it was brought: to the door, by post, at the room."),
    "AddActivity.outside_no": N_(
        "The number of the incident or the case in the other system. The facts of the case belong there, not here."
    ),
    "AddActivity.assist": N_("How volunteers helped: each digit sets a mark or takes it away."),
    "AddActivity.suspects": N_("How many people were handed over. Of an arrest, empty means one."),
    "AddActivity.used": N_("How many vehicles went out."),
    "AddActivity.vehicles": N_("How many vehicles were rescued. Empty means one."),
    "AddActivity.rescued": N_("How many people were rescued."),
    "AddActivity.services": N_("What was done for people: each digit sets a mark or takes it away."),
    "AddActivity.frauds": N_("How many people were kept from paying a fraudster."),
    "AddActivity.money": N_("How much money was saved or came back: 500, 1200.50 or 2万."),
    "AddActivity.units": N_("How many shops or units were looked at."),
    "AddActivity.drill": N_("What was drilled, or what was answered in earnest: a digit chooses."),
    "ActivityImportScreen.path": N_(
        "Where the table lies: ~/activities.xlsx, or a .csv. Files and folders that fit stand below: Down marks one, "
        "Enter takes it. Enter reads the file; nothing is written by that."
    ),
    "ActivityStep.at": N_("At what time it began or ended: 21:30, yesterday 22:00. Empty means now."),
    "ActivityStep.when": N_("From when to when: 08:00-09:00. Of what was planned, empty means as it was planned."),
    "ActivityStep.reason": N_("Why, in a sentence; it stays in the history with your name."),
    "ActivityStep.confirm": N_("The number of the activity once more: it must not happen by mistake."),
    "ActivityCorrect.reason": N_("Why it is corrected. It stands in the history with both values."),
}  # fmt: skip
"""By box and field name."""
