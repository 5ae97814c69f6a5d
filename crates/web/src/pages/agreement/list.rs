//! The editions of the region's agreement.

use super::{PATH, edition, path, standing};
use crate::http::{Answer, Input, Problem, Staff};
use crate::pages::lists::ListPage;
use crate::view::{Action, Column, EmptyState, ListView, Row, Table, Value};
use app::queries::agreement::AgreementList;
use domain::access::{Action as A, Resource as R};
use domain::agreement::{Agreement, AgreementState};

/// The page.
pub(super) async fn list(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let editions = staff.ask(&AgreementList).await?;
    let columns = [
        "agreement-column-edition",
        "agreement-column-title",
        "agreement-column-from",
        "agreement-column-until",
        "agreement-column-signed",
        "agreement-column-standing",
    ];
    let columns = columns.iter().map(|key| Column::new(staff.t(key))).collect();
    let table = Table::new(staff.language(), staff.t("agreement-list-title"), columns)
        .rows(editions.iter().map(|agreement| row(&staff, agreement)))
        .quiet_caption();
    let mut page = staff.page("agreement-list-title").lead(staff.t("agreement-list-lead")).wide();
    let mut empty = EmptyState::new(staff.t("agreement-list-empty"));
    let none_on_its_way = editions.iter().all(|known| known.state == AgreementState::InForce);
    if staff.may(A::Create, R::Agreement) && none_on_its_way {
        let new = || Action::link(staff.t("agreement-new"), format!("{PATH}/new"));
        page = page.action(if editions.is_empty() { new().primary() } else { new() });
        empty = empty.action(new());
    }
    ListPage::new(page, ListView::new(table, empty)).answer(&staff, &input).await
}

fn row(staff: &Staff, agreement: &Agreement) -> Row {
    let signed = agreement.parties.len() - agreement.unsigned().count();
    let signed = [("signed", signed.into()), ("parties", agreement.parties.len().into())];
    let until = match agreement.ends_on() {
        Some(end) => Value::Date(end),
        None => Value::text(staff.t("agreement-until-notice")),
    };
    let label = edition(staff, agreement);
    let values = vec![
        Value::link(label.clone(), path(agreement)),
        Value::Foreign(agreement.terms.title.clone()),
        Value::Date(agreement.terms.valid_from),
        until,
        Value::text(staff.tn("agreement-signed-of", &signed)),
        Value::Badge(standing(staff, agreement)),
    ];
    Row::new(agreement.id, label, values)
}
