//! The form of a draft: term, parties, test days, what each provider contributes, reports, customs.

use super::{PATH, choices, edition, weekday};
use crate::http::{Answer, Input, Markup, Problem, Read, Staff};
use crate::pages::courses::kinds;
use crate::view::field::Width;
use crate::view::{Choice, Entered, Field, Form};
use app::commands::SaveAgreement;
use app::queries::agreement::{AgreementRecord, PossibleParties};
use chrono::{Days, Months, Weekday};
use domain::agreement::{
    Agreement, AgreementState, Contribution, Customs, Interval, Party, PartyRole, ReportKind, ReportingDuty,
    Rota, Terms, TestingMode,
};
use domain::calendar::Unit;
use domain::course::CourseKind;
use domain::deadline::Activity;
use domain::ids::{AgreementId, OrganisationId};
use domain::organisation::{Organisation, OrganisationKind as Kind};

/// What the form shows.
struct Shown {
    id: AgreementId,
    version: i64,
    title: String,
    parties: Vec<Party>,
    terms: Terms,
    testing: TestingMode,
}

const WEEKDAYS: [Weekday; 5] = [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri];

/// The capacity in which a body usually takes part.
fn usual_role(kind: Kind) -> Option<PartyRole> {
    match kind {
        Kind::Kurstraeger => Some(PartyRole::Provider),
        Kind::Bundesamt => Some(PartyRole::Bundesamt),
        Kind::Koordination => Some(PartyRole::Coordination),
        Kind::Beratungsstelle => Some(PartyRole::Counselling),
        Kind::Auslaenderbehoerde
        | Kind::Jobcenter
        | Kind::Sozialamt
        | Kind::Arbeitsagentur
        | Kind::Teststelle => Some(PartyRole::Authority),
        Kind::Betrieb => None,
    }
}

/// A new form: every usual party, providers with equal shares in alphabetical turn.
fn blank(staff: &Staff, bodies: &[Organisation]) -> Shown {
    let party = |body: &Organisation| {
        let role = usual_role(body.kind)?;
        Some(Party { organisation: body.id, role, signed: None })
    };
    let providers: Vec<OrganisationId> =
        bodies.iter().filter(|body| body.kind == Kind::Kurstraeger).map(|body| body.id).collect();
    let count = u8::try_from(providers.len()).unwrap_or(u8::MAX).max(1);
    let share = |at: usize| 100 / count + u8::from(at < usize::from(100 % count));
    let contribution = |(at, provider): (usize, &OrganisationId)| Contribution {
        provider: *provider,
        kinds: vec![CourseKind::AllgemeinerIntegrationskurs],
        towns: Vec::new(),
        share: share(at),
    };
    let mut reserve = providers.clone();
    reserve.reverse();
    let from = staff.today.checked_add_days(Days::new(28)).unwrap_or(staff.today);
    let report = |kind: &ReportKind| ReportingDuty { kind: *kind, every: Interval::Weekly };
    Shown {
        id: AgreementId(0),
        version: 0,
        title: staff.t("agreement-form-new-title"),
        parties: bodies.iter().filter_map(party).collect(),
        terms: Terms {
            title: String::new(),
            valid_from: from,
            valid_until: from.checked_add_months(Months::new(12)).and_then(|day| day.pred_opt()),
            notice_weeks: 12,
            rota: Rota { weekday: Weekday::Wed, every_weeks: 1, hosts: providers.clone(), reserve },
            contributions: providers.iter().enumerate().map(contribution).collect(),
            reservation_days: reservation(staff),
            longest_gap_weeks: 4,
            reports: [ReportKind::FreeSeats, ReportKind::PlannedStarts].iter().map(report).collect(),
            customs: Customs::default(),
        },
        testing: TestingMode::Central,
    }
}

/// Days for which the region keeps a seat, as far as they can be said in days.
fn reservation(staff: &Staff) -> i64 {
    let (regional, set) = (&staff.site.tables.periods.regional, &staff.region.settings.deadlines);
    let length = regional.length(Activity::Reservation.code(), set, staff.today);
    length.map_or(1, |length| match length.unit {
        Unit::Weeks => i64::from(length.count) * 7,
        Unit::Days | Unit::WorkingDays | Unit::Months | Unit::Years | Unit::Lessons => {
            i64::from(length.count)
        }
    })
}

fn of(staff: &Staff, agreement: Agreement) -> Shown {
    Shown {
        id: agreement.id,
        version: agreement.version,
        title: edition(staff, &agreement),
        testing: agreement.testing_on(agreement.terms.valid_from).unwrap_or(TestingMode::Central),
        parties: agreement.parties,
        terms: agreement.terms,
    }
}

fn number(staff: &Staff, name: &str, key: &str, value: i64) -> Field {
    Field::number(name, staff.t(key)).value(value.to_string()).width(Width::Short).required()
}

fn form_of(staff: &Staff, shown: &Shown, bodies: &[Organisation]) -> Form {
    let action = match shown.id.0 {
        0 => format!("{PATH}/new"),
        _ => format!("{PATH}/{}/edit", shown.id),
    };
    let back = if shown.id.0 == 0 { PATH.to_owned() } else { format!("{PATH}/{}", shown.id) };
    let terms = &shown.terms;
    let mut form = staff
        .form(action)
        .version(shown.version)
        .section(staff.t("agreement-form-term"))
        .field(Field::text("title", staff.t("agreement-column-title")).value(&terms.title).required())
        .row(vec![
            Field::date("valid_from", staff.t("agreement-column-from"))
                .date_value(Some(terms.valid_from))
                .required(),
            Field::date("valid_until", staff.t("agreement-column-until"))
                .date_value(terms.valid_until)
                .hint(staff.t("agreement-form-until-hint")),
            number(staff, "notice_weeks", "agreement-form-notice", i64::from(terms.notice_weeks)),
        ])
        .section_with(staff.t("agreement-parties"), staff.t("agreement-form-parties-lead"));
    for body in bodies.iter().filter(|body| body.kind != Kind::Betrieb) {
        form = form.field(party_field(staff, shown, body));
    }
    form = test_days(staff, shown, form);
    for body in bodies.iter().filter(|body| body.kind == Kind::Kurstraeger) {
        form = contribution(staff, terms, body, form);
    }
    promises(staff, terms, form).cancel(back)
}

fn party_field(staff: &Staff, shown: &Shown, body: &Organisation) -> Field {
    let role = shown.parties.iter().find(|party| party.organisation == body.id).map(|party| party.role);
    let roles = choices(staff, "agreement-role", PartyRole::ALL.iter().map(|role| role.code()));
    Field::select(format!("party-{}", body.id), body.name.clone(), roles)
        .value(role.map(PartyRole::code).unwrap_or_default())
}

fn test_days(staff: &Staff, shown: &Shown, form: Form) -> Form {
    let rota = &shown.terms.rota;
    let days = WEEKDAYS.iter().map(|day| Choice::new(day.to_string(), weekday(staff, *day))).collect();
    let modes = choices(staff, "agreement-testing", TestingMode::ALL.iter().map(|mode| mode.code()));
    form.section(staff.t("agreement-rota"))
        .field(
            Field::radios("testing_mode", staff.t("agreement-form-testing"), modes)
                .value(shown.testing.code())
                .hint(staff.t("agreement-form-testing-hint")),
        )
        .row(vec![
            Field::select("weekday", staff.t("agreement-form-weekday"), days)
                .value(rota.weekday.to_string())
                .required(),
            number(staff, "every_weeks", "agreement-form-every", i64::from(rota.every_weeks)),
        ])
}

/// Place of a body in a turn, from 1.
fn turn(order: &[OrganisationId], id: OrganisationId) -> String {
    order.iter().position(|body| *body == id).map(|at| (at + 1).to_string()).unwrap_or_default()
}

fn contribution(staff: &Staff, terms: &Terms, body: &Organisation, form: Form) -> Form {
    let known = terms.of(body.id);
    let named = |what: &str| format!("{what}-{}", body.id);
    let short = |what: &str, key: &str, value: String| {
        Field::number(named(what), staff.t(key)).value(value).width(Width::Short)
    };
    let ticked = known.map(|one| one.kinds.clone()).unwrap_or_default();
    let towns = known.map(|one| one.towns.join(", ")).unwrap_or_default();
    form.section(body.name.clone())
        .row(vec![
            short("share", "agreement-share", known.map(|one| one.share.to_string()).unwrap_or_default()),
            short("host", "agreement-form-host", turn(&terms.rota.hosts, body.id)),
            short("reserve", "agreement-form-reserve", turn(&terms.rota.reserve, body.id)),
        ])
        .field(
            Field::checks(
                named("kinds"),
                staff.t("agreement-kinds"),
                kinds(staff, CourseKind::ALL.iter().copied()),
            )
            .values(ticked.iter().map(|kind| kind.code())),
        )
        .field(
            Field::text(named("towns"), staff.t("agreement-towns"))
                .value(towns)
                .hint(staff.t("agreement-form-towns-hint")),
        )
}

fn promises(staff: &Staff, terms: &Terms, form: Form) -> Form {
    let customs = &terms.customs;
    let mut form = form.section(staff.t("agreement-promises")).row(vec![
        number(staff, "reservation_days", "agreement-reservation", terms.reservation_days),
        number(staff, "longest_gap_weeks", "agreement-gap", i64::from(terms.longest_gap_weeks)),
    ]);
    form = form.section_with(staff.t("agreement-reports"), staff.t("agreement-form-reports-lead"));
    for kind in ReportKind::ALL {
        let every = terms.reports.iter().find(|duty| duty.kind == *kind).map(|duty| duty.every.code());
        let options = choices(staff, "agreement-every", Interval::ALL.iter().map(|every| every.code()));
        let name = format!("report-{}", kind.code());
        let field = Field::select(name, staff.code("agreement-report", kind.code()), options);
        form = form.field(field.value(every.unwrap_or_default()));
    }
    form.section_with(staff.t("agreement-customs"), staff.t("agreement-form-customs-lead")).row(vec![
        number(staff, "estimate_day", "agreement-estimate-day", i64::from(customs.estimate_day)),
        number(staff, "plan_weeks", "agreement-plan-weeks", i64::from(customs.plan_weeks)),
        number(staff, "share_tolerance", "agreement-tolerance", i64::from(customs.share_tolerance)),
    ])
}

/// A small number; what is too large for it becomes the largest and is refused at its field.
fn small(read: &mut Read<'_>, name: &str) -> u8 {
    u8::try_from(read.required_number(name)).unwrap_or(u8::MAX)
}

fn weeks(read: &mut Read<'_>, name: &str) -> u16 {
    u16::try_from(read.required_number(name)).unwrap_or(u16::MAX)
}

/// Bodies in the order of the numbers typed at them.
fn ordered(read: &mut Read<'_>, what: &str, bodies: &[Organisation]) -> Vec<OrganisationId> {
    let mut order: Vec<(i64, OrganisationId)> = Vec::new();
    for body in bodies.iter().filter(|body| body.kind == Kind::Kurstraeger) {
        if let Some(place) = read.number(&format!("{what}-{}", body.id)) {
            order.push((place, body.id));
        }
    }
    order.sort();
    order.into_iter().map(|(_, body)| body).collect()
}

fn contributions(read: &mut Read<'_>, input: &Input, bodies: &[Organisation]) -> Vec<Contribution> {
    let mut found = Vec::new();
    for body in bodies.iter().filter(|body| body.kind == Kind::Kurstraeger) {
        let Some(share) = read.number(&format!("share-{}", body.id)).filter(|share| *share != 0) else {
            continue;
        };
        let towns = read.text(&format!("towns-{}", body.id));
        let towns = towns.split(',').map(str::trim).filter(|town| !town.is_empty());
        found.push(Contribution {
            provider: body.id,
            kinds: input.texts(&format!("kinds-{}", body.id)).filter_map(CourseKind::from_code).collect(),
            towns: towns.map(str::to_owned).collect(),
            share: u8::try_from(share).unwrap_or(u8::MAX),
        });
    }
    found
}

fn read(
    staff: &Staff,
    input: &Input,
    shown: &Shown,
    bodies: &[Organisation],
) -> Result<SaveAgreement, Entered> {
    let mut read = input.read(staff.language()).from_day(staff.today);
    let mut parties = Vec::new();
    for body in bodies {
        if let Some(role) = read.code(&format!("party-{}", body.id), PartyRole::from_code) {
            parties.push((body.id, role));
        }
    }
    let mut reports = Vec::new();
    for kind in ReportKind::ALL {
        if let Some(every) = read.code(&format!("report-{}", kind.code()), Interval::from_code) {
            reports.push(ReportingDuty { kind: *kind, every });
        }
    }
    let day = |code: &str| WEEKDAYS.iter().copied().find(|day| day.to_string() == code);
    let terms = Terms {
        title: read.required("title"),
        valid_from: read.required_day("valid_from").unwrap_or(shown.terms.valid_from),
        valid_until: read.day("valid_until"),
        notice_weeks: weeks(&mut read, "notice_weeks"),
        rota: Rota {
            weekday: read.code("weekday", day).unwrap_or(shown.terms.rota.weekday),
            every_weeks: small(&mut read, "every_weeks"),
            hosts: ordered(&mut read, "host", bodies),
            reserve: ordered(&mut read, "reserve", bodies),
        },
        contributions: contributions(&mut read, input, bodies),
        reservation_days: read.required_number("reservation_days"),
        longest_gap_weeks: weeks(&mut read, "longest_gap_weeks"),
        reports,
        customs: Customs {
            estimate_day: small(&mut read, "estimate_day"),
            plan_weeks: weeks(&mut read, "plan_weeks"),
            share_tolerance: small(&mut read, "share_tolerance"),
        },
    };
    let testing = read.code("testing_mode", TestingMode::from_code).unwrap_or(shown.testing);
    let version = input.text(crate::view::VERSION_FIELD).parse().unwrap_or_default();
    match read.errors() {
        Some(entered) => Err(entered),
        None => Ok(SaveAgreement { agreement: shown.id, version, parties, terms, testing }),
    }
}

fn page(staff: &Staff, shown: &Shown, form: &Form) -> Answer {
    let mut page = staff
        .titled(shown.title.clone())
        .crumb(staff.t("agreement-list-title"), PATH)
        .lead(staff.t("agreement-form-lead"));
    if shown.id.0 != 0 {
        page = page.crumb(shown.title.clone(), format!("{PATH}/{}", shown.id));
    }
    Answer::page(page, [Markup::of(form)])
}

/// The empty form.
pub(super) async fn create(staff: Staff, _input: Input) -> Result<Answer, Problem> {
    let bodies = staff.ask(&PossibleParties).await?;
    let shown = blank(&staff, &bodies);
    Ok(page(&staff, &shown, &form_of(&staff, &shown, &bodies)))
}

/// Saves a new draft.
pub(super) async fn save_new(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let bodies = staff.ask(&PossibleParties).await?;
    save(&staff, &input, blank(&staff, &bodies), &bodies).await
}

/// The form of a draft.
pub(super) async fn edit(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let bodies = staff.ask(&PossibleParties).await?;
    let shown = draft(&staff, &input).await?;
    Ok(page(&staff, &shown, &form_of(&staff, &shown, &bodies)))
}

/// Saves a changed draft.
pub(super) async fn save_change(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let bodies = staff.ask(&PossibleParties).await?;
    let shown = draft(&staff, &input).await?;
    save(&staff, &input, shown, &bodies).await
}

async fn draft(staff: &Staff, input: &Input) -> Result<Shown, Problem> {
    let (agreement, _) = staff.ask(&AgreementRecord { agreement: input.id("id")? }).await?;
    match agreement.state {
        AgreementState::Draft => Ok(of(staff, agreement)),
        AgreementState::Signing | AgreementState::InForce => Err(Problem::NotFound),
    }
}

async fn save(
    staff: &Staff,
    input: &Input,
    shown: Shown,
    bodies: &[Organisation],
) -> Result<Answer, Problem> {
    let refused =
        |entered: &Entered| page(staff, &shown, &form_of(staff, &shown, bodies).fill(entered)).status(422);
    let command = match read(staff, input, &shown, bodies) {
        Ok(command) => command,
        Err(entered) => return Ok(refused(&entered)),
    };
    match staff.run(input, command).await {
        Ok(done) => Ok(Answer::see(format!("{PATH}/{}", done.outcome)).done("agreement-saved", &done)),
        Err(problem) => Ok(refused(&problem.at_fields(staff.language(), input.entered())?)),
    }
}
