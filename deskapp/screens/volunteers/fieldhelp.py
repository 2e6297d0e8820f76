"""What F1 says of the fields of the volunteers' screens and boxes."""

from __future__ import annotations

from deskapp.domain.words import N_

FIELDS = {
    # the days of hours and certificates
    "DaysDialog.first": N_("The first day that counts: 11-01, 2026-11-01, today. A day without a year is of this one."),
    "DaysDialog.last": N_("The last day that counts, itself included. It may lie in the future. Enter shows the days."),
    "IssueDialog.first": N_("The first day of service of which the certificate speaks: 11-01, 2026-11-01."),
    "IssueDialog.last": N_(
        "The last day of service, itself included, today at the latest. Enter issues the certificate: it gets a number "
        "at once."
    ),
    # the filters of the register
    "VolunteersScreen.text": N_(
        "Words that must all fit: a name, its pinyin or initials, the tail of a phone or an ID, a member number. Enter "
        "opens the first entry, Down leads to the list, Tab to the other filters."
    ),
    "VolunteersScreen.team": N_("One team, with all its sub-teams: a digit chooses, 0 opens the full list."),
    "VolunteersScreen.status": N_(
        "In which state: applied, in the register, on leave, suspended, has left. Without it all who belong stand here."
    ),
    "VolunteersScreen.role": N_("Who has this role: a digit chooses, 0 opens the full list."),
    "VolunteersScreen.warning": N_(
        "Of whom something is to be known: insurance, age, a training that expires, no pledge. 1 shows them all."
    ),
    # a new volunteer
    "AddVolunteer.name": N_(
        "Who it is. The tail of a phone or an ID, or pinyin, finds whom the desk knows: Enter takes that person and "
        "goes to the team. A name goes on to the phone."
    ),
    "AddVolunteer.phone": N_("A mobile or a landline, digits as they come: 13800010001. It may stay empty."),
    "AddVolunteer.team": N_(
        "The team: a digit chooses. Enter saves; it may stay empty. Another team is joined later, with 5 in the entry."
    ),
    "AddVolunteer.roles": N_("What the person does: each digit sets a mark or takes it away. Enter saves."),
    "AddVolunteer.member_no": N_("What stands on the badge. Empty, the desk takes the next free number."),
    "AddVolunteer.id_number": N_("The number of the identity card: 18 digits, or 17 and an X. Optional, in no list."),
    "AddVolunteer.identity": N_("What kind of volunteer: grid worker, shopkeeper, guard … Several may stand."),
    "AddVolunteer.employer": N_("Where the person works. Optional."),
    "AddVolunteer.insurance_no": N_("The number of the insurance. Without any it is told before each duty."),
    "AddVolunteer.insurance_until": N_("Its last day: 2027-05-31, or +365d. The end is told in good time."),
    "AddVolunteer.pledged_on": N_("The day on which the pledge was signed on paper: 11-20, or 2026-11-20."),
    "AddVolunteer.joined_on": N_("Since when the person belongs to the volunteers. Empty means today."),
    "AddVolunteer.status": N_("1 in the register from now on, 2 only applied: the entry then waits to be accepted."),
    "AddVolunteer.post": N_("Member, leader or deputy of the team: a digit chooses."),
    "AddVolunteer.born": N_("The date of birth: 1949-12-31. A resident ID tells it by itself."),
    "AddVolunteer.sex": N_("A digit chooses; a resident ID tells it by itself."),
    "AddVolunteer.address": N_("Where the person lives. It stands on the card alone."),
    "AddVolunteer.skills": N_("What the person can do: first aid, a language, driving. In a few words."),
    "AddVolunteer.grid": N_("The grid of the neighbourhood for which the person is."),
    "AddVolunteer.consent": N_("Of somebody under eighteen: lives on own labour, or a guardian agreed."),
    # the steps of a volunteer
    "MemberStep.pledged": N_("1 where the pledge is signed on paper: the day is kept. 2 where it is still to come."),
    "MemberStep.on": N_("The day from which it counts, or on which it was: 11-20. Empty means today."),
    "MemberStep.until": N_("Until when: 12-31, or +30d. Empty where nobody knows."),
    "MemberStep.text": N_("Why, in a sentence; it stays in the history with your name."),
    "MemberStep.confirm": N_("The number of the entry once more: it must not happen by mistake."),
    "MemberStep.team": N_("Which team: a digit chooses, 0 opens the full list."),
    "MemberStep.post": N_("Member, leader or deputy: a digit chooses, Enter leaves it at member."),
    "MemberStep.subject": N_("What was trained: a digit chooses, 0 opens the full list."),
    "MemberStep.hours": N_("How many hours it took: 2, or 1.5."),
    "MemberStep.expires": N_("The last day on which it counts: 2027-12-31, or +365d. Empty where it counts for good."),
    "MemberStep.teacher": N_("Who taught it. Optional."),
    "MemberStep.kind": N_("Which kind it is, an honour, a praise, a call, a visit …: a digit chooses."),
    "MemberStep.title": N_("What it was for, in a few words, as it is to stand on a certificate."),
    "MemberStep.given_by": N_("Which office gave it. Optional."),
    "MemberStep.equipment": N_("What is handed out: a digit chooses of what lies in stock, 0 opens the full list."),
    "MemberStep.count": N_("How many pieces. Empty means one."),
    "MemberStep.due": N_("Until when it must be back: 12-31, or +30d. Empty where it stays with the person."),
    "MemberStep.loan": N_("What came back: a digit chooses of what is in the person's hands."),
    "MemberStep.result": N_("1 whole, 2 damaged, 3 lost; the stock follows."),
    "MemberStep.note": N_("What is to be said of it: a torn strap, no battery. Optional."),
    "MemberStep.entry": N_("Which training or entry of service was entered by mistake: a digit chooses."),
    # teams
    "AddTeam.name": N_("What the team is called; no two teams have one name. Enter saves."),
    "AddTeam.kind": N_("Team, sub-team, shop alliance, rescue team or enterprise station: a digit chooses."),
    "AddTeam.parent": N_("The team above it: a digit chooses, 0 opens the full list. Empty puts it at the top."),
    "AddTeam.mode": N_("How its people usually serve: a scan at the kiosk takes that. A digit chooses."),
    "AddTeam.place": N_("Where it serves, in a few words. Optional."),
    "AddTeam.notes": N_("What the next officer should know of the team. Optional."),
    "TeamCorrect.reason": N_("Why it is changed; it stays in the history with your name."),
    # steps of teams and equipment
    "WhoStep.who": N_(
        "Who is meant: a member number, a name, pinyin or the tail of a phone. Those who fit stand below; Down "
        "marks one, Enter takes it."
    ),
    "WhoStep.post": N_("Member, leader or deputy: a digit chooses, Enter leaves it at member."),
    "WhoStep.on": N_("The day from which it counts, or on which it was: 11-20. Empty means today."),
    "WhoStep.text": N_("Why, in a sentence; it stays in the history with your name."),
    "WhoStep.count": N_("How many pieces. Empty means one."),
    "WhoStep.due": N_("Until when it must be back: 12-31, or +30d. Empty where it stays with the person."),
    "WhoStep.loan": N_("From whom it came back: a digit chooses, 0 opens the full list."),
    "WhoStep.result": N_("1 whole, 2 damaged, 3 lost; the stock follows."),
    "WhoStep.note": N_("What is to be said of it: a torn strap, no battery. Optional."),
    "WhoStep.change": N_("1 new pieces, 2 repaired, 3 scrapped, 4 found again: the stock follows."),
    # new equipment
    "AddEquipment.kind": N_("What it is: a digit chooses, 0 opens the full list."),
    "AddEquipment.count": N_("How many pieces come into the stock. Empty means one. Enter saves."),
    "AddEquipment.name": N_("A name, or the own number of a single piece. Optional; Enter saves."),
    # the import of a roster
    "ImportScreen.path": N_(
        "Where the roster lies: ~/roster.xlsx, or a .csv. Files and folders that fit stand below: Down marks one, "
        "Enter takes it. Enter reads the file; nothing is written by that."
    ),
}  # fmt: skip
"""By screen and field name."""
