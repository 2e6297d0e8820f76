"""What F1 says of the fields of lead appeals, found things and lost reports."""

from __future__ import annotations

from deskapp.domain.words import N_

FIELDS = {
    # a table
    **{
        f"{screen}.path": N_(
            "Where the table lies: ~/table.xlsx, or a .csv. Files and folders that fit stand below: Down marks one, "
            "Enter takes it. Enter reads the file; nothing is written by that."
        )
        for screen in ("HazardImportScreen", "AppealImportScreen", "FoundImportScreen", "LostImportScreen")
    },
    # something new
    "NewRecord.text": N_(
        "The question to the people in the group, without names, phones and numbers. Enter saves it as a draft; it is "
        "checked when it is put out."
    ),
    "NewRecord.kind": N_("What it is about: a digit chooses and moves on, 0 opens the full list."),
    "NewRecord.channel": N_("Where the text is put out; empty means the police-civil chat group."),
    "NewRecord.expires_on": N_("The last day on which people are asked: 12-05. Empty means two weeks."),
    "NewRecord.place": N_("Where it happened: gate, street, shop. Optional."),
    "NewRecord.name": N_("Who or what it is, in a few words: a brown wallet, a golden retriever, the person's name."),
    "NewRecord.finder": N_("Who brought it. Of a minor, or where nobody is named, an initial stands outside."),
    "NewRecord.phone": N_("The phone of that person, digits as they come. It may stay empty."),
    "NewRecord.locker": N_("Where the thing lies now: locker, shelf, bag number. Enter saves."),
    "NewRecord.features": N_(
        "Colour, marks, what is in it: found things and lost reports are compared by these words. A detail that only "
        "the owner knows may stay out of the notice."
    ),
    "NewRecord.pieces": N_("How many pieces there are. Empty means one."),
    "NewRecord.amount": N_("Money in it, in 元: 300 or 1200.50. It is counted before the finder's eyes."),
    "NewRecord.found_place": N_("Where it was found: stop, street, shop. Optional."),
    "NewRecord.found_at": N_("When it was found: 14:30, yesterday 21:00, 11-20 9:00. Optional."),
    "NewRecord.witness": N_("The colleague who counted and received it together with you. Optional."),
    "NewRecord.owner": N_("Who looks for it: the owner, the family. Outside a minor's record an initial stands."),
    "NewRecord.age": N_("The age of a missing person. Under eighteen only an initial stands outside the record."),
    "NewRecord.last_place": N_("Where it was last seen. Enter saves; found things are compared by the place, too."),
    "NewRecord.last_at": N_("When it was last seen: 14:30, yesterday 21:00. What was found before that fits nothing."),
    "NewRecord.area": N_("In which area it is: code, name or pinyin; 0 lists all. A request hands its own over."),
    "StepDialog.other": N_("The number of the other record: ZX- or ZC-, or digits alone for one of today."),
    # steps
    "FieldStep.keep": N_(
        "Why what was found in the text has to stay: the phone of this room, a missing child. It is kept with your "
        "name; without anything found it stays empty."
    ),
    "FieldStep.until": N_("The last day on which people are asked: 12-05, or +7d."),
    "FieldStep.giver": N_("Who told it. Police officers alone see it, here; it is on no list, sheet or export."),
    "FieldStep.phone": N_("The phone of that person, digits as they come. It may stay empty."),
    "FieldStep.text": N_("What is to be kept of it, in a sentence; it stays in the history with your name."),
    "FieldStep.reply": N_("Which reply helped: a digit chooses. Empty means the last one."),
    "FieldStep.incident": N_("The number of the incident or case that it helped, in the other system. Optional."),
    "FieldStep.on": N_("On which day the notice was given: 11-20. Empty means today. The year counts from it."),
    "FieldStep.claimant": N_("The name of the owner, as on the paper that is shown. A linked report fills it in."),
    "FieldStep.proof": N_("How it was shown to be theirs: what is in it, a mark, a receipt, the unlocked phone."),
    "FieldStep.id_kind": N_("Which paper was shown: a digit chooses. Without a paper nothing is given out."),
    "FieldStep.id_number": N_("The number of that paper, whole. Later it is shown by its ends alone."),
    "FieldStep.delegate": N_("Who fetched it in the owner's place, where somebody did."),
    "FieldStep.receiver": N_("To which body the thing is handed: a digit chooses, 0 opens the full list."),
    "FieldStep.locker": N_("Where it lies from now on."),
    "FieldStep.place": N_("Where it was found. Optional."),
    "FieldStep.by": N_("Who found it: a volunteer, a neighbour, a colleague. Optional."),
    "FieldStep.at": N_("When it was found: 14:30, 11-20 9:00. Empty means now; the minutes are counted to it."),
    "FieldStep.reason": N_("Why the public must be asked. Of a minor it is needed, and stays with your name."),
    "FieldStep.receipt": N_("The receipt number that the case system gave."),
    "FieldStep.confirm": N_("The number of the record once more: it must not happen by mistake."),
    "FieldCorrect.reason": N_("Why it is corrected. It stands in the history with both values."),
}  # fmt: skip
"""By screen and field name."""
