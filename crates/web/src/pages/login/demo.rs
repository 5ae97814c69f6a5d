//! The demo's doors: one button per account of the demo regions. Not there on real data.

use crate::http::{Answer, Input, Markup, Problem, Route, Visitor};
use crate::view::{Action, Language, Notice, Page, Tone};
use app::ports::{Find, TypedQueries};
use domain::ids::AccountId;
use domain::organisation::{Account, Organisation};
use domain::record::{Record, RecordKind};
use domain::region::Region;

pub(super) fn routes() -> Vec<Route> {
    vec![Route::public("/demo", doors), Route::public_post("/demo", take)]
}

/// The hint on the login page.
pub(super) fn invitation(language: Language) -> Markup {
    let t = |key: &str| wording::text(language, key);
    Markup::of(
        &Notice::new(Tone::Info, t("demo-invitation"))
            .action(Action::link(t("demo-choose-role"), "/demo").primary()),
    )
}

async fn demo_regions(visitor: &Visitor) -> Result<Vec<Region>, Problem> {
    if !visitor.site.demo {
        return Err(Problem::NotFound);
    }
    let regions = visitor.site.gate.store().queries().regions().await?;
    Ok(regions
        .into_iter()
        .filter_map(|record| match record {
            Record::Region(region) if region.demo => Some(region),
            _ => None,
        })
        .collect())
}

async fn doors(visitor: Visitor, _input: Input) -> Result<Answer, Problem> {
    let language = visitor.language;
    let queries = visitor.site.gate.store().queries();
    let mut parts = vec![Markup::paragraph(&wording::text(language, "demo-intro"))];
    for region in demo_regions(&visitor).await? {
        let organisations: Vec<Organisation> =
            queries.all(Find::new(RecordKind::Organisation, region.id)).await?;
        let accounts: Vec<Account> = queries.all(Find::new(RecordKind::Account, region.id)).await?;
        let mut buttons = Vec::new();
        for organisation in &organisations {
            for account in accounts.iter().filter(|a| a.organisation == organisation.id && a.active) {
                let own = account
                    .roles
                    .iter()
                    .map(|role| wording::text(language, &format!("role-{}", role.code())));
                let own: Vec<String> = own.collect();
                let label = format!("{} – {} ({})", organisation.name, account.display_name, own.join(", "));
                let action = Action::post(label, "/demo", "").hidden("account", account.id.to_string());
                buttons.push(Markup::of(&action));
            }
        }
        parts.push(Markup::section(&region.name, buttons));
    }
    let page = Page::new(&visitor.shell, wording::text(language, "demo-title"));
    Ok(Answer::page(page, parts))
}

async fn take(visitor: Visitor, input: Input) -> Result<Answer, Problem> {
    let regions = demo_regions(&visitor).await?;
    let account: AccountId = input.text("account").parse().map_err(|_| Problem::NotFound)?;
    let queries = visitor.site.gate.store().queries();
    let account: Account = queries.one(account.0).await?.ok_or(Problem::NotFound)?;
    if !account.active || !regions.iter().any(|region| region.id == account.region) {
        return Err(Problem::NotFound);
    }
    super::enter(&visitor.site, account.id, "/today").await
}
