"""What F1 says of each field: what goes in, an example, what happens then."""

from __future__ import annotations

from deskapp.domain.words import N_
from deskapp.screens.field import activity_help
from deskapp.screens.field import fieldhelp as field
from deskapp.screens.field import leads_help as leads
from deskapp.screens.volunteers import fieldhelp as volunteers

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
    # a new dispute
    "OpeningScreen.party_a": N_(
        "Who quarrels on one side. The tail of a phone or an ID, or pinyin, finds whom the desk knows: Enter takes "
        "that person and goes to the other side. A name goes on to the phone."
    ),
    "OpeningScreen.party_a_phone": N_("The phone of party A, digits as they come. It may stay empty."),
    "OpeningScreen.party_b": N_(
        "Who quarrels on the other side, found as the first. Leave it empty where nobody knows yet: it is added in the "
        "file before the dispute is accepted."
    ),
    "OpeningScreen.party_b_phone": N_("The phone of party B, digits as they come. It may stay empty."),
    "OpeningScreen.type": N_(
        "What the quarrel is about. A digit from 1 to 9 chooses and moves on, 0 opens the full list, where two digits, "
        "a word or its pinyin choose."
    ),
    "OpeningScreen.summary": N_(
        "What happened, in a sentence or two: cause, course, result. Enter saves. Marks and risk are proposed from the "
        "words; the papers print this text as the main facts."
    ),
    "OpeningScreen.place": N_("Where it happened: building, entrance, gate, shop. Optional."),
    "OpeningScreen.kind": N_(
        "How it is to be mediated: before the police, by the committee, together. It may stay empty until the dispute "
        "is accepted, which asks for it."
    ),
    "OpeningScreen.source": N_("How the desk came to know of it. At the desk is filled in; a digit changes it."),
    "OpeningScreen.people": N_("How many people are in the quarrel. Two is filled in; from five on it is a group."),
    "OpeningScreen.amount": N_("The sum in dispute in 元: 500, 1200.50 or 2万. Empty where it is not about money."),
    "OpeningScreen.flags": N_(
        "Marks of danger: each digit sets one or takes it away. A mark with ? is proposed from the words. Domestic "
        "violence is never mediated as a plain quarrel."
    ),
    "OpeningScreen.risk": N_(
        "How grave it may become. A value with ? is proposed from words, marks and the number of people; a digit "
        "changes it. More than blue asks for its reason."
    ),
    "OpeningScreen.risk_reason": N_("Why the risk is more than latent, in a few words; it stays in the history."),
    "OpeningScreen.scale": N_("Between a few, or a group; proposed from the number of people. A digit changes it."),
    "OpeningScreen.stage": N_("Whether it is only budding, in the open, or getting worse. A digit changes it."),
    "OpeningScreen.occurred_at": N_("When it happened. Empty means now. 14:30 is today, 11-20 9:00 another day."),
    "OpeningScreen.first_sign_at": N_(
        "When the first sign was seen, if that was earlier. The desk counts from it until the first action."
    ),
    "OpeningScreen.party_a_id": N_(
        "The identity number of party A, or another document; the papers need it. Optional."
    ),
    "OpeningScreen.party_a_address": N_("Where party A lives; the papers print it. Optional."),
    "OpeningScreen.party_b_id": N_(
        "The identity number of party B, or another document; the papers need it. Optional."
    ),
    "OpeningScreen.party_b_address": N_("Where party B lives; the papers print it. Optional."),
    # the sides of a dispute
    "AddParty.role": N_(
        "Whether the person quarrels, or stands by somebody: agent, guardian, witness. A digit chooses."
    ),
    "AddParty.stands_by": N_("For which party the agent or guardian stands: a digit chooses."),
    "AddParty.party": N_(
        "Who it is: a name, the tail of a phone or an ID, or pinyin. Enter takes whom the desk knows. Nobody stands in "
        "a file twice."
    ),
    "AddParty.party_phone": N_("The phone of the person, digits as they come. It may stay empty."),
    "AddParty.marks": N_(
        "What was shown or said: an agent needs a written mandate; somebody over sixteen who lives on own labour may "
        "come without a guardian."
    ),
    "AddParty.party_id": N_("The identity number or another document. It tells whether somebody is a minor. Optional."),
    "AddParty.party_address": N_("Where the person lives; the papers print it. Optional."),
    "ChangeParty.role": N_("How the person stands in the file. A digit chooses."),
    "ChangeParty.stands_by": N_("For which party the agent or guardian stands: a digit chooses."),
    "ChangeParty.marks": N_("What was shown or said; each digit sets a mark or takes it away."),
    "ChangeParty.reason": N_("Why it is corrected; it stays in the history of the file."),
    "TakeOut.reason": N_("Why the person is taken out; it stays in the history of the file."),
    "AddMediator.kind": N_("Who it is: officer, volunteer, committee, department. Only what that needs is asked then."),
    "AddMediator.officer_id": N_("Which colleague of this room: a digit chooses."),
    "AddMediator.department": N_("Which department takes part: a digit chooses, 0 shows all of them."),
    "AddMediator.body": N_("The committee or body, as it is to stand on the papers."),
    "AddMediator.name": N_("The name, as it is to stand on the papers. A body alone will do too."),
    "AddMediator.task": N_("What this mediator does in the matter. Optional."),
    "AddMediator.contact": N_("How to reach the mediator. Optional."),
    "Preside.presider": N_("Who presides. Before the police it is an officer, never an auxiliary or a volunteer."),
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
    "FindScreen.area": N_(
        "Only requests of one area with all under it: a digit, the name or its pinyin chooses, 0 lists all."
    ),
    "FindScreen.days": N_(
        "The day on which it was entered: 11-20, or from and to with two dots: 11-01..11-20. Empty means any day."
    ),
    "GoTo.place": N_(
        "A day, like 11-20, 1120, 昨天 or yesterday, or a number: 003 is one of today, 1120-003 one of another "
        "day. Where there is none, the list shows the nearest and says so."
    ),
    # the first run
    "UnlockScreen.passphrase": N_(
        "The passphrase of the encrypted desk file, as it was chosen with deskapp encrypt. Capital letters and blanks "
        "count. Without it, or its key file, nobody can read the file."
    ),
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
    "StepDialog.recovered": N_(
        "Money that the person got back through this, in yuan: 300 or 1200.50. It counts in the figures. Optional."
    ),
    "StepDialog.pressing": N_(
        "Whether it was a pressing need of the people: 1 yes, 2 no. The figures count what is marked and resolved."
    ),
    "StepDialog.rating": N_("Whether the grid is a safe one in these days: a digit chooses."),
    "StepDialog.from": N_("The first day of the rating: 11-01. Empty means the first of that month."),
    "StepDialog.to": N_("The last day of the rating: 11-30; it must have been. Empty means today."),
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
    # the boxes of a dispute
    "DisputeStep.kind": N_(
        "Who mediates by which rule. Public-order and on-the-spot mediation are the police's own and need the check "
        "list; the kind decides the clock and the form of the agreement."
    ),
    "DisputeStep.willing": N_(
        "Mediation is free will. Where somebody does not want it, take “Do not mediate” and tell the lawful way."
    ),
    "DisputeStep.eligible": N_(
        "For public-order and on-the-spot mediation: 1 where it may be mediated, else the reason why not."
    ),
    "DisputeStep.presider": N_(
        "Who conducts it. A mediation of the police is presided over by a police officer, never by an auxiliary."
    ),
    "DisputeStep.from": N_("When the sitting began: 14:30 is today, 11-20 9:00 another day."),
    "DisputeStep.to": N_("When it ended; now is filled in. A sitting that is still to come is refused."),
    "DisputeStep.place": N_("Where they sat. It may stay empty."),
    "DisputeStep.attendees": N_("Who was there. The people of the file are filled in; add or take out whom you like."),
    "DisputeStep.course": N_("How it went: what each side said, what was proposed. It stands in the record on paper."),
    "DisputeStep.result": N_("What this sitting came to, in a sentence. It may stay empty."),
    "DisputeStep.override": N_(
        "A public-order mediation has two sittings at most, the second within the days of its clock. For one more, "
        "or a later one, type why the leader allows it."
    ),
    "DisputeStep.form": N_("How it ended: a digit chooses. Only what this kind of mediation can end in is offered."),
    "DisputeStep.text": N_(
        "What was agreed, found or done, in words that hold before both sides. It stays in the file with your name."
    ),
    "DisputeStep.sum": N_("A sum in 元: 500, or 1200.50. Payments add up to what was agreed."),
    "DisputeStep.manner": N_("How it is performed: in cash before the officer, by transfer, by clearing the stairs."),
    "DisputeStep.deadline": N_("The last day for performance: 12-31, or +30d. Its clock runs from then."),
    "DisputeStep.signed": N_(
        "A written agreement counts when all have signed the paper: print it, let them sign, then press 1."
    ),
    "DisputeStep.told": N_("What they were told they can do now: the court, arbitration, a penalty by law."),
    "DisputeStep.performance": N_("1 where it was performed on the spot, 2 where there is nothing to perform."),
    "DisputeStep.parts": N_(
        "Each part with its day and sum, parted by a semicolon: 12-31 500; 01-31 500. Together they make the sum "
        "of the agreement. Empty where it is one sum by one day."
    ),
    "DisputeStep.on": N_("The day on which it was paid. Empty means today."),
    "DisputeStep.confirmation": N_(
        "Both sides together may ask the court to confirm an agreement of people's mediation, within its clock: 1 "
        "when they have applied, 2 or 3 when the court has ruled."
    ),
    "DisputeStep.number": N_("The number of the ruling, the penalty or the case, as it stands on the paper."),
    "DisputeStep.reason": N_("Why, in a sentence or by a digit; it stays in the file with your name."),
    "DisputeStep.receiver": N_("Which office takes it over: a digit chooses, 0 shows all of them."),
    "DisputeStep.due": N_("By when their answer must be here: 11-25, 18:00, or +3d."),
    "DisputeStep.way": N_("Which way the law goes on: a penalty, the court, arbitration."),
    "DisputeStep.risk": N_("How serious it is now, from blue to red. The reason beside it stays in the history."),
    "DisputeStep.signal": N_("Which warning you answer, where several wait: a digit chooses."),
    "DisputeStep.answer": N_("1 where the warning is right: the risk rises. 2 where it is not: the risk stays."),
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
    "PartDialog.days": N_(
        "How many days the clock runs, 0 to 3650; the day on which it starts does not count. 0 means the day itself."
    ),
    "PartDialog.working": N_(
        "Which days count: working days leave out weekends and holidays, calendar days count all. A digit chooses."
    ),
    "PartDialog.day": N_("The day that is not as the public calendar says, like 2027-01-01 or 10-10."),
    "PartDialog.kind": N_("Whether offices are closed on that day or work on it: a digit chooses."),
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
    # shifts and handovers
    "NoteDialog.text": N_("A sentence for the next shift; it stands on the sheet. An empty one takes the note back."),
    "AddendumDialog.text": N_("What came after the seal, in a sentence; your name and the time are put to it."),
    "CheckDialog.found": N_("How many there are, counted now: digits alone."),
    "CheckDialog.text": N_("Where another number was found than there must be: where the others are, or since when."),
    "PeopleDialog.leader": N_("Who leads this shift: a digit chooses. It may stay empty."),
    "PeopleDialog.officers": N_("Which officers serve: each digit sets one or takes one away."),
    "PeopleDialog.auxiliaries": N_("Which auxiliaries serve: each digit sets one or takes one away."),
    "ProofDialog.text": N_("A sentence; it stands in the handover for good. It is kept until the step is taken."),
    "ProofDialog.who": N_("Who takes this step: a digit chooses. That one types the PIN."),
    "ProofDialog.leader": N_("Which leader signs it too: a digit chooses. That one types the second PIN."),
    "HandoversScreen.text": N_(
        "Part of a number, the name of an officer, or words of what was sealed; all words must fit. Down leads into "
        "the list, Enter opens the first one."
    ),
    # the list of choices
    "Choose.": N_("Type a word, its pinyin or the first letters of it; the best match is marked, Enter takes it."),
    **volunteers.FIELDS,
    **activity_help.FIELDS,
    **leads.FIELDS,
    **field.FIELDS,
}  # fmt: skip
"""By screen and field name."""

KINDS = {
    "name": N_("A name, as it is to stand on paper. Enter goes on."),
    "person": N_(
        "A person: a name, the tail of a phone or an ID, or pinyin. Enter takes who is found; Down marks one."
    ),
    "phone": N_("A phone number, digits as they come. Enter goes on."),
    "pin": N_("Digits, full width or half; they show as dots and are kept nowhere as typed. Enter goes on."),
    "secret": N_(
        "Letters, digits, blanks and signs of an English keyboard; they show as dots and are kept nowhere. Full-width "
        "signs count as plain ones. Enter goes on."
    ),
    "id": N_("A number of letters and digits, full width or half. Enter goes on."),
    "date": N_("A day or an hour: 11-25, 14:30, or +3d for three days from now. Enter goes on."),
    "place": N_("A place in a few words. Enter goes on."),
    "number": N_("Digits. Enter goes on."),
    "long": N_("A text of one or more sentences. Enter goes on."),
    "code": N_("A digit chooses and moves on; 0 opens the full list where there is one."),
    "flags": N_("Each digit sets a mark or takes it away; Enter goes on."),
    "text": N_("A few words. Enter goes on."),
    # the duty board
    "DutyForm.who": N_(
        "Who signs in: the member number, the name, its pinyin, or the tail of a phone. Where several fit, it is asked "
        "which one; Enter saves with what is usual for the team."
    ),
    "DutyForm.mode": N_("How the person serves. Empty takes the usual of the team; a digit chooses another."),
    "DutyForm.team": N_("With which team. Empty takes the person's usual one; the duty plan counts by team."),
    "DutyForm.place": N_(
        "Where: gate 3, the square, a school. Optional; the duty plan counts by place, too."
    ),
    "DutyForm.equipment": N_(
        "What is handed out: each digit ticks a piece or takes the tick away. The stock counts it."
    ),
    "DutyForm.at": N_(
        "When it really was, where that is not now: 14:30, yesterday 21:00, 11-20 9:00. Then the reason is needed, and "
        "the time of entry is kept beside it."
    ),
    "DutyForm.reason": N_("Why it is entered later, or why it is corrected. It stands in the history."),
    "DutyForm.name": N_("The name of a helper who is in no register, for this one time."),
    "DutyForm.phone": N_("The phone of the helper, so that the desk can ask back. Optional."),
    "DutyForm.back": N_(
        "How the equipment came back. Empty leaves it out with the person, and the duty is marked."
    ),
    "DutyForm.note": N_("A word on it, for the history. Optional; Enter saves."),
    "DutyForm.loans": N_("What came back: each digit ticks a piece or takes the tick away."),
    "DutyForm.result": N_(
        "In what state it came back. Empty means whole; damaged and lost are kept apart in the stock."
    ),
    "DutyForm.days": N_("On which days: daily, 1-5, Mon Wed Fri, weekend, or one date like 11-28."),
    "DutyForm.hours": N_("From when to when: 20:00-06:00 lasts over midnight, 00:00-24:00 is the whole day."),
    "DutyForm.people": N_("How many people the slot asks for. Empty means one."),
    "DutyForm.from": N_("The first day on which the slot holds. Empty means today."),
    "DutyForm.until": N_("The last day on which the slot holds. Empty means for good."),
    "DutyForm.notes": N_("What else is to be known of the slot. Optional."),
    # a duty
    "DutyStep.request": N_(
        "The request or dispute that is answered: its number, or digits alone for a request of today. Its record "
        "shows who came."
    ),
    "DutyStep.incident": N_(
        "The number of the 110 incident, where the desk has no record of it. Enter saves."
    ),
    "DutyStep.at": N_(
        "When the volunteer went out, or was back: 14:30. Empty means now. It counts in the hours."
    ),
    "DutyStep.until": N_(
        "When the duty ended, as far as somebody knows: 20:00, yesterday 20:00. Without it nothing counts."
    ),
    "DutyStep.back": N_(
        "How the equipment came back. Empty leaves it out with the person, and the duty is marked."
    ),
    "DutyStep.parts": N_(
        "Several parts instead of one, each with its hours: patrol/patrol 1.5; dispute/mediation 0.5. Together they "
        "are never more than the person was here."
    ),
    "DutyStep.dimension": N_("For which work the hours count. The usual of the kind of duty is filled in."),
    "DutyStep.service": N_("What was done, by the list of service types. The usual one is filled in."),
    "DutyStep.hours": N_(
        "How much of it counts: 2, 1.5 or 90min. All of it is filled in; more is refused. Enter saves."
    ),
    "DutyStep.text": N_("A word why, or a note. Of a duty that nobody signed out of: how its end is known."),
    "DutyCorrect.in_at": N_("When it began: 14:30, yesterday 21:00, 11-20 9:00. The old time is kept."),
    "DutyCorrect.out_at": N_("When it ended. The old time is kept; two duties of one person never overlap."),
    "DutyCorrect.mode": N_("How the person served. A digit chooses."),
    "DutyCorrect.team": N_("With which team the person served."),
    "DutyCorrect.place": N_("Where the person served."),
    "DutyCorrect.reason": N_("Why it is corrected. It stands in the history with both values."),
}
"""For fields that have no page of their own, by kind."""


_LIKE = {
    "SlotCorrect": "DutyForm", "DutyStep": "StepDialog",
    "QuickScreen": "LogScreen", "CaseStep": "StepDialog", "DisputeStep": "StepDialog", "OutcomeDialog": "DisputeStep",
    "TeamCorrect": "AddTeam", "MemberCorrect": "AddVolunteer", "ActivityStep": "AddActivity",
    "FieldCorrect": "NewRecord",
    "ActivityCorrect": "AddActivity", **field.LIKE,
}  # fmt: skip
"""Screens that have the fields of another one."""


def help_of(screen: str, field: str, kind: str) -> str:
    """What F1 says of a field, in English; empty where no field has the focus."""
    screens = (screen, _LIKE.get(screen, screen))
    return next((FIELDS[f"{one}.{field}"] for one in screens if f"{one}.{field}" in FIELDS), "") or KINDS.get(
        kind, ""
    )
