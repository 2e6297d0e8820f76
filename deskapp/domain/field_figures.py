"""The figures of requests and of field work: what the articles about such stations publish, each counted from rows."""

from __future__ import annotations

from deskapp.domain.figures import (
    CASES,
    HOUSEHOLDS,
    ITEMS,
    MINUTES,
    PEOPLE,
    PERCENT,
    PERSON_TIMES,
    PLACES,
    SESSIONS,
    SHEETS,
    SPOTS,
    TEAMS,
    TIMES,
    VEHICLES,
    YUAN,
    Metric,
)
from deskapp.domain.words import N_


def _done(code: str, label: str, unit: str, rule: str, n: str, amount: str = "", by: str = "") -> Metric:
    return Metric(code, label, unit, rule, n, "", "sum" if amount else "count", amount, by, "activity")


REQUEST_METRICS: tuple[Metric, ...] = (
    Metric("requests_received", N_("Requests received"), CASES,
           N_("Entered in the period; voided and undone ones are left out, merged ones are counted: somebody came."),
           "received", register="request"),
    Metric("requests_handled", N_("Requests handled"), CASES,
           N_("Of those received: resolved, passed on, told where to go, merged or withdrawn."), "handled",
           register="request"),
    Metric("handled_rate", N_("Rate of handling"), PERCENT, N_("Handled ÷ received."), "handled", "received", "rate",
           register="request"),
    Metric("requests_resolved", N_("Requests resolved"), CASES, N_("Of those received: resolved."), "resolved",
           register="request"),
    Metric("urgent_problems_solved", N_("Pressing problems solved"), CASES,
           N_("Of those received: resolved, and marked as a pressing need of the people."), "pressing",
           register="request"),
    Metric("money_recovered", N_("Money that came back"), YUAN,
           N_("Sum of the money that came back to people through requests received, in yuan."), "recovered", "", "sum",
           "recovered", register="request"),
    Metric("satisfaction", N_("Satisfied at follow-up"), PERCENT, N_("Satisfied ÷ all who answered."), "satisfied",
           "answered", "rate", register="request"),
    Metric("requests_by_category", N_("Requests by category"), CASES, N_("Received, by category."), "received",
           by="category", register="request"),
)  # fmt: skip

HAZARD_METRICS: tuple[Metric, ...] = (
    Metric("hazards_found", N_("Hazards found"), SPOTS, N_("Entered in the period; voided and undone ones are left "
           "out."), "found", register="hazard"),
    Metric("hazards_rectified", N_("Hazards put right"), SPOTS,
           N_("Of those found: fixed on the spot, or a recheck found it right."), "right", register="hazard"),
    Metric("rectify_rate", N_("Rate put right"), PERCENT, N_("Put right ÷ found."), "right", "found", "rate",
           register="hazard"),
    Metric("hazards_on_spot", N_("– on the spot"), SPOTS, N_("Of those found: fixed on the spot."), "on_spot",
           register="hazard"),
    Metric("hazards_open", N_("Hazards still open"), SPOTS, N_("Of those found: not put right yet."), "open",
           register="hazard"),
    Metric("hazards_by_category", N_("Hazards by category"), SPOTS, N_("Found, by category."), "found",
           by="category", register="hazard"),
    Metric("disputes_and_risks", N_("Disputes and hazards"), CASES,
           N_("Disputes registered and hazards found, together."), "both", register="both"),
    Metric("success_rate", N_("Rate of success"), PERCENT,
           N_("(Disputes agreed + hazards put right) ÷ (disputes registered, without those passed on, + hazards "
              "found)."), "both_good", "both_own", "rate", register="both"),
)  # fmt: skip

ACTIVITY_METRICS: tuple[Metric, ...] = (
    _done("patrol_sessions", N_("Patrols"), TIMES, N_("Patrols that were done on a day of the period."), "patrol"),
    _done("patrol_person_times", N_("Person-times on patrol"), PERSON_TIMES,
          N_("Everybody who took part in these patrols, each time."), "patrol", "together"),
    _done("joint_patrols", N_("Joint patrols"), TIMES,
          N_("Patrols in which an officer took part together with others."), "joint_patrol"),
    _done("joint_patrol_person_times", N_("Person-times of joint patrols"), PERSON_TIMES,
          N_("Everybody who took part in joint patrols, each time."), "joint_patrol", "together"),
    _done("patrol_hours", N_("Length of patrols"), MINUTES, N_("Minutes of these patrols, from begin to end."),
          "patrol", "minutes"),
    _done("school_guard_sessions", N_("School guard"), SESSIONS, N_("Sessions of guard at a school that were done."),
          "school_guard"),
    _done("school_guard_person_times", N_("Person-times of school guard"), PERSON_TIMES,
          N_("Everybody who stood guard at a school, each time."), "school_guard", "together"),
    _done("training_sessions", N_("Trainings held"), TIMES, N_("Trainings of volunteers that were held."), "training"),
    _done("training_person_times", N_("Person-times of training"), PERSON_TIMES,
          N_("Everybody who took part in these trainings, each time."), "training", "together"),
    _done("police_school_classes", N_("Classes of the police school"), TIMES, N_("Classes that were held."), "class"),
    _done("drills", N_("Drills"), TIMES, N_("Drills and responses that were held."), "drill"),
    _done("publicity_sessions", N_("Publicity"), TIMES, N_("Publicity sessions that were held."), "publicity"),
    _done("audience", N_("Audience"), PERSON_TIMES, N_("Sum of the people reached at publicity and classes."),
          "audience", "people"),
    _done("copies", N_("Copies handed out"), SHEETS, N_("Sum of the printed copies handed out."), "copied", "copies"),
    _done("forwards", N_("Forwards"), ITEMS, N_("Sum of the forwards on line."), "forwarded", "forwards"),
    _done("copies_and_forwards", N_("Copies and forwards"), SHEETS, N_("Both sums together."), "spread", "spread"),
    _done("info_items", N_("Information items"), ITEMS, N_("Sum of the items collected."), "info", "items"),
    _done("incidents_assisted", N_("Incidents helped with"), CASES, N_("Incidents in which volunteers helped."),
          "incident"),
    _done("cases_assisted", N_("Cases helped with"), CASES, N_("Cases that volunteers helped to solve."), "case"),
    _done("arrests_assisted", N_("Arrests helped with"), PEOPLE, N_("Sum of the suspects whom volunteers helped to "
          "arrest."), "arrest", "suspects"),
    _done("people_served", N_("People served"), PEOPLE,
          N_("Distinct people who were served; a card is one person, and so is a name without a card."), "served",
          "persons"),
    _done("people_served_times", N_("People served, each time"), PERSON_TIMES,
          N_("Everybody who was served, each time."), "served", "served"),
    _done("service_activities", N_("Services for the community"), TIMES, N_("Services for the community that were "
          "done."), "service"),
    _done("certificates_delivered", N_("Certificates delivered"), TIMES, N_("Deliveries that were done."), "delivery"),
    _done("rescues", N_("Rescue call-outs"), TIMES, N_("Call-outs that were done."), "rescue"),
    _done("vehicles_rescued", N_("Vehicles rescued"), VEHICLES, N_("Sum of the vehicles rescued."), "rescue",
          "vehicles"),
    _done("persuasions", N_("Persuasions"), CASES, N_("Sum of the persuasions; those who refused are in it."),
          "persuasion", "times"),
    _done("persuasions_refused", N_("– refused"), CASES, N_("Of them: those who refused."), "persuasion", "refused"),
    _done("outings", N_("Mobile police room"), TIMES, N_("Outings of the mobile police room."), "outing"),
    _done("visits", N_("House visits"), TIMES, N_("Visits that were made."), "visit"),
    _done("care_visits", N_("Care visits"), TIMES, N_("Care visits that were made."), "care"),
    _done("opinions", N_("Opinions heard"), ITEMS, N_("Sum of the opinions heard."), "heard", "opinions"),
    _done("frauds_stopped", N_("Frauds stopped"), CASES, N_("Sum of the frauds stopped."), "stopped", "frauds"),
    _done("money_saved", N_("Money saved or recovered"), YUAN, N_("Sum of the money saved or recovered, in yuan."),
          "saved", "money"),
    _done("fraud_loss_prevented", N_("– by frauds stopped"), YUAN,
          N_("Of it: where a fraud was stopped."), "kept_from_fraud", "money"),
    _done("activities_by_kind", N_("Activities by kind"), TIMES, N_("Done in the period, by kind."), "any",
          by="kind"),
    _done("activities_by_dimension", N_("Activities by dimension"), TIMES, N_("Done in the period, by work "
          "dimension."), "any", by="dimension"),
    _done("activities_by_area", N_("Activities by area"), TIMES, N_("Done in the period, by area."), "any", by="area"),
    _done("activities_by_team", N_("Activities by team"), TIMES, N_("Done in the period, by team."), "any", by="team"),
    _done("persuasions_by_member", N_("Persuasions by member"), CASES,
          N_("Persuasions, by the volunteer who took part; one with several counts for each."), "persuasion", "times",
          by="member"),
)  # fmt: skip

COVERED = N_(
    "Hours of single days in which anybody was on patrol, by a patrol or a duty, ÷ such hours for which the duty plan "
    "has anybody; each counts once, however many are out and however long. The plan counts up to the last day on "
    "which anything was written."
)

REPORT_METRICS: tuple[Metric, ...] = (
    Metric("lost_reported", N_("Reported lost"), CASES, N_("People, animals and things reported lost."), "reported",
           register="lost_report"),
    Metric("lost_found", N_("Of them found"), CASES, N_("Of those reported: found."), "found",
           register="lost_report"),
    Metric("lost_found_rate", N_("Share found"), PERCENT, N_("Found ÷ reported."), "found", "reported", "rate",
           register="lost_report"),
    Metric("minutes_to_find", N_("Minutes until found"), MINUTES,
           N_("The middle one of all times from the report to the find."), "found", "", "median", "to_find",
           register="lost_report"),
    Metric("lost_by_kind", N_("Found, by kind"), CASES, N_("Found, by what was lost."), "found", by="kind",
           register="lost_report"),
    Metric("appeals_issued", N_("Lead appeals"), CASES, N_("Appeals that were put out to the group."), "issued",
           register="lead_appeal"),
    Metric("appeal_replies", N_("Replies to appeals"), ITEMS, N_("Replies that came in; n is the appeals with one."),
           "replied", "", "sum", "replies", register="lead_appeal"),
    Metric("leads_useful", N_("Useful leads"), CASES, N_("Appeals whose lead was found useful."), "useful",
           register="lead_appeal"),
    Metric("custody_received", N_("Found things taken in"), CASES, N_("Found things taken into custody."), "received",
           register="custody"),
    Metric("custody_returned", N_("– returned"), CASES, N_("Of them: claimed by the owner."), "claimed",
           register="custody"),
)  # fmt: skip

GROUND_METRICS: tuple[Metric, ...] = (
    Metric("teams", N_("Teams"), TEAMS, N_("Teams on the last day of the period."), "standing", register="team"),
    Metric("shop_teams", N_("Shop alliances"), TEAMS, N_("Shop alliances on the last day of the period."),
           "shop_alliance", register="area"),
    Metric("stations", N_("Work stations"), PLACES, N_("Work stations on the last day of the period."), "station",
           register="area"),
    Metric("sentinel_points", N_("Sentinel points"), PLACES, N_("Sentinel points on the last day of the period."),
           "sentinel", register="area"),
    Metric("beats", N_("Police beats"), PLACES, N_("Police beats on the last day of the period."), "beat",
           register="area"),
    Metric("areas_level_1", N_("Grids of the first level"), PLACES,
           N_("Grids that are in no other one, on the last day of the period."), "level_1", register="area"),
    Metric("areas_level_2", N_("Grids of the second level"), PLACES,
           N_("Grids in one of the first level, on the last day of the period."), "level_2", register="area"),
    Metric("areas_level_3", N_("Grids of the third level"), PLACES,
           N_("Grids in one of the second level, on the last day of the period."), "level_3", register="area"),
    Metric("grids_rated_safe", N_("Grids rated safe"), PLACES,
           N_("Grids and beats whose last rating of the period says that they are safe; N is all that were rated."),
           "safe", "rated", register="area"),
    Metric("households_stamped", N_("Households with a contact stamp"), HOUSEHOLDS,
           N_("Households that were stamped by the last day of the period."), "stamped", register="area"),
)  # fmt: skip

COVERAGE_METRICS: tuple[Metric, ...] = (
    Metric("coverage", N_("Patrol against the duty plan"), PERCENT, COVERED, "patrolled", "planned", "rate",
           register="coverage"),
    Metric("coverage_by_hour", N_("Patrol against the duty plan, by hour"), PERCENT, COVERED, "patrolled", "planned",
           "rate", by="hour", register="coverage"),
)  # fmt: skip
"""The proxy of 见警率: how much of what was planned somebody was out."""

FIELD_METRICS: tuple[Metric, ...] = (
    *REQUEST_METRICS, *HAZARD_METRICS, *ACTIVITY_METRICS, *COVERAGE_METRICS, *REPORT_METRICS, *GROUND_METRICS,
)  # fmt: skip
"""In the order of the page, before the figures of disputes and volunteers."""
