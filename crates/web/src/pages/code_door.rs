//! The door of pages without login: a code on paper and the year of birth. Wrong code and wrong year get one and the
//! same answer; failures are counted per address and per code, and too many of either close the door for a while.
//! Not for what lies behind it: every page opens its own.

use crate::http::{Answer, Input, Markup, Problem, Visitor};
use crate::view::{Entered, Field, Form, PublicPage};
use app::Operation;
use app::placement::appointment::normalised;
use domain::access::{Actor, Purpose};
use domain::ids::{AccountId, OperationId, OrganisationId, RegionId};
use domain::organisation::OrganisationKind;
use std::future::Future;

/// Seconds within which failures count together.
const WINDOW: i64 = 15 * 60;
/// Failures of one address: an office with one address has several visitors.
const PER_ADDRESS: usize = 20;
/// Failures with one code: more years than that are no slip of the finger.
const PER_CODE: usize = 6;

/// One page's door.
#[derive(Debug, Clone, Copy)]
pub struct CodeDoor {
    /// Path behind the language.
    pub path: &'static str,
    /// Wording key of its title; `<title>` ends in `-title`, its lead in `-lead`.
    pub words: &'static str,
}

/// Somebody who has passed the door.
pub struct Inside<T> {
    pub opened: T,
    /// The stand-in's operation.
    pub operation: Operation,
    pub code: String,
    year: String,
}

impl CodeDoor {
    /// A page behind the door, which search engines leave alone.
    pub fn page(&self, visitor: &Visitor, title: &str) -> PublicPage {
        let mut page =
            PublicPage::new(visitor.language, "", self.path, wording::text(visitor.language, title));
        page.indexed = false;
        page
    }

    /// The two fields.
    pub fn ask(&self, visitor: &Visitor, input: &Input) -> Answer {
        self.closed(visitor, &Entered::new(vec![("code".to_owned(), input.text("code").to_owned())]))
    }

    fn closed(&self, visitor: &Visitor, entered: &Entered) -> Answer {
        let mut page = self.page(visitor, &format!("{}-title", self.words));
        page.lead = Some(wording::text(visitor.language, &format!("{}-lead", self.words)));
        Answer::public(page, [Markup::of(&self.form(visitor).fill(entered))])
    }

    fn form(&self, visitor: &Visitor) -> Form {
        let t = |key: &str| wording::text(visitor.language, key);
        let hint = t(&format!("{}-code-hint", self.words));
        Form::new(visitor.language, self.address(visitor, ""), "")
            .field(Field::text("code", t(&format!("{}-code", self.words))).hint(hint).required())
            .field(Field::number("year", t("appointment-year")).hint(t("appointment-year-hint")).required())
            .submit(t(&format!("{}-open", self.words)))
    }

    /// Address of the page in the visitor's language.
    pub fn address(&self, visitor: &Visitor, end: &str) -> String {
        format!("/{}{}{end}", visitor.language.code(), self.path)
    }

    /// A form behind the door that carries code and year along.
    pub fn carried<T>(&self, visitor: &Visitor, inside: &Inside<T>, end: &str) -> Form {
        Form::new(visitor.language, self.address(visitor, end), "")
            .hidden("code", inside.code.clone())
            .hidden("year", inside.year.clone())
    }

    /// Opens what is behind, or gives the page that says why not.
    pub async fn enter<T, F, Fut>(
        &self,
        visitor: &Visitor,
        input: &Input,
        open: F,
    ) -> Result<Result<Inside<T>, Answer>, Problem>
    where
        F: FnOnce(Operation, String, i32) -> Fut,
        Fut: Future<Output = Result<Option<(T, Operation)>, app::Error>>,
    {
        let (code, year) = (normalised(input.text("code")), input.text("year").to_owned());
        let t = |end: &str| wording::text(visitor.language, &format!("{}-{end}", self.words));
        let again = |errors: Vec<(&str, &str)>| {
            let kept =
                Entered::new(vec![("code".to_owned(), code.clone()), ("year".to_owned(), year.clone())]);
            let entered = errors.into_iter().fold(kept, |entered, (field, end)| entered.error(field, t(end)));
            self.closed(visitor, &entered).status(422)
        };
        let born = year.parse::<i32>().ok().filter(|born| (1900..=2100).contains(born));
        let mut missing = Vec::new();
        if code.is_empty() {
            missing.push(("code", "missing-code"));
        }
        if born.is_none() {
            missing.push(("year", "missing-year"));
        }
        let Some(born) = born.filter(|_| missing.is_empty()) else { return Ok(Err(again(missing))) };
        let (throttle, now) = (&visitor.site.throttle, visitor.site.clock.now());
        let keys = [
            (format!("{}-from:{}", self.words, visitor.address), PER_ADDRESS),
            (format!("{}-code:{code}", self.words), PER_CODE),
        ];
        if keys.iter().any(|(key, most)| throttle.failures(key, now, WINDOW) >= *most) {
            return Ok(Err(again(vec![("", "too-many")]).status(429)));
        }
        match open(template(visitor), code.clone(), born).await? {
            Some((opened, operation)) => Ok(Ok(Inside { opened, operation, code, year })),
            None => {
                keys.iter().for_each(|(key, _)| throttle.note(key, now));
                Ok(Err(again(vec![("code", "wrong")])))
            }
        }
    }
}

/// Time, ids and request of this visit; its actor is nobody and is replaced before anything is asked.
fn template(visitor: &Visitor) -> Operation {
    let nobody = Actor {
        account: AccountId(0),
        organisation: OrganisationId(0),
        organisation_kind: OrganisationKind::Teststelle,
        region: RegionId(0),
        roles: Vec::new(),
        commissioned_test_site: false,
    };
    Operation {
        id: OperationId(visitor.site.ids.next()),
        actor: nobody,
        now: visitor.site.clock.now(),
        today: visitor.today,
        purpose: Purpose::SubjectAccess,
        request: visitor.request.clone(),
        key: None,
        import: None,
        ids: visitor.site.ids.clone(),
        periods: visitor.site.tables.periods.clone(),
    }
}
