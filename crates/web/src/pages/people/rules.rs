//! What a person may and must do on a day: the answer of the tables with paragraph and date, what is missing,
//! which deadlines run, which rows led to it. A proposal, never a decision, and it says so.

use crate::http::{Answer, Input, Markup, Problem, Staff};
use crate::pages::rules::sheet::{day_form, explained, sheet};
use crate::pages::rules::words;
use crate::view::{Action, Badge, Column, DescriptionList, Language, Notice, Page, Row, Table, Tone, Value};
use app::queries::person_rules::{PersonRules, PersonRulesView, SideShown};
use domain::access::{Action as A, Resource as R};
use domain::eligibility::{
    Access, Answer as Law, BerufssprachkursAccess, ExplainedRow, FactKey, FactPath, Obligation, RowStanding,
    Table as LawTable,
};
use domain::ids::PersonId;

async fn seen(staff: &Staff, input: &Input) -> Result<PersonRulesView, Problem> {
    let person: PersonId = input.id("id")?;
    let mut read = input.read(staff.language()).from_day(staff.today);
    let on = read.day("on");
    staff.ask(&PersonRules { person, on }).await
}

fn head(staff: &Staff, view: &PersonRulesView, title: String) -> Page {
    let person = &view.person;
    let name = format!("{}, {}", person.family_name, person.given_names);
    staff
        .titled(title)
        .crumb(staff.t("people-list-title"), "/people")
        .crumb(name, format!("/people/{}", person.id))
}

/// The page.
pub async fn show(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let view = seen(&staff, &input).await?;
    let id = view.person.id;
    let lead = staff.tn(
        "rules-person-lead",
        &[
            ("on", wording::Arg::Date(view.on)),
            ("version", wording::Arg::Date(view.law.set.version_on(view.on))),
        ],
    );
    let mut page = head(&staff, &view, staff.t("rules-person-title")).lead(lead).help("rules");
    if staff.may(A::Change, R::Eligibility) {
        page =
            page.action(Action::link(staff.t("rules-state-facts"), format!("/people/{id}/facts")).primary());
    }
    let mut parts = vec![Markup::of(&Notice::new(Tone::Info, staff.t("rules-proposal")))];
    parts.extend(missing(&staff, &view));
    parts.push(Markup::section(&staff.t("rules-answer"), [answer(&staff, &view.explanation.answer)]));
    parts.push(Markup::section(&staff.t("rules-running"), [deadlines(&staff, &view)]));
    parts.push(Markup::section(&staff.t("rules-reasons"), [reasons(&staff, &view)]));
    parts.push(Markup::section(&staff.t("rules-beside"), beside(&staff, &view)));
    parts.push(Markup::section(&staff.t("rules-known"), known(&staff, &view)));
    parts.push(day_form(&staff, &format!("/people/{id}/rules"), view.on));
    Ok(Answer::page(page, parts))
}

/// The facts that could change the answer, first of all.
fn missing(staff: &Staff, view: &PersonRulesView) -> Option<Markup> {
    let needed: Vec<String> = view.needed().map(|path| words::fact(staff, path)).collect();
    let hidden: Vec<String> =
        view.needed_hidden().into_iter().map(|group| staff.code("field-group", group.code())).collect();
    if needed.is_empty() && hidden.is_empty() {
        return None;
    }
    let mut text = Vec::new();
    if !needed.is_empty() {
        text.push(staff.tn("rules-missing-facts", &[("facts", needed.join(", ").as_str().into())]));
    }
    if !hidden.is_empty() {
        text.push(staff.tn("rules-missing-hidden", &[("groups", hidden.join(", ").as_str().into())]));
    }
    let mut notice = Notice::new(Tone::Warning, staff.t("rules-missing")).text(text.join(" "));
    if !needed.is_empty() && staff.may(A::Change, R::Eligibility) {
        notice = notice
            .action(Action::link(staff.t("rules-state-facts"), format!("/people/{}/facts", view.person.id)));
    }
    Some(Markup::of(&notice))
}

fn access_tone(access: Access) -> Tone {
    match access {
        Access::Claim | Access::ByObligation => Tone::Success,
        Access::AdmissionByJobcenter | Access::AdmissionPossible | Access::OrientationOnly => Tone::Info,
        Access::RefusedByPolicy | Access::None => Tone::Danger,
        Access::Undetermined => Tone::Warning,
    }
}

fn obligation_tone(obligation: Obligation) -> Tone {
    match obligation {
        Obligation::Obliged => Tone::Danger,
        Obligation::MayOblige | Obligation::GreyZone | Obligation::Undetermined => Tone::Warning,
        Obligation::None => Tone::Neutral,
    }
}

fn obligation(staff: &Staff, found: Obligation) -> Badge {
    Badge::new(obligation_tone(found), staff.code("obligation", found.code()))
}

/// Access to the Integrationskurs as a badge.
pub fn access(staff: &Staff, found: Access) -> Badge {
    Badge::new(access_tone(found), staff.code("access", found.code()))
}

/// The answer for both courses.
pub fn answer(staff: &Staff, law: &Law) -> Markup {
    let course = &law.integrationskurs;
    let by = |authority: Option<domain::eligibility::Authority>| {
        authority.map(|one| words::code(staff, one.code())).unwrap_or_default()
    };
    let routes: Vec<Value> = course
        .obligation_routes
        .iter()
        .map(|route| {
            let said = staff.code("obligation", route.obligation.code());
            Value::text(format!("{}: {said} ({})", words::code(staff, route.authority.code()), route.rule))
        })
        .collect();
    let exemptions = course.exemptions.join(", ");
    let vocational = &law.berufssprachkurs;
    let tone = match vocational.access {
        BerufssprachkursAccess::Yes => Tone::Success,
        BerufssprachkursAccess::Open => Tone::Info,
        BerufssprachkursAccess::None => Tone::Danger,
        BerufssprachkursAccess::Undetermined => Tone::Warning,
    };
    let open = Badge::new(tone, staff.code("bsk-access", vocational.access.code()));
    let mut list = DescriptionList::new(staff.language())
        .item(staff.t("rules-access"), Value::Badge(access(staff, course.access)))
        .item(staff.t("rules-issuer"), by(course.issuer))
        .item(staff.t("rules-expires"), Value::date(course.expires_on))
        .item(staff.t("rules-obligation"), Value::Badge(obligation(staff, course.obligation)))
        .item(staff.t("rules-obliging"), by(course.obliging_authority));
    if routes.len() > 1 {
        list = list.item(staff.t("rules-routes"), Value::List(routes));
    }
    if !exemptions.is_empty() {
        list = list.item(staff.t("rules-exemptions"), exemptions);
    }
    if let Some(duty) = course.other_duty {
        list = list.item(staff.t("rules-other-duty"), staff.code("other-duty", duty.code()));
    }
    let closed = vocational.closed_types.join(", ");
    list = list
        .item(staff.t("rules-bsk-access"), Value::Badge(open))
        .item(staff.t("rules-bsk-issuer"), by(vocational.issuer))
        .item(staff.t("rules-bsk-obligation"), Value::Badge(obligation(staff, vocational.obligation)))
        .item(staff.t("rules-bsk-closed"), closed);
    Markup::of(&list)
}

fn deadlines(staff: &Staff, view: &PersonRulesView) -> Markup {
    let due = &view.explanation.answer.deadlines;
    if due.is_empty() {
        return Markup::paragraph(&staff.t("rules-running-none"));
    }
    let rows = due.iter().map(|due| {
        let text = view.law.set.deadlines().all().find(|known| *known.id == *due.id);
        let said = |text: Option<&String>| text.cloned().unwrap_or_default();
        let days = (due.due_on - view.on).num_days();
        let note = staff.tn("people-days", &[("count", days.into())]);
        let tone = if days <= 30 { Tone::Warning } else { Tone::Neutral };
        let values = vec![
            Value::text(due.id.to_string()),
            Value::DateNote { date: due.due_on, note, tone },
            Value::text(said(text.map(|known| &known.clock))),
            Value::text(said(text.map(|known| &known.consequence))),
            Value::text(due.citation.to_string()),
        ];
        Row::new(&due.id, due.id.to_string(), values)
    });
    let columns = ["id", "due", "clock", "consequence", "source"];
    let columns = columns.iter().map(|key| Column::new(staff.t(&format!("rules-column-{key}")))).collect();
    let table = Table::new(staff.language(), staff.t("rules-running"), columns).rows(rows).quiet_caption();
    Markup::of(&table.content_language(Language::De))
}

fn reasons(staff: &Staff, view: &PersonRulesView) -> Markup {
    if view.explanation.rows.is_empty() {
        return Markup::paragraph(&staff.t("rules-reasons-none"));
    }
    let path =
        |row: &ExplainedRow| Some(format!("/people/{}/rules/{}?on={}", view.person.id, row.table, view.on));
    explained(staff, &view.explanation.rows, path)
}

/// What the tables that stand alone say: fees, travel, consequences, measures.
fn beside(staff: &Staff, view: &PersonRulesView) -> Vec<Markup> {
    let rows = view.side.iter().filter_map(|shown| {
        let table = view.law.side().table(&shown.table)?;
        if shown.none {
            return None;
        }
        let asked = shown.asked.as_ref().map(|(_, value)| words::value(staff, value));
        let title = match asked {
            Some(asked) => format!("{}: {asked}", table.label),
            None => table.label.clone(),
        };
        let path = format!("/people/{}/rules/{}?on={}", view.person.id, shown.table, view.on);
        let values = vec![
            Value::link(title.clone(), path),
            said_rows(table, &shown.hits),
            said_rows(table, &shown.could),
            Value::text(needs(shown, view)),
        ];
        Some(Row::new(format!("{}-{title}", shown.table), title, values))
    });
    let rows: Vec<Row> = rows.collect();
    if rows.is_empty() {
        return vec![Markup::paragraph(&staff.t("rules-beside-none"))];
    }
    let columns = ["table", "holds", "could", "needs"];
    let columns = columns.iter().map(|key| Column::new(staff.t(&format!("rules-column-{key}")))).collect();
    let table = Table::new(staff.language(), staff.t("rules-beside"), columns).rows(rows).quiet_caption();
    vec![Markup::paragraph(&staff.t("rules-beside-lead")), Markup::of(&table.content_language(Language::De))]
}

/// Most rows of one table that are listed on the page; the rest stands on the table's own page.
const MOST: usize = 6;

fn said_rows(table: &LawTable, at: &[usize]) -> Value {
    let rows = at.iter().filter_map(|at| table.rows.get(*at));
    let said: Vec<Value> = rows
        .take(MOST)
        .map(|row| Value::Lines(row.description.clone(), row.citation.clone()))
        .chain((at.len() > MOST).then(|| Value::text(format!("… ({})", at.len() - MOST))))
        .collect();
    if said.is_empty() { Value::Missing } else { Value::List(said) }
}

fn needs(shown: &SideShown, view: &PersonRulesView) -> String {
    let label = |name: &String| {
        let input = view.law.side().inputs().iter().find(|input| input.name == *name);
        input.map_or_else(|| name.clone(), |input| input.label.clone())
    };
    shown.needs.iter().map(label).collect::<Vec<_>>().join(", ")
}

fn known(staff: &Staff, view: &PersonRulesView) -> Vec<Markup> {
    let rows = FactPath::ALL.iter().copied().filter_map(|path| {
        let said = words::known(staff, view.facts.get(path));
        let statement = view.statement(&FactKey::Law(path));
        if said.is_empty() && statement.is_none() {
            return None;
        }
        let from = match statement {
            Some(statement) => Value::Lines(
                view.office(statement.stated_by).to_owned(),
                wording::date(staff.language(), statement.stated_on),
            ),
            None => Value::text(staff.t("rules-from-record")),
        };
        let name = words::fact(staff, path);
        Some(Row::new(path.code(), name.clone(), vec![Value::text(name), Value::text(said), from]))
    });
    let columns = ["fact", "value", "from-whom"];
    let columns = columns.iter().map(|key| Column::new(staff.t(&format!("rules-column-{key}")))).collect();
    let table = Table::new(staff.language(), staff.t("rules-known"), columns).rows(rows).quiet_caption();
    let mut parts = vec![Markup::of(&table)];
    let assumed: Vec<String> = view
        .facts
        .assumed()
        .filter(|path| !view.hidden.contains(&path.group()))
        .map(|path| words::fact(staff, path))
        .collect();
    if !assumed.is_empty() {
        let text = staff.tn("rules-assumed", &[("facts", assumed.join(", ").as_str().into())]);
        parts.push(Markup::paragraph(&text));
    }
    if !view.hidden.is_empty() {
        let groups: Vec<String> =
            view.hidden.iter().map(|group| staff.code("field-group", group.code())).collect();
        parts.push(Markup::paragraph(
            &staff.tn("record-hidden", &[("groups", groups.join(", ").as_str().into())]),
        ));
    }
    parts
}

/// One table with the rows that hit for the person.
pub async fn table(staff: Staff, input: Input) -> Result<Answer, Problem> {
    let view = seen(&staff, &input).await?;
    let name = input.part("table");
    let id = view.person.id;
    let chained = view.law.set.tables().iter().position(|table| table.name == name);
    let (table, standings) = match chained {
        Some(at) => (&view.law.set.tables()[at], view.standings.get(at).cloned().unwrap_or_default()),
        None => {
            let table = view.law.side().table(name).ok_or(Problem::NotFound)?;
            (table, standings(table, &view.side))
        }
    };
    let page = head(&staff, &view, table.label.clone())
        .crumb(staff.t("rules-person-title"), format!("/people/{id}/rules?on={}", view.on))
        .lead(table.description.clone())
        .wide();
    let parts = [
        Markup::of(&Notice::new(Tone::Info, staff.t("rules-proposal"))),
        sheet(&staff, table, Some(&standings)),
    ];
    Ok(Answer::page(page, parts))
}

fn standings(table: &LawTable, side: &[SideShown]) -> Vec<RowStanding> {
    let mine = || side.iter().filter(|shown| shown.table == table.name);
    (0..table.rows.len())
        .map(|at| {
            if mine().any(|shown| shown.hits.contains(&at)) {
                RowStanding::Hits
            } else if mine().any(|shown| shown.could.contains(&at)) {
                RowStanding::Could
            } else {
                RowStanding::DoesNot
            }
        })
        .collect()
}
