//! One edition: what was agreed, who has signed, how people are tested when.

use super::{PATH, choices, edition, name, names, path, standing, weekday};
use crate::http::{Answer, Input, Markup, Problem, Staff};
use crate::pages::courses::button;
use crate::view::{
    Action, Choice, Column, DescriptionList, Entered, Field, Form, Notice, Page, Row, Table, Tone, Value,
};
use app::queries::agreement::{AgreementRecord, Bodies};
use domain::access::{Action as A, Resource as R};
use domain::agreement::{Agreement, AgreementState, DutyCode, Standing, TestingMode, duties};
use domain::case::days_after;
use domain::ids::AgreementId;

/// Days of the rota shown on the record.
const ROTA_DAYS: i64 = 56;

/// The small forms of the record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Small {
    Signature,
    Testing,
}

/// A small form that was refused, with what was entered.
type Refused<'a> = Option<(Small, &'a Entered)>;

/// The page.
pub(super) async fn show(staff: Staff, input: Input) -> Result<Answer, Problem> {
    answer(&staff, input.id("id")?, None).await
}

/// The page again, with what was wrong in one of its forms.
pub(super) async fn again(
    staff: &Staff,
    id: AgreementId,
    form: Small,
    entered: &Entered,
) -> Result<Answer, Problem> {
    Ok(answer(staff, id, Some((form, entered))).await?.status(422))
}

async fn answer(staff: &Staff, id: AgreementId, refused: Refused<'_>) -> Result<Answer, Problem> {
    let (agreement, bodies) = staff.ask(&AgreementRecord { agreement: id }).await?;
    let mut parts: Vec<Markup> = hint(staff, &agreement, &bodies).into_iter().collect();
    parts.push(Markup::of(&facts(staff, &agreement)));
    parts.push(parties(staff, &agreement, &bodies, refused));
    parts.push(contributions(staff, &agreement, &bodies));
    parts.push(rota(staff, &agreement, &bodies));
    parts.push(testing(staff, &agreement, refused));
    parts.push(reports(staff, &agreement));
    Ok(Answer::page(page(staff, &agreement), parts))
}

fn filled(form: Form, which: Small, refused: Refused<'_>) -> Form {
    match refused {
        Some((refused, entered)) if refused == which => form.fill(entered),
        Some(_) | None => form,
    }
}

fn page(staff: &Staff, agreement: &Agreement) -> Page {
    let path = path(agreement);
    let versioned = |key: &str, end: &str| {
        button(staff, key, format!("{path}/{end}")).hidden("version", agreement.version.to_string())
    };
    let mut page = staff
        .titled(agreement.terms.title.clone())
        .lead(edition(staff, agreement))
        .crumb(staff.t("agreement-list-title"), PATH)
        .badge(standing(staff, agreement));
    let writes = staff.may(A::Change, R::Agreement);
    match agreement.state {
        AgreementState::Draft if writes => {
            page = page
                .action(versioned("agreement-lay-before", "lay-before").primary())
                .action(Action::link(staff.t("agreement-edit"), format!("{path}/edit")));
        }
        AgreementState::Draft => {}
        AgreementState::Signing => {
            if to_sign(staff, agreement) {
                let sign = button(staff, "agreement-sign", format!("{path}/sign"));
                page = page.action(sign.hidden("text", agreement.laid.to_string()).primary());
            }
            if writes {
                page = page.action(versioned("agreement-take-back", "take-back"));
            }
        }
        AgreementState::InForce => {
            page = page.action(Action::link(staff.t("agreement-duties"), format!("{path}/duties")).primary());
            if staff.may(A::Create, R::Agreement) && agreement.replaced_from.is_none() {
                page = page.action(button(staff, "agreement-renew", format!("{path}/renew")));
            }
            let own = agreement.is_party(staff.actor.organisation) && staff.may(A::Decide, R::Agreement);
            if (own || writes) && agreement.notice.is_none() && !ended(staff, agreement) {
                let notice = Action::link(staff.t("agreement-give-notice"), format!("{path}/notice"));
                page = page.action(notice.quiet());
            }
        }
    }
    page.action(Action::link(staff.t("agreement-document"), format!("{path}/document")))
}

fn ended(staff: &Staff, agreement: &Agreement) -> bool {
    agreement.standing(staff.today) == Standing::Ended
}

/// The own body has still to sign, and this account may.
fn to_sign(staff: &Staff, agreement: &Agreement) -> bool {
    staff.may(A::Decide, R::Agreement)
        && agreement.unsigned().any(|party| party.organisation == staff.actor.organisation)
}

/// What to know first.
fn hint(staff: &Staff, agreement: &Agreement, bodies: &Bodies) -> Option<Markup> {
    let notice = |tone, text: String| Some(Markup::of(&Notice::new(tone, text)));
    if let Some((on, by)) = agreement.notice {
        let by = name(bodies, by);
        let mut args = vec![("body", by.as_str().into()), ("on", on.into())];
        args.extend(agreement.ends_on().map(|end| ("end", end.into())));
        return notice(Tone::Warning, staff.tn("agreement-noticed", &args));
    }
    if let Some(from) = agreement.replaced_from {
        return notice(Tone::Info, staff.tn("agreement-replaced", &[("from", from.into())]));
    }
    match agreement.state {
        AgreementState::Draft => notice(Tone::Info, staff.t("agreement-draft-hint")),
        AgreementState::Signing => {
            let missing = agreement.unsigned().count();
            notice(Tone::Info, staff.tn("agreement-signing-hint", &[("count", missing.into())]))
        }
        AgreementState::InForce => None,
    }
}

fn facts(staff: &Staff, agreement: &Agreement) -> DescriptionList {
    let terms = &agreement.terms;
    let until = match agreement.ends_on() {
        Some(end) => Value::Date(end),
        None => Value::text(staff.t("agreement-until-notice")),
    };
    let customs = &terms.customs;
    DescriptionList::new(staff.language())
        .item(staff.t("agreement-column-from"), terms.valid_from)
        .item(staff.t("agreement-column-until"), until)
        .item(staff.t("agreement-form-notice"), Value::number(terms.notice_weeks))
        .item(staff.t("agreement-reservation"), Value::Number(terms.reservation_days))
        .item(staff.t("agreement-gap"), Value::number(terms.longest_gap_weeks))
        .item(staff.t("agreement-estimate-day"), Value::number(customs.estimate_day))
        .item(staff.t("agreement-plan-weeks"), Value::number(customs.plan_weeks))
        .item(staff.t("agreement-tolerance"), Value::number(customs.share_tolerance))
}

fn parties(staff: &Staff, agreement: &Agreement, bodies: &Bodies, refused: Refused<'_>) -> Markup {
    let title = staff.t("agreement-parties");
    let columns = ["agreement-column-body", "agreement-column-role", "agreement-column-signed"];
    let rows = agreement.parties.iter().map(|party| {
        let label = name(bodies, party.organisation);
        let signed = match &party.signed {
            Some(signed) => Value::Date(signed.on),
            None => Value::text(staff.t("agreement-not-signed")),
        };
        let role = staff.code("agreement-role", party.role.code());
        let values = vec![Value::Foreign(label.clone()), Value::text(role), signed];
        Row::new(party.organisation, label, values)
    });
    let columns = columns.iter().map(|key| Column::new(staff.t(key))).collect();
    let table = Table::new(staff.language(), title.clone(), columns).rows(rows).quiet_caption();
    let mut parts = vec![Markup::of(&table)];
    if agreement.state == AgreementState::Signing && staff.may(A::Change, R::Agreement) {
        let missing = agreement
            .unsigned()
            .map(|party| Choice::new(party.organisation.to_string(), name(bodies, party.organisation)));
        let form = staff
            .form(format!("{}/signature", path(agreement)))
            .hidden("text", agreement.laid.to_string())
            .section_with(staff.t("agreement-paper"), staff.t("agreement-paper-lead"))
            .row(vec![
                Field::select("body", staff.t("agreement-column-body"), missing.collect()).required(),
                Field::date("signed_on", staff.t("agreement-signed-on"))
                    .date_value(Some(staff.today))
                    .required(),
            ])
            .submit(staff.t("agreement-paper-enter"));
        parts.push(Markup::of(&filled(form, Small::Signature, refused)));
    }
    Markup::section(&title, parts)
}

fn contributions(staff: &Staff, agreement: &Agreement, bodies: &Bodies) -> Markup {
    let title = staff.t("agreement-contributions");
    let columns = vec![
        Column::new(staff.t("agreement-column-provider")),
        Column::new(staff.t("agreement-kinds")),
        Column::new(staff.t("agreement-towns")),
        Column::number(staff.t("agreement-share")),
    ];
    let rows = agreement.terms.contributions.iter().map(|one| {
        let label = name(bodies, one.provider);
        let kinds: Vec<String> =
            one.kinds.iter().map(|kind| staff.code("course-kind", kind.code())).collect();
        let towns = match one.towns.is_empty() {
            true => bodies.get(&one.provider).map(|body| body.seat.town.clone()).unwrap_or_default(),
            false => one.towns.join(", "),
        };
        let values = vec![
            Value::Foreign(label.clone()),
            Value::text(kinds.join(", ")),
            Value::Foreign(towns),
            Value::number(one.share),
        ];
        Row::new(one.provider, label, values)
    });
    let table = Table::new(staff.language(), title.clone(), columns).rows(rows).quiet_caption();
    Markup::section(&title, [Markup::of(&table)])
}

fn rota(staff: &Staff, agreement: &Agreement, bodies: &Bodies) -> Markup {
    let rota = &agreement.terms.rota;
    let title = staff.t("agreement-rota");
    let sentence = staff.tn(
        "agreement-rota-sentence",
        &[
            ("weekday", weekday(staff, rota.weekday).as_str().into()),
            ("every", i64::from(rota.every_weeks).into()),
            ("hosts", names(bodies, &rota.hosts).as_str().into()),
        ],
    );
    let mut parts = vec![Markup::paragraph(&sentence)];
    if !rota.reserve.is_empty() {
        let reserve = names(bodies, &rota.reserve);
        parts.push(Markup::paragraph(
            &staff.tn("agreement-reserve-sentence", &[("reserve", reserve.as_str().into())]),
        ));
    }
    let from = staff.today.max(agreement.terms.valid_from);
    let rows: Vec<Row> = duties(agreement, from, days_after(from, ROTA_DAYS))
        .into_iter()
        .filter(|duty| duty.code == DutyCode::HoldTestDay)
        .map(|duty| {
            let day = wording::date_with_weekday(staff.language(), duty.due_on);
            let reserve = duty.reserve.map(|body| name(bodies, body)).unwrap_or_default();
            let values = vec![
                Value::text(day.clone()),
                Value::Foreign(name(bodies, duty.organisation)),
                if reserve.is_empty() { Value::Missing } else { Value::Foreign(reserve) },
            ];
            Row::new(duty.due_on, day, values)
        })
        .collect();
    if rows.is_empty() {
        parts.push(Markup::paragraph(&staff.t("agreement-rota-none")));
    } else {
        let columns = ["agreement-column-day", "agreement-column-host", "agreement-column-reserve"];
        let columns = columns.iter().map(|key| Column::new(staff.t(key))).collect();
        let caption = staff.t("agreement-rota-next");
        parts.push(Markup::of(&Table::new(staff.language(), caption, columns).rows(rows)));
    }
    Markup::section(&title, parts)
}

fn testing(staff: &Staff, agreement: &Agreement, refused: Refused<'_>) -> Markup {
    let title = staff.t("agreement-testing-periods");
    let columns = ["agreement-column-from", "agreement-form-testing"];
    let columns = columns.iter().map(|key| Column::new(staff.t(key))).collect();
    let rows = agreement.testing.iter().map(|period| {
        let mode = staff.code("agreement-testing", period.mode.code());
        let from = wording::date(staff.language(), period.from);
        Row::new(period.from, from, vec![Value::Date(period.from), Value::text(mode)])
    });
    let table = Table::new(staff.language(), title.clone(), columns).rows(rows).quiet_caption();
    let mut parts = vec![Markup::of(&table)];
    let open = agreement.state == AgreementState::InForce && !ended(staff, agreement);
    if open && staff.may(A::Change, R::Agreement) {
        let modes = choices(staff, "agreement-testing", TestingMode::ALL.iter().map(|mode| mode.code()));
        let form = staff
            .form(format!("{}/testing", path(agreement)))
            .version(agreement.version)
            .section_with(staff.t("agreement-testing-change"), staff.t("agreement-testing-lead"))
            .row(vec![
                Field::date("from", staff.t("agreement-column-from")).required(),
                Field::select("testing_mode", staff.t("agreement-form-testing"), modes).required(),
            ])
            .submit(staff.t("agreement-testing-set"));
        parts.push(Markup::of(&filled(form, Small::Testing, refused)));
    }
    Markup::section(&title, parts)
}

fn reports(staff: &Staff, agreement: &Agreement) -> Markup {
    let title = staff.t("agreement-reports");
    if agreement.terms.reports.is_empty() {
        return Markup::section(&title, [Markup::paragraph(&staff.t("agreement-reports-none"))]);
    }
    let list = agreement.terms.reports.iter().fold(DescriptionList::new(staff.language()), |list, duty| {
        list.item(
            staff.code("agreement-report", duty.kind.code()),
            staff.code("agreement-every", duty.every.code()),
        )
    });
    Markup::section(&title, [Markup::of(&list)])
}
