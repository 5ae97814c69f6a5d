//! Turns the tables that hold on one day into diagrams over the facts, chained as the tables are.
//! Not for one person's answer (see `decide`) and not for checks of a table (see `analyse`).

use super::analyse::mask_in;
use super::answer::{Access, Authority, BerufssprachkursAccess, Obligation, OtherDuty};
use super::diagram::{Diagram, FALSE, Node, TRUE};
use super::inputs::{Catalogue, Domain};
use super::table::{HitPolicy, Table, Test, Value};
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// Where the value of a column comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    EvaluationDate,
    Input(usize),
    /// Table and output.
    Output(usize, usize),
    /// Whether any row of a collecting table hits.
    AnyRow(usize),
    /// The obligation that results from all routes and exemptions.
    Obligation,
    ObligingAuthority,
}

/// Name of the resulting obligation, for later tables.
pub const OBLIGATION: &str = "obligation";
/// Name of the authority of the resulting obligation, for later tables.
pub const OBLIGING_AUTHORITY: &str = "obliging_authority";
const ROUTE: &str = "route_obligation";
const EXEMPTION: &str = "exemption";

/// Position of the tables that give the answer.
#[derive(Debug, Clone)]
pub struct Roles {
    pub access: (usize, usize),
    pub issuer: (usize, usize),
    pub other_duty: (usize, usize),
    pub routes: usize,
    pub exemptions: usize,
    pub berufssprachkurs_access: (usize, usize),
    pub berufssprachkurs_issuer: (usize, usize),
    pub berufssprachkurs_obligation: (usize, usize),
}

impl Roles {
    /// Finds the tables that give the answer by the names of their outputs; the error is a missing name.
    pub fn find(tables: &[Table]) -> Result<Self, &'static str> {
        let output = |name: &'static str| {
            tables
                .iter()
                .enumerate()
                .find_map(|(index, table)| Some((index, table.output(name)?)))
                .ok_or(name)
        };
        for name in ["route_authority", "issued", "effect"] {
            output(name)?;
        }
        Ok(Self {
            access: output("access")?,
            issuer: output("issuer")?,
            other_duty: output("other_duty")?,
            routes: output(ROUTE)?.0,
            exemptions: output(EXEMPTION)?.0,
            berufssprachkurs_access: output("berufssprachkurs_access")?,
            berufssprachkurs_issuer: output("berufssprachkurs_issuer")?,
            berufssprachkurs_obligation: output("berufssprachkurs_obligation")?,
        })
    }
}

/// Origin of every column of a table; the error is a name nobody gives.
pub fn origins(table: &Table, tables: &[Table], catalogue: &Catalogue) -> Result<Vec<Origin>, String> {
    table
        .columns
        .iter()
        .map(|column| {
            let name = column.name.as_str();
            let output = || {
                tables
                    .iter()
                    .enumerate()
                    .find_map(|(index, other)| Some(Origin::Output(index, other.output(name)?)))
            };
            let any_row = || {
                let found = tables.iter().position(|t| t.name == name && t.hit_policy == HitPolicy::Collect);
                found.map(Origin::AnyRow)
            };
            match name {
                super::table::EVALUATION_DATE => Some(Origin::EvaluationDate),
                OBLIGATION => Some(Origin::Obligation),
                OBLIGING_AUTHORITY => Some(Origin::ObligingAuthority),
                _ => catalogue.position(name).map(Origin::Input).or_else(output).or_else(any_row),
            }
            .ok_or_else(|| name.to_owned())
        })
        .collect()
}

/// Tables in an order in which each stands after those it asks; the error names tables that ask in a circle.
pub fn in_order(tables: &[Table], catalogue: &Catalogue) -> Result<Vec<usize>, Vec<String>> {
    let has = |index: usize, name: &str| tables[index].output(name).is_some();
    let mut order: Vec<usize> = Vec::new();
    let mut waiting: Vec<usize> = (0..tables.len()).collect();
    while !waiting.is_empty() {
        let done: BTreeSet<usize> = order.iter().copied().collect();
        let settled = (0..tables.len()).all(|t| done.contains(&t) || !(has(t, ROUTE) || has(t, EXEMPTION)));
        let (ready, rest): (Vec<_>, Vec<_>) = waiting.iter().copied().partition(|index| {
            origins(&tables[*index], tables, catalogue).unwrap_or_default().iter().all(
                |origin| match origin {
                    Origin::Output(table, _) | Origin::AnyRow(table) => done.contains(table),
                    Origin::Obligation | Origin::ObligingAuthority => settled,
                    Origin::EvaluationDate | Origin::Input(_) => true,
                },
            )
        });
        if ready.is_empty() {
            return Err(rest.iter().map(|index| tables[*index].name.clone()).collect());
        }
        order.extend(ready);
        waiting = rest;
    }
    Ok(order)
}

/// The diagrams of one stretch of days on which no rule changes.
#[derive(Debug)]
pub struct Epoch {
    pub diagram: Diagram,
    /// For each table and row: whether it hits.
    pub hits: Vec<Vec<Node>>,
    /// Whether an exemption lifts the whole obligation.
    pub exempt: Node,
    /// For each row of the exemptions: whether it applies to an obligation.
    pub exemptions: Vec<Node>,
    pub answer: AnswerNodes,
}

/// Parts of the answer as diagrams; results are positions in the `ALL` lists, or of `None` after them.
#[derive(Debug)]
pub struct AnswerNodes {
    pub access: Node,
    pub issuer: Node,
    pub obligation: Node,
    pub obliging_authority: Node,
    pub other_duty: Node,
    pub berufssprachkurs_access: Node,
    pub berufssprachkurs_issuer: Node,
    pub berufssprachkurs_obligation: Node,
}

struct Builder<'a> {
    tables: &'a [Table],
    catalogue: &'a Catalogue,
    diagram: Diagram,
    hits: Vec<Vec<Node>>,
    any: Vec<Node>,
    obligations: Vec<(Obligation, Node)>,
    authorities: Vec<(Authority, Node)>,
}

/// Compiles all tables as they hold on the day; tables are given in an order that `in_order` allows.
pub fn compile(
    tables: &[Table],
    order: &[usize],
    catalogue: &Catalogue,
    roles: &Roles,
    on: NaiveDate,
) -> Epoch {
    let sizes = catalogue.inputs.iter().map(|input| input.domain.size() as u8).collect();
    let mut builder = Builder {
        tables,
        catalogue,
        diagram: Diagram::new(sizes),
        hits: vec![Vec::new(); tables.len()],
        any: vec![FALSE; tables.len()],
        obligations: Vec::new(),
        authorities: Vec::new(),
    };
    let mut exempt = (FALSE, Vec::new());
    let mut settled = (FALSE, FALSE);
    for index in order {
        builder.table(*index, on);
        let done = |table: usize| !builder.hits[table].is_empty();
        if (*index == roles.routes || *index == roles.exemptions)
            && done(roles.routes)
            && done(roles.exemptions)
        {
            exempt = builder.exemptions(roles);
            settled = builder.routes(roles, exempt.0);
        }
    }
    let answer = AnswerNodes {
        access: builder.column(roles.access, |text| position(Access::ALL, Access::from_code(text))),
        issuer: builder.column(roles.issuer, authority_number),
        obligation: settled.0,
        obliging_authority: settled.1,
        other_duty: builder
            .column(roles.other_duty, |text| position(OtherDuty::ALL, OtherDuty::from_code(text))),
        berufssprachkurs_access: builder.column(roles.berufssprachkurs_access, |text| {
            position(BerufssprachkursAccess::ALL, BerufssprachkursAccess::from_code(text))
        }),
        berufssprachkurs_issuer: builder.column(roles.berufssprachkurs_issuer, authority_number),
        berufssprachkurs_obligation: builder.column(roles.berufssprachkurs_obligation, |text| {
            position(Obligation::ALL, Obligation::from_code(text))
        }),
    };
    builder.diagram.finish();
    Epoch { diagram: builder.diagram, hits: builder.hits, exempt: exempt.0, exemptions: exempt.1, answer }
}

/// Number of a variant in its list; the length of the list where there is none.
fn position<T: PartialEq>(all: &[T], value: Option<T>) -> u32 {
    value.and_then(|value| all.iter().position(|known| *known == value)).unwrap_or(all.len()) as u32
}

fn authority_number(text: &str) -> u32 {
    position(Authority::ALL, Authority::from_code(text))
}

impl Builder<'_> {
    fn table(&mut self, index: usize, on: NaiveDate) {
        let tables = self.tables;
        let table = &tables[index];
        let origins =
            origins(table, tables, self.catalogue).expect("columns were checked when the set was made");
        let mut any = FALSE;
        let mut hits = Vec::with_capacity(table.rows.len());
        for row in &table.rows {
            let mut hit = if table.holds_on(row, on) { TRUE } else { FALSE };
            for (test, origin) in row.tests.iter().zip(&origins).rev() {
                if hit != FALSE && *test != Test::Any && *origin != Origin::EvaluationDate {
                    let node = self.test(*origin, test);
                    hit = self.diagram.and(node, hit);
                }
            }
            if table.hit_policy == HitPolicy::First {
                hit = self.diagram.and_not(hit, any);
            }
            any = self.diagram.or(any, hit);
            hits.push(hit);
        }
        self.hits[index] = hits;
        self.any[index] = any;
    }

    fn test(&mut self, origin: Origin, test: &Test) -> Node {
        match origin {
            Origin::EvaluationDate => TRUE,
            Origin::Input(input) => self.input(input, test),
            Origin::Output(table, output) => self.output(table, output, test),
            Origin::AnyRow(table) => {
                let any = self.any[table];
                match test {
                    Test::Flag(true) => any,
                    Test::Flag(false) => self.diagram.and_not(TRUE, any),
                    _ => TRUE,
                }
            }
            Origin::Obligation => {
                let options: Vec<_> =
                    self.obligations.iter().map(|(value, node)| (value.code(), *node)).collect();
                self.any_of(&options, test)
            }
            Origin::ObligingAuthority => {
                let options: Vec<_> =
                    self.authorities.iter().map(|(value, node)| (value.code(), *node)).collect();
                self.any_of(&options, test)
            }
        }
    }

    fn any_of(&mut self, options: &[(&str, Node)], test: &Test) -> Node {
        let mut none = TRUE;
        let mut found = FALSE;
        for (code, node) in options {
            none = self.diagram.and_not(none, *node);
            if test.passes(&Value::Text((*code).to_owned())) {
                found = self.diagram.or(found, *node);
            }
        }
        if test.passes(&Value::Text("none".to_owned())) { self.diagram.or(found, none) } else { found }
    }

    fn input(&mut self, index: usize, test: &Test) -> Node {
        let input = &self.catalogue.inputs[index];
        let mask = mask_in(&input.domain, test);
        match input.same_as {
            None => self.diagram.test(index, mask),
            Some(other) => {
                let own = self.diagram.test(index, mask & !1);
                let there = self.input(other, test);
                let same = self.diagram.test(index, 1);
                self.diagram.choose(same, there, own)
            }
        }
    }

    fn output(&mut self, index: usize, output: usize, test: &Test) -> Node {
        let tables = self.tables;
        let table = &tables[index];
        let mut found = FALSE;
        for (row, hit) in table.rows.iter().zip(self.hits[index].clone()) {
            if test.passes(&row.outputs[output]) {
                found = self.diagram.or(found, hit);
            }
        }
        match &table.outputs[output].default {
            Some(value) if test.passes(value) => {
                let unanswered = self.diagram.and_not(TRUE, self.any[index]);
                self.diagram.or(found, unanswered)
            }
            _ => found,
        }
    }

    /// One output as a diagram whose results are the numbers of its values.
    fn column(&mut self, (index, output): (usize, usize), number: impl Fn(&str) -> u32) -> Node {
        let tables = self.tables;
        let table = &tables[index];
        let code = |value: &Value| Node::result(number(&value.to_string()));
        let mut node = table.outputs[output].default.as_ref().map_or(Node::result(number("none")), code);
        for (row, hit) in table.rows.iter().zip(self.hits[index].clone()).rev() {
            node = self.diagram.choose(hit, code(&row.outputs[output]), node);
        }
        node
    }

    fn exemptions(&mut self, roles: &Roles) -> (Node, Vec<Node>) {
        let tables = self.tables;
        let table = &tables[roles.exemptions];
        let effect = table.output("effect").expect("roles name a table with an effect");
        let obliged = self.any[roles.routes];
        let mut whole = FALSE;
        let mut applying = Vec::new();
        for (row, hit) in table.rows.iter().zip(self.hits[roles.exemptions].clone()) {
            if row.outputs[effect] == Value::Text("whole".to_owned()) {
                whole = self.diagram.or(whole, hit);
            }
            applying.push(self.diagram.and(hit, obliged));
        }
        (whole, applying)
    }

    /// The strongest obligation and its authority: issued acts first, then by authority.
    fn routes(&mut self, roles: &Roles, exempt: Node) -> (Node, Node) {
        let tables = self.tables;
        let table = &tables[roles.routes];
        let mut ways: Vec<_> = table
            .rows
            .iter()
            .zip(self.hits[roles.routes].clone())
            .filter_map(|(row, hit)| Some((route_of(table, &row.outputs)?, hit)))
            .collect();
        ways.sort_by_key(|(route, _)| (route.obligation, !route.issued, route.authority));
        let mut obligation = Node::result(position(Obligation::ALL, Some(Obligation::None)));
        let mut authority = Node::result(Authority::ALL.len() as u32);
        for (route, hit) in ways.iter().rev() {
            let holds = self.diagram.and_not(*hit, exempt);
            let value = Node::result(position(Obligation::ALL, Some(route.obligation)));
            obligation = self.diagram.choose(holds, value, obligation);
            let value = Node::result(position(Authority::ALL, Some(route.authority)));
            authority = self.diagram.choose(holds, value, authority);
        }
        for value in [Obligation::Obliged, Obligation::GreyZone, Obligation::MayOblige] {
            let node = self.is(obligation, position(Obligation::ALL, Some(value)));
            self.obligations.push((value, node));
        }
        for value in Authority::ALL {
            let node = self.is(authority, position(Authority::ALL, Some(*value)));
            self.authorities.push((*value, node));
        }
        (obligation, authority)
    }

    fn is(&mut self, node: Node, result: u32) -> Node {
        self.diagram.map(node, &|found| u32::from(found == result))
    }
}

/// One way to an obligation, from the outputs of its row.
pub struct RouteOutputs {
    pub obligation: Obligation,
    pub authority: Authority,
    pub issued: bool,
}

/// Reads the outputs of a row of the routes; `None` where they are no known codes.
pub fn route_of(table: &Table, outputs: &[Value]) -> Option<RouteOutputs> {
    let text = |name| outputs.get(table.output(name)?).map(Value::to_string);
    Some(RouteOutputs {
        obligation: Obligation::from_code(&text(ROUTE)?)?,
        authority: Authority::from_code(&text("route_authority")?)?,
        issued: outputs.get(table.output("issued")?)? == &Value::Flag(true),
    })
}

/// Domain of a name that a column may use, other than the evaluation date.
pub fn domain_of(name: &str, tables: &[Table], catalogue: &Catalogue) -> Option<Domain> {
    if let Some(input) = catalogue.position(name) {
        let input = &catalogue.inputs[input];
        return Some(match &input.domain {
            Domain::Codes(codes) if input.same_as.is_some() => Domain::Codes(codes[1..].to_vec()),
            domain => domain.clone(),
        });
    }
    let codes = |list: &[&str]| Some(Domain::Codes(list.iter().map(|code| (*code).to_owned()).collect()));
    match name {
        OBLIGATION => return codes(&["obliged", "grey_zone", "may_oblige", "none"]),
        OBLIGING_AUTHORITY => return codes(&["auslaenderbehoerde", "jobcenter", "asylblg", "none"]),
        _ => {}
    }
    if tables.iter().any(|table| table.name == name && table.hit_policy == HitPolicy::Collect) {
        return Some(Domain::Flag);
    }
    tables.iter().find_map(|table| {
        let output = &table.outputs[table.output(name)?];
        match output.holds {
            super::table::ValueType::Flag => Some(Domain::Flag),
            super::table::ValueType::Text => {
                let listed = output.allowed.clone();
                Some(Domain::Codes(listed))
            }
            _ => None,
        }
    })
}
