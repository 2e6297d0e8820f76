CREATE TABLE action_log (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        room_id INTEGER NOT NULL REFERENCES room (id),
        subject TEXT NOT NULL,
        subject_id INTEGER NOT NULL,
        at TEXT NOT NULL,
        by_id INTEGER NOT NULL REFERENCES officer (id),
        kind TEXT NOT NULL,
        text TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 10000),
        write_id INTEGER NOT NULL DEFAULT 0
    );

CREATE TABLE activity (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        room_id INTEGER NOT NULL REFERENCES room (id),
        number TEXT NOT NULL,
        day TEXT NOT NULL CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
        kind TEXT NOT NULL,
        held_on TEXT NOT NULL CHECK (held_on GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
        area_id INTEGER,
        team_id INTEGER REFERENCES team (id),
        plan_from TEXT,
        plan_to TEXT,
        start_at TEXT,
        end_at TEXT,
        minutes INTEGER NOT NULL DEFAULT 0 CHECK (minutes BETWEEN 0 AND 1440),
        place TEXT NOT NULL DEFAULT '' CHECK (length(place) <= 200),
        route TEXT NOT NULL DEFAULT '' CHECK (length(route) <= 200),
        unit TEXT NOT NULL DEFAULT '' CHECK (length(unit) <= 200),
        outside_no TEXT NOT NULL DEFAULT '' CHECK (length(outside_no) <= 60),
        handed_to TEXT NOT NULL DEFAULT '' CHECK (length(handed_to) <= 200),
        season TEXT NOT NULL DEFAULT '' CHECK (length(season) <= 200),
        text TEXT NOT NULL DEFAULT '' CHECK (length(text) <= 10000),
        missed TEXT NOT NULL DEFAULT '' CHECK (length(missed) <= 10000),
        place_type TEXT NOT NULL DEFAULT '',
        topic TEXT NOT NULL DEFAULT '',
        scam TEXT NOT NULL DEFAULT '',
        form TEXT NOT NULL DEFAULT '',
        audience TEXT NOT NULL DEFAULT '',
        mode TEXT NOT NULL DEFAULT '',
        subject TEXT NOT NULL DEFAULT '',
        method TEXT NOT NULL DEFAULT '',
        services TEXT NOT NULL DEFAULT '',
        certificate TEXT NOT NULL DEFAULT '',
        way TEXT NOT NULL DEFAULT '',
        info TEXT NOT NULL DEFAULT '',
        assist TEXT NOT NULL DEFAULT '',
        persuasion TEXT NOT NULL DEFAULT '',
        drill TEXT NOT NULL DEFAULT '',
        bodies TEXT NOT NULL DEFAULT '',
        mechanism TEXT NOT NULL DEFAULT '',
        dimension TEXT NOT NULL DEFAULT '',
        people INTEGER NOT NULL DEFAULT 0 CHECK (people >= 0),
        copies INTEGER NOT NULL DEFAULT 0 CHECK (copies >= 0),
        forwards INTEGER NOT NULL DEFAULT 0 CHECK (forwards >= 0),
        items INTEGER NOT NULL DEFAULT 0 CHECK (items >= 0),
        opinions INTEGER NOT NULL DEFAULT 0 CHECK (opinions >= 0),
        times INTEGER NOT NULL DEFAULT 0 CHECK (times >= 0),
        refused INTEGER NOT NULL DEFAULT 0 CHECK (refused >= 0),
        used INTEGER NOT NULL DEFAULT 0 CHECK (used >= 0),
        vehicles INTEGER NOT NULL DEFAULT 0 CHECK (vehicles >= 0),
        rescued INTEGER NOT NULL DEFAULT 0 CHECK (rescued >= 0),
        suspects INTEGER NOT NULL DEFAULT 0 CHECK (suspects >= 0),
        units INTEGER NOT NULL DEFAULT 0 CHECK (units >= 0),
        households INTEGER NOT NULL DEFAULT 0 CHECK (households >= 0),
        frauds INTEGER NOT NULL DEFAULT 0 CHECK (frauds >= 0),
        money INTEGER NOT NULL DEFAULT 0 CHECK (money >= 0),
        volunteers INTEGER NOT NULL DEFAULT 0 CHECK (volunteers >= 0),
        officers INTEGER NOT NULL DEFAULT 0 CHECK (officers >= 0),
        others INTEGER NOT NULL DEFAULT 0 CHECK (others >= 0),
        served INTEGER NOT NULL DEFAULT 0 CHECK (served >= 0),
        teams INTEGER NOT NULL DEFAULT 0 CHECK (teams >= 0),
        status TEXT NOT NULL DEFAULT 'done'
            CHECK (status IN ('planned', 'running', 'done', 'missed', 'voided', 'undone')),
        is_open INTEGER NOT NULL DEFAULT 0 CHECK (is_open IN (0, 1)),
        desk_order TEXT NOT NULL DEFAULT '',
        entered_at TEXT NOT NULL,
        entered_by INTEGER NOT NULL REFERENCES officer (id),
        version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
        corrected_at TEXT,
        UNIQUE (room_id, number),
        CHECK (is_open = (status IN ('planned', 'running'))),
        CHECK (status <> 'planned' OR plan_from IS NOT NULL),
        CHECK (status NOT IN ('running', 'done') OR start_at IS NOT NULL),
        CHECK (end_at IS NULL OR end_at >= start_at),
        CHECK (plan_to IS NULL OR plan_to >= plan_from)
    );

CREATE TABLE activity_link (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        activity_id INTEGER NOT NULL REFERENCES activity (id),
        number TEXT NOT NULL,
        gone INTEGER NOT NULL DEFAULT 0 CHECK (gone IN (0, 1))
    );

CREATE TABLE activity_person (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        activity_id INTEGER NOT NULL REFERENCES activity (id),
        role TEXT NOT NULL DEFAULT 'member',
        volunteer_id INTEGER REFERENCES volunteer (id),
        officer_id INTEGER REFERENCES officer (id),
        person_id INTEGER REFERENCES person (id),
        name TEXT NOT NULL DEFAULT '' CHECK (length(name) <= 100),
        team_id INTEGER REFERENCES team (id),
        attendance_id INTEGER REFERENCES attendance (id),
        gone INTEGER NOT NULL DEFAULT 0 CHECK (gone IN (0, 1)),
        CHECK ((volunteer_id IS NOT NULL) + (officer_id IS NOT NULL) + (person_id IS NOT NULL) + (name <> '') = 1)
    );

CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);

CREATE TABLE appeal_reply (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        appeal_id INTEGER NOT NULL REFERENCES lead_appeal (id),
        at TEXT NOT NULL,
        by_id INTEGER NOT NULL REFERENCES officer (id),
        giver TEXT NOT NULL DEFAULT '' CHECK (length(giver) <= 100),
        phone TEXT NOT NULL DEFAULT '',
        text TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 10000),
        verdict TEXT NOT NULL DEFAULT '' CHECK (verdict IN ('', 'useful', 'useless')),
        gone INTEGER NOT NULL DEFAULT 0 CHECK (gone IN (0, 1))
    );

CREATE TABLE area (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        room_id INTEGER NOT NULL REFERENCES room (id),
        number TEXT NOT NULL,
        day TEXT NOT NULL CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
        kind TEXT NOT NULL,
        name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
        sounds TEXT NOT NULL DEFAULT '',
        code TEXT NOT NULL DEFAULT '' CHECK (length(code) <= 30),
        parent_id INTEGER REFERENCES area (id),
        beat_id INTEGER REFERENCES area (id),
        place_kind TEXT NOT NULL DEFAULT '',
        address TEXT NOT NULL DEFAULT '' CHECK (length(address) <= 200),
        contact TEXT NOT NULL DEFAULT '' CHECK (length(contact) <= 100),
        phone TEXT NOT NULL DEFAULT '',
        people INTEGER CHECK (people >= 0),
        hectares INTEGER CHECK (hectares >= 0),
        stamped_on TEXT,
        notes TEXT NOT NULL DEFAULT '' CHECK (length(notes) <= 10000),
        status TEXT NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'closed', 'undone')),
        is_open INTEGER NOT NULL DEFAULT 1 CHECK (is_open IN (0, 1)),
        desk_order TEXT NOT NULL DEFAULT '',
        entered_at TEXT NOT NULL,
        entered_by INTEGER NOT NULL REFERENCES officer (id),
        version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
        corrected_at TEXT,
        UNIQUE (room_id, number),
        CHECK (is_open = (status = 'active')),
        CHECK (parent_id IS NULL OR parent_id <> id)
    );

CREATE TABLE area_rating (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        area_id INTEGER NOT NULL REFERENCES area (id),
        first TEXT NOT NULL CHECK (first GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
        last TEXT NOT NULL CHECK (last GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
        verdict TEXT NOT NULL CHECK (verdict IN ('safe', 'not_yet')),
        text TEXT NOT NULL DEFAULT '' CHECK (length(text) <= 200),
        at TEXT NOT NULL,
        by_id INTEGER NOT NULL REFERENCES officer (id),
        gone INTEGER NOT NULL DEFAULT 0 CHECK (gone IN (0, 1)),
        CHECK (first <= last)
    );

CREATE TABLE attendance (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        room_id INTEGER NOT NULL REFERENCES room (id),
        number TEXT NOT NULL,
        day TEXT NOT NULL CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
        duty_day TEXT NOT NULL,
        volunteer_id INTEGER REFERENCES volunteer (id),
        guest_name TEXT NOT NULL DEFAULT '' CHECK (length(guest_name) <= 100),
        guest_phone TEXT NOT NULL DEFAULT '',
        team_id INTEGER REFERENCES team (id),
        mode TEXT NOT NULL,
        place TEXT NOT NULL DEFAULT '' CHECK (length(place) <= 200),
        in_at TEXT NOT NULL,
        out_at TEXT,
        seen_at TEXT NOT NULL,
        flags TEXT NOT NULL DEFAULT '',
        late_reason TEXT NOT NULL DEFAULT '',
        credited INTEGER NOT NULL DEFAULT 0 CHECK (credited >= 0),
        judged_at TEXT,
        judged_by INTEGER NOT NULL DEFAULT 0,
        status TEXT NOT NULL DEFAULT 'on_duty',
        is_open INTEGER NOT NULL DEFAULT 1 CHECK (is_open IN (0, 1)),
        desk_order TEXT NOT NULL DEFAULT '',
        entered_at TEXT NOT NULL,
        entered_by INTEGER NOT NULL REFERENCES officer (id),
        version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
        corrected_at TEXT, area_id INTEGER REFERENCES area (id),
        UNIQUE (room_id, number),
        CHECK (status IN ('on_duty', 'out_on_call', 'ended', 'auto_closed', 'confirmed', 'rejected', 'voided',
            'undone')),
        CHECK (is_open = (status IN ('on_duty', 'out_on_call'))),
        CHECK ((volunteer_id IS NULL) = (guest_name <> '')),
        CHECK (out_at IS NULL OR out_at >= in_at),
        CHECK (is_open = 0 OR out_at IS NULL),
        CHECK (status = 'confirmed' OR credited = 0),
        CHECK (credited = 0 OR out_at IS NOT NULL AND
            credited <= (julianday(out_at) - julianday(in_at)) * 1440 + 0.001)
    );

CREATE TABLE attendance_call (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        attendance_id INTEGER NOT NULL REFERENCES attendance (id),
        request_id INTEGER REFERENCES request (id),
        incident_no TEXT NOT NULL DEFAULT '',
        out_at TEXT NOT NULL,
        back_at TEXT,
        gone INTEGER NOT NULL DEFAULT 0 CHECK (gone IN (0, 1)), dispute_id INTEGER REFERENCES dispute (id),
        CHECK (back_at IS NULL OR back_at >= out_at)
    );

CREATE TABLE attendance_credit (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        attendance_id INTEGER NOT NULL REFERENCES attendance (id),
        dimension TEXT NOT NULL,
        service TEXT NOT NULL,
        minutes INTEGER NOT NULL CHECK (minutes > 0),
        note TEXT NOT NULL DEFAULT '',
        gone INTEGER NOT NULL DEFAULT 0 CHECK (gone IN (0, 1))
    );

CREATE TABLE audit (
        seq INTEGER PRIMARY KEY AUTOINCREMENT,
        room_id INTEGER NOT NULL,
        at TEXT NOT NULL,
        officer_id INTEGER NOT NULL,
        via TEXT NOT NULL,
        action TEXT NOT NULL,
        subject TEXT NOT NULL,
        subject_id INTEGER NOT NULL,
        content TEXT NOT NULL,
        key_name TEXT NOT NULL,
        prev TEXT NOT NULL,
        mac TEXT NOT NULL UNIQUE
    , bound TEXT NOT NULL DEFAULT '');

CREATE TABLE batch (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        room_id INTEGER NOT NULL REFERENCES room (id),
        number TEXT NOT NULL,
        kind TEXT NOT NULL,
        count INTEGER NOT NULL,
        note TEXT NOT NULL DEFAULT '',
        at TEXT NOT NULL,
        by_id INTEGER NOT NULL REFERENCES officer (id),
        UNIQUE (room_id, number)
    );

CREATE TABLE certificate (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        room_id INTEGER NOT NULL REFERENCES room (id),
        number TEXT NOT NULL,
        day TEXT NOT NULL CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
        volunteer_id INTEGER NOT NULL REFERENCES volunteer (id),
        first TEXT NOT NULL,
        last TEXT NOT NULL,
        minutes INTEGER NOT NULL CHECK (minutes > 0),
        content TEXT NOT NULL,
        digest TEXT NOT NULL CHECK (length(digest) = 64),
        copies INTEGER NOT NULL DEFAULT 0 CHECK (copies >= 0),
        status TEXT NOT NULL DEFAULT 'issued' CHECK (status IN ('issued', 'voided', 'undone')),
        is_open INTEGER NOT NULL DEFAULT 1 CHECK (is_open IN (0, 1)),
        desk_order TEXT NOT NULL DEFAULT '',
        entered_at TEXT NOT NULL,
        entered_by INTEGER NOT NULL REFERENCES officer (id),
        version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
        corrected_at TEXT,
        UNIQUE (room_id, number),
        CHECK (first <= last),
        CHECK (is_open = (status = 'issued'))
    );

CREATE TABLE custody (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        room_id INTEGER NOT NULL REFERENCES room (id),
        number TEXT NOT NULL,
        day TEXT NOT NULL CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
        area_id INTEGER REFERENCES area (id),
        request_id INTEGER REFERENCES request (id),
        is_open INTEGER NOT NULL DEFAULT 1 CHECK (is_open IN (0, 1)),
        desk_order TEXT NOT NULL DEFAULT '',
        entered_at TEXT NOT NULL,
        entered_by INTEGER NOT NULL REFERENCES officer (id),
        closed_at TEXT,
        version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
        corrected_at TEXT,
        kind TEXT NOT NULL,
        name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
        sounds TEXT NOT NULL DEFAULT '',
        features TEXT NOT NULL DEFAULT '' CHECK (length(features) <= 10000),
        pieces INTEGER NOT NULL DEFAULT 1 CHECK (pieces >= 1),
        amount INTEGER NOT NULL DEFAULT 0 CHECK (amount >= 0),
        finder TEXT NOT NULL DEFAULT '' CHECK (length(finder) <= 100),
        phone TEXT NOT NULL DEFAULT '',
        sheltered INTEGER NOT NULL DEFAULT 0 CHECK (sheltered IN (0, 1)),
        locker TEXT NOT NULL DEFAULT '' CHECK (length(locker) <= 200),
        found_place TEXT NOT NULL DEFAULT '' CHECK (length(found_place) <= 200),
        found_at TEXT,
        witness TEXT NOT NULL DEFAULT '',
        due_on TEXT NOT NULL,
        noticed_on TEXT,
        notice TEXT NOT NULL DEFAULT '',
        claimant TEXT NOT NULL DEFAULT '',
        claimant_phone TEXT NOT NULL DEFAULT '',
        id_kind TEXT NOT NULL DEFAULT '',
        id_number TEXT NOT NULL DEFAULT '',
        proof TEXT NOT NULL DEFAULT '',
        delegate TEXT NOT NULL DEFAULT '',
        receiver TEXT NOT NULL DEFAULT '',
        receipts INTEGER NOT NULL DEFAULT 0 CHECK (receipts >= 0),
        lost_id INTEGER REFERENCES lost_report (id),
        status TEXT NOT NULL DEFAULT 'received'
            CHECK (status IN ('received', 'noticed', 'claimed', 'handed_up', 'expired', 'voided', 'undone')),
        UNIQUE (room_id, number),
        CHECK (is_open = (status IN ('received', 'noticed')))
    );

CREATE TABLE dispute (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        room_id INTEGER NOT NULL REFERENCES room (id),
        number TEXT NOT NULL,
        day TEXT NOT NULL CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
        kind TEXT NOT NULL DEFAULT '',
        type TEXT NOT NULL,
        source TEXT NOT NULL,
        summary TEXT NOT NULL CHECK (length(summary) <= 10000),
        place TEXT NOT NULL DEFAULT '' CHECK (length(place) <= 200),
        scale TEXT NOT NULL DEFAULT 'individual' CHECK (scale IN ('individual', 'group', 'major_group')),
        people INTEGER NOT NULL DEFAULT 2 CHECK (people >= 1),
        amount INTEGER NOT NULL DEFAULT 0 CHECK (amount >= 0),
        stage TEXT NOT NULL DEFAULT 'open' CHECK (stage IN ('bud', 'open', 'escalating')),
        risk TEXT NOT NULL DEFAULT 'blue' CHECK (risk IN ('blue', 'yellow', 'orange', 'red')),
        threat INTEGER NOT NULL DEFAULT 0 CHECK (threat IN (0, 1)),
        domestic_violence INTEGER NOT NULL DEFAULT 0 CHECK (domestic_violence IN (0, 1)),
        petition_risk INTEGER NOT NULL DEFAULT 0 CHECK (petition_risk IN (0, 1)),
        sealed INTEGER NOT NULL DEFAULT 0 CHECK (sealed IN (0, 1)),
        request_id INTEGER REFERENCES request (id),
        responsible INTEGER NOT NULL REFERENCES officer (id),
        presider INTEGER NOT NULL DEFAULT 0,
        occurred_at TEXT NOT NULL,
        first_sign_at TEXT NOT NULL,
        entered_at TEXT NOT NULL,
        entered_by INTEGER NOT NULL REFERENCES officer (id),
        status TEXT NOT NULL DEFAULT 'registered',
        is_open INTEGER NOT NULL DEFAULT 1 CHECK (is_open IN (0, 1)),
        desk_order TEXT NOT NULL DEFAULT '',
        next_due TEXT NOT NULL,
        next_clock TEXT NOT NULL DEFAULT '',
        accepted_at TEXT,
        first_action_at TEXT,
        decline_reason TEXT NOT NULL DEFAULT '',
        advice TEXT NOT NULL DEFAULT '',
        receiver TEXT NOT NULL DEFAULT '',
        receiver_due TEXT,
        outcome TEXT NOT NULL DEFAULT '',
        agreement_no TEXT NOT NULL DEFAULT '',
        agreement TEXT NOT NULL DEFAULT '',
        agreed_sum INTEGER NOT NULL DEFAULT 0 CHECK (agreed_sum >= 0),
        manner TEXT NOT NULL DEFAULT '',
        deadline TEXT,
        agreed_at TEXT,
        effective_on TEXT,
        signed INTEGER NOT NULL DEFAULT 0 CHECK (signed IN (0, 1)),
        performance TEXT NOT NULL DEFAULT '',
        paid INTEGER NOT NULL DEFAULT 0 CHECK (paid >= 0),
        fulfilled_at TEXT,
        breached_at TEXT,
        breaches INTEGER NOT NULL DEFAULT 0 CHECK (breaches >= 0),
        relapses INTEGER NOT NULL DEFAULT 0 CHECK (relapses >= 0),
        confirmation TEXT NOT NULL DEFAULT '',
        confirmation_no TEXT NOT NULL DEFAULT '',
        close_way TEXT NOT NULL DEFAULT '',
        close_no TEXT NOT NULL DEFAULT '',
        closed_at TEXT,
        version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
        corrected_at TEXT, area_id INTEGER REFERENCES area (id),
        UNIQUE (room_id, number),
        CHECK (status IN ('registered', 'accepted', 'mediating', 'agreed', 'performing', 'fulfilled', 'followed_up',
            'not_agreed', 'breached', 'declined', 'transferred', 'closed_other', 'archived', 'voided', 'undone')),
        CHECK (is_open = (status IN ('registered', 'accepted', 'mediating', 'agreed', 'performing', 'not_agreed',
            'breached', 'transferred'))),
        CHECK (paid <= agreed_sum)
    );

CREATE TABLE dispute_instalment (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        dispute_id INTEGER NOT NULL REFERENCES dispute (id),
        seq INTEGER NOT NULL,
        due_on TEXT NOT NULL,
        amount INTEGER NOT NULL,
        paid INTEGER NOT NULL DEFAULT 0,
        paid_on TEXT,
        note TEXT NOT NULL DEFAULT '',
        gone INTEGER NOT NULL DEFAULT 0 CHECK (gone IN (0, 1)),
        CHECK (amount > 0 AND paid BETWEEN 0 AND amount)
    );

CREATE TABLE dispute_mediator (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        dispute_id INTEGER NOT NULL REFERENCES dispute (id),
        kind TEXT NOT NULL,
        officer_id INTEGER NOT NULL DEFAULT 0,
        name TEXT NOT NULL DEFAULT '',
        body TEXT NOT NULL DEFAULT '',
        task TEXT NOT NULL DEFAULT '',
        contact TEXT NOT NULL DEFAULT '',
        gone INTEGER NOT NULL DEFAULT 0 CHECK (gone IN (0, 1))
    );

CREATE TABLE dispute_paper (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        dispute_id INTEGER NOT NULL REFERENCES dispute (id),
        kind TEXT NOT NULL,
        number TEXT NOT NULL,
        at TEXT NOT NULL,
        copies INTEGER NOT NULL,
        gone INTEGER NOT NULL DEFAULT 0 CHECK (gone IN (0, 1)),
        CHECK (copies >= 1)
    );

CREATE TABLE dispute_party (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        dispute_id INTEGER NOT NULL REFERENCES dispute (id),
        person_id INTEGER NOT NULL REFERENCES person (id),
        role TEXT NOT NULL,
        stands_by INTEGER NOT NULL DEFAULT 0,
        mandate INTEGER NOT NULL DEFAULT 0,
        own_living INTEGER NOT NULL DEFAULT 0,
        gone INTEGER NOT NULL DEFAULT 0 CHECK (gone IN (0, 1))
    , willing TEXT NOT NULL DEFAULT '' CHECK (willing IN ('', 'yes', 'no')));

CREATE TABLE dispute_session (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        dispute_id INTEGER NOT NULL REFERENCES dispute (id),
        seq INTEGER NOT NULL,
        place TEXT NOT NULL DEFAULT '',
        from_at TEXT NOT NULL,
        to_at TEXT NOT NULL,
        attendees TEXT NOT NULL DEFAULT '',
        course TEXT NOT NULL DEFAULT '',
        result TEXT NOT NULL DEFAULT '',
        "override" TEXT NOT NULL DEFAULT '',
        gone INTEGER NOT NULL DEFAULT 0 CHECK (gone IN (0, 1)),
        CHECK (to_at >= from_at)
    );

CREATE TABLE dispute_signal (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        dispute_id INTEGER NOT NULL REFERENCES dispute (id),
        kind TEXT NOT NULL,
        params TEXT NOT NULL DEFAULT '',
        risk TEXT NOT NULL,
        at TEXT NOT NULL,
        answer TEXT NOT NULL DEFAULT '',
        word TEXT NOT NULL DEFAULT '',
        answered_at TEXT,
        answered_by INTEGER NOT NULL DEFAULT 0,
        gone INTEGER NOT NULL DEFAULT 0 CHECK (gone IN (0, 1))
    );

CREATE TABLE dispute_visit (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        dispute_id INTEGER NOT NULL REFERENCES dispute (id),
        due_on TEXT NOT NULL,
        done_at TEXT,
        "by" INTEGER NOT NULL DEFAULT 0,
        result TEXT NOT NULL DEFAULT '',
        note TEXT NOT NULL DEFAULT '',
        gone INTEGER NOT NULL DEFAULT 0 CHECK (gone IN (0, 1))
    );

CREATE TABLE draft (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        room_id INTEGER NOT NULL REFERENCES room (id),
        officer_id INTEGER NOT NULL REFERENCES officer (id),
        form TEXT NOT NULL,
        subject TEXT NOT NULL DEFAULT '',
        typed TEXT NOT NULL,
        updated_at TEXT NOT NULL,
        UNIQUE (room_id, officer_id, form, subject)
    );

CREATE TABLE equipment (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        room_id INTEGER NOT NULL REFERENCES room (id),
        number TEXT NOT NULL,
        day TEXT NOT NULL CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
        kind TEXT NOT NULL,
        name TEXT NOT NULL DEFAULT '' CHECK (length(name) <= 100),
        in_stock INTEGER NOT NULL DEFAULT 0 CHECK (in_stock >= 0),
        issued INTEGER NOT NULL DEFAULT 0 CHECK (issued >= 0),
        damaged INTEGER NOT NULL DEFAULT 0 CHECK (damaged >= 0),
        missing INTEGER NOT NULL DEFAULT 0 CHECK (missing >= 0),
        scrapped INTEGER NOT NULL DEFAULT 0 CHECK (scrapped >= 0),
        status TEXT NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'undone')),
        is_open INTEGER NOT NULL DEFAULT 1 CHECK (is_open IN (0, 1)),
        desk_order TEXT NOT NULL DEFAULT '',
        entered_at TEXT NOT NULL,
        entered_by INTEGER NOT NULL REFERENCES officer (id),
        version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
        corrected_at TEXT,
        UNIQUE (room_id, number),
        CHECK (is_open = (status = 'active'))
    );

CREATE TABLE equipment_loan (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        equipment_id INTEGER NOT NULL REFERENCES equipment (id),
        volunteer_id INTEGER NOT NULL REFERENCES volunteer (id),
        attendance_id INTEGER REFERENCES attendance (id),
        count INTEGER NOT NULL CHECK (count > 0),
        out_at TEXT NOT NULL,
        due_on TEXT,
        back_at TEXT,
        result TEXT NOT NULL DEFAULT '',
        note TEXT NOT NULL DEFAULT '',
        gone INTEGER NOT NULL DEFAULT 0 CHECK (gone IN (0, 1))
    );

CREATE TABLE handover_entry (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        room_id INTEGER NOT NULL REFERENCES room (id),
        shift_id INTEGER NOT NULL REFERENCES shift (id),
        kind TEXT NOT NULL CHECK (kind IN
            ('note', 'check', 'here', 'tell', 'tick', 'question', 'addendum', 'countersign')),
        about TEXT NOT NULL DEFAULT '' CHECK (length(about) <= 200),
        text TEXT NOT NULL DEFAULT '' CHECK (length(text) <= 10000),
        expected INTEGER,
        found INTEGER,
        at TEXT NOT NULL,
        by_id INTEGER NOT NULL REFERENCES officer (id),
        gone INTEGER NOT NULL DEFAULT 0 CHECK (gone IN (0, 1))
    );

CREATE TABLE hazard (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        room_id INTEGER NOT NULL REFERENCES room (id),
        number TEXT NOT NULL,
        day TEXT NOT NULL CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
        category TEXT NOT NULL,
        venue TEXT NOT NULL DEFAULT '',
        level TEXT NOT NULL,
        summary TEXT NOT NULL CHECK (length(summary) BETWEEN 1 AND 10000),
        place TEXT NOT NULL DEFAULT '' CHECK (length(place) <= 200),
        area_id INTEGER REFERENCES area (id),
        source TEXT NOT NULL,
        found_at TEXT NOT NULL,
        found_by INTEGER REFERENCES officer (id),
        volunteer_id INTEGER REFERENCES volunteer (id),
        request_id INTEGER REFERENCES request (id),
        activity_id INTEGER,
        owner TEXT NOT NULL DEFAULT '' CHECK (length(owner) <= 100),
        owner_phone TEXT NOT NULL DEFAULT '',
        measure TEXT NOT NULL DEFAULT '' CHECK (length(measure) <= 10000),
        order_no TEXT NOT NULL DEFAULT '' CHECK (length(order_no) <= 60),
        deadline TEXT,
        receiver TEXT NOT NULL DEFAULT '',
        receiver_due TEXT,
        next_due TEXT NOT NULL,
        rechecks INTEGER NOT NULL DEFAULT 0 CHECK (rechecks >= 0),
        ordered_at TEXT,
        closed_at TEXT,
        status TEXT NOT NULL DEFAULT 'found',
        is_open INTEGER NOT NULL DEFAULT 1 CHECK (is_open IN (0, 1)),
        desk_order TEXT NOT NULL DEFAULT '',
        entered_at TEXT NOT NULL,
        entered_by INTEGER NOT NULL REFERENCES officer (id),
        version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
        corrected_at TEXT,
        UNIQUE (room_id, number),
        CHECK ((found_by IS NULL) <> (volunteer_id IS NULL)),
        CHECK (is_open = (status IN ('found', 'ordered', 'recheck_failed', 'transferred'))),
        CHECK (status <> 'ordered' OR deadline IS NOT NULL)
    );

CREATE TABLE hazard_recheck (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        hazard_id INTEGER NOT NULL REFERENCES hazard (id),
        at TEXT NOT NULL,
        by_id INTEGER NOT NULL REFERENCES officer (id),
        passed INTEGER NOT NULL CHECK (passed IN (0, 1)),
        text TEXT NOT NULL DEFAULT '',
        gone INTEGER NOT NULL DEFAULT 0 CHECK (gone IN (0, 1))
    );

CREATE TABLE history (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        room_id INTEGER NOT NULL REFERENCES room (id),
        subject TEXT NOT NULL,
        subject_id INTEGER NOT NULL,
        at TEXT NOT NULL,
        by_id INTEGER NOT NULL REFERENCES officer (id),
        step TEXT NOT NULL,
        source TEXT NOT NULL,
        target TEXT NOT NULL,
        reason TEXT NOT NULL DEFAULT '',
        detail TEXT NOT NULL DEFAULT '',
        write_id INTEGER NOT NULL DEFAULT 0
    );

CREATE TABLE journal (
        id INTEGER PRIMARY KEY,
        room_id INTEGER NOT NULL REFERENCES room (id),
        officer_id INTEGER NOT NULL REFERENCES officer (id),
        at TEXT NOT NULL,
        action TEXT NOT NULL,
        subject TEXT NOT NULL,
        subject_id INTEGER NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('write', 'undo', 'redo')),
        of_id INTEGER NOT NULL DEFAULT 0,
        CHECK ((kind = 'write') = (of_id = 0))
    );

CREATE TABLE kept_text (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        room_id INTEGER NOT NULL REFERENCES room (id),
        subject TEXT NOT NULL,
        subject_id INTEGER NOT NULL,
        text TEXT
    );

CREATE TABLE lead_appeal (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        room_id INTEGER NOT NULL REFERENCES room (id),
        number TEXT NOT NULL,
        day TEXT NOT NULL CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
        area_id INTEGER REFERENCES area (id),
        request_id INTEGER REFERENCES request (id),
        is_open INTEGER NOT NULL DEFAULT 1 CHECK (is_open IN (0, 1)),
        desk_order TEXT NOT NULL DEFAULT '',
        entered_at TEXT NOT NULL,
        entered_by INTEGER NOT NULL REFERENCES officer (id),
        closed_at TEXT,
        version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
        corrected_at TEXT,
        kind TEXT NOT NULL,
        channel TEXT NOT NULL,
        text TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 2000),
        place TEXT NOT NULL DEFAULT '' CHECK (length(place) <= 200),
        expires_on TEXT,
        kept_why TEXT NOT NULL DEFAULT '',
        kept_hits TEXT NOT NULL DEFAULT '',
        issued_at TEXT,
        issued_by INTEGER NOT NULL DEFAULT 0,
        copied INTEGER NOT NULL DEFAULT 0 CHECK (copied >= 0),
        result TEXT NOT NULL DEFAULT '',
        incident_no TEXT NOT NULL DEFAULT '',
        lost_id INTEGER REFERENCES lost_report (id),
        status TEXT NOT NULL DEFAULT 'draft' CHECK (status IN
            ('draft', 'issued', 'answered', 'verified_useful', 'verified_useless', 'expired', 'voided', 'undone')),
        UNIQUE (room_id, number),
        CHECK (is_open = (status IN ('draft', 'issued', 'answered')))
    );

CREATE TABLE lost_report (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        room_id INTEGER NOT NULL REFERENCES room (id),
        number TEXT NOT NULL,
        day TEXT NOT NULL CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
        area_id INTEGER REFERENCES area (id),
        request_id INTEGER REFERENCES request (id),
        is_open INTEGER NOT NULL DEFAULT 1 CHECK (is_open IN (0, 1)),
        desk_order TEXT NOT NULL DEFAULT '',
        entered_at TEXT NOT NULL,
        entered_by INTEGER NOT NULL REFERENCES officer (id),
        closed_at TEXT,
        version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
        corrected_at TEXT,
        kind TEXT NOT NULL,
        name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
        sounds TEXT NOT NULL DEFAULT '',
        features TEXT NOT NULL DEFAULT '' CHECK (length(features) <= 10000),
        age INTEGER CHECK (age BETWEEN 0 AND 130),
        owner TEXT NOT NULL DEFAULT '' CHECK (length(owner) <= 100),
        phone TEXT NOT NULL DEFAULT '',
        sheltered INTEGER NOT NULL DEFAULT 0 CHECK (sheltered IN (0, 1)),
        last_place TEXT NOT NULL DEFAULT '' CHECK (length(last_place) <= 200),
        last_at TEXT,
        found_at TEXT,
        found_place TEXT NOT NULL DEFAULT '',
        found_by TEXT NOT NULL DEFAULT '',
        result TEXT NOT NULL DEFAULT '',
        receipt TEXT NOT NULL DEFAULT '',
        public_at TEXT,
        public_why TEXT NOT NULL DEFAULT '',
        found_id INTEGER,
        status TEXT NOT NULL DEFAULT 'open'
            CHECK (status IN ('open', 'found', 'closed_unfound', 'to_case', 'voided', 'undone')),
        UNIQUE (room_id, number),
        CHECK (is_open = (status = 'open'))
    );

CREATE TABLE "officer" (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        room_id INTEGER NOT NULL REFERENCES room (id),
        name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
        badge TEXT NOT NULL CHECK (length(badge) BETWEEN 1 AND 40),
        kind TEXT NOT NULL CHECK (kind IN ('officer', 'auxiliary', 'duty_leader', 'administrator', 'kiosk',
            'read_only')),
        active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
        created_at TEXT NOT NULL,
        undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, id)),
        UNIQUE (room_id, badge, undone)
    );

CREATE TABLE officer_pin (
        officer_id INTEGER PRIMARY KEY REFERENCES officer (id),
        hash TEXT NOT NULL CHECK (hash GLOB '$argon2id$*'),
        set_at TEXT NOT NULL,
        set_by INTEGER NOT NULL REFERENCES officer (id)
    );

CREATE TABLE person (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        room_id INTEGER NOT NULL REFERENCES room (id),
        number TEXT NOT NULL,
        day TEXT NOT NULL CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
        name TEXT NOT NULL DEFAULT '' CHECK (length(name) <= 100),
        sounds TEXT NOT NULL DEFAULT '',
        phones TEXT NOT NULL DEFAULT '',
        id_kind TEXT NOT NULL DEFAULT '',
        id_number TEXT NOT NULL DEFAULT '' CHECK (length(id_number) <= 40),
        sex TEXT NOT NULL DEFAULT '' CHECK (sex IN ('', 'male', 'female')),
        born TEXT,
        minor INTEGER NOT NULL DEFAULT 0 CHECK (minor IN (0, 1)),
        address TEXT NOT NULL DEFAULT '' CHECK (length(address) <= 200),
        language TEXT NOT NULL DEFAULT '',
        notes TEXT NOT NULL DEFAULT '' CHECK (length(notes) <= 10000),
        entered_at TEXT NOT NULL,
        entered_by INTEGER NOT NULL REFERENCES officer (id),
        status TEXT NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'merged', 'undone')),
        merged_into INTEGER REFERENCES person (id),
        version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
        corrected_at TEXT,
        UNIQUE (room_id, number),
        CHECK ((status = 'merged') = (merged_into IS NOT NULL)),
        CHECK (merged_into IS NULL OR merged_into <> id)
    );

CREATE TABLE pin_tries (
        room_id INTEGER NOT NULL REFERENCES room (id),
        who TEXT NOT NULL,
        fails INTEGER NOT NULL CHECK (fails > 0),
        wait REAL NOT NULL CHECK (wait >= 0),
        boot TEXT NOT NULL,
        seconds REAL NOT NULL,
        at TEXT NOT NULL,
        PRIMARY KEY (room_id, who)
    ) WITHOUT ROWID;

CREATE TABLE purge (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        room_id INTEGER NOT NULL REFERENCES room (id),
        number TEXT NOT NULL,
        day TEXT NOT NULL CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
        count INTEGER NOT NULL CHECK (count > 0),
        counts TEXT NOT NULL,
        proposed_by INTEGER NOT NULL REFERENCES officer (id),
        proposed_at TEXT NOT NULL,
        agreed_by INTEGER NOT NULL DEFAULT 0,
        agreed_at TEXT NOT NULL DEFAULT '',
        status TEXT NOT NULL DEFAULT 'proposed' CHECK (status IN ('proposed', 'running', 'done', 'withdrawn')),
        version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
        UNIQUE (room_id, number),
        CHECK (agreed_by <> proposed_by),
        CHECK ((status IN ('running', 'done')) = (agreed_by > 0)),
        CHECK ((agreed_by > 0) = (agreed_at <> ''))
    );

CREATE TABLE purge_hold (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        room_id INTEGER NOT NULL REFERENCES room (id),
        subject TEXT NOT NULL,
        subject_id INTEGER NOT NULL,
        number TEXT NOT NULL,
        reason TEXT NOT NULL CHECK (length(reason) BETWEEN 1 AND 10000),
        at TEXT NOT NULL,
        by_id INTEGER NOT NULL REFERENCES officer (id),
        gone INTEGER NOT NULL DEFAULT 0 CHECK (gone IN (0, 1))
    );

CREATE TABLE purge_item (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        purge_id INTEGER NOT NULL REFERENCES purge (id),
        subject TEXT NOT NULL,
        subject_id INTEGER NOT NULL,
        number TEXT NOT NULL
    );

CREATE TABLE purged (
        subject TEXT NOT NULL,
        subject_id INTEGER NOT NULL,
        purge_id INTEGER NOT NULL REFERENCES purge (id),
        PRIMARY KEY (subject, subject_id)
    ) WITHOUT ROWID;

CREATE TABLE recovery (
        room_id INTEGER PRIMARY KEY REFERENCES room (id),
        hash TEXT NOT NULL CHECK (hash GLOB '$argon2id$*'),
        made_at TEXT NOT NULL,
        made_by INTEGER NOT NULL REFERENCES officer (id)
    );

CREATE TABLE request (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        room_id INTEGER NOT NULL REFERENCES room (id),
        number TEXT NOT NULL,
        day TEXT NOT NULL CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
        channel TEXT NOT NULL,
        category TEXT NOT NULL,
        urgency TEXT NOT NULL CHECK (urgency IN ('normal', 'urgent', 'critical')),
        dangers TEXT NOT NULL DEFAULT '',
        applicant TEXT NOT NULL DEFAULT '' CHECK (length(applicant) <= 100),
        phone TEXT NOT NULL DEFAULT '',
        id_number TEXT NOT NULL DEFAULT '' CHECK (length(id_number) <= 40),
        address TEXT NOT NULL DEFAULT '' CHECK (length(address) <= 200),
        place TEXT NOT NULL DEFAULT '' CHECK (length(place) <= 200),
        summary TEXT NOT NULL DEFAULT '' CHECK (length(summary) <= 10000),
        occurred_at TEXT NOT NULL,
        entered_at TEXT NOT NULL,
        entered_by INTEGER NOT NULL REFERENCES officer (id),
        first_receiver INTEGER NOT NULL REFERENCES officer (id),
        responsible INTEGER NOT NULL REFERENCES officer (id),
        due_at TEXT NOT NULL,
        next_due TEXT NOT NULL,
        status TEXT NOT NULL CHECK (status IN ('registered', 'in_progress', 'waiting', 'transferred', 'resolved',
            'followed_up', 'archived', 'declined', 'withdrawn', 'merged', 'voided', 'undone')),
        is_open INTEGER NOT NULL CHECK (is_open IN (0, 1)),
        desk_order TEXT NOT NULL,
        outcome TEXT NOT NULL DEFAULT '',
        result TEXT NOT NULL DEFAULT '',
        told_where TEXT NOT NULL DEFAULT '',
        receiver TEXT NOT NULL DEFAULT '',
        receiver_due TEXT,
        waiting_for TEXT NOT NULL DEFAULT '',
        waiting_due TEXT,
        receipt TEXT NOT NULL DEFAULT '',
        merged_into TEXT NOT NULL DEFAULT '',
        linked TEXT NOT NULL DEFAULT '',
        followup TEXT NOT NULL DEFAULT '',
        followup_at TEXT,
        followup_by INTEGER NOT NULL DEFAULT 0,
        reopened INTEGER NOT NULL DEFAULT 0 CHECK (reopened >= 0),
        closed_at TEXT,
        version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
        corrected_at TEXT, person_id INTEGER REFERENCES person (id), sounds TEXT NOT NULL DEFAULT '', area_id INTEGER REFERENCES area (id), pressing TEXT NOT NULL DEFAULT '' CHECK (pressing IN ('', 'yes', 'no')), recovered INTEGER NOT NULL DEFAULT 0 CHECK (recovered >= 0),
        UNIQUE (room_id, number),
        CHECK (is_open = (status IN ('registered', 'in_progress', 'waiting', 'transferred'))),
        CHECK (category <> 'case_report' OR summary = ''),
        CHECK (status <> 'resolved' OR outcome <> ''),
        CHECK (outcome <> 'to_case' OR receipt <> ''),
        CHECK (status <> 'merged' OR merged_into <> '')
    );

CREATE TABLE room (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        station TEXT NOT NULL CHECK (length(station) BETWEEN 1 AND 100),
        name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
        zone TEXT NOT NULL,
        cutoff_minutes INTEGER NOT NULL DEFAULT 0 CHECK (cutoff_minutes BETWEEN 0 AND 1439),
        practice INTEGER NOT NULL DEFAULT 0 CHECK (practice IN (0, 1)),
        signed_in INTEGER NOT NULL DEFAULT 0,
        created_at TEXT NOT NULL
    );

CREATE VIRTUAL TABLE search_activity USING fts5 (
        name, sounds, tails, place, words, log, prefix='1', tokenize='ascii'
    );

CREATE TABLE 'search_activity_config'(k PRIMARY KEY, v) WITHOUT ROWID;

CREATE TABLE 'search_activity_content'(id INTEGER PRIMARY KEY, c0, c1, c2, c3, c4, c5);

CREATE TABLE 'search_activity_data'(id INTEGER PRIMARY KEY, block BLOB);

CREATE TABLE 'search_activity_docsize'(id INTEGER PRIMARY KEY, sz BLOB);

CREATE TABLE 'search_activity_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;

CREATE VIRTUAL TABLE search_area USING fts5 (
        name, sounds, tails, place, words, prefix='1', tokenize='ascii'
    );

CREATE TABLE 'search_area_config'(k PRIMARY KEY, v) WITHOUT ROWID;

CREATE TABLE 'search_area_content'(id INTEGER PRIMARY KEY, c0, c1, c2, c3, c4);

CREATE TABLE 'search_area_data'(id INTEGER PRIMARY KEY, block BLOB);

CREATE TABLE 'search_area_docsize'(id INTEGER PRIMARY KEY, sz BLOB);

CREATE TABLE 'search_area_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;

CREATE VIRTUAL TABLE search_custody USING fts5 (name, sounds, tails, place, words, log, prefix='1', tokenize='ascii');

CREATE TABLE 'search_custody_config'(k PRIMARY KEY, v) WITHOUT ROWID;

CREATE TABLE 'search_custody_content'(id INTEGER PRIMARY KEY, c0, c1, c2, c3, c4, c5);

CREATE TABLE 'search_custody_data'(id INTEGER PRIMARY KEY, block BLOB);

CREATE TABLE 'search_custody_docsize'(id INTEGER PRIMARY KEY, sz BLOB);

CREATE TABLE 'search_custody_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;

CREATE VIRTUAL TABLE search_dispute USING fts5 (
        name, sounds, tails, place, words, log, prefix='1', tokenize='unicode61 remove_diacritics 0'
    );

CREATE TABLE 'search_dispute_config'(k PRIMARY KEY, v) WITHOUT ROWID;

CREATE TABLE 'search_dispute_content'(id INTEGER PRIMARY KEY, c0, c1, c2, c3, c4, c5);

CREATE TABLE 'search_dispute_data'(id INTEGER PRIMARY KEY, block BLOB);

CREATE TABLE 'search_dispute_docsize'(id INTEGER PRIMARY KEY, sz BLOB);

CREATE TABLE 'search_dispute_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;

CREATE VIRTUAL TABLE search_hazard USING fts5 (
        name, sounds, tails, place, words, log, prefix='1', tokenize='ascii'
    );

CREATE TABLE 'search_hazard_config'(k PRIMARY KEY, v) WITHOUT ROWID;

CREATE TABLE 'search_hazard_content'(id INTEGER PRIMARY KEY, c0, c1, c2, c3, c4, c5);

CREATE TABLE 'search_hazard_data'(id INTEGER PRIMARY KEY, block BLOB);

CREATE TABLE 'search_hazard_docsize'(id INTEGER PRIMARY KEY, sz BLOB);

CREATE TABLE 'search_hazard_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;

CREATE VIRTUAL TABLE search_lead_appeal USING fts5 (name, sounds, tails, place, words, log, prefix='1', tokenize='ascii');

CREATE TABLE 'search_lead_appeal_config'(k PRIMARY KEY, v) WITHOUT ROWID;

CREATE TABLE 'search_lead_appeal_content'(id INTEGER PRIMARY KEY, c0, c1, c2, c3, c4, c5);

CREATE TABLE 'search_lead_appeal_data'(id INTEGER PRIMARY KEY, block BLOB);

CREATE TABLE 'search_lead_appeal_docsize'(id INTEGER PRIMARY KEY, sz BLOB);

CREATE TABLE 'search_lead_appeal_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;

CREATE VIRTUAL TABLE search_lost_report USING fts5 (name, sounds, tails, place, words, log, prefix='1', tokenize='ascii');

CREATE TABLE 'search_lost_report_config'(k PRIMARY KEY, v) WITHOUT ROWID;

CREATE TABLE 'search_lost_report_content'(id INTEGER PRIMARY KEY, c0, c1, c2, c3, c4, c5);

CREATE TABLE 'search_lost_report_data'(id INTEGER PRIMARY KEY, block BLOB);

CREATE TABLE 'search_lost_report_docsize'(id INTEGER PRIMARY KEY, sz BLOB);

CREATE TABLE 'search_lost_report_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;

CREATE VIRTUAL TABLE search_person USING fts5 (
        name, sounds, tails, place, words, prefix='1', tokenize='ascii'
    );

CREATE TABLE 'search_person_config'(k PRIMARY KEY, v) WITHOUT ROWID;

CREATE TABLE 'search_person_content'(id INTEGER PRIMARY KEY, c0, c1, c2, c3, c4);

CREATE TABLE 'search_person_data'(id INTEGER PRIMARY KEY, block BLOB);

CREATE TABLE 'search_person_docsize'(id INTEGER PRIMARY KEY, sz BLOB);

CREATE TABLE 'search_person_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;

CREATE VIRTUAL TABLE search_request USING fts5 (
        name, sounds, tails, place, words, log, prefix='1', tokenize='ascii'
    );

CREATE TABLE 'search_request_config'(k PRIMARY KEY, v) WITHOUT ROWID;

CREATE TABLE 'search_request_content'(id INTEGER PRIMARY KEY, c0, c1, c2, c3, c4, c5);

CREATE TABLE 'search_request_data'(id INTEGER PRIMARY KEY, block BLOB);

CREATE TABLE 'search_request_docsize'(id INTEGER PRIMARY KEY, sz BLOB);

CREATE TABLE 'search_request_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;

CREATE VIRTUAL TABLE search_volunteer USING fts5 (
        name, sounds, tails, place, words, log, prefix='1', tokenize='ascii'
    );

CREATE TABLE 'search_volunteer_config'(k PRIMARY KEY, v) WITHOUT ROWID;

CREATE TABLE 'search_volunteer_content'(id INTEGER PRIMARY KEY, c0, c1, c2, c3, c4, c5);

CREATE TABLE 'search_volunteer_data'(id INTEGER PRIMARY KEY, block BLOB);

CREATE TABLE 'search_volunteer_docsize'(id INTEGER PRIMARY KEY, sz BLOB);

CREATE TABLE 'search_volunteer_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;

CREATE TABLE serial (
        room_id INTEGER NOT NULL REFERENCES room (id),
        prefix TEXT NOT NULL,
        day TEXT NOT NULL,
        last INTEGER NOT NULL CHECK (last > 0),
        PRIMARY KEY (room_id, prefix, day)
    ) WITHOUT ROWID;

CREATE TABLE setting (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        room_id INTEGER NOT NULL REFERENCES room (id),
        name TEXT NOT NULL,
        value TEXT NOT NULL,
        version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
        UNIQUE (room_id, name)
    );

CREATE TABLE shift (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        room_id INTEGER NOT NULL REFERENCES room (id),
        number TEXT NOT NULL,
        day TEXT NOT NULL CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
        starts_at TEXT,
        ends_at TEXT,
        cutoff_at TEXT,
        from_write INTEGER,
        open_write INTEGER,
        cut_write INTEGER,
        outgoing INTEGER NOT NULL DEFAULT 0,
        sent_at TEXT,
        incoming INTEGER NOT NULL DEFAULT 0,
        accepted_at TEXT,
        self_reason TEXT NOT NULL DEFAULT '' CHECK (length(self_reason) <= 10000),
        reason TEXT NOT NULL DEFAULT '' CHECK (length(reason) <= 10000),
        snapshot TEXT NOT NULL DEFAULT '',
        content TEXT NOT NULL DEFAULT '',
        digest TEXT NOT NULL DEFAULT '' CHECK (length(digest) IN (0, 64)),
        copies INTEGER NOT NULL DEFAULT 0 CHECK (copies >= 0),
        status TEXT NOT NULL DEFAULT 'planned' CHECK (status IN
            ('planned', 'open', 'handing_over', 'pending_accept', 'accepted', 'closed_no_relief')),
        is_open INTEGER NOT NULL DEFAULT 1 CHECK (is_open IN (0, 1)),
        desk_order TEXT NOT NULL DEFAULT '',
        entered_at TEXT NOT NULL,
        entered_by INTEGER NOT NULL REFERENCES officer (id),
        version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
        corrected_at TEXT,
        UNIQUE (room_id, number),
        CHECK (is_open = (status NOT IN ('accepted', 'closed_no_relief'))),
        CHECK ((status IN ('planned', 'open')) = (cut_write IS NULL)),
        CHECK ((cut_write IS NULL) = (cutoff_at IS NULL)),
        CHECK (status = 'planned' OR from_write IS NOT NULL AND starts_at IS NOT NULL),
        CHECK (cut_write IS NULL OR cut_write >= from_write),
        CHECK ((status IN ('accepted', 'closed_no_relief')) = (digest <> '')),
        CHECK (status <> 'accepted' OR incoming > 0 AND (incoming <> outgoing OR self_reason <> '')),
        CHECK (status <> 'closed_no_relief' OR reason <> '')
    );

CREATE TABLE shift_member (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        shift_id INTEGER NOT NULL REFERENCES shift (id),
        officer_id INTEGER NOT NULL REFERENCES officer (id),
        role TEXT NOT NULL CHECK (role IN ('leader', 'officer', 'auxiliary')),
        gone INTEGER NOT NULL DEFAULT 0 CHECK (gone IN (0, 1))
    );

CREATE TABLE slot (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        room_id INTEGER NOT NULL REFERENCES room (id),
        number TEXT NOT NULL,
        day TEXT NOT NULL CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
        team_id INTEGER REFERENCES team (id),
        place TEXT NOT NULL DEFAULT '' CHECK (length(place) <= 200),
        weekdays TEXT NOT NULL DEFAULT '',
        on_day TEXT,
        begins INTEGER NOT NULL CHECK (begins BETWEEN 0 AND 1439),
        ends INTEGER NOT NULL CHECK (ends BETWEEN 0 AND 1439),
        people INTEGER NOT NULL DEFAULT 1 CHECK (people BETWEEN 1 AND 200),
        valid_from TEXT NOT NULL,
        valid_until TEXT,
        notes TEXT NOT NULL DEFAULT '' CHECK (length(notes) <= 1000),
        status TEXT NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'voided', 'undone')),
        is_open INTEGER NOT NULL DEFAULT 1 CHECK (is_open IN (0, 1)),
        desk_order TEXT NOT NULL DEFAULT '',
        entered_at TEXT NOT NULL,
        entered_by INTEGER NOT NULL REFERENCES officer (id),
        version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
        corrected_at TEXT, area_id INTEGER REFERENCES area (id),
        UNIQUE (room_id, number),
        CHECK (is_open = (status = 'active')),
        CHECK ((on_day IS NULL) = (weekdays <> '')),
        CHECK (valid_until IS NULL OR valid_until >= valid_from)
    );

CREATE TABLE team (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        room_id INTEGER NOT NULL REFERENCES room (id),
        number TEXT NOT NULL,
        day TEXT NOT NULL CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
        name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
        kind TEXT NOT NULL,
        parent_id INTEGER REFERENCES team (id),
        mode TEXT NOT NULL DEFAULT 'patrol',
        place TEXT NOT NULL DEFAULT '' CHECK (length(place) <= 200),
        notes TEXT NOT NULL DEFAULT '' CHECK (length(notes) <= 10000),
        status TEXT NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'closed', 'undone')),
        is_open INTEGER NOT NULL DEFAULT 1 CHECK (is_open IN (0, 1)),
        desk_order TEXT NOT NULL DEFAULT '',
        entered_at TEXT NOT NULL,
        entered_by INTEGER NOT NULL REFERENCES officer (id),
        version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
        corrected_at TEXT,
        UNIQUE (room_id, number),
        CHECK (is_open = (status = 'active')),
        CHECK (parent_id IS NULL OR parent_id <> id)
    );

CREATE TABLE volunteer (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        room_id INTEGER NOT NULL REFERENCES room (id),
        number TEXT NOT NULL,
        day TEXT NOT NULL CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
        member_no TEXT NOT NULL CHECK (length(member_no) BETWEEN 1 AND 20),
        person_id INTEGER NOT NULL REFERENCES person (id),
        identity TEXT NOT NULL DEFAULT '',
        employer TEXT NOT NULL DEFAULT '' CHECK (length(employer) <= 100),
        roles TEXT NOT NULL DEFAULT '',
        skills TEXT NOT NULL DEFAULT '' CHECK (length(skills) <= 200),
        grid TEXT NOT NULL DEFAULT '' CHECK (length(grid) <= 100),
        insurance_no TEXT NOT NULL DEFAULT '' CHECK (length(insurance_no) <= 60),
        insurance_until TEXT,
        consent TEXT NOT NULL DEFAULT '',
        pledged_on TEXT,
        joined_on TEXT,
        left_on TEXT,
        leave_until TEXT,
        rejoined INTEGER NOT NULL DEFAULT 0 CHECK (rejoined >= 0),
        team_id INTEGER REFERENCES team (id),
        status TEXT NOT NULL DEFAULT 'active',
        is_open INTEGER NOT NULL DEFAULT 1 CHECK (is_open IN (0, 1)),
        desk_order TEXT NOT NULL DEFAULT '',
        entered_at TEXT NOT NULL,
        entered_by INTEGER NOT NULL REFERENCES officer (id),
        version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
        corrected_at TEXT,
        UNIQUE (room_id, number),
        CHECK (status IN ('applicant', 'active', 'leave', 'suspended', 'left', 'voided', 'undone')),
        CHECK (is_open = (status IN ('applicant', 'active', 'leave', 'suspended')))
    );

CREATE TABLE volunteer_honour (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        volunteer_id INTEGER NOT NULL REFERENCES volunteer (id),
        kind TEXT NOT NULL,
        title TEXT NOT NULL,
        on_day TEXT NOT NULL,
        given_by TEXT NOT NULL DEFAULT '',
        gone INTEGER NOT NULL DEFAULT 0 CHECK (gone IN (0, 1))
    );

CREATE TABLE volunteer_team (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        volunteer_id INTEGER NOT NULL REFERENCES volunteer (id),
        team_id INTEGER NOT NULL REFERENCES team (id),
        post TEXT NOT NULL DEFAULT 'member',
        from_on TEXT NOT NULL,
        to_on TEXT,
        gone INTEGER NOT NULL DEFAULT 0 CHECK (gone IN (0, 1)),
        CHECK (to_on IS NULL OR to_on >= from_on)
    );

CREATE TABLE volunteer_training (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        volunteer_id INTEGER NOT NULL REFERENCES volunteer (id),
        subject TEXT NOT NULL,
        on_day TEXT NOT NULL,
        minutes INTEGER NOT NULL CHECK (minutes > 0),
        expires_on TEXT,
        teacher TEXT NOT NULL DEFAULT '',
        gone INTEGER NOT NULL DEFAULT 0 CHECK (gone IN (0, 1))
    );

CREATE INDEX action_log_subject ON action_log (subject, subject_id, id);

CREATE INDEX activity_day ON activity (room_id, day, id);

CREATE INDEX activity_desk ON activity (room_id, desk_order, id);

CREATE INDEX activity_done ON activity (
        room_id, held_on, kind, area_id, team_id, dimension, people, copies, forwards, items, opinions, times, refused,
        vehicles, rescued, suspects, households, frauds, money, volunteers, officers, others, served, minutes, status
    ) WHERE status = 'done';

CREATE INDEX activity_kind ON activity (room_id, kind, desk_order, id);

CREATE INDEX activity_plan ON activity (room_id, kind, plan_from, status) WHERE plan_from IS NOT NULL;

CREATE INDEX activity_link_of ON activity_link (activity_id, id);

CREATE INDEX activity_link_to ON activity_link (number, activity_id);

CREATE INDEX activity_person_card ON activity_person (person_id) WHERE person_id IS NOT NULL;

CREATE INDEX activity_person_of ON activity_person (activity_id, id);

CREATE INDEX activity_person_officer ON activity_person (officer_id, activity_id) WHERE officer_id IS NOT NULL;

CREATE INDEX activity_person_served ON activity_person (activity_id, person_id, name) WHERE role = 'served';

CREATE INDEX activity_person_volunteer ON activity_person (volunteer_id, activity_id) WHERE volunteer_id IS NOT NULL;

CREATE INDEX appeal_reply_of ON appeal_reply (appeal_id, id);

CREATE INDEX area_beat ON area (beat_id) WHERE beat_id IS NOT NULL;

CREATE UNIQUE INDEX area_code ON area (room_id, code) WHERE status = 'active' AND code <> '';

CREATE INDEX area_desk ON area (room_id, desk_order, id);

CREATE INDEX area_under ON area (parent_id, desk_order, id);

CREATE INDEX area_rating_of ON area_rating (area_id, last, id);

CREATE INDEX attendance_area ON attendance (area_id) WHERE area_id IS NOT NULL;

CREATE INDEX attendance_desk ON attendance (room_id, desk_order, id);

CREATE INDEX attendance_duty
        ON attendance (room_id, duty_day, status, volunteer_id, team_id, credited, in_at, out_at);

CREATE UNIQUE INDEX attendance_guest ON attendance (room_id, guest_name, guest_phone) WHERE is_open = 1 AND volunteer_id IS NULL;

CREATE INDEX attendance_in ON attendance (room_id, in_at, id);

CREATE INDEX attendance_of ON attendance (volunteer_id, in_at) WHERE volunteer_id IS NOT NULL;

CREATE UNIQUE INDEX attendance_one ON attendance (volunteer_id) WHERE is_open = 1 AND volunteer_id IS NOT NULL;

CREATE INDEX attendance_open ON attendance (room_id, in_at) WHERE is_open = 1;

CREATE INDEX attendance_state ON attendance (room_id, status, in_at, id);

CREATE INDEX attendance_call_dispute ON attendance_call (dispute_id) WHERE dispute_id IS NOT NULL;

CREATE INDEX attendance_call_of ON attendance_call (attendance_id, id);

CREATE INDEX attendance_call_request ON attendance_call (request_id) WHERE request_id IS NOT NULL;

CREATE INDEX attendance_credit_of ON attendance_credit (attendance_id, id);

CREATE INDEX certificate_day ON certificate (room_id, day, id);

CREATE INDEX certificate_of ON certificate (volunteer_id, first);

CREATE INDEX custody_day ON custody (room_id, day, id);

CREATE INDEX custody_desk ON custody (room_id, desk_order, id);

CREATE INDEX custody_of ON custody (request_id) WHERE request_id IS NOT NULL;

CREATE INDEX dispute_area ON dispute (area_id) WHERE area_id IS NOT NULL;

CREATE INDEX dispute_by_clock ON dispute (room_id, next_clock, id DESC);

CREATE INDEX dispute_by_due ON dispute (room_id, (desk_order < '1') DESC, next_due DESC, id DESC);

CREATE INDEX dispute_by_risk ON dispute (room_id, instr('blue yellow orange red', risk), id DESC);

CREATE INDEX dispute_by_state ON dispute (room_id, instr('registered accepted mediating agreed performing fulfilled followed_up not_agreed breached declined transferred closed_other archived voided undone', status), id DESC);

CREATE INDEX dispute_by_time ON dispute (room_id, entered_at, id);

CREATE INDEX dispute_by_type ON dispute (room_id, type, id DESC);

CREATE INDEX dispute_by_what ON dispute (room_id, substr(summary, 1, 16), id DESC);

CREATE INDEX dispute_day ON dispute (room_id, day, id);

CREATE INDEX dispute_desk ON dispute (room_id, desk_order, id);

CREATE INDEX dispute_open ON dispute (room_id, is_open, next_due, id);

CREATE INDEX dispute_place ON dispute (room_id, place, entered_at) WHERE place <> '';

CREATE INDEX dispute_request ON dispute (request_id) WHERE request_id IS NOT NULL;

CREATE INDEX dispute_instalment_of ON dispute_instalment (dispute_id, id);

CREATE INDEX dispute_mediator_of ON dispute_mediator (dispute_id, id);

CREATE INDEX dispute_paper_of ON dispute_paper (dispute_id, id);

CREATE INDEX dispute_party_of ON dispute_party (dispute_id, id);

CREATE INDEX dispute_party_person ON dispute_party (person_id, dispute_id);

CREATE INDEX dispute_session_of ON dispute_session (dispute_id, id);

CREATE INDEX dispute_signal_of ON dispute_signal (dispute_id, id);

CREATE INDEX dispute_visit_of ON dispute_visit (dispute_id, id);

CREATE INDEX equipment_loan_of ON equipment_loan (equipment_id, id);

CREATE INDEX equipment_loan_with ON equipment_loan (volunteer_id, id);

CREATE INDEX handover_entry_of ON handover_entry (shift_id, id);

CREATE UNIQUE INDEX handover_entry_once ON handover_entry (shift_id, kind, about)
        WHERE gone = 0 AND kind IN ('note', 'check', 'here', 'tell', 'tick');

CREATE INDEX hazard_activity ON hazard (activity_id) WHERE activity_id IS NOT NULL;

CREATE INDEX hazard_area ON hazard (area_id, day) WHERE area_id IS NOT NULL;

CREATE INDEX hazard_day ON hazard (room_id, day, id);

CREATE INDEX hazard_desk ON hazard (room_id, desk_order, id);

CREATE INDEX hazard_open ON hazard (room_id, next_due) WHERE is_open = 1;

CREATE INDEX hazard_request ON hazard (request_id) WHERE request_id IS NOT NULL;

CREATE INDEX hazard_recheck_of ON hazard_recheck (hazard_id, id);

CREATE INDEX history_at ON history (room_id, subject, at);

CREATE INDEX history_subject ON history (subject, subject_id, id);

CREATE INDEX history_write ON history (write_id) WHERE write_id > 0;

CREATE INDEX journal_of ON journal (of_id, id) WHERE of_id > 0;

CREATE INDEX journal_own ON journal (room_id, officer_id, id);

CREATE INDEX journal_undone ON journal (room_id, at) WHERE of_id > 0;

CREATE INDEX kept_text_subject ON kept_text (subject, subject_id);

CREATE INDEX lead_appeal_day ON lead_appeal (room_id, day, id);

CREATE INDEX lead_appeal_desk ON lead_appeal (room_id, desk_order, id);

CREATE INDEX lead_appeal_lost ON lead_appeal (lost_id) WHERE lost_id IS NOT NULL;

CREATE INDEX lead_appeal_of ON lead_appeal (request_id) WHERE request_id IS NOT NULL;

CREATE INDEX lost_report_day ON lost_report (room_id, day, id);

CREATE INDEX lost_report_desk ON lost_report (room_id, desk_order, id);

CREATE INDEX lost_report_of ON lost_report (request_id) WHERE request_id IS NOT NULL;

CREATE INDEX person_identity ON person (room_id, id_number) WHERE id_number <> '';

CREATE INDEX person_merged ON person (merged_into) WHERE merged_into IS NOT NULL;

CREATE INDEX person_name ON person (room_id, name, id);

CREATE UNIQUE INDEX purge_one ON purge (room_id) WHERE status IN ('proposed', 'running');

CREATE UNIQUE INDEX purge_hold_one ON purge_hold (subject, subject_id) WHERE gone = 0;

CREATE INDEX purge_item_of ON purge_item (purge_id, id);

CREATE INDEX request_area ON request (area_id) WHERE area_id IS NOT NULL;

CREATE INDEX request_beginning ON request (room_id, substr(summary, 1, 16), id DESC);

CREATE INDEX request_category ON request (room_id, category, id DESC);

CREATE INDEX request_day ON request (room_id, day, id);

CREATE INDEX request_desk ON request (room_id, desk_order, id);

CREATE INDEX request_entered ON request (room_id, entered_at);

CREATE INDEX request_name ON request (room_id, applicant, id DESC);

CREATE INDEX request_open ON request (room_id, is_open, next_due, id);

CREATE INDEX request_person ON request (person_id, id) WHERE person_id IS NOT NULL;

CREATE INDEX request_place ON request (room_id, place, entered_at) WHERE place <> '';

CREATE INDEX request_state ON request (room_id, instr('registered in_progress waiting transferred resolved followed_up archived declined withdrawn merged voided undone', status), id DESC);

CREATE INDEX shift_cut ON shift (room_id, cut_write);

CREATE UNIQUE INDEX shift_one_frozen ON shift (room_id) WHERE status IN ('handing_over', 'pending_accept');

CREATE UNIQUE INDEX shift_one_open ON shift (room_id) WHERE status = 'open';

CREATE UNIQUE INDEX shift_one_planned ON shift (room_id) WHERE status = 'planned';

CREATE UNIQUE INDEX shift_member_once ON shift_member (shift_id, officer_id) WHERE gone = 0;

CREATE INDEX slot_area ON slot (area_id) WHERE area_id IS NOT NULL;

CREATE INDEX slot_desk ON slot (room_id, desk_order, id);

CREATE INDEX slot_open ON slot (room_id, valid_from) WHERE is_open = 1;

CREATE UNIQUE INDEX team_name ON team (room_id, name) WHERE status = 'active';

CREATE INDEX volunteer_day ON volunteer (room_id, day, id);

CREATE INDEX volunteer_desk ON volunteer (room_id, desk_order, id);

CREATE INDEX volunteer_in_team ON volunteer (team_id, id) WHERE team_id IS NOT NULL;

CREATE UNIQUE INDEX volunteer_member ON volunteer (room_id, member_no) WHERE status NOT IN ('voided', 'undone');

CREATE UNIQUE INDEX volunteer_person ON volunteer (person_id) WHERE status NOT IN ('voided', 'undone');

CREATE INDEX volunteer_honour_of ON volunteer_honour (volunteer_id, id);

CREATE INDEX volunteer_team_in ON volunteer_team (team_id, from_on);

CREATE INDEX volunteer_team_of ON volunteer_team (volunteer_id, id);

CREATE INDEX volunteer_training_of ON volunteer_training (volunteer_id, id);

CREATE TRIGGER action_log_no_delete BEFORE DELETE ON action_log BEGIN SELECT RAISE(ABORT, 'action_log is append-only'); END;

CREATE TRIGGER action_log_no_replace BEFORE INSERT ON action_log WHEN NEW.id > 0 AND NEW.id <= (SELECT coalesce(max(id), 0) FROM action_log) BEGIN SELECT RAISE(ABORT, 'action_log is append-only'); END;

CREATE TRIGGER action_log_no_update BEFORE UPDATE ON action_log WHEN NOT EXISTS (SELECT 1 FROM purge WHERE status = 'running') BEGIN SELECT RAISE(ABORT, 'action_log is append-only'); END;

CREATE TRIGGER action_log_purged BEFORE UPDATE ON action_log WHEN old.id IS NOT new.id OR old.room_id IS NOT new.room_id OR old.subject IS NOT new.subject OR old.subject_id IS NOT new.subject_id OR old.at IS NOT new.at OR old.by_id IS NOT new.by_id OR old.kind IS NOT new.kind OR old.write_id IS NOT new.write_id OR new.text <> '—' BEGIN SELECT RAISE(ABORT, 'action_log is append-only'); END;

CREATE TRIGGER activity_no_delete BEFORE DELETE ON activity BEGIN SELECT RAISE(ABORT, 'rows of activities are voided or taken out, never deleted'); END;

CREATE TRIGGER activity_link_no_delete BEFORE DELETE ON activity_link BEGIN SELECT RAISE(ABORT, 'rows of activities are voided or taken out, never deleted'); END;

CREATE TRIGGER activity_person_no_delete BEFORE DELETE ON activity_person BEGIN SELECT RAISE(ABORT, 'rows of activities are voided or taken out, never deleted'); END;

CREATE TRIGGER appeal_reply_no_delete BEFORE DELETE ON appeal_reply BEGIN SELECT RAISE(ABORT, 'records of field work are voided, never deleted'); END;

CREATE TRIGGER area_no_delete BEFORE DELETE ON area BEGIN SELECT RAISE(ABORT, 'rows of field work are taken out, never deleted'); END;

CREATE TRIGGER area_rating_no_delete BEFORE DELETE ON area_rating
    BEGIN SELECT RAISE(ABORT, 'rows of field work are taken out, never deleted'); END;

CREATE TRIGGER attendance_no_delete BEFORE DELETE ON attendance BEGIN SELECT RAISE(ABORT, 'rows of volunteers are taken out, never deleted'); END;

CREATE TRIGGER attendance_call_no_delete BEFORE DELETE ON attendance_call BEGIN SELECT RAISE(ABORT, 'rows of volunteers are taken out, never deleted'); END;

CREATE TRIGGER attendance_credit_no_delete BEFORE DELETE ON attendance_credit BEGIN SELECT RAISE(ABORT, 'rows of volunteers are taken out, never deleted'); END;

CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;

CREATE TRIGGER audit_no_replace BEFORE INSERT ON audit WHEN NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM audit) OR EXISTS (SELECT 1 FROM audit WHERE mac = NEW.mac) BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;

CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;

CREATE TRIGGER batch_no_delete BEFORE DELETE ON batch BEGIN SELECT RAISE(ABORT, 'rows of volunteers are taken out, never deleted'); END;

CREATE TRIGGER certificate_frozen BEFORE UPDATE OF number, volunteer_id, first, last, minutes, content, digest ON certificate WHEN (old.number <> new.number OR old.volunteer_id <> new.volunteer_id OR old.first <> new.first OR old.last <> new.last OR old.minutes <> new.minutes OR old.content <> new.content OR old.digest <> new.digest) AND NOT EXISTS (SELECT 1 FROM purge WHERE status = 'running') BEGIN SELECT RAISE(ABORT, 'a certificate says what it said'); END;

CREATE TRIGGER certificate_no_delete BEFORE DELETE ON certificate
    BEGIN SELECT RAISE(ABORT, 'rows of volunteers are taken out, never deleted'); END;

CREATE TRIGGER custody_no_delete BEFORE DELETE ON custody BEGIN SELECT RAISE(ABORT, 'records of field work are voided, never deleted'); END;

CREATE TRIGGER dispute_no_delete BEFORE DELETE ON dispute BEGIN SELECT RAISE(ABORT, 'rows of a dispute are taken out, never deleted'); END;

CREATE TRIGGER dispute_instalment_no_delete BEFORE DELETE ON dispute_instalment BEGIN SELECT RAISE(ABORT, 'rows of a dispute are taken out, never deleted'); END;

CREATE TRIGGER dispute_mediator_no_delete BEFORE DELETE ON dispute_mediator BEGIN SELECT RAISE(ABORT, 'rows of a dispute are taken out, never deleted'); END;

CREATE TRIGGER dispute_paper_no_delete BEFORE DELETE ON dispute_paper BEGIN SELECT RAISE(ABORT, 'rows of a dispute are taken out, never deleted'); END;

CREATE TRIGGER dispute_party_no_delete BEFORE DELETE ON dispute_party BEGIN SELECT RAISE(ABORT, 'rows of a dispute are taken out, never deleted'); END;

CREATE TRIGGER dispute_session_no_delete BEFORE DELETE ON dispute_session BEGIN SELECT RAISE(ABORT, 'rows of a dispute are taken out, never deleted'); END;

CREATE TRIGGER dispute_signal_no_delete BEFORE DELETE ON dispute_signal BEGIN SELECT RAISE(ABORT, 'rows of a dispute are taken out, never deleted'); END;

CREATE TRIGGER dispute_visit_no_delete BEFORE DELETE ON dispute_visit BEGIN SELECT RAISE(ABORT, 'rows of a dispute are taken out, never deleted'); END;

CREATE TRIGGER equipment_no_delete BEFORE DELETE ON equipment BEGIN SELECT RAISE(ABORT, 'rows of volunteers are taken out, never deleted'); END;

CREATE TRIGGER equipment_loan_no_delete BEFORE DELETE ON equipment_loan BEGIN SELECT RAISE(ABORT, 'rows of volunteers are taken out, never deleted'); END;

CREATE TRIGGER handover_entry_kept BEFORE UPDATE ON handover_entry WHEN (old.id <> new.id OR old.room_id <> new.room_id OR old.kind <> new.kind OR old.about <> new.about OR old.text <> new.text OR old.shift_id <> new.shift_id OR old.at <> new.at OR old.by_id <> new.by_id OR old.expected IS NOT new.expected OR old.found IS NOT new.found OR old.gone > new.gone OR (SELECT digest FROM shift WHERE id = old.shift_id) <> '') AND NOT EXISTS (SELECT 1 FROM purge WHERE status = 'running') BEGIN SELECT RAISE(ABORT, 'what was said in a handover is replaced, never changed'); END;

CREATE TRIGGER handover_entry_no_delete BEFORE DELETE ON handover_entry
    BEGIN SELECT RAISE(ABORT, 'what was said in a handover is never deleted'); END;

CREATE TRIGGER handover_entry_not_replaced
    BEFORE INSERT ON handover_entry WHEN EXISTS (SELECT 1 FROM handover_entry WHERE id = new.id)
        OR new.gone = 0 AND new.kind IN ('note', 'check', 'here', 'tell', 'tick') AND EXISTS (
            SELECT 1 FROM handover_entry WHERE shift_id = new.shift_id AND kind = new.kind AND about = new.about
                AND gone = 0)
    BEGIN SELECT RAISE(ABORT, 'what was said in a handover is never replaced'); END;

CREATE TRIGGER handover_entry_sealed
    BEFORE INSERT ON handover_entry WHEN new.kind NOT IN ('addendum', 'countersign')
        AND (SELECT digest FROM shift WHERE id = new.shift_id) <> ''
    BEGIN SELECT RAISE(ABORT, 'an accepted handover takes addenda alone'); END;

CREATE TRIGGER hazard_no_delete BEFORE DELETE ON hazard BEGIN SELECT RAISE(ABORT, 'rows of field work are taken out, never deleted'); END;

CREATE TRIGGER hazard_recheck_no_delete BEFORE DELETE ON hazard_recheck BEGIN SELECT RAISE(ABORT, 'rows of field work are taken out, never deleted'); END;

CREATE TRIGGER history_no_delete BEFORE DELETE ON history BEGIN SELECT RAISE(ABORT, 'history is append-only'); END;

CREATE TRIGGER history_no_replace BEFORE INSERT ON history WHEN NEW.id > 0 AND NEW.id <= (SELECT coalesce(max(id), 0) FROM history) BEGIN SELECT RAISE(ABORT, 'history is append-only'); END;

CREATE TRIGGER history_no_update BEFORE UPDATE ON history WHEN NOT EXISTS (SELECT 1 FROM purge WHERE status = 'running') BEGIN SELECT RAISE(ABORT, 'history is append-only'); END;

CREATE TRIGGER history_purged BEFORE UPDATE ON history WHEN old.id IS NOT new.id OR old.room_id IS NOT new.room_id OR old.subject IS NOT new.subject OR old.subject_id IS NOT new.subject_id OR old.at IS NOT new.at OR old.by_id IS NOT new.by_id OR old.step IS NOT new.step OR old.source IS NOT new.source OR old.target IS NOT new.target OR old.write_id IS NOT new.write_id OR new.reason <> '' OR NOT (new.detail = '' OR new.detail GLOB '{"write": [0-9]*}') BEGIN SELECT RAISE(ABORT, 'history is append-only'); END;

CREATE TRIGGER journal_no_delete BEFORE DELETE ON journal BEGIN SELECT RAISE(ABORT, 'journal is append-only'); END;

CREATE TRIGGER journal_no_replace BEFORE INSERT ON journal WHEN NEW.id > 0 AND NEW.id <= (SELECT coalesce(max(id), 0) FROM journal) BEGIN SELECT RAISE(ABORT, 'journal is append-only'); END;

CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal BEGIN SELECT RAISE(ABORT, 'journal is append-only'); END;

CREATE TRIGGER kept_text_no_delete BEFORE DELETE ON kept_text
    BEGIN SELECT RAISE(ABORT, 'a kept text is wiped, never deleted'); END;

CREATE TRIGGER kept_text_no_update BEFORE UPDATE ON kept_text
    WHEN NEW.text IS NOT NULL OR NEW.id <> OLD.id OR NEW.room_id <> OLD.room_id
        OR NEW.subject <> OLD.subject OR NEW.subject_id <> OLD.subject_id
    BEGIN SELECT RAISE(ABORT, 'a kept text is wiped or stays as it is'); END;

CREATE TRIGGER lead_appeal_frozen BEFORE UPDATE OF text ON lead_appeal WHEN (old.text <> new.text AND old.status <> 'draft') AND NOT EXISTS (SELECT 1 FROM purge WHERE status = 'running') BEGIN SELECT RAISE(ABORT, 'an appeal says what it said'); END;

CREATE TRIGGER lead_appeal_no_delete BEFORE DELETE ON lead_appeal BEGIN SELECT RAISE(ABORT, 'records of field work are voided, never deleted'); END;

CREATE TRIGGER lost_report_no_delete BEFORE DELETE ON lost_report BEGIN SELECT RAISE(ABORT, 'records of field work are voided, never deleted'); END;

CREATE TRIGGER person_no_delete BEFORE DELETE ON person BEGIN SELECT RAISE(ABORT, 'people are merged, never deleted'); END;

CREATE TRIGGER purge_no_delete BEFORE DELETE ON purge BEGIN SELECT RAISE(ABORT, 'what was purged or held back stays told'); END;

CREATE TRIGGER purge_over BEFORE UPDATE ON purge WHEN old.status IN ('done', 'withdrawn') BEGIN SELECT RAISE(ABORT, 'a purge that is over stays as it was'); END;

CREATE TRIGGER purge_hold_no_delete BEFORE DELETE ON purge_hold BEGIN SELECT RAISE(ABORT, 'what was purged or held back stays told'); END;

CREATE TRIGGER purge_item_no_delete BEFORE DELETE ON purge_item BEGIN SELECT RAISE(ABORT, 'what was purged or held back stays told'); END;

CREATE TRIGGER purged_no_delete BEFORE DELETE ON purged BEGIN SELECT RAISE(ABORT, 'what was purged or held back stays told'); END;

CREATE TRIGGER request_no_delete BEFORE DELETE ON request BEGIN SELECT RAISE(ABORT, 'requests are voided, never deleted'); END;

CREATE TRIGGER shift_no_delete BEFORE DELETE ON shift
    BEGIN SELECT RAISE(ABORT, 'a shift is never deleted'); END;

CREATE TRIGGER shift_not_pushed_out
    BEFORE UPDATE ON shift WHEN EXISTS (SELECT 1 FROM shift
        WHERE id <> old.id AND (id = new.id OR room_id = new.room_id AND number = new.number))
    BEGIN SELECT RAISE(ABORT, 'a shift is never replaced'); END;

CREATE TRIGGER shift_not_replaced
    BEFORE INSERT ON shift WHEN EXISTS (SELECT 1 FROM shift
        WHERE id = new.id OR room_id = new.room_id AND number = new.number)
    BEGIN SELECT RAISE(ABORT, 'a shift is never replaced'); END;

CREATE TRIGGER shift_sealed BEFORE UPDATE ON shift WHEN (old.digest <> '' AND (old.id IS NOT new.id OR old.room_id IS NOT new.room_id OR old.number IS NOT new.number OR old.day IS NOT new.day OR old.starts_at IS NOT new.starts_at OR old.ends_at IS NOT new.ends_at OR old.cutoff_at IS NOT new.cutoff_at OR old.from_write IS NOT new.from_write OR old.open_write IS NOT new.open_write OR old.cut_write IS NOT new.cut_write OR old.outgoing IS NOT new.outgoing OR old.sent_at IS NOT new.sent_at OR old.incoming IS NOT new.incoming OR old.accepted_at IS NOT new.accepted_at OR old.self_reason IS NOT new.self_reason OR old.reason IS NOT new.reason OR old.snapshot IS NOT new.snapshot OR old.content IS NOT new.content OR old.digest IS NOT new.digest OR old.status IS NOT new.status OR old.entered_at IS NOT new.entered_at OR old.entered_by IS NOT new.entered_by OR old.copies > new.copies OR old.version > new.version)) AND NOT EXISTS (SELECT 1 FROM purge WHERE status = 'running') BEGIN SELECT RAISE(ABORT, 'an accepted handover says what it said'); END;

CREATE TRIGGER shift_member_kept
    BEFORE UPDATE ON shift_member WHEN old.id <> new.id OR old.shift_id <> new.shift_id
        OR old.officer_id <> new.officer_id OR old.role <> new.role OR old.gone > new.gone
        OR (SELECT digest FROM shift WHERE id = old.shift_id) <> ''
    BEGIN SELECT RAISE(ABORT, 'people of a shift are taken out, never changed'); END;

CREATE TRIGGER shift_member_no_delete BEFORE DELETE ON shift_member
    BEGIN SELECT RAISE(ABORT, 'people of a shift are taken out, never deleted'); END;

CREATE TRIGGER shift_member_sealed
    BEFORE INSERT ON shift_member WHEN (SELECT digest FROM shift WHERE id = new.shift_id) <> ''
        OR EXISTS (SELECT 1 FROM shift_member WHERE id = new.id)
        OR new.gone = 0 AND EXISTS (SELECT 1 FROM shift_member
            WHERE shift_id = new.shift_id AND officer_id = new.officer_id AND gone = 0)
    BEGIN SELECT RAISE(ABORT, 'the people of an accepted handover stay'); END;

CREATE TRIGGER slot_no_delete BEFORE DELETE ON slot BEGIN SELECT RAISE(ABORT, 'a slot of the duty plan is voided, never deleted'); END;

CREATE TRIGGER team_no_delete BEFORE DELETE ON team BEGIN SELECT RAISE(ABORT, 'rows of volunteers are taken out, never deleted'); END;

CREATE TRIGGER volunteer_no_delete BEFORE DELETE ON volunteer BEGIN SELECT RAISE(ABORT, 'rows of volunteers are taken out, never deleted'); END;

CREATE TRIGGER volunteer_honour_no_delete BEFORE DELETE ON volunteer_honour BEGIN SELECT RAISE(ABORT, 'rows of volunteers are taken out, never deleted'); END;

CREATE TRIGGER volunteer_team_no_delete BEFORE DELETE ON volunteer_team BEGIN SELECT RAISE(ABORT, 'rows of volunteers are taken out, never deleted'); END;

CREATE TRIGGER volunteer_training_no_delete BEFORE DELETE ON volunteer_training BEGIN SELECT RAISE(ABORT, 'rows of volunteers are taken out, never deleted'); END;

