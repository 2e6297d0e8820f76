"""What F1 says of each field: what goes in, an example, what happens then."""

from __future__ import annotations

from deskapp.domain.words import N_

FIELDS = {
    # the log form
    "LogScreen.applicant": N_(
        "Who came; it may stay empty. The tail of a phone or an ID, or pinyin, finds who was here before: Enter takes "
        "that person and goes to the category, Down and Enter take one of the list. A name goes on to the phone."
    ),
    "LogScreen.phone": N_(
        "A mobile or a landline, digits as they come: 13800010001, or 021-6543210. It may stay empty. A number "
        "that does not fit is told when you leave the field; what you typed stays."
    ),
    "LogScreen.category": N_(
        "What kind of matter it is. A digit from 1 to 9 chooses and moves on, 0 opens the full list, where two "
        "digits, a word or its pinyin choose. It decides the due date and the urgency that are proposed."
    ),
    "LogScreen.summary": N_(
        "What it is about, in a sentence or two, as the person tells it. Enter saves the request. Urgency and "
        "danger are proposed from the words. In a case report the facts of the case are not kept here."
    ),
    "LogScreen.id_number": N_(
        "The number of the identity card, 18 digits or 17 and an X, or another document. Optional. A wrong "
        "check digit is told, but the number can be saved. Lists and paper show it masked."
    ),
    "LogScreen.address": N_("Where the person lives: building, entrance, flat. Optional."),
    "LogScreen.place": N_("Where it happened, if that is not the address: gate 3, the garage, a shop. Optional."),
    "LogScreen.urgency": N_(
        "How pressing it is; a value with ? is proposed from category and words. A digit changes it, and the "
        "due date follows."
    ),
    "LogScreen.dangers": N_(
        "Signs of danger: each digit sets a mark or takes it away, several may stand. Marks with ? are proposed "
        "from the words."
    ),
    "LogScreen.channel": N_(
        "How it came in: at the desk, by phone and so on. At the desk is filled in; a digit changes it."
    ),
    "LogScreen.occurred_at": N_(
        "When it happened. Empty means now. 14:30 is today, 11-20 9:00 another day. A time still to come is "
        "refused."
    ),
    "LogScreen.due_at": N_(
        "Until when it must be answered. It is filled in from the table of due dates. 11-25 or +3d changes it; "
        "a past date is refused."
    ),
    # the quick line and its form
    "BoardScreen.quick": N_(
        "One line as it is told: 王秀英 13800010001 楼上半夜跑跳. Enter shows it as a filled form, a second Enter "
        "saves. Esc closes the line and keeps a draft."
    ),
    "QuickScreen.category": N_(
        "The kind of matter, guessed from the words. Enter saves it all; 1 to 3 are the best guesses, 4 to 9 the "
        "most used, 0 the full list. Tab goes on to the text."
    ),
    # the filters of the list
    "FindScreen.text": N_(
        "A name, its pinyin (zengjianping) or initials (zjp), the end of a phone or an ID, a record number "
        "(003, 1121-003), a place, words of a text or of the log. All words must fit. Down leads into the list, "
        "Enter opens the first row."
    ),
    "FindScreen.show": N_(
        "Each digit sets a filter or takes it away: still open, overdue, mine; people alone or requests alone. "
        "Several together mean all of them."
    ),
    "FindScreen.officer": N_(
        "Only what one officer is responsible for: a digit, or 0 for all of them. Backspace takes it away."
    ),
    "FindScreen.category": N_("Only one kind of matter: a digit, or 0 for the full list. Backspace takes it away."),
    "FindScreen.days": N_(
        "The day on which it was entered: 11-20, or from and to with two dots: 11-01..11-20. Empty means any day."
    ),
    "GoTo.place": N_(
        "A day, like 11-20, 1120, 昨天 or yesterday, or a number: 003 is one of today, 1120-003 one of another "
        "day. Where there is none, the list shows the nearest and says so."
    ),
    # the first run
    "SetupScreen.language": N_("The language of the screens. 1 is Chinese, 2 is English; F8 switches at any time."),
    "SetupScreen.station": N_("The police station this room belongs to, as it stands at the head of the paper."),
    "SetupScreen.room": N_("The name of this police room, as it stands at the head of the paper."),
    "SetupScreen.officer": N_("Your name: you are the first officer of the desk and sign what is logged."),
    "SetupScreen.pin": N_(
        "4 to 20 digits with which you sign in from now on. It may stay empty: the desk then asks nobody who it is, "
        "and the PIN can be set later."
    ),
    "SetupScreen.again": N_("The same PIN once more, for it shows as dots."),
    "SetupScreen.badge": N_("Your badge number. It tells two people of one name apart and stands beside the name."),
    # the card of a person
    "PersonCorrect.name": N_("The name, as it is to stand on the card. Requests keep the name told on their day."),
    "PersonCorrect.phones": N_("Up to five phones with commas between them, the one to call first in front."),
    "PersonCorrect.id_kind": N_(
        "What was shown. None shown and refused have no number; passports and other documents are taken as they are."
    ),
    "PersonCorrect.id_number": N_(
        "It stands here by its ends: leave it, or type the whole number anew. A resident ID fills in sex and date of "
        "birth; a wrong check digit is told and saved all the same."
    ),
    "PersonCorrect.sex": N_("A digit chooses; a resident ID fills it in."),
    "PersonCorrect.born": N_("The date of birth, as 1949-12-31; a resident ID fills it in."),
    "PersonCorrect.minor": N_(
        "Whether the person is under eighteen, where no date of birth tells it. Lists then show an initial alone."
    ),
    "PersonCorrect.address": N_("Where the person lives now; the one before stays in the history of the card."),
    "PersonCorrect.language": N_("The language to speak with the person: a digit, or 0 for all."),
    "PersonCorrect.notes": N_("What the next officer should know of the person, in a sentence."),
    "PersonCorrect.reason": N_("Why the card is corrected; it stays beside the old and the new value."),
    "MergePeople.into": N_(
        "The other card of the same person: name, tail of a phone or an ID, pinyin, or its number. Both cards then "
        "stand below, and what differs is marked."
    ),
    "MergePeople.reason": N_("Why the two cards are one person; it stays in the history of both."),
    "Unmerge.reason": N_("Why the two cards are not one person after all; it stays in the history of both."),
    # officers
    "AddOfficer.officer": N_("The name of the person, as it is to stand on the paper."),
    "AddOfficer.badge": N_("The badge number; each number belongs to one person of the room."),
    "AddOfficer.kind": N_("A digit chooses: officer, or auxiliary. It stands beside the name. Enter adds the person."),
    "PersonDialog.officer": N_("The name of the person, as it is to stand on the paper."),
    "PersonDialog.badge": N_("The badge number; each number belongs to one person of the room."),
    "PersonDialog.kind": N_("A digit chooses: officer, or auxiliary. The room keeps one active officer at least."),
    "PersonDialog.presence": N_(
        "Whether the person works here. Deactivated, the person cannot be chosen as the one who writes; all that "
        "was written keeps the name."
    ),
    "PersonDialog.reason": N_("Why it is changed; it may stay empty. It is kept with the old and the new facts."),
    # settings
    "ChangeDialog.value": N_(
        "The value that is to count from now on. A digit chooses where there are digits; a text is checked when "
        "you leave the field. Empty means the default, where there is one."
    ),
    "ChangeDialog.reason": N_("Why it is changed; it may stay empty. It is kept with the old and the new value."),
    # the boxes of the steps
    "StepDialog.responsible": N_("Who takes care of it from now on. A digit chooses; you are filled in."),
    "StepDialog.outcome": N_(
        "How it ended: a digit chooses, 0 shows all outcomes. The figures count this, so choose what fits best."
    ),
    "StepDialog.text": N_(
        "A sentence that the next shift understands: what was done, said or agreed. It stays in the record "
        "with your name and the time."
    ),
    "StepDialog.receipt": N_("In a case report, the number that the case system gave; without it the case stays open."),
    "StepDialog.linked": N_("If another record belongs to this one: its number. Digits alone mean a number of today."),
    "StepDialog.waiting_for": N_("Whose answer is awaited: the property office, the landlord, a colleague."),
    "StepDialog.due": N_(
        "By when an answer must be here: 11-25, 18:00, or +3d. After that the record counts as overdue."
    ),
    "StepDialog.receiver": N_("Which office takes it over: a digit chooses, 0 shows all of them."),
    "StepDialog.told_where": N_("To which office the person was told to go: a digit chooses, 0 shows all of them."),
    "StepDialog.into": N_(
        "The number of the request that takes this one in. Digits alone mean a number of today. This one is then "
        "closed and points there."
    ),
    "MergeStepDialog.into": N_(
        "The number of the request that takes this one in: Ctrl+L chooses from the earlier matters of this person "
        "or place. Digits alone mean a number of today. This one is then closed and points there."
    ),
    "MergeStepDialog.text": N_("Why they are one matter, in a sentence. Optional; it stays in the record."),
    "StepDialog.followup": N_("What the person said when asked later: a digit chooses."),
    "StepDialog.kind": N_("What this entry is: a call, a visit, a reply, a note. A digit chooses."),
    "StepDialog.confirm": N_(
        "This cannot be taken back. Type the number that stands in the title; Esc leaves all as it is."
    ),
    # the parts of settings
    "PartDialog.label": N_(
        "What this room calls the entry, on screens and on paper, in both languages. Its code and its meaning stay. "
        "Two entries of a list cannot have one name."
    ),
    "PartDialog.group": N_("Under which head it stands in the full list: a digit chooses."),
    "PartDialog.code": N_(
        "The name for exports and the command line. Empty, the desk makes one. It cannot be changed later."
    ),
    "PartDialog.urgency": N_("With which urgency a matter of this category begins: a digit chooses."),
    "PartDialog.hours": N_(
        "Until when it is due, counted from the entry: 4 or 4h for hours, 3d for days, a year at most. A higher "
        "urgency still makes it due sooner."
    ),
    "PartDialog.name": N_("A short name by which the phrase is found faster. It may stay empty."),
    "PartDialog.text": N_("The sentence as it is to stand in a text, 500 characters at most. Enter saves it."),
    "PartDialog.title": N_("The name of the law, rule or document, as it calls itself."),
    "PartDialog.version": N_("Its number, edition or year of revision. It may stay empty."),
    "PartDialog.since": N_("The day from which it holds, like 2026-01-01. It may stay empty."),
    "PartDialog.path": N_(
        "Where the file lies on this machine, as a whole path. Where nothing lies there it is told, and saved."
    ),
    "PartDialog.words": N_(
        "Words that speak for this category, with spaces between. A word alone weighs 1, loud*2 weighs 2, dog+lost "
        "counts where both are said. The word default brings back those of the program."
    ),
    # signing in, PINs
    "SignInScreen.who": N_("Scan the badge, or type its number or your name; then Enter or Tab."),
    "RecoverDialog.who": N_("Badge number or name of the administrator who gets a new PIN."),
    "RecoverDialog.code": N_(
        "The code on the printed paper, with or without its dashes, in capitals or not. It counts once."
    ),
    "NewPinDialog.old": N_("The PIN with which you sign in now: nobody sets PINs at a desk that was left alone."),
    # the list of choices
    "Choose.": N_("Type a word, its pinyin or the first letters of it; the best match is marked, Enter takes it."),
}  # fmt: skip
"""By screen and field name."""

KINDS = {
    "name": N_("A name, as it is to stand on paper. Enter goes on."),
    "person": N_(
        "A person: a name, the tail of a phone or an ID, or pinyin. Enter takes who is found; Down marks one."
    ),
    "phone": N_("A phone number, digits as they come. Enter goes on."),
    "pin": N_("Digits, full width or half; they show as dots and are kept nowhere as typed. Enter goes on."),
    "id": N_("A number of letters and digits, full width or half. Enter goes on."),
    "date": N_("A day or an hour: 11-25, 14:30, or +3d for three days from now. Enter goes on."),
    "place": N_("A place in a few words. Enter goes on."),
    "number": N_("Digits. Enter goes on."),
    "long": N_("A text of one or more sentences. Enter goes on."),
    "code": N_("A digit chooses and moves on; 0 opens the full list where there is one."),
    "flags": N_("Each digit sets a mark or takes it away; Enter goes on."),
    "text": N_("A few words. Enter goes on."),
}
"""For fields that have no page of their own, by kind."""


_LIKE = {"QuickScreen": "LogScreen"}
"""Screens that have the fields of another one."""


def help_of(screen: str, field: str, kind: str) -> str:
    """What F1 says of a field, in English; empty where no field has the focus."""
    screens = (screen, _LIKE.get(screen, screen))
    return next((FIELDS[f"{one}.{field}"] for one in screens if f"{one}.{field}" in FIELDS), "") or KINDS.get(
        kind, ""
    )
