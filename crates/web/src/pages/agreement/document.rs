//! The agreement as a printed document with lines to sign on. German is binding; in English it is a translation.

use super::{edition, name, names, weekday};
use crate::http::{Answer, Input, Problem, Staff};
use crate::view::Language;
use app::queries::agreement::{AgreementRecord, Bodies};
use domain::agreement::{Agreement, PartyRole};
use domain::document::{Block, Document, Grid, Section, Signature};

const PDF: &str = "application/pdf";

/// The paper.
pub(super) async fn show(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let (agreement, bodies) = staff.ask(&AgreementRecord { agreement: input.id("id")? }).await?;
    let document = compose(&staff, &agreement, &bodies);
    let press = staff.site.clone();
    let made = tokio::task::spawn_blocking(move || press.letters.document(&document)).await;
    let pdf = made.map_err(|_| Problem::Fault("the letter press stopped".to_owned()))??;
    Ok(Answer::inline(pdf, PDF))
}

fn compose(staff: &Staff, agreement: &Agreement, bodies: &Bodies) -> Document {
    let signatures = agreement.parties.iter().map(|party| Signature {
        name: name(bodies, party.organisation),
        role: staff.code("agreement-role", party.role.code()),
        signed: party
            .signed
            .as_ref()
            .map(|signed| staff.tn("agreement-paper-signed", &[("on", signed.on.into())])),
    });
    let chair = agreement.parties.iter().find(|party| party.role == PartyRole::Coordination);
    let chair = chair.or_else(|| agreement.parties.first());
    let note = match staff.language() {
        Language::De => None,
        Language::En
        | Language::Uk
        | Language::Ar
        | Language::Prs
        | Language::Tr
        | Language::Fr
        | Language::Ru => Some(staff.t("agreement-paper-translation")),
    };
    Document {
        language: staff.language().code().to_owned(),
        title: agreement.terms.title.clone(),
        subtitle: format!("{} · {}", staff.region.name, edition(staff, agreement)),
        author: chair.map(|party| name(bodies, party.organisation)).unwrap_or_default(),
        addressed: None,
        note,
        sections: vec![
            parties(staff, agreement, bodies),
            term(staff, agreement),
            rota(staff, agreement, bodies),
            offers(staff, agreement, bodies),
            promises(staff, agreement),
            reports(staff, agreement),
            Section {
                heading: staff.t("agreement-paper-signatures"),
                blocks: vec![Block::Signatures(signatures.collect())],
            },
        ],
    }
}

fn parties(staff: &Staff, agreement: &Agreement, bodies: &Bodies) -> Section {
    let rows = agreement.parties.iter().map(|party| {
        let address = bodies.get(&party.organisation).map(|body| {
            let seat = &body.seat;
            format!("{}, {} {}", seat.street, seat.postcode, seat.town)
        });
        let role = staff.code("agreement-role", party.role.code());
        vec![name(bodies, party.organisation), role, address.unwrap_or_default()]
    });
    let columns = ["agreement-column-body", "agreement-column-role", "agreement-column-address"];
    Section {
        heading: staff.t("agreement-parties"),
        blocks: vec![Block::Table(Grid {
            columns: columns.iter().map(|key| staff.t(key)).collect(),
            rows: rows.collect(),
        })],
    }
}

fn term(staff: &Staff, agreement: &Agreement) -> Section {
    let terms = &agreement.terms;
    let from = ("from", terms.valid_from.into());
    let first = match terms.valid_until {
        Some(until) => staff.tn("agreement-paper-term", &[from, ("until", until.into())]),
        None => staff.tn("agreement-paper-term-open", &[from]),
    };
    let notice = staff.tn("agreement-paper-notice", &[("weeks", i64::from(terms.notice_weeks).into())]);
    Section { heading: staff.t("agreement-form-term"), blocks: vec![Block::Text(first), Block::Text(notice)] }
}

fn rota(staff: &Staff, agreement: &Agreement, bodies: &Bodies) -> Section {
    let rota = &agreement.terms.rota;
    let sentence = staff.tn(
        "agreement-rota-sentence",
        &[
            ("weekday", weekday(staff, rota.weekday).as_str().into()),
            ("every", i64::from(rota.every_weeks).into()),
            ("hosts", names(bodies, &rota.hosts).as_str().into()),
        ],
    );
    let mut blocks = vec![Block::Text(sentence)];
    if !rota.reserve.is_empty() {
        let reserve = names(bodies, &rota.reserve);
        let args = [("reserve", reserve.as_str().into())];
        blocks.push(Block::Text(staff.tn("agreement-reserve-sentence", &args)));
    }
    for period in &agreement.testing {
        let mode = staff.code("agreement-testing", period.mode.code());
        let args = [("from", period.from.into()), ("mode", mode.as_str().into())];
        blocks.push(Block::Text(staff.tn("agreement-paper-testing", &args)));
    }
    Section { heading: staff.t("agreement-rota"), blocks }
}

fn offers(staff: &Staff, agreement: &Agreement, bodies: &Bodies) -> Section {
    let rows = agreement.terms.contributions.iter().map(|one| {
        let kinds: Vec<String> =
            one.kinds.iter().map(|kind| staff.code("course-kind", kind.code())).collect();
        let seat = || bodies.get(&one.provider).map(|body| body.seat.town.clone()).unwrap_or_default();
        let towns = if one.towns.is_empty() { seat() } else { one.towns.join(", ") };
        vec![name(bodies, one.provider), kinds.join(", "), towns, format!("{} %", one.share)]
    });
    let columns = ["agreement-column-provider", "agreement-kinds", "agreement-towns", "agreement-share"];
    let tolerance = i64::from(agreement.terms.customs.share_tolerance);
    Section {
        heading: staff.t("agreement-contributions"),
        blocks: vec![
            Block::Table(Grid {
                columns: columns.iter().map(|key| staff.t(key)).collect(),
                rows: rows.collect(),
            }),
            Block::Text(staff.tn("agreement-shares-lead", &[("percent", tolerance.into())])),
        ],
    }
}

fn promises(staff: &Staff, agreement: &Agreement) -> Section {
    let terms = &agreement.terms;
    let text = |key: &str, name: &str, value: i64| Block::Text(staff.tn(key, &[(name, value.into())]));
    Section {
        heading: staff.t("agreement-promises"),
        blocks: vec![
            text("agreement-paper-reservation", "days", terms.reservation_days),
            text("agreement-paper-gap", "weeks", i64::from(terms.longest_gap_weeks)),
        ],
    }
}

fn reports(staff: &Staff, agreement: &Agreement) -> Section {
    let terms = &agreement.terms;
    let mut blocks = Vec::new();
    if !terms.reports.is_empty() {
        let rows = terms.reports.iter().map(|duty| {
            let what = staff.code("agreement-report", duty.kind.code());
            vec![what, staff.code("agreement-every", duty.every.code())]
        });
        let columns = ["agreement-column-duty", "agreement-column-every"];
        blocks.push(Block::Table(Grid {
            columns: columns.iter().map(|key| staff.t(key)).collect(),
            rows: rows.collect(),
        }));
    }
    let customs = &terms.customs;
    let args =
        [("day", i64::from(customs.estimate_day).into()), ("weeks", i64::from(customs.plan_weeks).into())];
    blocks.push(Block::Text(staff.tn("agreement-paper-customs", &args)));
    Section { heading: staff.t("agreement-reports"), blocks }
}
